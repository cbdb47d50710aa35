"""How good are forecasts: the share that came true, and the Brier score of their wording.

The score is the mean of (p - o)², with p the probability that the wording gives and o 1 where the
forecast came true, else 0: 0 is perfect, 0.25 what always saying one half gets, 1 always wrong with
certainty (Brier, "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather
Review 78, 1950, in the form for events that happen or not, half of his own). Forecasts of one
document stand and fall together, so intervals come from documents drawn anew (a cluster bootstrap:
Davison and Hinkley, "Bootstrap Methods and their Application", 1997, ch. 3.8).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

INTERVAL = 0.95


@dataclass(frozen=True, slots=True)
class Resolved:
    """A forecast with its outcome; `probability` (0 to 1) is None where the words give none."""

    document: str
    probability: float | None
    came_true: bool


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean of `count` forecasts with its 95 % interval; None where there is nothing to tell:
    no forecast, or for the interval fewer than two documents."""

    value: float | None
    low: float | None
    high: float | None
    count: int


def share_true(found: Sequence[Resolved], resamples: int, seed: int) -> Estimate:
    """The share of forecasts that came true."""
    return _mean(found, lambda each: float(each.came_true), resamples, seed)


def brier(found: Sequence[Resolved], resamples: int, seed: int) -> Estimate:
    """The Brier score of those whose wording gives a probability."""
    worded = [each for each in found if each.probability is not None]
    return _mean(worded, _penalty, resamples, seed)


def _penalty(each: Resolved) -> float:
    return ((each.probability or 0.0) - each.came_true) ** 2


def _mean(
    found: Sequence[Resolved], of: Callable[[Resolved], float], resamples: int, seed: int
) -> Estimate:
    if not found:
        return Estimate(None, None, None, 0)
    clusters: defaultdict[str, list[float]] = defaultdict(list)
    for each in found:
        clusters[each.document].append(of(each))
    groups = [(sum(values), len(values)) for _, values in sorted(clusters.items())]
    value = sum(total for total, _ in groups) / len(found)
    if len(groups) < 2:
        return Estimate(value, None, None, len(found))
    low, high = _interval(groups, resamples, seed)
    return Estimate(value, low, high, len(found))


def _interval(
    groups: Sequence[tuple[float, int]], resamples: int, seed: int
) -> tuple[float, float]:
    """Percentiles of the mean over documents drawn with replacement."""
    random = Random(seed)
    means = []
    for _ in range(resamples):
        drawn = random.choices(groups, k=len(groups))
        means.append(sum(total for total, _ in drawn) / sum(count for _, count in drawn))
    means.sort()
    tail = (1 - INTERVAL) / 2
    return means[int(tail * (resamples - 1))], means[round((1 - tail) * (resamples - 1))]
