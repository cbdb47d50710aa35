"""How sure a result is: intervals of numbers, stability of camps, over resamples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemicycle.network.coalitions import Coalitions, signed
from hemicycle.network.counts import Counts
from hemicycle.network.resampling import Resampler, generators, middle
from hemicycle.network.table import Floats, Ints

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HOLDS = 0.75  # Hennig (2007): a cluster found again with this Jaccard is a stable one


@dataclass(frozen=True, slots=True)
class Interval:
    """`value` of the statements as they are; `low` and `high` bound the middle `level` of the
    values in `resamples` resamples; `bias` is the mean of these less `value`."""

    value: float
    low: float
    high: float
    level: float
    resamples: int
    bias: float


def interval(
    statistic: Callable[[Counts], float],
    source: Resampler,
    resamples: int = 200,
    level: float = 0.95,
    seed: int = 0,
) -> Interval:
    """Percentile interval (Efron & Tibshirani 1993, chapter 13) of any number made from counts.

    It carries the choice of documents and, where `source` has scores, the reading of positions.
    Percentiles are not corrected for `bias`: a statistic that grows with noise, such as the best
    quality of a search, is better compared with its value under chance (see `polarisation`).
    """
    drawn = [float(statistic(counts)) for counts in source.draws(resamples, seed)]
    return summed_up(float(statistic(source.counts)), drawn, level)


def summed_up(value: float, drawn: list[float], level: float = 0.95) -> Interval:
    """`Interval` from values in resamples; those that are not defined (NaN) are left out."""
    import numpy as np

    ends = middle(level)
    values = np.array(drawn, dtype=np.float64)
    values = values[~np.isnan(values)]
    if not len(values):
        return Interval(value, np.nan, np.nan, level, 0, np.nan)
    low, high = np.quantile(values, ends)
    bias = float(values.mean()) - value
    return Interval(value, float(low), float(high), level, len(values), bias)


@dataclass(frozen=True, slots=True, eq=False)
class Stability:
    """Camps found again. `seats[r, i]` is the camp of row i in resample r, 0 for none, -1 where
    the actor says nothing in it. `jaccard[c]` is the mean, over resamples, of the largest overlap
    |A & B| / |A | B| of camp c (the actors there) with a camp of the resample (Hennig 2007,
    Comput. Stat. Data Anal. 52, 258); `holds[c]` the share of resamples where it is at least
    0.75: "this camp holds in 94 % of resamples"."""

    rows: tuple[str, ...]
    coalitions: Coalitions
    seats: NDArray[np.int16]
    jaccard: dict[int, float]
    holds: dict[int, float]

    def together(self) -> Floats:
        """Share of resamples, of those where both speak, in which two are in one camp (NaN where
        they never do); the diagonal is the share in which one is in a camp."""
        import numpy as np

        both, there = (_products(self.seats, least) for least in (1, 0))
        share: Floats = np.divide(both, there, out=np.full(both.shape, np.nan), where=there > 0)
        return share

    def pair(self, one: str, other: str) -> float:
        """The same for two actors, by name."""
        import numpy as np

        a, b = (self.seats[:, self.rows.index(name)] for name in (one, other))
        there = (a >= 0) & (b >= 0)
        return float(((a == b) & (a > 0))[there].mean()) if there.any() else float(np.nan)


def stability(
    source: Resampler, resamples: int = 200, seed: int = 0, restarts: int = 10
) -> Stability:
    """Camps by signed modularity (see `coalitions`) of all statements, and how often they are
    found again: every resample is searched from a random start of its own, with one kick."""
    import numpy as np

    first = signed(source.counts, np.random.default_rng(seed), restarts, 3)
    seats = np.zeros((resamples, len(source.counts.rows)), dtype=np.int16)
    for r, rng in enumerate(generators(resamples, seed)):
        counts = source.draw(rng)
        seats[r] = np.where(counts.activity > 0, signed(counts, rng, 1, 1)[0], -1)
    best = np.array([overlaps(first[0], again) for again in seats]).reshape(resamples, -1)
    names = range(1, best.shape[1] + 1)
    rows = source.counts.rows
    members = {name: int(c) for name, c in zip(rows, first[0], strict=True) if c}
    found = Coalitions(members, first[1], "signed", seed)
    means, shares = _mean(best), _mean(np.where(np.isnan(best), np.nan, best >= HOLDS))
    return Stability(
        rows,
        found,
        seats,
        {c: float(x) for c, x in zip(names, means, strict=True)},
        {c: float(x) for c, x in zip(names, shares, strict=True)},
    )


def overlaps(first: Ints, again: NDArray[np.int16]) -> Floats:
    """For each camp of `first` its largest Jaccard with a camp of `again`, over the actors who
    speak there; NaN if none of it does."""
    import numpy as np

    there = again >= 0
    camps = int(first.max(initial=0)) + 1
    table = np.zeros((camps, int(again.max(initial=0)) + 1))
    np.add.at(table, (first[there], again[there]), 1)
    union = table.sum(axis=1, keepdims=True) + table.sum(axis=0, keepdims=True) - table
    jaccard = np.divide(table, union, out=np.zeros_like(table), where=union > 0)[1:, 1:]
    best = jaccard.max(axis=1, initial=0)
    return np.where(table[1:].sum(axis=1) > 0, best, np.nan)


def _mean(values: Floats) -> Floats:
    import numpy as np

    known = ~np.isnan(values)
    number = known.sum(axis=0)
    total = np.where(known, values, 0).sum(axis=0)
    means: Floats = np.divide(total, number, out=np.full(len(number), np.nan), where=number > 0)
    return means


def _products(seats: NDArray[np.int16], least: int) -> Floats:
    """How often two are in one camp (`least` 1), or both there (0)."""
    import numpy as np

    size = seats.shape[1]
    if least == 0:
        there = (seats >= 0).astype(np.float32)
        return np.asarray(there.T @ there, dtype=np.float64)
    columns = [(again == c) for again in seats for c in range(1, int(again.max(initial=0)) + 1)]
    camps = np.array(columns, dtype=np.float32).reshape(-1, size)
    return np.asarray(camps.T @ camps, dtype=np.float64)
