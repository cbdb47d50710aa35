"""Tables that `hemicycle statements` wrote, as positions: one row a speaker and concept.

In a table every concept is a column, and a group that names its members is one actor; JSON Lines
have the members, but neither outlet nor day of publication. `hemicycle export` writes positions
themselves, and keeps everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

HEAD = "position: "
BODIES = ("organisation", "group")  # kinds of actor that speak for themselves
NAMES = {
    "actor_kind": "kind",
    "actor_country": "country",
    "actor_organisation": "organisation",
}


def positions(frame: pl.DataFrame) -> pl.DataFrame:
    """The positions of a table of statements; any other table as it is."""
    import polars as pl

    if isinstance(frame.schema.get("positions"), pl.List):
        rows = [row for one in frame.iter_rows(named=True) for row in _nested(one)]
        return pl.DataFrame(rows, infer_schema_length=None)
    wide = [name for name in frame.columns if name.startswith(HEAD)]
    return _long(frame, wide) if wide else frame


def _long(frame: pl.DataFrame, wide: list[str]) -> pl.DataFrame:
    import polars as pl

    others = [name for name in frame.columns if name not in wide]
    long = frame.unpivot(wide, index=others, variable_name="concept", value_name="agreement")
    long = long.rename({old: new for old, new in NAMES.items() if old in others})
    days = [pl.col(name) for name in ("said_on_start", "published") if name in others]
    made = [
        pl.col("concept").str.strip_prefix(HEAD),
        *([pl.coalesce(days).alias("date")] if days else []),
    ]
    if {"kind", "organisation", "actor"} <= set(long.columns):
        own = pl.when(pl.col("kind").is_in(BODIES)).then(pl.col("actor"))
        made.append(pl.coalesce("organisation", own).alias("organisation"))
    return long.filter(pl.col("agreement").is_not_null()).with_columns(made)


def _nested(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    actor = row.get("actor") or {}
    said = row.get("said_on") or {}
    for speaker in actor.get("members") or [actor]:
        name, kind = speaker.get("name"), speaker.get("kind")
        for position in row["positions"] or ():
            yield {
                "actor": name,
                "kind": kind,
                "organisation": speaker.get("organisation") or (name if kind in BODIES else None),
                "country": speaker.get("country"),
                "concept": position["concept"],
                "agreement": position["agreement"],
                "date": said.get("start"),
                **{key: row.get(key) for key in ("document", "id", "act", "forecast", "text")},
                "score": row["score"] * position["score"],
            }
