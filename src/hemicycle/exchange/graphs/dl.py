"""UCINET's DL: the matrix as text, as DNA writes it, or a list of ties where that is shorter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from hemicycle.exchange.graph import Graph
from hemicycle.exchange.graphs.flat import flatten
from hemicycle.exchange.graphs.matrix import Matrix, held, matrix, numbers, quoted
from hemicycle.exchange.graphs.saving import check, report, save
from hemicycle.exchange.report import Notes, Report

Form = Literal["fullmatrix", "edgelist"]


def write(
    graph: Graph,
    path: str | Path,
    *,
    form: Form = "fullmatrix",
    decimals: int | None = None,
    overwrite: bool = False,
) -> Report:
    """Write the network; `decimals` 6 is what DNA writes, None all there are. Attributes have no
    place in it. Raises UsageError when `path` is there and may not be overwritten."""
    path, notes = Path(path), Notes()
    flat = flatten(graph, notes)
    made = matrix(flat, notes)
    text = _text(made, form, decimals)
    check(path, _plain(made, decimals), _plain(parse(text), decimals))
    for column in (*flat.node_columns, *flat.edge_columns):
        notes.add("attributes that DL has no place for", column.name)
    save({path: text.encode("utf-8")}, overwrite=overwrite)
    return report(flat, notes)


def _text(made: Matrix, form: Form, decimals: int | None) -> str:
    size = f"n = {len(made.rows)}"
    kind = form if form == "fullmatrix" else f"edgelist{2 if made.two_mode else 1}"
    if made.two_mode:
        size = f"nr = {len(made.rows)}, nc = {len(made.columns)}"
    lines = [f"dl {size}, format = {kind}"]
    lines += ["row labels:" if made.two_mode else "labels:", *map(quoted, made.rows)]
    if made.two_mode:
        lines += ["col labels:", *map(quoted, made.columns)]
    return "\n".join([*lines, "data:", *_data(made, form, decimals)])


def _data(made: Matrix, form: Form, decimals: int | None) -> Iterator[str]:
    whole = made.whole
    for at, row in enumerate(made.cells):
        if form == "fullmatrix":
            yield " " + " ".join(numbers(row.tolist(), whole, decimals))
            continue
        ties = row.nonzero()[0].tolist()
        cells = numbers(row[ties].tolist(), whole, decimals)
        for to, cell in zip(ties, cells, strict=True):
            yield f"{at + 1} {to + 1} {cell}"


def _plain(made: Matrix, decimals: int | None) -> Any:
    """What the text can hold of it."""
    return [*map(quoted, made.rows)], [*map(quoted, made.columns)], held(made, decimals)


# ---------------------------------------------------------------- and back


def parse(text: str) -> Matrix:
    """The matrix in a text as it is written here."""
    import numpy

    head, _, rest = text.partition("\n")
    labels, _, data = f"{rest}\n".partition("\ndata:\n")
    two_mode = "nr =" in head
    parts = f"{labels}\n".split("\ncol labels:\n")
    rows = tuple(line.strip('"') for line in parts[0].splitlines()[1:])
    columns = tuple(line.strip('"') for line in parts[-1].splitlines()) if two_mode else rows
    found = numpy.array(data.split(), dtype=float)
    if "fullmatrix" in head:
        return Matrix(rows, columns, found.reshape(len(rows), len(columns)), two_mode)
    cells = numpy.zeros((len(rows), len(columns)))
    ties = found.reshape(-1, 3)
    cells[ties[:, 0].astype(int) - 1, ties[:, 1].astype(int) - 1] = ties[:, 2]
    return Matrix(rows, columns, cells, two_mode)
