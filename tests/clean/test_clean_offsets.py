"""For any text: the way back to the original is right for every single code point."""

from hypothesis import given
from hypothesis import strategies as st

from hemicycle.clean.page import clean
from hemicycle.clean.text import repair
from hemicycle.ingest.files import read_text
from hemicycle.offsets import OffsetMap, Segment
from hemicycle.records import RawDocument

PIECES = st.sampled_from(
    [
        *("The minister", " said ", "no", ".", "\n", "\n\n", "\r\n", "“", "”", "â€œ", "â€”", "Ã©"),
        *("\u00a0", "\u200b", "\u00ad", "• ", "AFP", "By Jane Doe", "PARIS (Reuters) ", "— "),
        *("Read more", "(", ")", "- ", "😀", "\x00", " ", "\t", "\u2028", "\u0092", "\u0085"),
    ]
)
TEXT = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=80))


def raw_of(text):
    return RawDocument("a", "a", "text", text, text, OffsetMap.identity(len(text)))


@given(TEXT)
def test_every_copied_code_point_is_the_original_one(text):
    document = clean(raw_of(text))
    for segment in document.offsets.segments:
        if not segment.is_copy:
            continue
        for n in range(segment.end - segment.start):
            shown, was = document.text[segment.start + n], text[segment.origin_start + n]
            assert shown == was or shown in " \n" or "\x80" <= was <= "\x9f"


@given(TEXT)
def test_blocks_are_ordered_apart_and_cover_all_but_blanks(text):
    document = clean(raw_of(text))
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(document.text)
        assert not document.text[last : block.start].strip()
        assert document.text[block.start : block.end].strip()
        last = block.end
    assert not document.text[last:].strip()


@given(TEXT)
def test_segments_are_ordered_and_inside_both_texts(text):
    document = clean(raw_of(text))
    at = origin = 0
    for segment in document.offsets.segments:
        assert at <= segment.start < segment.end <= len(document.text)
        assert origin <= segment.origin_start < segment.origin_end <= len(text)
        at, origin = segment.end, segment.origin_end


@given(TEXT)
def test_no_letter_is_lost(text):
    repaired, _ = repair(text)
    letters = [char for char in repaired if char.isalnum()]
    assert [char for char in clean(raw_of(text)).text if char.isalnum()] == letters


@given(TEXT.filter(str.strip))
def test_what_was_read_can_always_be_cleaned(text):
    document = clean(read_text(text))
    assert document.id == read_text(text).id
    document.text.encode("utf-8")


@st.composite
def maps(draw, length):
    """A map whose original is `length` long."""
    segments, at, origin = [], 0, 0
    while origin < length:
        start = origin + draw(st.integers(0, 2))
        size = draw(st.integers(1, 5))
        if start + size > length:
            break
        shown = draw(st.one_of(st.just(size), st.integers(1, 4)))
        at += draw(st.integers(0, 2))
        segments.append(Segment(at, at + shown, start, start + size))
        at, origin = at + shown, start + size
    return OffsetMap(tuple(segments)), at
