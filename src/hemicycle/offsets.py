"""Map positions between a cleaned text and the original it was made from.

The unit is the Unicode code point, as in Python strings. UTF-16 units (browsers, Java, DNA) are
converted at the border with `utf16_offset`.

The map is a list of segments. A segment says that `text[start:end]` stands for
`original[origin_start:origin_end]`. Where both sides are equally long the segment is a copy and
maps point by point; where they differ it is a replacement ("&amp;" became "&") and maps as one
piece. What no segment covers in the original was left out; what no segment covers in the cleaned
text was put in (the blank that joins two broken lines).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """`text[start:end]` stands for `original[origin_start:origin_end]`."""

    start: int
    end: int
    origin_start: int
    origin_end: int

    @property
    def is_copy(self) -> bool:
        """Whether positions inside map point by point."""
        return self.end - self.start == self.origin_end - self.origin_start


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Ordered, non-overlapping segments from a cleaned text to its original."""

    segments: tuple[Segment, ...]

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text onto itself."""
        return cls((Segment(0, length, 0, length),) if length else ())

    def to_original(self, span: Span, original: str) -> Spans:
        """The slices of `original` that `span` of the cleaned text stands for.

        One slice where nothing but white space was left out in between, several where other
        text (a tag, a caption) was. Empty when the span covers nothing of the original.
        """
        pieces = list(self._pieces(span))
        joined: list[Span] = []
        for start, end in pieces:
            if joined and not original[joined[-1][1] : start].strip():
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return tuple(joined)

    def to_clean(self, position: int) -> int | None:
        """Where the original's code point `position` stands in the cleaned text, if it does."""
        at = bisect_right(self.segments, position, key=lambda s: s.origin_start) - 1
        if at < 0 or position >= self.segments[at].origin_end:
            return None
        segment = self.segments[at]
        return segment.start + (position - segment.origin_start if segment.is_copy else 0)

    def after(self, inner: OffsetMap) -> OffsetMap:
        """Compose: this map goes text → middle, `inner` goes middle → original."""
        out: list[Segment] = []
        for segment in self.segments:
            out.extend(_through(segment, inner))
        return OffsetMap(tuple(out))

    def _pieces(self, span: Span) -> Iterable[Span]:
        start, end = span
        for segment in self._from(start):
            if segment.start >= end:
                return
            yield _cut(segment, max(start, segment.start), min(end, segment.end))

    def _from(self, position: int) -> Iterable[Segment]:
        """The segments that end behind `position`, without copying the rest of a long map."""
        first = bisect_right(self.segments, position, key=lambda s: s.end)
        return (self.segments[n] for n in range(first, len(self.segments)))


def _cut(segment: Segment, start: int, end: int) -> Span:
    if not segment.is_copy:
        return segment.origin_start, segment.origin_end
    shift = segment.origin_start - segment.start
    return start + shift, end + shift


def _through(segment: Segment, inner: OffsetMap) -> Iterable[Segment]:
    """Carry one segment (text → middle) through `inner` (middle → original)."""
    pieces = list(inner._pieces((segment.origin_start, segment.origin_end)))
    if not pieces:
        return
    if not segment.is_copy:
        yield Segment(segment.start, segment.end, pieces[0][0], pieces[-1][1])
        return
    for middle in inner._from(segment.origin_start):
        if middle.start >= segment.origin_end:
            return
        start = max(segment.origin_start, middle.start)
        end = min(segment.origin_end, middle.end)
        shift = segment.start - segment.origin_start
        origin = _cut(middle, start, end)
        yield Segment(start + shift, end + shift, *origin)


def utf16_offset(text: str, position: int) -> int:
    """The same position counted in UTF-16 code units, as JavaScript and Java count."""
    return position + sum(1 for char in text[:position] if ord(char) > 0xFFFF)


def merge(spans: Sequence[Span]) -> Spans:
    """The same code points as ordered spans that neither touch nor overlap."""
    out: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def text_of(spans: Spans, text: str, gap: str = " … ") -> str:
    """The words of `spans`, with `gap` where text in between was left out."""
    return gap.join(text[start:end] for start, end in spans)


def covered(spans: Spans, position: int) -> bool:
    """Whether `position` lies in one of the ordered `spans`."""
    at = bisect_left(spans, position + 1, key=lambda span: span[1])
    return at < len(spans) and spans[at][0] <= position
