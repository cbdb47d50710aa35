"""Betweenness between camps: who lies on the shortest paths from one camp to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hemicycle.network.table import Floats, Ints

if TYPE_CHECKING:
    from scipy import sparse

AT_ONCE = 256  # sources walked from together


def betweenness(ties: sparse.csr_array, seats: Ints) -> Floats:
    """Mean over pairs (s, t) of two camps, both others than v, of the share of the shortest
    paths from s to t that pass v; ties count as one step each, pairs without a path as 0.

    Brandes (2001, J. Math. Sociol. 25, 163), with the pairs of Brandes (2008): the walk from many
    sources at once is a product of matrices. Seat 0 is no camp. Range 0 to 1.
    """
    import numpy as np

    size, seated = len(seats), seats > 0
    out = np.zeros(size)
    steps = (ties != 0).astype(np.float64).tocsr()
    sources = np.flatnonzero(seated)
    for at in range(0, len(sources), AT_ONCE):
        part = sources[at : at + AT_ONCE]
        wanted = ((seats[:, None] != seats[part][None, :]) & seated[:, None]).astype(np.float64)
        out += _lying_on(steps, part, wanted)
    return out / np.maximum(_pairs(seats), 1)


def _lying_on(steps: sparse.csr_array, sources: Ints, wanted: Floats) -> Floats:
    """Sum over `sources` (columns of `wanted`) of the shares of paths that pass each node."""
    import numpy as np

    here = np.arange(len(sources))
    paths = np.zeros(wanted.shape)
    paths[sources, here] = 1
    fronts = [paths > 0]
    while fronts[-1].any():
        reached = steps @ np.where(fronts[-1], paths, 0)
        fresh = (reached > 0) & (paths == 0)
        paths[fresh] = reached[fresh]
        fronts.append(fresh)
    passing = np.zeros(wanted.shape)
    for near, far in zip(fronts[-2::-1], fronts[:0:-1], strict=True):
        share = np.where(far, (wanted + passing) / np.where(paths > 0, paths, 1), 0)
        passing += np.where(near, paths * (steps @ share), 0)
    passing[sources, here] = 0
    total: Floats = passing.sum(axis=1)
    return total


def _pairs(seats: Ints) -> Floats:
    """Ordered pairs of seated actors in different camps that leave each actor out."""
    import numpy as np

    sizes = np.bincount(seats)
    sizes[0] = 0
    total = sizes.sum() ** 2 - (sizes**2).sum()
    mine = np.where(seats > 0, sizes.sum() - sizes[seats], 0)
    pairs: Floats = (total - 2 * mine).astype(np.float64)
    return pairs
