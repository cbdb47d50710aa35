"""GEXF 1.3, the format of Gephi, with the times at which nodes and ties are there.

A spell is written with its last day, as Gephi counts it in; spells that touch are one, since Gephi
refuses those that overlap. Nodes are numbered n0, n1 ...; the id a node had is the attribute
"name". What a tie weighs through time is the attribute "weight", as Gephi has it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hemicycle.exchange.graph import Graph, Spell
from hemicycle.exchange.graphs.columns import Cell, Column, Kind, parsed, shown
from hemicycle.exchange.graphs.flat import Flat, FlatEdge, FlatNode, flatten, mean
from hemicycle.exchange.graphs.graphml import type_of
from hemicycle.exchange.graphs.saving import check, report, save
from hemicycle.exchange.report import Notes, Report

NS = "{http://gexf.net/1.3}"
_TYPES = {"int": "integer"}  # the others are called as in GraphML
_KINDS: dict[str, Kind] = {
    "string": "text", "integer": "integer", "long": "integer", "double": "number",
    "boolean": "flag",
}  # fmt: skip
WEIGHT = "weight"  # the id that Gephi gives the weight of ties where it changes
Weights = tuple[tuple[Spell, float], ...]
_OWN = (Column("name", "text"), Column("mode", "text"))


def write(graph: Graph, path: str | Path, *, overwrite: bool = False) -> Report:
    """Write the network. Raises UsageError when `path` is there and may not be overwritten."""
    path, notes = Path(path), Notes()
    flat = flatten(graph, notes)
    packed = _packed(flat)
    check(path, flat, parse(packed))
    save({path: packed}, overwrite=overwrite)
    return report(flat, notes)


def _packed(flat: Flat) -> bytes:
    from lxml import etree

    out = io.BytesIO()
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{NS}gexf", version="1.3", nsmap={None: NS[1:-1]}):
            with xml.element(f"{NS}meta"), xml.element(f"{NS}creator"):
                xml.write("Hemicycle")
            _graph(xml, flat)
    return out.getvalue()


def _graph(xml: Any, flat: Flat) -> None:
    about = {"defaultedgetype": "directed" if flat.directed else "undirected", "mode": "static"}
    if flat.dynamic:
        about |= {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    with xml.element(f"{NS}graph", about):
        nodes = [(node.id, node.mode, *node.cells) for node in flat.nodes]
        _attributes(xml, "node", (*_OWN, *flat.node_columns), nodes)
        _attributes(xml, "edge", flat.edge_columns, [edge.cells for edge in flat.edges])
        if any(edge.weights for edge in flat.edges):
            _changing_weight(xml)
        with xml.element(f"{NS}nodes", count=str(len(flat.nodes))):
            for n, node in enumerate(flat.nodes):
                with xml.element(f"{NS}node", id=f"n{n}", label=node.label):
                    _values(xml, nodes[n], node.spells)
        with xml.element(f"{NS}edges", count=str(len(flat.edges))):
            for n, edge in enumerate(flat.edges):
                ends = {"source": f"n{edge.source}", "target": f"n{edge.target}"}
                fixed = {} if edge.weights else {"weight": repr(edge.weight)}
                with xml.element(f"{NS}edge", {"id": str(n), **ends, **fixed}):
                    _values(xml, edge.cells, edge.spells, edge.weights)


def _attributes(
    xml: Any, kind: str, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]
) -> None:
    with xml.element(f"{NS}attributes", {"class": kind, "mode": "static"}):
        for n, column in enumerate(columns):
            type = type_of(column, (row[n] for row in rows))
            about = {"id": str(n), "title": column.name, "type": _TYPES.get(type, type)}
            with xml.element(f"{NS}attribute", about):
                pass


def _changing_weight(xml: Any) -> None:
    about = {"id": WEIGHT, "title": "Weight", "type": "double"}
    group = xml.element(f"{NS}attributes", {"class": "edge", "mode": "dynamic"})
    with group, xml.element(f"{NS}attribute", about):
        pass


def _values(
    xml: Any, cells: tuple[Cell, ...], spells: tuple[Spell, ...], weights: Weights = ()
) -> None:
    if weights or any(cell is not None for cell in cells):
        with xml.element(f"{NS}attvalues"):
            for n, cell in enumerate(cells):
                if cell is not None:
                    with xml.element(f"{NS}attvalue", {"for": str(n), "value": shown(cell)}):
                        pass
            for spell, weight in weights:
                about = {"for": WEIGHT, "value": repr(weight), **_time(spell)}
                with xml.element(f"{NS}attvalue", about):
                    pass
    if spells:
        with xml.element(f"{NS}spells"):
            for spell in spells:
                with xml.element(f"{NS}spell", _time(spell)):
                    pass


def _time(spell: Spell) -> dict[str, str]:
    start, end = spell
    last = {"end": str(end - timedelta(days=1))} if end else {}
    return {"start": str(start), **last}


# ---------------------------------------------------------------- and back


def read(path: str | Path) -> Flat:
    """The network in a file."""
    return parse(Path(path).read_bytes())


def parse(content: bytes) -> Flat:
    """The network in the bytes of a file."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    graph = etree.parse(io.BytesIO(content), parser).getroot().find(f"{NS}graph")
    groups = [g for g in graph.iter(f"{NS}attributes") if g.get("mode") == "static"]
    columns = {group.get("class"): _columns(group) for group in groups}
    nodes = list(graph.iter(f"{NS}node"))
    numbers = {node.get("id"): n for n, node in enumerate(nodes)}
    return Flat(
        columns["node"][len(_OWN) :],
        columns["edge"],
        tuple(_node(node, columns["node"]) for node in nodes),
        tuple(_edge(edge, numbers, columns["edge"]) for edge in graph.iter(f"{NS}edge")),
        graph.get("defaultedgetype") == "directed",
    )


def _columns(group: Any) -> tuple[Column, ...]:
    return tuple(Column(a.get("title"), _KINDS[a.get("type")]) for a in group)


def _node(node: Any, columns: Sequence[Column]) -> FlatNode:
    name, mode, *cells = _cells(node, columns)
    return FlatNode(str(name), node.get("label"), str(mode), tuple(cells), tuple(_spells(node)))


def _edge(edge: Any, numbers: Mapping[str, int], columns: Sequence[Column]) -> FlatEdge:
    ends = numbers[edge.get("source")], numbers[edge.get("target")]
    changing = [v for v in edge.iter(f"{NS}attvalue") if v.get("for") == WEIGHT]
    weights = tuple((_spell(v), float(v.get("value"))) for v in changing)
    weight = mean(weights) if weights else float(edge.get("weight"))
    return FlatEdge(*ends, weight, _cells(edge, columns), tuple(_spells(edge)), weights)


def _cells(part: Any, columns: Sequence[Column]) -> tuple[Cell, ...]:
    held = {v.get("for"): v.get("value") for v in part.iter(f"{NS}attvalue")}
    found = [(held.get(str(n)), column.kind) for n, column in enumerate(columns)]
    return tuple(None if value is None else parsed(value, kind) for value, kind in found)


def _spells(part: Any) -> Iterator[Spell]:
    yield from map(_spell, part.iter(f"{NS}spell"))


def _spell(part: Any) -> Spell:
    last = part.get("end")
    end = date.fromisoformat(last) + timedelta(days=1) if last else None
    return date.fromisoformat(part.get("start")), end
