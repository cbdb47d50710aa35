"""GraphML in the dialect of visone, as the Discourse Network Analyzer writes it.

What is drawn (place, colour, line) stands beside the data, so that visone shows the network at
once. Nodes lie on a circle; ties of negative weight are red, others green. Gephi refuses this
dialect: write graphml for it.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hemicycle.exchange.graph import Graph
from hemicycle.exchange.graphs.columns import Cell, Column
from hemicycle.exchange.graphs.flat import Flat, FlatNode, flatten, with_spells_in_cells
from hemicycle.exchange.graphs.graphml import data, type_of
from hemicycle.exchange.graphs.graphml_read import NS, parse
from hemicycle.exchange.graphs.saving import check, report, save
from hemicycle.exchange.graphs.tokens import tokened
from hemicycle.exchange.report import Notes, Report

_VISONE, _Y = "{http://visone.info/xmlns}", "{http://www.yworks.com/xml/graphml}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_SPACES = {
    None: NS[1:-1], "visone": _VISONE[1:-1], "xsi": _XSI[1:-1], "y": _Y[1:-1],
}  # fmt: skip
_WHERE = ("http://graphml.graphdrawing.org/xmlns/graphml "
          "http://www.yworks.com/xml/schema/graphml/1.0/ygraphml.xsd ")  # fmt: skip
_LABEL = {
    "alignment": "center", "autoSizePolicy": "content", "backgroundColor": "#FFFFFF",
    "fontFamily": "Dialog", "fontSize": "12", "fontStyle": "plain", "hasLineColor": "false",
    "height": "19.0", "modelName": "eight_pos", "modelPosition": "n", "textColor": "#000000",
    "visible": "true",
}  # fmt: skip
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_GREY = "#D3D3D3"
_TAKEN = re.compile(r"d0|e0|prop|(?:node|edge)\.\d+")  # keys that mean something else
_PLAIN = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


def write(
    graph: Graph, path: str | Path, *, colour: str = "colour", overwrite: bool = False
) -> Report:
    """Write the network. The attribute named by `colour` ("#A0B1C2") fills the node and is no
    datum. Raises UsageError when `path` is there and may not be overwritten."""
    path, notes = Path(path), Notes()
    flat = tokened(with_spells_in_cells(flatten(graph, notes)), notes)
    flat, fills = _without(flat, colour)
    packed = _packed(flat, fills)
    check(path, flat, parse(packed))
    save({path: packed}, overwrite=overwrite)
    return report(flat, notes)


def _without(flat: Flat, colour: str) -> tuple[Flat, list[str]]:
    """The network without the column of colours, and the colours."""
    at = next((n for n, c in enumerate(flat.node_columns) if c.given == colour), None)
    if at is None:
        return flat, [_GREY] * len(flat.nodes)
    found = [str(node.cells[at]) for node in flat.nodes]
    columns = flat.node_columns[:at] + flat.node_columns[at + 1 :]
    nodes = tuple(replace(n, cells=n.cells[:at] + n.cells[at + 1 :]) for n in flat.nodes)
    fills = [fill if _COLOUR.fullmatch(fill) else _GREY for fill in found]
    return replace(flat, node_columns=columns, nodes=nodes), fills


def _packed(flat: Flat, fills: list[str]) -> bytes:
    from lxml import etree

    out = io.BytesIO()
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{NS}graphml", {f"{_XSI}schemaLocation": _WHERE}, nsmap=_SPACES):
            for about in _keys(flat):
                _empty(xml, f"{NS}key", about)
            _graph(xml, flat, fills)
    return out.getvalue()


def _keys(flat: Flat) -> Iterator[dict[str, str]]:
    yield {"for": "node", "id": "d0", "yfiles.type": "nodegraphics"}
    yield {"for": "edge", "id": "e0", "yfiles.type": "edgegraphics"}
    yield {"for": "graph", "id": "prop", "visone.type": "properties"}
    for name in ("id", "name", "variable"):
        yield {"id": name, "for": "node", "attr.name": name, "attr.type": "string"}
    yield from _columns("node", flat.node_columns, [node.cells for node in flat.nodes])
    yield {"id": "weight", "for": "edge", "attr.name": "weight", "attr.type": "double"}
    yield from _columns("edge", flat.edge_columns, [edge.cells for edge in flat.edges])


def _columns(
    kind: str, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]
) -> Iterator[dict[str, str]]:
    for n, column in enumerate(columns):
        about = {"attr.name": column.name, "attr.type": type_of(column, (row[n] for row in rows))}
        yield {"id": _key(kind, n, column), "for": kind, **about}


def _key(kind: str, number: int, column: Column) -> str:
    """The attribute's own name, as DNA has it, where that can be a key."""
    own = kind == "node" and _PLAIN.fullmatch(column.name) and not _TAKEN.fullmatch(column.name)
    return column.name if own else f"{kind}.{number}"


