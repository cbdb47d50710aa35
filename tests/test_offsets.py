"""Positions of a cleaned text, there and back."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.building import TextBuilder
from hemicycle.offsets import OffsetMap, Segment, covered, merge, text_of, utf16_offset

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 9)).map(lambda s: (s[0], s[0] + s[1])), max_size=9
)


@st.composite
def built(draw, original=None, acts=("copy", "skip", "replace", "insert")):
    """A text made from some original by copying, leaving out, replacing and putting in."""
    source = draw(st.text(max_size=40)) if original is None else original
    builder, at = TextBuilder(source), 0
    while at < len(source):
        end = draw(st.integers(at + 1, len(source)))
        act = draw(st.sampled_from(acts))
        if act == "replace":
            builder.replace(at, end, draw(st.text(min_size=1, max_size=3)))
        if act == "insert":
            builder.insert(" ")
        if act in ("copy", "insert"):
            builder.copy(at, end)
        at = end
    return source, *builder.finish()


@given(built())
def test_copies_lead_to_the_same_characters(made):
    original, text, offsets = made
    for segment in offsets.segments:
        if (
            segment.is_copy
            and text[segment.start : segment.end]
            == (original[segment.origin_start : segment.origin_end])
        ):
            for at in range(segment.start, segment.end):
                ((start, end),) = offsets.to_original((at, at + 1), original)
                assert original[start:end] == text[at]
                assert offsets.to_clean(start) == at


@given(st.data())
def test_after_goes_the_same_way_in_one_step_as_in_two(data):
    moves = ("copy", "skip", "insert")
    original, middle, inner = data.draw(built(acts=moves))
    _, text, outer = data.draw(built(original=middle, acts=moves))
    both = outer.after(inner)
    for at in range(len(text)):
        in_two = tuple(
            piece
            for step in outer.to_original((at, at + 1), middle)
            for piece in inner.to_original(step, original)
        )
        assert both.to_original((at, at + 1), original) == in_two


def test_one_slice_over_blanks_several_over_words():
    original = "one <b>two</b>\n\nthree"
    offsets = OffsetMap((Segment(0, 4, 0, 4), Segment(4, 7, 7, 10), Segment(8, 13, 16, 21)))
    assert offsets.to_original((0, 13), original) == ((0, 4), (7, 10), (16, 21))
    blanks = OffsetMap((Segment(0, 3, 0, 3), Segment(4, 9, 5, 10)))
    assert blanks.to_original((0, 9), "one\n\nthree") == ((0, 10),)


def test_a_replacement_maps_as_one_piece():
    offsets = OffsetMap((Segment(0, 1, 0, 5),))
    assert offsets.to_original((0, 1), "&amp;") == ((0, 5),)
    assert offsets.to_clean(3) == 0
    assert offsets.to_clean(5) is None


@given(SPANS)
def test_merge_keeps_the_points_and_leaves_no_touching_spans(spans):
    merged = merge(spans)
    points = {n for start, end in spans for n in range(start, end)}
    assert {n for start, end in merged for n in range(start, end)} == points
    assert all(one[1] < two[0] for one, two in pairwise(merged))
    assert all(covered(merged, n) == (n in points) for n in range(60))


@pytest.mark.parametrize(("text", "at", "units"), [("abc", 2, 2), ("😀b", 1, 2), ("é😀😀", 3, 5)])
def test_utf16(text, at, units):
    assert utf16_offset(text, at) == units
    assert len(text[:at].encode("utf-16-le")) == units * 2


def test_text_of_shows_what_was_left_out():
    assert text_of(((0, 3), (8, 11)), "one two six") == "one … six"


def test_composing_long_maps_is_not_quadratic():
    pieces = 60_000
    many = OffsetMap(tuple(Segment(2 * n, 2 * n + 1, 3 * n, 3 * n + 1) for n in range(pieces)))
    started = time.process_time()
    many.after(OffsetMap.identity(3 * pieces + 1))
    assert time.process_time() - started < 10
