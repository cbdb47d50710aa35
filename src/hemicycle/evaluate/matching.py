"""Pair predictions with gold, one to one, so that as many as possible are paired.

Greedy pairing lets an early prediction take the gold that only a later one could use. Kuhn's
algorithm ("The Hungarian method for the assignment problem", 1955, for unweighted graphs) moves
earlier pairs aside where that makes room for one more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def match(
    predicted: Sequence[T], gold: Sequence[T], likeness: Callable[[T, T], float]
) -> dict[int, int]:
    """Position in `predicted` → position in `gold`, a maximum one-to-one matching.

    `likeness` is 0 where two may not be paired. The likest is tried first, of equals the earliest.
    """
    choices = [_ranked(likeness(one, other) for other in gold) for one in predicted]
    taken: dict[int, int] = {}  # gold → predicted
    for one in range(len(predicted)):
        _place(one, choices, taken, set())
    return {one: other for other, one in taken.items()}


def _ranked(likenesses: Iterable[float]) -> list[int]:
    usable = [(-likeness, at) for at, likeness in enumerate(likenesses) if likeness > 0]
    return [at for _, at in sorted(usable)]


def _place(one: int, choices: list[list[int]], taken: dict[int, int], tried: set[int]) -> bool:
    """Find `one` a partner, moving others aside where they have another choice."""
    for other in choices[one]:
        if other in tried:
            continue
        tried.add(other)
        if other not in taken or _place(taken[other], choices, taken, tried):
            taken[other] = one
            return True
    return False
