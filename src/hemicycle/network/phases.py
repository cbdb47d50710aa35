"""Phases of a debate: where the networks of consecutive windows change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemicycle.errors import UsageError
from hemicycle.network.table import Floats

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Change:
    """A new phase begins with window `at`. `energy` is how far apart the stretches on both sides
    are (0 and more, in units of the distances); `p` the share of orders of the windows of that
    stretch whose best cut is as good."""

    at: int
    energy: float
    p: float


def changes(
    distances: Floats,
    least: int = 2,
    alpha: float = 0.05,
    permutations: int = 199,
    seed: int = 0,
) -> list[Change]:
    """Change points of windows from the distances of their networks (see `distance.distances`).

    Divisive (Matteson & James 2014, J. Am. Stat. Assoc. 109, 334): the best cut of a stretch of n
    + m windows, each side at least `least`, has the largest energy
    n m / (n + m) (2 mean d(A, B) - mean d(A, A') - mean d(B, B')), means over different windows; it
    stands if p, from `permutations` random orders, is at most `alpha`, and both sides are cut in
    turn. Windows must not overlap (`windows.stretches`): overlapping ones are alike for no other
    reason, and permuting them does not say what chance does.
    """
    import numpy as np

    d = np.asarray(distances, dtype=np.float64)
    if d.ndim != 2 or d.shape[0] != d.shape[1]:
        raise UsageError(f"distances are a square matrix, not one of shape {d.shape}")
    if least < 2:
        raise UsageError("a phase has at least 2 windows")
    rng = np.random.default_rng(seed)
    found, open_ = [], [(0, len(d))]
    while open_:
        low, high = open_.pop(0)
        cut = _tested(d[low:high, low:high], least, permutations, rng)
        if cut is not None and cut.p <= alpha:
            found.append(Change(low + cut.at, cut.energy, cut.p))
            open_ += [(low, low + cut.at), (low + cut.at, high)]
    return sorted(found, key=lambda change: change.at)


def _tested(
    d: Floats, least: int, permutations: int, rng: np.random.Generator
) -> Change | None:
    if len(d) < 2 * least:
        return None
    at, energy = _best(d, least)
    orders = (rng.permutation(len(d)) for _ in range(permutations))
    as_good = sum(_best(d[order][:, order], least)[1] >= energy - 1e-12 for order in orders)
    return Change(at, energy, (1 + as_good) / (1 + permutations))


def _best(d: Floats, least: int) -> tuple[int, float]:
    """The cut of largest energy; sums of every corner of the matrix are had at once."""
    import numpy as np

    size = len(d)
    cuts = np.arange(least, size - least + 1)
    corner = d.cumsum(axis=0).cumsum(axis=1)
    inside, whole = corner[cuts - 1, cuts - 1], corner[-1, -1]
    across = corner[cuts - 1, -1] - inside
    beyond = whole - inside - 2 * across
    n, m = cuts, size - cuts
    energy = 2 * across / (n * m) - inside / (n * (n - 1)) - beyond / (m * (m - 1))
    energy = energy * n * m / size
    best = int(energy.argmax())
    return int(cuts[best]), float(energy[best])
