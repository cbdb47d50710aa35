"""Where quotations open and close.

Newspapers quote in five ways at once: curly and straight double marks, British single marks,
guillemets, and quotations that run over paragraphs, opened anew in each (English style) or only
once (translated style). An apostrophe looks like a closing mark, and a nested quotation may use
the same marks as the outer one. The idea: pair the double marks of each paragraph with a stack,
pair single marks by their neighbours, and carry an unclosed quotation into the next paragraph
only when the text shows that it goes on there.

Guarantee: quotations are ordered by start, outer before inner, and are found in linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hemicycle.extract.singles import MOST_PARAGRAPHS, singles
from hemicycle.offsets import Span, Spans
from hemicycle.records import Document

CLOSING = {"“": "”", "„": "”", "«": "»", '"': '"', "''": "''", "``": "''"}
MARK = re.compile("[\"“”„«»]|''|``")
STRAY_CLOSER = re.compile(r'(?<=[\w.,!?])"(?=\s|$)')
ENDS = re.compile(r"(?<=[^\W\d][.,!?…])(?:\"|'')(?=\s|$)")  # a straight mark that closes a sentence
REVERSED = re.compile(r"(?<!\S)”(?=\w)")  # a closing mark typed where one opens
DEEPEST = 4  # quotations inside quotations; more are typing errors


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks: one span for each paragraph it runs over.

    `depth` is 0 for an outer quotation, 1 for one inside it, and so on. `closed` is False where
    the closing mark is missing and the end of the paragraph was taken instead.
    """

    spans: Spans
    closed: bool
    depth: int = 0

    @property
    def start(self) -> int:
        """The opening mark."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Just past the closing mark."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class _Open:
    """A quotation still to be closed: its mark, where it began here, and earlier paragraphs."""

    mark: str
    start: int
    earlier: Spans = ()

    def close(self, end: int, closed: bool = True) -> Quotation:
        return Quotation((*self.earlier, (self.start, end)), closed)


class Quotations:
    """All quotations of a document, to be asked by position in logarithmic time.

    Those of one depth never overlap, so each depth is a sorted list of its own.
    """

    def __init__(self, found: Iterable[Quotation]) -> None:
        self._by_depth: dict[int, list[Quotation]] = {}
        for quotation in found:
            self._by_depth.setdefault(quotation.depth, []).append(quotation)

    @property
    def outer(self) -> list[Quotation]:
        """Those that lie in no other, in text order."""
        return self._by_depth.get(0, [])

    def all(self) -> list[Quotation]:
        """Those of every depth, outer ones first."""
        return [quotation for level in self._by_depth.values() for quotation in level]

    def overlapping(self, start: int, end: int) -> Iterator[Quotation]:
        """Those that share a code point with `[start, end)`, outer ones first."""
        for level in self._by_depth.values():
            first = bisect_right(level, start, key=lambda q: q.end)
            last = bisect_left(level, end, first, key=lambda q: q.start)
            yield from level[first:last]

    def hold(self, position: int) -> bool:
        """Whether the code point stands inside a quotation."""
        return any(True for _ in self.overlapping(position, position + 1))


def quotations(document: Document) -> Quotations:
    """All quotations in the coded blocks of `document`."""
    bodies = [(b.start, b.end) for b in document.blocks if not b.is_furniture]
    found: list[Quotation] = []
    carried: _Open | None = None
    for n, block in enumerate(bodies):
        resumed = _resume(document.text, block, carried)
        left = _pair(document.text, block, resumed, found)
        carried = None
        if left:
            following = bodies[n + 1 : n + 1 + MOST_PARAGRAPHS]
            carried = _carry(document.text, block, left, following)
            if carried is None:
                found.append(left.close(block[1], closed=False))
    found.extend(Quotation(spans, True) for spans in singles(document.text, bodies))
    return Quotations(_nested(found))


def _resume(text: str, block: Span, carried: _Open | None) -> _Open | None:
    return carried and _Open(carried.mark, block[0], carried.earlier)


def _pair(text: str, block: Span, resumed: _Open | None, found: list[Quotation]) -> _Open | None:
    """Pair the double marks of one paragraph; returns the outermost one left open."""
    stack = [resumed] if resumed else []
    for match in MARK.finditer(text, *block):
        at, mark = match.start(), match.group()
        if resumed and at == block[0] and mark == resumed.mark:
            continue  # opened anew, as English papers do in each paragraph
        opener = next((n for n in reversed(range(len(stack))) if _closes(mark, stack[n])), None)
        if opener is not None:
            found.append(stack[opener].close(match.end()))
            del stack[opener:]
        elif REVERSED.match(text, at) and not stack:
            stack.append(_Open("“", at))
        elif mark in CLOSING and len(stack) < DEEPEST and not STRAY_CLOSER.match(text, at):
            stack.append(_Open(mark, at))
    return stack[0] if stack else None


def _closes(mark: str, opened: _Open) -> bool:
    return mark == CLOSING[opened.mark] or (opened.mark == "„" and mark == "“")


def _carry(text: str, block: Span, left: _Open, following: Sequence[Span]) -> _Open | None:
    """The open quotation as it enters the next paragraph, or None if it ends here."""
    spans = (*left.earlier, (left.start, block[1]))
    if len(spans) > MOST_PARAGRAPHS or not following:
        return None
    opened_anew = text.startswith(left.mark, following[0][0])
    if opened_anew or _closed_later(text, left.mark, following):
        return _Open(left.mark, block[1], spans)
    return None


def _closed_later(text: str, mark: str, following: Sequence[Span]) -> bool:
    """Whether a later paragraph closes a quotation that it did not open."""
    if mark == CLOSING[mark]:
        return _straight_closed_later(text, mark, following)
    for block in following:
        depth = 0
        for match in MARK.finditer(text, *block):
            depth += -1 if match.group() == CLOSING[mark] else match.group() == mark
            if depth < 0:
                return True
        if depth:
            return False
    return False


def _straight_closed_later(text: str, mark: str, following: Sequence[Span]) -> bool:
    """Straight marks tell their side only by what stands beside them, so the next must close."""
    later = (match for block in following for match in MARK.finditer(text, *block))
    first = next(later, None)
    return first is not None and first[0] == mark and bool(ENDS.match(text, first.start()))


def _nested(found: list[Quotation]) -> list[Quotation]:
    """Order by start and count how many quotations hold each one.

    Where quotations cross, the depth is the least at which none is open any more.
    """
    out: list[Quotation] = []
    ends: list[int] = []  # of the last quotation at each depth
    for quotation in sorted(found, key=lambda q: (q.start, -q.end)):
        depth = next((n for n, end in enumerate(ends) if end <= quotation.start), len(ends))
        ends[depth : depth + 1] = [quotation.end]
        out.append(Quotation(quotation.spans, quotation.closed, depth))
    return out
