"""What stands inside another one's statement can be left out of both sides."""

from __future__ import annotations

import pytest

from hemicycle.evaluate.evaluation import evaluate
from hemicycle.evaluate.inside import outer

TEXT = "Lund said that Varn had denied the charge. Soleng left."


def marked(source: str, cue: str, content: str) -> dict:
    spans = {"source": source, "cue": cue, "content": content}
    return {role: [[TEXT.index(w), TEXT.index(w) + len(w)]] for role, w in spans.items()}


OUTER = marked("Lund", "said", "that Varn had denied the charge")
INNER = marked("Varn", "had denied", "the charge")


@pytest.mark.parametrize(
    ("every", "kept"),
    [
        pytest.param([OUTER, INNER], [OUTER], id="inside"),
        pytest.param([INNER], [INNER], id="alone"),
        pytest.param([{**INNER, "cue": []}, OUTER], [{**INNER, "cue": []}, OUTER], id="no cue"),
        pytest.param([], [], id="none"),
    ],
)
def test_outer(every: list, kept: list) -> None:
    assert outer({"id": "1", "text": TEXT, "attributions": every})["attributions"] == kept


def test_who_finds_what_people_left_unmarked_is_not_wrong() -> None:
    gold = [{"id": "1", "text": TEXT, "attributions": [OUTER]}]
    plain, without = (evaluate(gold, lambda _: [OUTER, INNER], flag) for flag in (False, True))
    rate = ("attribution_strict", "all")
    assert plain.scores.rates[rate].precision == 0.5
    assert without.scores.rates[rate].precision == 1.0
