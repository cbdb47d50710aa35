"""A data frame for a person or a program: a table in the terminal, or JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer

from hemicycle.cli import show

if TYPE_CHECKING:
    import polars as pl


def out(frame: pl.DataFrame, as_json: bool, note: str = "", limit: int | None = None) -> None:
    """The rows of `frame`: all as JSON, or the first `limit` as a table with `note` below."""
    if as_json:
        _json(_rows(frame))
        return
    shown = frame.head(limit) if limit else frame
    numeric = [dtype.is_numeric() for dtype in frame.dtypes]
    show.cells(frame.columns, numeric, [[_shown(c) for c in row] for row in shown.iter_rows()])
    left = frame.height - shown.height
    more = f"{left:,} more; --json or -o FILE gives all" if left else ""
    for line in filter(None, (note, more)):
        typer.echo(line)


def several(frames: Mapping[str, pl.DataFrame], as_json: bool, limit: int | None = None) -> None:
    """Tables under their names: one JSON object, or the first `limit` rows of each, in which a
    number stands with its interval (`x_low`, `x_high`) in one cell."""
    if as_json:
        _json({name: _rows(frame) for name, frame in frames.items()})
        return
    for at, (name, frame) in enumerate(frames.items()):
        typer.echo(f"{chr(10) if at else ''}{name}:")
        out(_folded(frame), as_json, limit=limit)


def _folded(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    sided = [c for c in frame.columns if {f"{c}_low", f"{c}_high"} <= {*frame.columns}]
    cells = [
        pl.Series(c, [with_ends(*row) for row in frame[[c, f"{c}_low", f"{c}_high"]].iter_rows()])
        for c in sided
    ]
    return frame.with_columns(cells).drop(f"{c}_{end}" for c in sided for end in ("low", "high"))


def with_ends(value: float | None, low: float | None, high: float | None) -> str:
    """A number and, where it is known, its interval."""
    ends = "" if low is None else f" ({number(low)} to {number(high)})"
    return f"{_shown(value)}{ends}"


def _json(found: Any) -> None:
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return [{key: _plain(cell) for key, cell in row.items()} for row in frame.to_dicts()]


def number(value: float | None) -> str:
    """A number as people read it."""
    if value is None or math.isnan(value):
        return "not known"
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def _shown(cell: Any) -> str:
    if cell is None:
        return ""
    return number(cell) if isinstance(cell, float) else str(cell)


def _plain(cell: Any) -> Any:
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell
