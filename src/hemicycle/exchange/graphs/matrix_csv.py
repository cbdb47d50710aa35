"""The matrix as CSV: plain, for spreadsheets and R, or as DNA writes it.

Plain: commas, UTF-8, all digits, and no cell that a spreadsheet would run. DNA: semicolons, six
decimals, apostrophes for quotation marks.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any, Literal

from hemicycle.exchange.graph import Graph
from hemicycle.exchange.graphs.dictionary import dictionary, dictionary_path
from hemicycle.exchange.graphs.flat import flatten
from hemicycle.exchange.graphs.matrix import Matrix, held, matrix, numbers, quoted
from hemicycle.exchange.graphs.saving import check, report, save
from hemicycle.exchange.report import Notes, Report
from hemicycle.exchange.tables import harmless

Dialect = Literal["plain", "dna"]
_DECIMALS = 6  # of DNA


def write(
    graph: Graph, path: str | Path, *, dialect: Dialect = "plain", overwrite: bool = False
) -> Report:
    """Write the matrix, and beside it "NAME.dictionary.csv". Attributes have no place in it. Raises
    UsageError when `path` is there and may not be overwritten."""
    path, notes = Path(path), Notes()
    flat = flatten(graph, notes)
    made = matrix(flat, notes)
    text = _of_dna(made) if dialect == "dna" else _plain(made)
    check(path, _wanted(made, dialect), _found(text, dialect))
    for column in (*flat.node_columns, *flat.edge_columns):
        notes.add("attributes that a matrix has no place for", column.name)
    told = dictionary("matrix", flat, graph.meanings)
    files = {path: text.encode("utf-8"), dictionary_path(path): told}
    save(files, overwrite=overwrite)
    return report(flat, notes)


def _of_dna(made: Matrix) -> str:
    lines = [";".join(['""', *map(quoted, made.columns)])]
    whole = made.whole
    for label, row in zip(made.rows, made.cells.tolist(), strict=True):
        lines.append(";".join([quoted(label), *numbers(row, whole, _DECIMALS)]))
    return "\n".join(lines)


def _plain(made: Matrix) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["", *map(harmless, made.columns)])
    whole = made.whole
    for label, row in zip(made.rows, made.cells.tolist(), strict=True):
        writer.writerow([harmless(label), *numbers(row, whole, None)])
    return out.getvalue()


def _wanted(made: Matrix, dialect: Dialect) -> Any:
    """What the file can hold of the matrix."""
    if dialect == "plain":
        rows, columns = ([harmless(label) for label in side] for side in (made.rows, made.columns))
        return ["", *columns], rows, held(made, None)
    rows, columns = ([quoted(label)[1:-1] for label in side] for side in (made.rows, made.columns))
    return ["", *columns], rows, held(made, _DECIMALS)


def _found(text: str, dialect: Dialect) -> Any:
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    delimiter = ";" if dialect == "dna" else ","
    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return head, [row[0] for row in rows], [[float(cell) for cell in row[1:]] for row in rows]
