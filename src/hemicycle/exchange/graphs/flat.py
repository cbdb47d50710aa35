"""A network in the form that files can hold: typed columns, cells of four kinds.

Files know texts, whole numbers, numbers and flags, one kind a column. Dates become ISO texts, lists
JSON; a column of mixed kinds becomes texts; what is not known stays empty.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from hemicycle.exchange.graph import Graph, Spell
from hemicycle.exchange.report import Notes
from hemicycle.exchange.xmltext import clean

Kind = Literal["text", "integer", "number", "flag"]
Cell = str | int | float | bool | None

RESERVED = ("id", "label", "name", "mode", "variable", "weight", "source", "target", "spells")
_LARGE = 2**63


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute; `given` is the name it had before."""

    name: str
    kind: Kind
    given: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class FlatNode:
    """A node; cells in the order of the columns."""

    id: str
    label: str
    mode: str
    cells: tuple[Cell, ...] = ()
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class FlatEdge:
    """A tie between the nodes with these numbers."""

    source: int
    target: int
    weight: float
    cells: tuple[Cell, ...] = ()
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class Flat:
    """Columns and rows."""

    node_columns: tuple[Column, ...]
    edge_columns: tuple[Column, ...]
    nodes: tuple[FlatNode, ...]
    edges: tuple[FlatEdge, ...]
    directed: bool = False

    @property
    def dynamic(self) -> bool:
        """Whether anything comes and goes."""
        return any(n.spells for n in self.nodes) or any(e.spells for e in self.edges)


def flatten(graph: Graph, notes: Notes) -> Flat:
    """The network for a file."""
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    node_columns, node_cells = _columns([node.attributes for node in graph.nodes], notes)
    edge_columns, edge_cells = _columns([edge.attributes for edge in graph.edges], notes)
    nodes = (
        FlatNode(
            _text(n.id, notes), _text(n.label, notes), _text(n.mode, notes), cells, merged(n.spells)
        )
        for n, cells in zip(graph.nodes, node_cells, strict=True)
    )
    edges = (
        FlatEdge(numbers[e.source], numbers[e.target], float(e.weight), cells, merged(e.spells))
        for e, cells in zip(graph.edges, edge_cells, strict=True)
    )
    return Flat(node_columns, edge_columns, tuple(nodes), tuple(edges), graph.directed)


def merged(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """The same days as spells that neither touch nor overlap: Gephi chokes on those that do."""
    out: list[Spell] = []
    for start, end in sorted(spells, key=lambda spell: spell[0]):
        last = out[-1] if out else None
        if last and (last[1] is None or start <= last[1]):
            longer = None if last[1] is None or end is None else max(last[1], end)
            out[-1] = (last[0], longer)
        else:
            out.append((start, end))
    return tuple(out)


def with_spells_in_cells(flat: Flat) -> Flat:
    """For files without time: spells as a column of text, "2024-01-01/2024-02-01"."""
    if not flat.dynamic:
        return flat
    column = Column("spells", "text")
    nodes = (replace(n, cells=(*n.cells, _spelled(n.spells)), spells=()) for n in flat.nodes)
    edges = (replace(e, cells=(*e.cells, _spelled(e.spells)), spells=()) for e in flat.edges)
    return replace(
        flat,
        node_columns=(*flat.node_columns, column),
        edge_columns=(*flat.edge_columns, column),
        nodes=tuple(nodes),
        edges=tuple(edges),
    )


def _spelled(spells: Iterable[Spell]) -> str | None:
    return " ".join(f"{start}/{end or '..'}" for start, end in spells) or None


# ---------------------------------------------------------------- columns


def _columns(
    rows: Sequence[Any], notes: Notes
) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
    names = list(dict.fromkeys(name for row in rows for name in row))
    shown = _named(names, notes)
    columns, cells = [], []
    for name in names:
        kind, column = _typed(name, [_cell(row.get(name)) for row in rows], notes)
        columns.append(Column(shown[name], kind, name))
        cells.append(column)
    return tuple(columns), list(zip(*cells, strict=True)) if cells else [()] * len(rows)


def _named(names: Iterable[str], notes: Notes) -> dict[str, str]:
    """A name of its own for each attribute, case aside, that no format has a use for itself."""
    taken = set(RESERVED)
    out: dict[str, str] = {}
    for name in names:
        plain = _text(name, notes).strip() or "attribute"
        shown, number = plain, 1
        while shown.casefold() in taken:
            number += 1
            shown = f"{plain}_{number}"
        if shown != name:
            notes.add("attributes with another name in the file", f"{name} is {shown}")
        taken.add(shown.casefold())
        out[name] = shown
    return out


def _cell(value: Any) -> Cell:
    if hasattr(value, "item"):  # a number of numpy
        value = value.item()
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    parts = sorted(value, key=repr) if isinstance(value, set | frozenset) else list(value)
    return json.dumps(parts, ensure_ascii=False, default=str)


def _typed(name: str, cells: list[Cell], notes: Notes) -> tuple[Kind, list[Cell]]:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {bool}:
        return "flag", cells
    if kinds == {int} and all(-_LARGE <= c < _LARGE for c in cells if isinstance(c, int)):
        return "integer", cells
    if kinds in ({float}, {int, float}):
        return "number", [None if c is None else float(c) for c in cells]
    if kinds - {str}:
        notes.add("attributes of mixed kinds, written as text", name)
    return "text", [None if c is None else _text(shown(c), notes) for c in cells]


def shown(cell: Cell) -> str:
    """A cell as text: true and false, numbers with all their digits as Java reads them."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and math.isinf(cell):
        return "Infinity" if cell > 0 else "-Infinity"
    return "" if cell is None else str(cell)


def parsed(text: str, kind: Kind) -> Cell:
    """The cell that `shown` made `text` of."""
    if kind == "text":
        return text
    if kind == "flag":
        return text == "true"
    return int(text) if kind == "integer" else float(text)


def _text(text: str, notes: Notes) -> str:
    fit = clean(text)
    if fit != text:
        notes.add("control characters replaced by \ufffd", fit[:40])
    return fit
