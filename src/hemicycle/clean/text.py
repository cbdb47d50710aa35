"""Repair the characters of a text, each with its way back.

News text arrives decoded twice ("â€œ" for “), with invisible characters and with blanks that are
not blanks. Real mojibake is repaired by ftfy, one run of non-ASCII characters at a time and only
where ftfy is sure; invisible and control characters are left out; odd blanks become a blank and
odd line ends a line end. Typographic quotation marks are our subject and stay.

Guarantee: one pass, linear in the length; every other character is copied as it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hemicycle.offsets import OffsetMap, Segment

_SPECIAL = re.compile("[\x00-\x08\x0b-\x1f\x7f]+|[\u2028\u2029]|[^\x00-\x7f\u2028\u2029]+")
_UNIT = re.compile("(?=[\xc2-\xf4])")  # letters whose code begins a character in UTF-8
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_BLANKS = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\r\x7f-\x84\x86-\x9f\xad"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
)
_LINE_END, _BLANK = re.compile(f"[{_LINE_ENDS}]"), re.compile(f"[{_BLANKS}]")
_CHANGED = re.compile(f"([{_LINE_ENDS}{_BLANKS}{_INVISIBLE}])")
_LONGEST_MOJIBAKE = 200  # a longer run of non-ASCII is another script


class TextBuilder:
    """Pieces are given in the order of the original. Touching copies become one segment."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.length = 0
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._copied = (0, 0, 0)  # the copy still growing: start, end, end in the original

    def copy(self, start: int, end: int) -> None:
        """Take `original[start:end]` as it is."""
        if start < end:
            self.replace(start, end, self.original[start:end])

    def replace(self, start: int, end: int, text: str) -> None:
        """Let `text` stand for `original[start:end]`; a text as long maps point by point."""
        if not text:
            return
        at, self.length = self.length, self.length + len(text)
        self._parts.append(text)
        if len(text) != end - start:
            self._close()
            self._segments.append(Segment(at, self.length, start, end))
        elif self._copied[1:] == (at, start):
            self._copied = (self._copied[0], self.length, end)
        else:
            self._close()
            self._copied = (at, self.length, end)

    def insert(self, text: str) -> None:
        """Put in `text` that stands for nothing of the original."""
        self._parts.append(text)
        self.length += len(text)

    def finish(self) -> tuple[str, OffsetMap]:
        """The text and its map to the original."""
        self._close()
        return "".join(self._parts), OffsetMap(tuple(self._segments))

    def _close(self) -> None:
        start, end, origin_end = self._copied
        if start < end:
            self._segments.append(Segment(start, end, origin_end - (end - start), origin_end))
        self._copied = (0, 0, 0)


def repair(text: str) -> tuple[str, OffsetMap]:
    """The repaired text and its map to `text`."""
    builder = TextBuilder(text)
    done = 0
    for match in _SPECIAL.finditer(text):
        run, at = match[0], match.start()
        pieces = _pieces(run) if len(run) <= _LONGEST_MOJIBAKE else _letters(run)
        if not pieces:
            continue
        builder.copy(done, at)
        for length, shown in pieces:
            builder.replace(at, at + length, shown)
            at += length
        done = at
    builder.copy(done, len(text))
    return builder.finish()


@lru_cache(maxsize=10_000)
def _pieces(run: str) -> tuple[tuple[int, str], ...]:
    """The run as (how many of its characters, what they become); empty when it stays as it is."""
    fixed = run if run.isascii() else _without_mojibake(run)
    if fixed != run:
        units = [unit for unit in _UNIT.split(run) if unit]
        parts = [(len(unit), _without_mojibake(unit)) for unit in units]
        whole = "".join(part for _, part in parts) == fixed
        return tuple((n, _in_line(part)) for n, part in (parts if whole else [(len(run), fixed)]))
    return _letters(run) if _CHANGED.search(run) else ()


def _letters(run: str) -> tuple[tuple[int, str], ...]:
    """Each character that changes as a piece of its own, those between together."""
    return tuple(
        (1, _shown(part)) if _CHANGED.match(part) else (len(part), part)
        for part in _CHANGED.split(run)
        if part
    )


def _in_line(text: str) -> str:
    return "".join(shown for _, shown in _letters(text)).replace("\n", " ")


def _shown(char: str) -> str:
    if _LINE_END.match(char):
        return "\n"
    return " " if _BLANK.match(char) else ""


def _without_mojibake(run: str) -> str:
    import ftfy

    return ftfy.fix_encoding(run)


def compose(outer: OffsetMap, inner: OffsetMap) -> OffsetMap:
    """What `outer.after(inner)` gives, in one pass over both (a long article has many segments)."""
    out: list[Segment] = []
    middles, first = inner.segments, 0
    for segment in outer.segments:
        while first < len(middles) and middles[first].end <= segment.origin_start:
            first += 1
        if first < len(middles) and _lies_in_copy(segment, middles[first]):
            shift = middles[first].origin_start - middles[first].start
            origin = segment.origin_start + shift, segment.origin_end + shift
            out.append(Segment(segment.start, segment.end, *origin))
            continue
        last = first
        while last < len(middles) and middles[last].start < segment.origin_end:
            last += 1
        out.extend(OffsetMap((segment,)).after(OffsetMap(middles[first:last])).segments)
    return OffsetMap(tuple(out))


def _lies_in_copy(segment: Segment, middle: Segment) -> bool:
    return (
        middle.is_copy and middle.start <= segment.origin_start and segment.origin_end <= middle.end
    )
