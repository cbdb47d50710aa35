"""The data dictionary that lies beside a table: what every column holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from hemicycle.exchange.graphs.columns import Column
from hemicycle.exchange.graphs.flat import Flat
from hemicycle.exchange.tables import harmless

Shape = Literal["matrix", "tables"]

_MATRIX = (
    ("matrix", "first column", "text", "name of the row's node"),
    ("matrix", "other columns", "number", "weight of the tie to the node the column is named for; "
     "0 where there is none"),
)  # fmt: skip
_NODES = (
    ("nodes", "id", "text", "the node's id, to which ties refer"),
    ("nodes", "label", "text", "its name"),
    ("nodes", "mode", "text", "what kind of thing it is"),
)
_EDGES = (
    ("edges", "source", "text", "id of the node the tie leaves"),
    ("edges", "target", "text", "id of the node it reaches; in a network without direction the two "
     "may change places"),
    ("edges", "weight", "number", "strength of the tie"),
)  # fmt: skip
_SPELLS = "when it is there: ISO days, start/end, the end not included; empty means always"

Line = tuple[str, str, str, str]


def dictionary(shape: Shape, flat: Flat, meanings: Mapping[str, str]) -> bytes:
    """The dictionary as CSV: table, column, kind, meaning."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["table", "column", "kind", "meaning"])
    writer.writerows([harmless(cell) for cell in line] for line in lines(shape, flat, meanings))
    return out.getvalue().encode("utf-8")


def lines(shape: Shape, flat: Flat, meanings: Mapping[str, str]) -> Iterator[Line]:
    """One line a column."""
    if shape == "matrix":
        yield from _MATRIX
        return
    yield from _NODES
    yield from (_line("nodes", column, meanings) for column in flat.node_columns)
    yield from _EDGES
    yield from (_line("edges", column, meanings) for column in flat.edge_columns)


def dictionary_path(path: Path) -> Path:
    """Where it lies: beside, "NAME.dictionary.csv"."""
    return path.with_name(f"{path.name}.dictionary.csv")


def _line(table: str, column: Column, meanings: Mapping[str, str]) -> Line:
    own = _SPELLS if column.name == "spells" and not column.given else ""
    return table, column.name, column.kind, meanings.get(column.given, own)
