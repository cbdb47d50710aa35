"""The codebook for programs of qualitative analysis."""

from __future__ import annotations

import pytest
from graph_samples import hold_to

from hemicycle.errors import UsageError
from hemicycle.exchange import qdc
from hemicycle.records import Concept

CONCEPTS = (
    Concept("narrows", 'The "Narrows" matter'),
    Concept("dredge", "Dredge; now\x07", "By ship.", ("Dredge it!",), ("Sail on.",), "narrows"),
    Concept("vote", "Let us vote", parent="gone"),
)


def test_a_tree_of_codes(tmp_path):
    report = qdc.write(CONCEPTS, tmp_path / "x.qdc")
    hold_to("qdc-1.0", tmp_path / "x.qdc")
    narrows, dredge, vote = qdc.parse((tmp_path / "x.qdc").read_bytes())
    assert (narrows.name, narrows.parent, narrows.description) == ('The "Narrows" matter', None, "")
    assert (dredge.name, dredge.parent) == ("Dredge; now\ufffd", narrows.guid)
    assert dredge.description == (
        "By ship.\n\nSpeaks to it:\n- Dredge it!\n\nLooks like it, but is not:\n- Sail on."
    )
    assert vote.parent is None
    assert "examples stand in the description" in str(report)
    assert dredge.guid == qdc.guid("dredge")


@pytest.mark.parametrize(
    ("concepts", "message"),
    [
        ((), "no concept to write"),
        ((Concept("a", "A", parent="b"), Concept("b", "B", parent="a")), "in a circle: A; B"),
    ],
)
def test_what_is_no_codebook(concepts, message, tmp_path):
    with pytest.raises(UsageError, match=message):
        qdc.write(concepts, tmp_path / "x.qdc")
    assert list(tmp_path.iterdir()) == []
