"""Read GraphML as it is written here, plain or in visone's dialect."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from hemicycle.exchange.graphs.columns import Cell, Column, Kind, parsed
from hemicycle.exchange.graphs.flat import Flat, FlatEdge, FlatNode

NS = "{http://graphml.graphdrawing.org/xmlns}"

_KINDS: dict[str, Kind] = {
    "string": "text", "int": "integer", "long": "integer", "double": "number", "boolean": "flag",
}  # fmt: skip
_DIALECTS = (  # names of label, id and mode
    ("label", "name", "mode"),
    ("name", "id", "variable"),
)


def read(path: str | Path) -> Flat:
    """The network in a file."""
    return parse(Path(path).read_bytes())


def parse(content: bytes) -> Flat:
    """The network in the bytes of a file."""
    from lxml import etree

    root = etree.parse(
        io.BytesIO(content), etree.XMLParser(resolve_entities=False, huge_tree=True)
    ).getroot()
    keys = [key for key in root.iter(f"{NS}key") if key.get("attr.name")]
    named = {key.get("attr.name") for key in keys if key.get("for") == "node"}
    own = _DIALECTS[0] if "label" in named else _DIALECTS[1]
    graph = root.find(f"{NS}graph")
    nodes = _Rows(keys, "node", own)
    edges = _Rows(keys, "edge", ("weight",))
    numbers = {node.get("id"): n for n, node in enumerate(graph.iter(f"{NS}node"))}
    return Flat(
        nodes.columns,
        edges.columns,
        tuple(FlatNode(id, label, mode, cells) for (label, id, mode), cells in nodes.of(graph)),
        tuple(
            FlatEdge(numbers[edge.get("source")], numbers[edge.get("target")], weight, cells)
            for edge, ((weight,), cells) in zip(
                graph.iter(f"{NS}edge"), edges.of(graph), strict=True
            )
        ),
        graph.get("edgedefault") == "directed",
    )


class _Rows:
    """The data of nodes or edges, own fields apart from columns."""

    def __init__(self, keys: list[Any], tag: str, own: tuple[str, ...]) -> None:
        mine = {k.get("attr.name"): k for k in keys if k.get("for") == tag}
        self._tag = f"{NS}{tag}"
        self._kinds = {key.get("id"): _KINDS[key.get("attr.type")] for key in mine.values()}
        self._own = [mine[name].get("id") for name in own]
        rest = [key for name, key in mine.items() if name not in own]
        self._rest = [key.get("id") for key in rest]
        self.columns = tuple(Column(k.get("attr.name"), self._kinds[k.get("id")]) for k in rest)

    def of(self, graph: Any) -> Any:
        for part in graph.iter(self._tag):
            held = dict(self._cell(data) for data in part.iterchildren(f"{NS}data"))
            yield [held.get(key) for key in self._own], tuple(held.get(key) for key in self._rest)

    def _cell(self, data: Any) -> tuple[str, Cell]:
        key = data.get("key")
        return key, parsed(data.text or "", self._kinds.get(key, "text"))
