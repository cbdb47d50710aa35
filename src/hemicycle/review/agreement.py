"""How far two coders agree, beyond what chance would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreed:
    """`same` is the share of the `count` pairs on which both say the same; `kappa` what of that
    goes beyond chance. None where there are no pairs; no kappa where both always say one thing."""

    count: int
    same: float | None
    kappa: float | None


def agreed(pairs: Iterable[tuple[Hashable, Hashable]]) -> Agreed:
    """Agreement of two coders on the same items; a pair holds what the one and the other said.

    Kappa is that of J. Cohen (1960), A coefficient of agreement for nominal scales, Educational
    and Psychological Measurement 20(1): (same - chance) / (1 - chance), where chance is what two
    coders with these frequencies of labels would share.
    """
    both = list(pairs)
    if not both:
        return Agreed(0, None, None)
    same = sum(one == other for one, other in both)
    first, second = Counter(one for one, _ in both), Counter(other for _, other in both)
    by_chance = sum(first[label] * second[label] for label in first)  # in pairs of pairs
    total = len(both)
    if by_chance == total * total:
        return Agreed(total, same / total, None)
    kappa = (same * total - by_chance) / (total * total - by_chance)
    return Agreed(total, same / total, kappa)
