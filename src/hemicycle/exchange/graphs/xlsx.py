"""A network as an Excel workbook: sheets of nodes, ties, the matrix, and what the columns mean.

Excel holds fifteen digits of a number and runs what begins with "=": so numbers are compared to
fifteen digits, and such a text gets an apostrophe in front.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from hemicycle.errors import HemicycleError
from hemicycle.exchange.graph import Graph
from hemicycle.exchange.graphs.columns import Cell, shown
from hemicycle.exchange.graphs.dictionary import lines
from hemicycle.exchange.graphs.flat import Flat, flatten, with_spells_in_cells
from hemicycle.exchange.graphs.matrix import matrix, sides
from hemicycle.exchange.graphs.saving import check, report, save
from hemicycle.exchange.graphs.tables import tables
from hemicycle.exchange.graphs.xlsx_read import parse
from hemicycle.exchange.report import Notes, Report
from hemicycle.exchange.tables import XLSX_CHARACTERS, XLSX_ROWS, for_excel, harmless

XLSX_COLUMNS = 16_384
_EXACT = 10**15  # whole numbers beyond are written as text
_LARGEST = 9.99999999999999e307  # number that Excel knows; larger ones, and endless, are texts
_SHEET_CELLS = 250_000  # largest matrix worth a sheet

Rows = Iterable[Sequence[Cell]]


def write(graph: Graph, path: str | Path, *, overwrite: bool = False) -> Report:
    """Write the workbook. Raises HemicycleError when there are more rows than a sheet holds,
    UsageError when `path` is there and may not be overwritten."""
    path, notes = Path(path), Notes()
    flat = with_spells_in_cells(flatten(graph, notes))
    made = dict(_sheets(flat, graph, notes))
    sheets = {name: [[_cell(c, notes) for c in row] for row in made[name]] for name in made}
    packed = _packed(sheets)
    check(path, True, _alike(sheets, parse(packed)))
    save({path: packed}, overwrite=overwrite)
    return report(flat, notes)


def _sheets(flat: Flat, graph: Graph, notes: Notes) -> Iterator[tuple[str, Rows]]:
    for name, (columns, rows) in tables(flat).items():
        if len(rows) >= XLSX_ROWS:
            raise HemicycleError(
                f"an Excel sheet holds {XLSX_ROWS:,} rows, and there are {len(rows):,} {name}; "
                "write parquet"
            )
        yield name, [[column.name for column in columns], *rows]
    down, across = map(len, sides(flat))
    if down * across <= _SHEET_CELLS and across < XLSX_COLUMNS:
        made = matrix(flat, notes)
        cells = zip(made.rows, made.cells.tolist(), strict=True)
        yield "matrix", [[None, *made.columns], *([label, *row] for label, row in cells)]
    else:
        notes.add("the matrix is too large for a sheet", f"{down:,} by {across:,}")
    told = lines("tables", flat, graph.meanings)
    yield "dictionary", [["table", "column", "kind", "meaning"], *told]


def _cell(cell: Cell, notes: Notes) -> Cell:
    """The cell as Excel can hold it."""
    if isinstance(cell, str):
        if len(cell) > XLSX_CHARACTERS:
            notes.add(f"texts cut to {XLSX_CHARACTERS:,} characters", cell[:40])
        return for_excel(harmless(cell)) or None
    whole = isinstance(cell, int) and abs(cell) >= _EXACT
    vast = isinstance(cell, float) and abs(cell) > _LARGEST
    return shown(cell) if whole or vast else cell


def _packed(sheets: dict[str, list[list[Cell]]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    book = xlsxwriter.Workbook(out, options)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        for at, row in enumerate(rows):
            for n, cell in enumerate(row):
                _put(sheet, at, n, cell)
    book.close()
    return out.getvalue()


def _put(sheet: Any, at: int, n: int, cell: Cell) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(at, n, cell)
    elif isinstance(cell, str):
        sheet.write_string(at, n, cell)
    elif cell is not None:
        sheet.write_number(at, n, cell)


def _alike(wanted: dict[str, list[list[Cell]]], found: dict[str, list[list[Cell]]]) -> bool:
    """Whether all cells are the same, numbers to fifteen digits and empty ends aside."""
    none: list[Cell] = []
    return wanted.keys() == found.keys() and all(
        _close(one, other)
        for name in wanted
        for row, back in zip_longest(wanted[name], found[name], fillvalue=none)
        for one, other in zip_longest(row, back)
    )


def _close(one: Cell, other: Cell) -> bool:
    number = isinstance(one, int | float) and not isinstance(one, bool)
    if number and isinstance(other, float):
        return math.isclose(float(one or 0), other, rel_tol=1e-14)
    return one == other
