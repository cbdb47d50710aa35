"""Spans as sets of words, so that quotation marks, commas and blanks at an edge never matter.

Two people who mark the same statement rarely agree on the comma after it. The idea: number the
words of a text and compare spans by the words they touch. A word is a run of letters, digits and
underscores; punctuation is nothing at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

Run = tuple[int, int]  # first and last word, both included
Marks = Iterable[Sequence[int]]  # [start, end) in code points

_WORD = re.compile(r"\w+")


class Words:
    """The words of one text, in order."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in found]
        self._ends = [end for _, end in found]

    def __len__(self) -> int:
        return len(self._starts)

    def touched(self, spans: Marks) -> frozenset[int]:
        """Positions of the words that share a code point with any of the half-open `spans`."""
        return frozenset(
            word
            for start, end in spans
            for word in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )


def runs(words: Iterable[int]) -> list[Run]:
    """Neighbouring words as runs, in text order."""
    out: list[Run] = []
    for word in sorted(words):
        if out and out[-1][1] == word - 1:
            out[-1] = (out[-1][0], word)
        else:
            out.append((word, word))
    return out


def sharing(one: frozenset[int], other: frozenset[int]) -> float:
    """Shared words over all words of both (intersection over union); 0 where a set is empty."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def run_sharing(one: Run, other: Run) -> float:
    """The same for two runs."""
    shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
    both = (one[1] - one[0] + 1) + (other[1] - other[0] + 1)
    return shared / (both - shared) if shared > 0 else 0.0
