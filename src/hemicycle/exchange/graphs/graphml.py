"""GraphML in the plain dialect, which Gephi, networkx, igraph and Cytoscape read.

Nodes are numbered n0, n1 ... as the format asks for plain names; the id a node had is its `name`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from hemicycle.exchange.graph import Graph
from hemicycle.exchange.graphs.columns import Cell, Column, shown
from hemicycle.exchange.graphs.flat import Flat, flatten, with_spells_in_cells
from hemicycle.exchange.graphs.graphml_read import NS, parse
from hemicycle.exchange.graphs.saving import check, report, save
from hemicycle.exchange.graphs.tokens import tokened
from hemicycle.exchange.report import Notes, Report

_OWN = {"label": "label", "name": "name", "mode": "mode"}


def write(graph: Graph, path: str | Path, *, overwrite: bool = False) -> Report:
    """Write the network. Raises UsageError when `path` is there and may not be overwritten."""
    path, notes = Path(path), Notes()
    flat = tokened(with_spells_in_cells(flatten(graph, notes)), notes)
    packed = _packed(flat)
    check(path, flat, parse(packed))
    save({path: packed}, overwrite=overwrite)
    return report(flat, notes)


def _packed(flat: Flat) -> bytes:
    from lxml import etree

    out = io.BytesIO()
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{NS}graphml", nsmap={None: NS[1:-1]}):
            for id, kind, name, type in _keys(flat):
                about = {"id": id, "for": kind, "attr.name": name, "attr.type": type}
                with xml.element(f"{NS}key", about):
                    pass
            _graph(xml, flat)
    return out.getvalue()


def _keys(flat: Flat) -> Iterator[tuple[str, str, str, str]]:
    for id, name in _OWN.items():
        yield id, "node", name, "string"
    yield "weight", "edge", "weight", "double"
    for kind, columns in (("node", flat.node_columns), ("edge", flat.edge_columns)):
        cells = [p.cells for p in (flat.nodes if kind == "node" else flat.edges)]
        for number, column in enumerate(columns):
            column_type = type_of(column, (row[number] for row in cells))
            yield f"{kind}{number}", kind, column.name, column_type


def type_of(column: Column, cells: Iterable[Cell]) -> str:
    """The name GraphML has for a column: "long" where an "int" is too small."""
    if column.kind == "integer":
        small = all(-(2**31) <= cell < 2**31 for cell in cells if isinstance(cell, int))
        return "int" if small else "long"
    return {"text": "string", "number": "double", "flag": "boolean"}[column.kind]


def _graph(xml: Any, flat: Flat) -> None:
    node_keys = [f"node{number}" for number in range(len(flat.node_columns))]
    edge_keys = [f"edge{number}" for number in range(len(flat.edge_columns))]
    direction = "directed" if flat.directed else "undirected"
    with xml.element(f"{NS}graph", id="G", edgedefault=direction):
        for number, node in enumerate(flat.nodes):
            with xml.element(f"{NS}node", id=f"n{number}"):
                own = (node.label, node.id, node.mode)
                data(xml, [*zip(_OWN, own, strict=True), *zip(node_keys, node.cells, strict=True)])
        for edge in flat.edges:
            with xml.element(f"{NS}edge", source=f"n{edge.source}", target=f"n{edge.target}"):
                data(xml, [("weight", edge.weight), *zip(edge_keys, edge.cells, strict=True)])


def data(xml: Any, cells: Iterable[tuple[str, Cell]]) -> None:
    """The cells that are known; an empty text is not the same as nothing."""
    for key, cell in cells:
        if cell is not None:
            with xml.element(f"{NS}data", key=key):
                xml.write(shown(cell))
