"""Cut a document's pieces into overlapping windows that the model can hold.

Every piece lies in the core of exactly one window: what begins there is read there, with text on
both sides to see it in. Windows begin where paragraphs do, when one is near.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SIZE = 318  # pieces of a window; two more open and close it
OVERLAP = 64  # pieces that neighbours share at least
SLACK = 64  # pieces that a window may begin earlier, to begin with a paragraph


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `first` up to, not including, `last`; what begins in the core is read here."""

    first: int
    last: int
    core_first: int
    core_last: int


def windows(
    length: int, starts: Sequence[int], size: int = SIZE, overlap: int = OVERLAP
) -> Iterator[Window]:
    """Windows over `length` pieces, whose paragraphs begin at `starts`."""
    first = core = 0
    while first < length:
        last = min(first + size, length)
        following = _next_first(last - overlap, starts) if last < length else length
        core_last = (following + last) // 2
        yield Window(first, last, core, core_last)
        first, core = following, core_last


def _next_first(latest: int, starts: Sequence[int]) -> int:
    """Where the next window begins: with a paragraph, when one begins shortly before `latest`."""
    at = bisect_right(starts, latest) - 1
    return starts[at] if at >= 0 and latest - starts[at] <= SLACK else latest
