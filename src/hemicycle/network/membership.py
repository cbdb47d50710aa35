"""Camps as tables: how sure each camp is, and how sure each of its members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hemicycle.network.resampling import middle
from hemicycle.network.stability import Stability, overlaps
from hemicycle.network.table import Floats

if TYPE_CHECKING:
    import polars as pl


def camps(found: Stability, level: float = 0.95) -> pl.DataFrame:
    """One camp a row: `actors`, `holds` (share of resamples with an overlap of at least 0.75),
    `overlap` (its mean Jaccard) and `low`, `high`, the middle `level` of it over resamples."""
    import numpy as np
    import polars as pl

    best = _best(found)
    ends = middle(level)
    rows = []
    for camp, members in found.coalitions.camps.items():
        known = best[:, camp - 1][~np.isnan(best[:, camp - 1])]
        low, high = np.quantile(known, ends) if len(known) else (np.nan, np.nan)
        rows.append((camp, len(members), found.holds[camp], found.jaccard[camp], low, high))
    schema = {"camp": pl.Int64, "actors": pl.Int64}
    shares = ("holds", "overlap", "low", "high")
    return pl.DataFrame(rows, {**schema, **dict.fromkeys(shares, pl.Float64)}, orient="row")


def members(found: Stability) -> pl.DataFrame:
    """One actor a row: its camp and `stays`, the share of resamples in which it is in one camp with
    another of its members, averaged over these (of those where both speak); null for one who is
    alone or never speaks."""
    import numpy as np
    import polars as pl

    together = found.together()
    place = {name: i for i, name in enumerate(found.rows)}
    rows: list[tuple[str, int, float | None]] = []
    for camp, names in found.coalitions.camps.items():
        at = [place[name] for name in names]
        for i, name in zip(at, names, strict=True):
            shares = together[i, [j for j in at if j != i]]
            known = shares[~np.isnan(shares)]
            rows.append((name, camp, float(known.mean()) if len(known) else None))
    schema = {"actor": pl.String, "camp": pl.Int64, "stays": pl.Float64}
    frame = pl.DataFrame(rows, schema, orient="row")
    return frame.sort("camp", "stays", "actor", descending=[False, True, False], nulls_last=True)


def _best(found: Stability) -> Floats:
    import numpy as np

    seats = [found.coalitions.members.get(name, 0) for name in found.rows]
    first = np.array(seats, dtype=np.int64)
    camps = len(found.coalitions.camps)
    return np.array([overlaps(first, again) for again in found.seats]).reshape(-1, camps)
