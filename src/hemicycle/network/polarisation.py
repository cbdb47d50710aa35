"""Polarisation: how far two camps explain who agrees with whom, beyond chance.

Every actor has one voice on each concept it speaks about: the shares of its statements at each
level. With C and X the congruence and the conflict of two actors' voices (see `weighing`), summed
over concepts, a split of the actors into two camps explains

    J = (agreement within camps) / (all agreement) + (conflict between camps) / (all conflict) - 1

Youden's (1950) index of the split as a test for conflict: 1 where all agreement is within and all
conflict between the two camps (a balanced signed network: Harary 1953; of line index, or
frustration, 0), 0 where the split says nothing. J* is that of the best split. Even coins have
a J* above 0, so chance is taken off, as in Hubert & Arabie (1985):

    P = (J* - J0) / (1 - J0) = 1 - (1 - J*) / (1 - J0)

J0 is the J* of the debate after the voices on each concept were dealt anew among those who speak
about it. Who speaks about what and how divided each concept is stay as they were; what goes is
that the lines of division coincide (Baldassarri & Gelman 2008, Am. J. Sociol. 114, 408: issue
alignment; for signed networks against a shuffled null, Aref & Neal 2020, Sci. Rep. 10, 1506).

P is 1 for two perfect camps of any sizes, 0 without any conflict, about 0 for random positions,
below 0 where concepts divide less alike than chance has it. It has no unit. Where every deal
splits as well (one concept only) it is not defined: NaN.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemicycle.errors import UsageError
from hemicycle.network.coalitions import by_size
from hemicycle.network.counts import Counts
from hemicycle.network.factors import layers, sides
from hemicycle.network.resampling import Resampler, generators
from hemicycle.network.seating import board, seated
from hemicycle.network.stability import Interval, summed_up
from hemicycle.network.table import Ints
from hemicycle.network.voices import voiced, voices

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Polarisation:
    """`interval` of P; `explained` is J*, `chance` the mean J0; `split` the two camps of J*."""

    interval: Interval
    explained: float
    chance: float
    split: dict[str, int]


def polarisation(
    source: Resampler, resamples: int = 200, level: float = 0.95, seed: int = 0, restarts: int = 3
) -> Polarisation:
    """P of all statements, over the mean of as many deals as `resamples`; its interval.

    Each resample is set against one deal of its own, so that the interval carries the choice of
    documents, the reading of positions, and chance itself. Raises UsageError where the qualifier
    has no two sides (texts, or none).
    """
    import numpy as np

    if source.counts.values is None:
        raise UsageError("polarisation needs a qualifier of true and false, or of numbers")
    held = voiced(source.counts, *voices(source.counts))
    explained, split = best_split(held, np.random.default_rng(seed), restarts)
    dealt, drawn = [], []
    for rng in generators(resamples, seed):
        dealt.append(best_split(_dealt(held, rng), rng, restarts)[0])
        counts = source.draw(rng)
        again = voiced(counts, *voices(counts))
        found = best_split(again, rng, restarts)[0]
        drawn.append(_beyond(found, best_split(_dealt(again, rng), rng, restarts)[0]))
    chance = float(np.mean(dealt)) if dealt else 0.0
    value = _beyond(explained, chance)
    names = {n: int(c) for n, c in zip(source.counts.rows, split, strict=True) if c}
    return Polarisation(summed_up(value, drawn, level), explained, chance, names)


def best_split(held: Counts, rng: np.random.Generator, restarts: int) -> tuple[float, Ints]:
    """J* and the camp (1, 2; 0 for actors without ties) of every row. Without conflict J* is 0,
    without agreement the share of conflict between the camps."""
    import numpy as np

    seats = np.zeros(len(held.rows), dtype=np.int64)
    if not len(held.rows):
        return 0.0, seats
    parts, (agree, conflict) = layers(held), sides(held)
    degrees = [parts.degrees(agree), parts.degrees(conflict)]
    totals = [float(d.sum()) for d in degrees]
    tied = np.flatnonzero(degrees[0] + degrees[1] > 1e-12)
    if totals[1] <= 1e-12:
        seats[tied] = 1
        return 0.0, seats
    between = agree / (totals[0] or 1) - conflict / totals[1]
    left, weights = parts.folded(between)
    on = board(left[tied], weights, parts.own(between)[tied], most=2)
    found, quality = seated(on, rng, restarts, 1)
    seats[tied] = by_size(found)
    return round(quality + (0.0 if totals[0] else 1.0), 12), seats


def _beyond(explained: float, chance: float) -> float:
    return float("nan") if chance > 1 - 1e-9 else 1 - (1 - explained) / (1 - chance)


def _dealt(held: Counts, rng: np.random.Generator) -> Counts:
    """The voices on each concept dealt anew among those who speak about it."""
    import numpy as np

    rows, columns, shares = voices(held)
    order = np.argsort(columns, kind="stable")
    rows, columns, shares = rows[order], columns[order], shares[order]
    return voiced(held, rows, columns, shares[np.lexsort((rng.random(len(rows)), columns))])
