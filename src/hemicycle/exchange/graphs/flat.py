"""A network in the form that files can hold: typed columns, rows of cells, spells apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import fmean

from hemicycle.exchange.graph import Graph, Spell
from hemicycle.exchange.graphs.columns import Cell, Column, columns, distinct, text
from hemicycle.exchange.report import Notes


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
    weights: tuple[tuple[Spell, float], ...] = ()


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
        return any(n.spells for n in self.nodes) or any(e.spells or e.weights for e in self.edges)


def flatten(graph: Graph, notes: Notes) -> Flat:
    """The network for a file."""
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    node_columns, node_cells = columns([node.attributes for node in graph.nodes], notes)
    edge_columns, edge_cells = columns([edge.attributes for edge in graph.edges], notes)
    ids = list(distinct(text(node.id, notes) for node in graph.nodes))
    nodes = (
        FlatNode(id, text(n.label, notes), text(n.mode, notes), cells, merged(n.spells))
        for id, n, cells in zip(ids, graph.nodes, node_cells, strict=True)
    )
    edges = (
        FlatEdge(
            numbers[e.source],
            numbers[e.target],
            mean(e.weights) if e.weights else float(e.weight),
            cells,
            merged(e.spells),
            tuple((spell, float(weight)) for spell, weight in e.weights),
        )
        for e, cells in zip(graph.edges, edge_cells, strict=True)
    )
    return Flat(node_columns, edge_columns, tuple(nodes), tuple(edges), graph.directed)


def mean(weights: Iterable[tuple[Spell, float]]) -> float:
    """What a tie weighs on average, each of its times counting the same."""
    return fmean(weight for _, weight in weights)


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
    """For files without time: spells as a column of text, "2024-01-01/2024-02-01", of ties that
    change with what they weigh there, "2024-01-01/2024-02-01=3.0"."""
    if not flat.dynamic:
        return flat
    column = Column("spells", "text")
    nodes = (replace(n, cells=(*n.cells, _spelled(n.spells)), spells=()) for n in flat.nodes)
    edges = (
        replace(e, cells=(*e.cells, _weighed(e) or _spelled(e.spells)), spells=(), weights=())
        for e in flat.edges
    )
    return replace(
        flat,
        node_columns=(*flat.node_columns, column),
        edge_columns=(*flat.edge_columns, column),
        nodes=tuple(nodes),
        edges=tuple(edges),
    )


def _weighed(edge: FlatEdge) -> str | None:
    return " ".join(f"{_spelled([spell])}={weight!r}" for spell, weight in edge.weights) or None


def _spelled(spells: Iterable[Spell]) -> str | None:
    return " ".join(f"{start}/{end or '..'}" for start, end in spells) or None
