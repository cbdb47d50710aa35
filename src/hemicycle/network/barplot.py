"""How often each value of a column was said, level by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hemicycle.network.counts import count
from hemicycle.network.table import Statements

if TYPE_CHECKING:
    import polars as pl


def barplot(statements: Statements, of: str) -> pl.DataFrame:
    """One row a value of the column `of`: `value`, and a count for each level of the qualifier
    (one, "1", where there is none), as DNA's Exporter.generateBarplotData. The statements are
    taken as they are: filter them first."""
    import polars as pl

    seen = statements.seen_as(of, of, statements.qualifier)
    counts = count(seen.take(seen.rows.codes >= 0))
    levels = counts.levels if statements.qualifier else ("1",)
    totals = {
        level: layer.sum(axis=1).astype(int)
        for level, layer in zip(levels, counts.layers, strict=True)
    }
    return pl.DataFrame({"value": pl.Series(counts.rows, dtype=pl.String), **totals})
