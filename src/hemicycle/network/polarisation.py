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
from hemicycle.network.factors import sides
from hemicycle.network.resampling import Resampler, generators
from hemicycle.network.seating import board, seated
from hemicycle.network.stability import Interval, summed_up
from hemicycle.network.table import Floats, Ints
from hemicycle.network.voices import Voices, voices

if TYPE_CHECKING:
    import numpy as np

DEALS, MANY = 50, 1000


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
    """P of all statements, with J0 the mean of 50 deals, and its interval.

    Each resample is set against one deal of its own, so that the interval carries the choice of
    documents, the reading of positions, and chance itself. One of the `restarts` of its search is
    the split of all statements. Of `MANY` actors that and one more start are enough, and one for a
    deal, without kicks: more find no split that is better in the fourth digit. Raises UsageError
    where the qualifier has no two sides (texts, or none).
    """
    import numpy as np

    if source.counts.values is None:
        raise UsageError("polarisation needs a qualifier of true and false, or of numbers")
    ways, held = sides(source.counts), voices(source.counts)
    many = len(source.counts.rows) >= MANY
    again_effort, deal_effort = ((2, 0), (1, 0)) if many else ((restarts, 1), (restarts, 1))

    def by_chance(said: Voices, rng: np.random.Generator) -> float:
        return best_split(said.dealt(rng), ways, rng, *deal_effort)[0]

    explained, split = best_split(held, ways, np.random.default_rng(seed), restarts)
    dealt = [by_chance(held, rng) for rng in generators(DEALS, seed)]
    drawn = []
    for rng in generators(resamples, seed):
        again = voices(source.draw(rng))
        found = best_split(again, ways, rng, *again_effort, split)[0]
        drawn.append(_beyond(found, by_chance(again, rng)))
    chance = float(np.mean(dealt))
    value = _beyond(explained, chance)
    names = {n: int(c) for n, c in zip(source.counts.rows, split, strict=True) if c}
    return Polarisation(summed_up(value, drawn, level), explained, chance, names)


def best_split(
    said: Voices,
    ways: tuple[Floats, Floats],
    rng: np.random.Generator,
    restarts: int,
    kicks: int = 1,
    begin: Ints | None = None,
) -> tuple[float, Ints]:
    """J* and the camp (1, 2; 0 for actors without ties) of every row. Without conflict J* is 0,
    without agreement the share of conflict between the camps. `ways` are the W of
    both (`sides`), `begin` is a split to start from."""
    import numpy as np

    seats = np.zeros(said.shape[0], dtype=np.int64)
    if not len(said.rows):
        return 0.0, seats
    parts, (agree, conflict) = said.layers(), ways
    degrees = [parts.degrees(agree), parts.degrees(conflict)]
    totals = [float(d.sum()) for d in degrees]
    tied = np.flatnonzero(degrees[0] + degrees[1] > 1e-12)
    if totals[1] <= 1e-12:
        seats[tied] = 1
        return 0.0, seats
    between = agree / (totals[0] or 1) - conflict / totals[1]
    left, weights = parts.folded(between)
    on = board(left[tied], weights, parts.own(between)[tied], most=2)
    first = None if begin is None else np.maximum(begin[tied] - 1, 0)
    found, quality = seated(on, rng, restarts, kicks, first)
    seats[tied] = by_size(found)
    return round(quality + (0.0 if totals[0] else 1.0), 12), seats


def _beyond(explained: float, chance: float) -> float:
    return float("nan") if chance > 1 - 1e-9 else 1 - (1 - explained) / (1 - chance)
