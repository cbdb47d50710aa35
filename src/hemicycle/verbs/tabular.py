"""Tables of statements in and out of files, by the ending of the name."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hemicycle.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

TABLES = (".csv", ".tsv", ".xlsx", ".parquet", ".jsonl", ".json")
WRITTEN = (".csv", ".xlsx", ".jsonl", ".json", ".parquet")


def read(path: Path) -> pl.DataFrame:
    """The table in a file; of a workbook the first sheet. Raises UsageError."""
    import polars as pl

    ways: dict[str, Callable[[Path], pl.DataFrame]] = {
        ".csv": lambda p: _unmarked(pl.read_csv(p, infer_schema_length=None)),
        ".tsv": lambda p: _unmarked(pl.read_csv(p, separator="\t", infer_schema_length=None)),
        ".xlsx": lambda p: _unmarked(_sheet(p)),
        ".parquet": pl.read_parquet,
        ".jsonl": lambda p: pl.read_ndjson(p, infer_schema_length=None),
        ".json": lambda p: pl.read_json(p, infer_schema_length=None),
    }
    try:
        return ways[path.suffix.lower()](path)
    except UsageError:
        raise
    except Exception as trouble:  # every format has its own
        first = str(trouble).partition("\n")[0]
        raise UsageError(f"{path} cannot be read as a table: {first}") from trouble


def write(frame: pl.DataFrame, path: str | Path, overwrite: bool = False) -> Path:
    """Write a table of results or statements as .csv, .xlsx, .jsonl, .json or .parquet; in CSV and
    Excel, texts that a spreadsheet would run get an apostrophe in front, which `read` takes away
    again. Raises UsageError."""
    from hemicycle.exchange.files import replacing

    check(path, overwrite)
    place = Path(path)
    packed = _packed(frame, place.suffix.lower())
    with replacing(place) as out:
        out.write(packed)
    return place


def check(path: str | Path, overwrite: bool = False) -> None:
    """Raises UsageError where `write` would, before the work for it is done."""
    place = Path(path)
    if place.suffix.lower() not in WRITTEN:
        raise UsageError(f"{path}: a table is written as {', '.join(WRITTEN)}; name it so")
    if place.exists() and not overwrite:
        raise UsageError(f"{path} is there already and was left alone: choose another name")


def _packed(frame: pl.DataFrame, ending: str) -> bytes:
    packed = io.BytesIO()
    if ending == ".csv":
        _marked(frame).write_csv(packed)
    elif ending == ".xlsx":
        _workbook(_marked(frame), packed)
    elif ending == ".json":
        frame.write_json(packed)
    else:
        (frame.write_ndjson if ending == ".jsonl" else frame.write_parquet)(packed)
    return packed.getvalue()


def _marked(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    from hemicycle.exchange.tables import harmless

    texts = pl.col(pl.String).map_elements(harmless, return_dtype=pl.String)
    return frame.with_columns(texts)


def _unmarked(frame: pl.DataFrame) -> pl.DataFrame:
    """Without the apostrophes of `write`."""
    import polars as pl

    return frame.with_columns(pl.col(pl.String).str.replace(r"^'([=+\-@\t\r])", "$1"))


def _sheet(path: Path) -> pl.DataFrame:
    import polars as pl

    from hemicycle.exchange import workbook

    columns = {name: _alike(cells) for name, cells in workbook.read(path).items()}
    return pl.DataFrame(columns, strict=False)


def _alike(cells: Sequence[Any]) -> Sequence[Any]:
    """Whole numbers as such; cells of several kinds as texts, days in ISO."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {float}:
        whole = all(cell is None or cell.is_integer() for cell in cells)
        return [None if cell is None else int(cell) for cell in cells] if whole else cells
    if kinds == {date, datetime}:
        return [
            c and (c if isinstance(c, datetime) else datetime(*c.timetuple()[:3])) for c in cells
        ]
    if len(kinds) < 2:
        return cells
    return [None if cell is None else _plain(cell) for cell in cells]


def _plain(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _workbook(frame: pl.DataFrame, out: io.BytesIO) -> None:
    import xlsxwriter

    from hemicycle.exchange.tables import XLSX_ROWS, for_excel

    if frame.height >= XLSX_ROWS:
        raise UsageError(f"an Excel sheet holds at most {XLSX_ROWS:,} rows; write .parquet or .csv")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    book = xlsxwriter.Workbook(out, {**options, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("table")
    sheet.freeze_panes(1, 0)
    for n, name in enumerate(frame.columns):
        sheet.write_string(0, n, for_excel(name))
    for at, row in enumerate(frame.iter_rows(), start=1):
        for n, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(at, n, for_excel(cell))
            elif cell is not None:
                sheet.write(at, n, cell)
    book.close()