def _graph(xml: Any, flat: Flat, fills: list[str]) -> None:
    about = {
        "edgedefault": "directed" if flat.directed else "undirected", "id": "DNA",
        "parse.edges": str(len(flat.edges)), "parse.nodes": str(len(flat.nodes)),
        "parse.order": "free",
    }  # fmt: skip
    with xml.element(f"{NS}graph", about):
        with xml.element(f"{NS}data", key="prop"):
            _empty(xml, f"{_VISONE}labelAttribute", {"edgeLabel": "weight", "nodeLabel": "name"})
        names = _ids(flat)
        for number, node in enumerate(flat.nodes):
            with xml.element(f"{NS}node", id=names[number]):
                _node(xml, flat, number, node, fills[number])
        keys = [_key("edge", n, column) for n, column in enumerate(flat.edge_columns)]
        for edge in flat.edges:
            with xml.element(f"{NS}edge", source=names[edge.source], target=names[edge.target]):
                data(xml, [("weight", edge.weight), *zip(keys, edge.cells, strict=True)])
                _line(xml, edge.weight)


def _ids(flat: Flat) -> list[str]:
    """ "n" and the number that a node has in DNA, or its place."""
    numbered = all(node.id.isascii() and node.id.isdigit() for node in flat.nodes)
    return [f"n{node.id if numbered else at}" for at, node in enumerate(flat.nodes)]


def _node(xml: Any, flat: Flat, number: int, node: FlatNode, fill: str) -> None:
    keys = [_key("node", n, column) for n, column in enumerate(flat.node_columns)]
    own = [("id", node.id), ("name", node.label), ("variable", node.mode)]
    data(xml, [*own, *zip(keys, node.cells, strict=True)])
    angle = 2 * math.pi * number / len(flat.nodes)
    place = {"x": f"{300 + 250 * math.cos(angle):.1f}", "y": f"{300 + 250 * math.sin(angle):.1f}"}
    with (
        xml.element(f"{NS}data", key="d0"),
        xml.element(f"{_VISONE}shapeNode"),
        xml.element(f"{_Y}ShapeNode"),
    ):
        _empty(xml, f"{_Y}Geometry", {"height": "20.0", "width": "20.0", **place})
        _empty(xml, f"{_Y}Fill", {"color": fill, "transparent": "false"})
        _empty(xml, f"{_Y}BorderStyle", {"color": "#000000", "type": "line", "width": "1.0"})
        with xml.element(f"{_Y}NodeLabel", _LABEL):
            xml.write(node.label)
        _empty(xml, f"{_Y}Shape", {"type": "ellipse"})


def _line(xml: Any, weight: float) -> None:
    colour = "#ff0000" if weight < 0 else "#00ff00"
    with (
        xml.element(f"{NS}data", key="e0"),
        xml.element(f"{_VISONE}polyLineEdge"),
        xml.element(f"{_Y}PolyLineEdge"),
    ):
        _empty(xml, f"{_Y}LineStyle", {"color": colour, "type": "line", "width": "2.0"})


def _empty(xml: Any, tag: str, about: dict[str, str]) -> None:
    with xml.element(tag, about):
        pass
