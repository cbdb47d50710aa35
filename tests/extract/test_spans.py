"""Geometry of contents: whole quotations, cuts, parents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.extract.spans import parents, without

SPAN = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda s: (s[0], s[0] + s[1]))


@pytest.mark.parametrize(
    ("content", "cuts", "left"),
    [
        pytest.param((0, 11), [], ["hello world"], id="nothing cut"),
        pytest.param((0, 11), [(0, 5)], ["world"], id="cut at the start, edge trimmed"),
        pytest.param((0, 11), [(4, 7)], ["hell", "orld"], id="cut in the middle"),
        pytest.param((0, 11), [(0, 11)], [], id="all cut"),
        pytest.param((6, 11), [(0, 5)], ["world"], id="cut outside"),
    ],
)
def test_without(content, cuts, left):
    text = "hello world"
    assert [text[s:e] for s, e in without(content, cuts, text)] == left


def test_parent_is_the_smallest_that_holds_the_anchor():
    contents = [((0, 50),), ((10, 30),), ((12, 20),)]
    assert parents([(60, 62), (8, 9), (11, 12)], contents) == [None, 0, 1]


@given(st.lists(st.tuples(SPAN, SPAN), max_size=12))
def test_nobody_is_their_own_ancestor(pairs):
    found = parents([anchor for anchor, _ in pairs], [(content,) for _, content in pairs])
    for n in range(len(pairs)):
        seen, at = set(), n
        while found[at] is not None:
            assert at not in seen
            seen.add(at)
            at = found[at]
