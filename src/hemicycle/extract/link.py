"""From what the model says of pieces to spans: one draft for each anchor that holds up.

The model gives, for each anchor (the piece a cue begins at), how likely every piece of the window
is source, cue or content of that attribution. Here the likeliest roles become spans: one run for
the cue (around its anchor), one for the source, and for the content all that is left. Two anchors
that tell the same words are one attribution; the surer one stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemicycle.extract.paths import likeliest
from hemicycle.extract.windows import Window
from hemicycle.extract.wordpieces import Pieces
from hemicycle.offsets import Spans, merge

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

NOTHING, SOURCE, CUE, CONTENT = range(4)  # roles of a piece in one attribution
ALIKE = 0.5  # share of content from which two anchors tell the same words
TOGETHER = 256  # anchors whose roles are looked for at once


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the model says of one anchor: `roles` has shape (pieces of the window, 4)."""

    anchor: int  # piece of the document
    score: float
    roles: Floats
    acts: Floats  # how likely each of `acts.ACTS` but the last is, shape (5,)


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution as pieces of the document, in order."""

    anchor: int
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    score: float  # of the anchor
    sure: float  # mean probability of the roles given to source, cue and content
    acts: tuple[float, ...]


def linked(found: Pieces, read: Iterable[tuple[Window, Sequence[Tagged]]]) -> Iterator[Linked]:
    """The attributions whose cue begins in the core of its window and that have content."""
    here = [(w, one) for w, said in read for one in said if _reads_here(found, w, one.anchor)]
    for start in range(0, len(here), TOGETHER):
        group = here[start : start + TOGETHER]
        within = [_within_words(found, window) for window, _ in group]
        paths = likeliest([one.roles for _, one in group], within)
        for (window, one), roles in zip(group, paths, strict=True):
            attribution = _link(window.first, one, roles)
            if attribution.content:
                yield attribution


def _reads_here(found: Pieces, window: Window, anchor: int) -> bool:
    """Whether it is in the core, and a word: what opens a paragraph stands for none."""
    start, end = found.spans[anchor]
    return window.core_first <= anchor < window.core_last and start < end


def _within_words(found: Pieces, window: Window) -> list[bool]:
    """Of each piece of the window, whether it goes on the word of the one before."""
    here = range(window.first, window.last)
    return [n > window.first and n in found.tails for n in here]


def _link(shift: int, tagged: Tagged, best: NDArray[np.int64]) -> Linked:
    cue = _run_around(best == CUE, tagged.anchor - shift)
    source = _best_run(best == SOURCE, tagged.roles[:, SOURCE])
    content = [n for n in (best == CONTENT).nonzero()[0].tolist() if n not in cue]
    given = ((SOURCE, source), (CUE, cue), (CONTENT, content))
    sure = [float(tagged.roles[n, role]) for role, places in given for n in places]
    return Linked(
        tagged.anchor,
        tuple(n + shift for n in source),
        tuple(n + shift for n in cue),
        tuple(n + shift for n in content),
        tagged.score,
        sum(sure) / len(sure),
        tuple(float(x) for x in tagged.acts),
    )


def _run_around(flags: NDArray[np.bool_], at: int) -> list[int]:
    """The run of flags that goes on from `at` to the right, `at` always in it."""
    last = at + 1
    while last < len(flags) and flags[last]:
        last += 1
    return list(range(at, last))


def _best_run(flags: NDArray[np.bool_], weight: Floats) -> list[int]:
    """Of the runs of flags, bridged over single gaps, the one of most weight."""
    runs: list[list[int]] = []
    for n in flags.nonzero()[0].tolist():
        if runs and n - runs[-1][-1] <= 2:
            runs[-1].extend(range(runs[-1][-1] + 1, n + 1))
        else:
            runs.append([n])
    return max(runs, key=lambda run: sum(float(weight[n]) for n in run), default=[])


def without_repeats(found: Iterable[Linked]) -> list[Linked]:
    """Of those that tell the same words keep the surest; in text order."""
    kept: list[Linked] = []
    for one in sorted(found, key=lambda one: -one.score):
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.anchor)


def _same(one: Linked, other: Linked) -> bool:
    if one.content[-1] < other.content[0] or other.content[-1] < one.content[0]:
        return False
    mine, theirs = set(one.content), set(other.content)
    shared = len(mine & theirs)
    return shared > ALIKE * (len(mine) + len(theirs) - shared)


def spans(found: Pieces, places: Sequence[int]) -> Spans:
    """Pieces as spans of the text, one for each run of neighbours; what opens a paragraph is no
    word, and ends a run."""
    out: list[tuple[int, int]] = []
    last = None
    for n in places:
        low, high = found.spans[n]
        if low == high:
            continue
        if last is not None and n == last + 1:
            out[-1] = (out[-1][0], high)
        else:
            out.append((low, high))
        last = n
    return merge(out)
