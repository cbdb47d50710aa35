"""Write statements as JSON Lines, CSV, Excel or Parquet.

A table of quotations is opened in a spreadsheet sooner or later, and a cell that begins with "="
is run there as a formula. So in the formats for people (csv, xlsx) such a cell gets an apostrophe
in front; the formats for programs (jsonl, parquet) hold every text exactly as it was read. CSV is
UTF-8 without a mark, as RFC 4180 has it: lines end in CR LF, line breaks stay inside quotes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, BinaryIO, Literal, get_args

from hemicycle.errors import HemicycleError
from hemicycle.exchange import statements, xmltext
from hemicycle.exchange.columns import Column, Kind, columns
from hemicycle.rows import StatementRow

Format = Literal["jsonl", "csv", "xlsx", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)

FORMULA = ("=", "+", "-", "@", "\t", "\r")
XLSX_ROWS = 1_048_576
XLSX_CHARACTERS = 32_767
_BATCH = 5_000


def write(
    rows: Iterable[StatementRow],
    format: Format,
    out: BinaryIO,
    concepts: Mapping[str, str],
) -> int:
    """Write the rows and return how many there were.

    `concepts` maps the concept ids to the names they are shown under. jsonl and csv are written
    as rows come. Raises HemicycleError when the format cannot hold them.
    """
    writers = {"jsonl": _jsonl, "csv": _csv, "xlsx": _xlsx, "parquet": _parquet}
    return writers[format](rows, out, concepts)


# ---------------------------------------------------------------- for programs


def _jsonl(rows: Iterable[StatementRow], out: BinaryIO, concepts: Mapping[str, str]) -> int:
    count = 0
    for row in rows:
        made = statements.line(statements.record(row, concepts))
        out.write(made.encode("utf-8", "backslashreplace"))  # half a surrogate: its JSON escape
        out.flush()
        count += 1
    return count


def _parquet(rows: Iterable[StatementRow], out: BinaryIO, concepts: Mapping[str, str]) -> int:
    import polars

    wanted = columns(list(concepts))
    named = dict(zip((c.name for c in wanted), _heads(wanted, concepts), strict=True))
    types = {column.name: _dtype(column.kind) for column in wanted}
    frames = [polars.DataFrame(schema=types)]
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        values = {c.name: [_exact(c, row) for row in batch] for c in wanted}
        frames.append(polars.DataFrame(values, schema=types))
    table = polars.concat(frames).rename(named)
    packed = io.BytesIO()  # so that a full disk is told by the system, not by the library
    table.write_parquet(packed)
    out.write(packed.getbuffer())
    return table.height


def _exact(column: Column, row: StatementRow) -> Any:
    cell: Any = column.cell(row)
    return [list(span) for span in cell] if column.kind == "spans" else cell


def _dtype(kind: Kind) -> Any:
    import polars as pl

    return {
        "text": pl.String(),
        "day": pl.Date(),
        "flag": pl.Boolean(),
        "number": pl.Float64(),
        "side": pl.Int8(),
        "texts": pl.List(pl.String()),
        "spans": pl.List(pl.List(pl.Int64())),
    }[kind]


# ---------------------------------------------------------------- for people


def _csv(rows: Iterable[StatementRow], out: BinaryIO, concepts: Mapping[str, str]) -> int:
    wanted = columns(list(concepts))
    text = io.TextIOWrapper(out, "utf-8", errors="backslashreplace", newline="", write_through=True)
    writer = csv.writer(text)  # ends lines as RFC 4180 says, so that a lone \r is quoted
    count = 0
    try:
        writer.writerow([harmless(head) for head in _heads(wanted, concepts)])
        for row in rows:
            count += 1
            writer.writerow([harmless(_plain(column, row)) for column in wanted])
    finally:
        text.detach()
    return count


def _xlsx(rows: Iterable[StatementRow], out: BinaryIO, concepts: Mapping[str, str]) -> int:
    import xlsxwriter

    wanted = columns(list(concepts))
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    packed = io.BytesIO()  # a zip file cannot be left in the middle without complaints
    book = xlsxwriter.Workbook(packed, {**options, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("statements")
    sheet.freeze_panes(1, 1)
    for n, head in enumerate(_heads(wanted, concepts)):
        sheet.write_string(0, n, for_excel(harmless(head)))
    at = 0
    for at, row in enumerate(rows, start=1):
        if at >= XLSX_ROWS:
            raise HemicycleError(
                f"an Excel sheet holds at most {XLSX_ROWS:,} rows; filter the statements, or write "
                "parquet or csv"
            )
        for n, column in enumerate(wanted):
            _write_cell(sheet, at, n, column, row)
    book.close()
    out.write(packed.getbuffer())
    return at


def _write_cell(sheet: Any, at: int, n: int, column: Column, row: StatementRow) -> None:
    cell = column.cell(row)
    if column.kind == "flag":
        sheet.write_boolean(at, n, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(at, n, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(at, n, cell)
    elif text := _plain(column, row):
        sheet.write_string(at, n, for_excel(harmless(text)))


def harmless(cell: Any) -> Any:
    """The cell so that no spreadsheet takes its text for a formula. Numbers stay numbers."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def for_excel(text: str) -> str:
    """Without what an XML file cannot hold, and no longer than a cell may be."""
    fit = xmltext.clean(text)
    return fit if len(fit) <= XLSX_CHARACTERS else fit[: XLSX_CHARACTERS - 1] + "…"


def _heads(wanted: Sequence[Column], concepts: Mapping[str, str]) -> list[str]:
    """Names of columns, concepts under the name they are shown by."""
    shown = {f"position: {id}": f"position: {name}" for id, name in concepts.items()}
    return [shown.get(column.name, column.name) for column in wanted]


def _plain(column: Column, row: StatementRow) -> Any:
    """A cell in one line: lists with semicolons, spans as 12-45, days as ISO; numbers as such."""
    cell: Any = column.cell(row)
    if column.kind == "flag":
        return str(cell).lower()
    if column.kind == "spans":
        return "; ".join(f"{start}-{end}" for start, end in cell)
    if column.kind == "texts":
        return "; ".join(cell)
    return cell.isoformat() if isinstance(cell, date) else cell
