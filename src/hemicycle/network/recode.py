"""Positions of actors on concepts as the answers that scaling models take."""

from __future__ import annotations

from dataclasses import dataclass

from hemicycle.errors import UsageError
from hemicycle.network.counts import count, counted
from hemicycle.network.table import Floats, Statements


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """`values` of rows by columns; NaN is no answer."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Floats


def binary(
    statements: Statements, threshold: float | None = None, zero_as_missing: bool = True
) -> Answers:
    """1 for who only agrees, 0 for who only disagrees, NaN for who does both; who says nothing is
    NaN, or 0 with `zero_as_missing` off (then who does both is 0 too), as in rDNA's dna_scale1dbin.

    With a `threshold` t (above 1/2 taken as 1 - t) and p = agree / (agree + disagree):
    p <= t is 0, p >= 1 - t is 1, in between NaN. Levels below their middle count as disagreeing,
    above it as agreeing, so numbers work as well as booleans. Raises UsageError without
    a qualifier of numbers.
    """
    import numpy as np

    rows, columns, array, values = _array(statements)
    middle = (values[0] + values[-1]) / 2 if len(values) else 0.0
    agree = array[:, :, values > middle].sum(axis=2)
    disagree = array[:, :, values < middle].sum(axis=2)
    with np.errstate(invalid="ignore"):
        share = agree / (agree + disagree)
    cut = min(threshold, 1 - threshold) if threshold is not None else 0.0
    with np.errstate(invalid="ignore"):
        answers = np.where(share >= 1 - cut, 1.0, np.where(share <= cut, 0.0, np.nan))
    empty = np.isnan(share) if threshold is not None else np.isnan(answers)
    return Answers(rows, columns, answers if zero_as_missing else np.where(empty, 0.0, answers))


def ordinal(statements: Statements) -> Answers:
    """The level each row holds on each column, by number from 0: of several, the middle one (the
    lower of two); NaN where nothing is said.

    What ordinal models ask for (Martin, Quinn and Park 2011, MCMCpack, MCMCordfactanal). rDNA's
    dna_scale1dord means this too, but passes on 1 where a concept is mentioned and 0 elsewhere.
    """
    import numpy as np

    rows, columns, array, _ = _array(statements)
    so_far, total = array.cumsum(axis=2), array.sum(axis=2)
    level = (so_far * 2 >= total[:, :, None]).argmax(axis=2).astype(np.float64)
    return Answers(rows, columns, np.where(total > 0, level, np.nan))


def _array(
    statements: Statements,
) -> tuple[tuple[str, ...], tuple[str, ...], Floats, Floats]:
    import numpy as np

    kept = counted(statements, "combine")
    counts = count(kept)
    if counts.values is None:
        raise UsageError("scaling needs a qualifier that is a boolean or a number")
    array = np.stack([layer.toarray() for layer in counts.layers], axis=2)
    return counts.rows, counts.columns, array, counts.values
