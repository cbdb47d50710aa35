"""What the package measures of positions, as a line of a log, in %."""

from __future__ import annotations

from collections.abc import Sequence

from pairs import Pair

from hemicycle.evaluate.positions import Answered, on_topic
from hemicycle.evaluate.positions import figures as measured

Probabilities = tuple[float, float, float]  # speaks to it, takes a side, is for
SIDES = {"+": 1, "-": -1, "0": 0, "x": None}
TOLD = ("side_f1", "polarity", "macro_f1", "accuracy")


def figures(pairs: Sequence[Pair], found: Sequence[Probabilities]) -> dict[str, float]:
    """Over all pairs (x is no side) and, `on_`, over those that speak to their concept."""
    both = zip(pairs, found, strict=True)
    answered = [
        Answered(SIDES[pair.label], speaks, threefold(side, up))
        for pair, (speaks, side, up) in both
    ]
    return {**_line("", answered), **_line("on_", on_topic(answered))}


def threefold(side: float, up: float) -> dict[int, float]:
    """for, against, neither."""
    return {1: side * up, -1: side * (1 - up), 0: 1 - side}


def _line(prefix: str, answered: Sequence[Answered]) -> dict[str, float]:
    found = measured(answered)
    rates = {f"{prefix}{name}": round(100 * getattr(found, name), 1) for name in TOLD}
    sure = {f"{prefix}at_60": round(100 * found.covered[0.6], 1)}
    return {**rates, **sure, f"{prefix}ece": round(found.error, 3)}
