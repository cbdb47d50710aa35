"""Texts that lie close together: a graph of nearest neighbours, and the groups in it.

Vectors are rows of unit length, so that products are cosines. They are multiplied in blocks of
rows: memory grows with the number of texts, never with its square.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

BLOCK = 512  # rows multiplied at once: 512 × 10,000 numbers are 20 MB
NEIGHBOURS = 12
CLOSE = 0.4  # cosine from which two texts are tied
DENSITY = 0.3  # of ties within a group (the constant of the constant Potts model)
TRIALS = 5


def blocks(rows: Vectors, others: Vectors) -> Iterator[tuple[int, Vectors]]:
    """Cosines of all `rows` with all `others`, a block of rows at a time, with its first row."""
    for first in range(0, len(rows), BLOCK):
        yield first, rows[first : first + BLOCK] @ others.T


def ties(vectors: Vectors) -> list[tuple[int, int, float]]:
    """Pairs (i < j) of which one is among the nearest of the other, with their cosine."""
    import numpy as np

    found: dict[tuple[int, int], float] = {}
    for first, near in blocks(vectors, vectors):
        near[np.arange(len(near)), first + np.arange(len(near))] = -1
        most = min(NEIGHBOURS, near.shape[1])
        best = np.argpartition(-near, most - 1, axis=1)[:, :most]
        for row, columns in enumerate(best):
            for column in columns[near[row, columns] >= CLOSE]:
                pair = sorted((first + row, int(column)))
                found[pair[0], pair[1]] = float(near[row, column])
    return [(i, j, weight) for (i, j), weight in sorted(found.items())]


def groups(vectors: Vectors, seed: int = 0) -> list[list[int]]:
    """The rows in groups, the largest first; whoever has no tie is alone.

    Communities of the constant Potts model, found by Leiden (Traag, Waltman & van Eck 2019, Sci.
    Rep. 9, 5233), which has no limit to how small a group it can see. The same seed finds the same.
    """
    import graspologic_native as native

    tied = [(str(i), str(j), weight) for i, j, weight in ties(vectors)] if len(vectors) > 1 else []
    seats: dict[str, int] = {}
    if tied:
        _, seats = native.leiden(
            tied, resolution=DENSITY, use_modularity=False, seed=seed, trials=TRIALS, iterations=2
        )
    found: dict[object, list[int]] = {}
    for row in range(len(vectors)):
        found.setdefault(seats.get(str(row), f"alone {row}"), []).append(row)
    return sorted(found.values(), key=lambda rows: (-len(rows), rows))
