"""How sure a table of measures is: the same table of every resample, laid over each other.

For the numbers of `measures.py`, that are one a camp, an actor or a concept. The camps are held as
they were found: the intervals say how far their numbers would differ with other documents and other
readings (`resampling.py`), not how far the camps would (that is `stability`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hemicycle.network.coalitions import Coalitions
from hemicycle.network.measures import Seated, seated
from hemicycle.network.resampling import Resampler, middle

if TYPE_CHECKING:
    import polars as pl

Measure = Callable[[Seated], "pl.DataFrame"]
COUNTED = ("actors", "pairs")  # what is counted, not measured: without an interval


def measured(
    measures: dict[str, Measure],
    source: Resampler,
    found: Coalitions,
    resamples: int = 100,
    level: float = 0.95,
    seed: int = 0,
) -> dict[str, pl.DataFrame]:
    """What each measure says of the debate, with `x_low` and `x_high` beside each of its numbers x.

    Percentile intervals (Efron & Tibshirani 1993, chapter 13) over the resamples in which the
    number is known: null where it never is. Raises UsageError for a level that is none.
    """
    ends = middle(level)
    whole = seated(source.counts, found)
    drawn: dict[str, list[pl.DataFrame]] = {name: [] for name in measures}
    for counts in source.draws(resamples, seed):
        debate = seated(counts, found)
        for name, measure in measures.items():
            drawn[name].append(measure(debate))
    return {
        name: _with_ends(measure(whole), drawn[name], ends) for name, measure in measures.items()
    }


def _with_ends(
    whole: pl.DataFrame, drawn: list[pl.DataFrame], ends: tuple[float, float]
) -> pl.DataFrame:
    """`whole` with the quantiles of its numbers in `drawn`, row by row as its other columns say."""
    import polars as pl

    numbers = [name for name, kind in whole.schema.items() if kind.is_float()]
    keys = [name for name in whole.columns if name not in (*numbers, *COUNTED)]
    quantiles = [
        pl.col(name).quantile(end, "linear").alias(f"{name}_{which}")
        for name in numbers
        for which, end in zip(("low", "high"), ends, strict=True)
    ]
    bounds = pl.concat([whole.clear(), *drawn]).group_by(keys).agg(quantiles)
    sided = [[name, f"{name}_low", f"{name}_high"] for name in numbers]
    order = [c for c in whole.columns if c not in numbers] + [c for part in sided for c in part]
    return whole.join(bounds, on=keys, how="left", maintain_order="left").select(order)
