"""Cut a document's pieces into overlapping windows that the model can hold.

Every piece lies in the core of exactly one window: what begins there is read there, with text on
both sides to see it in. Few attributions leave their paragraph, so windows and cores begin and end
with paragraphs wherever these are short enough.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SIZE = 254  # pieces of a window, as in training; two more open and close it
OVERLAP = 48  # pieces that neighbours share at least
SLACK = 48  # pieces that a window may be longer or shorter than it must, to fit paragraphs


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `first` up to, not including, `last`; what begins in the core is read here."""

    first: int
    last: int
    core_first: int
    core_last: int


def windows(
    length: int,
    starts: Sequence[int],
    size: int = SIZE,
    overlap: int = OVERLAP,
    slack: int = SLACK,
) -> Iterator[Window]:
    """Windows over `length` pieces, whose paragraphs begin at `starts`. Raises ValueError for a
    size in which the next window might not begin after this one."""
    if size <= overlap + 2 * slack:
        raise ValueError(f"windows of {size} cannot share {overlap} with a slack of {slack}")
    first = core = 0
    while first + size < length:
        last = _paragraph(starts, first + size, slack)
        following = _paragraph(starts, last - overlap, slack)
        low = max(following, core) + 1
        core_last = _nearest(starts, max((following + last) // 2, low), low, last)
        yield Window(first, last, core, core_last)
        first, core = following, core_last
    yield Window(first, length, core, length)


def _paragraph(starts: Sequence[int], latest: int, slack: int) -> int:
    """The latest paragraph that begins shortly before `latest`, else `latest` itself."""
    at = bisect_right(starts, latest) - 1
    return starts[at] if at >= 0 and latest - starts[at] <= slack else latest


def _nearest(starts: Sequence[int], place: int, low: int, high: int) -> int:
    """The paragraph in `[low, high]` that begins nearest to `place`, else `place` itself."""
    inside = starts[bisect_left(starts, low) : bisect_right(starts, high)]
    return min(inside, key=lambda start: abs(start - place), default=place)
