"""The files that DNA 3.1.2 itself wrote of a network, and ours of the same."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from dna_samples import ORACLE, needs_oracle
from lxml import etree

from hemicycle.exchange.graph import Edge, Graph, Node
from hemicycle.exchange.graphs import dl, matrix_csv, visone
from hemicycle.exchange.graphs.graphml_read import NS, parse

NAME = "native-onemode-subtract-average"
pytestmark = needs_oracle


@pytest.fixture(scope="module")
def native() -> dict[str, bytes]:
    """What DNA wrote, by the ending of the file."""
    with tarfile.open(ORACLE / "synth-3.1.2.tar.gz") as archive:
        mine = [m for m in archive if Path(m.name).name.startswith(NAME)]
        return {Path(m.name).suffix: archive.extractfile(m).read() for m in mine}


@pytest.fixture(scope="module")
def graph(native) -> Graph:
    """The network in DNA's own GraphML."""
    flat = parse(native[".graphml"])
    fills = [fill.get("color") for fill in etree.fromstring(native[".graphml"]).iter("{*}Fill")]
    names = [column.name for column in flat.node_columns]
    nodes = [
        Node(n.id, n.label, n.mode, {**dict(zip(names, n.cells, strict=True)), "colour": fill})
        for n, fill in zip(flat.nodes, fills, strict=True)
    ]
    edges = [Edge(nodes[e.source].id, nodes[e.target].id, e.weight) for e in flat.edges]
    return Graph(nodes, edges)


def test_the_network_of_dna_is_read_whole(graph):
    assert (len(graph.nodes), len(graph.edges)) == (15, 102)
    assert graph.nodes[0].attributes["Type"] == "camp A"
    assert graph.nodes[0].attributes["frequency"] == 23


def test_dl_is_that_of_dna(native, graph, tmp_path):
    dl.write(graph, tmp_path / "x.dl", decimals=6)
    assert (tmp_path / "x.dl").read_bytes() == native[".dl"]


def test_csv_is_that_of_dna(native, graph, tmp_path):
    matrix_csv.write(graph, tmp_path / "x.csv", dialect="dna")
    assert (tmp_path / "x.csv").read_bytes() == native[".csv"]


def test_visones_dialect_is_that_of_dna_but_for_places(native, graph, tmp_path):
    visone.write(graph, tmp_path / "x.graphml")
    ours, theirs = parts((tmp_path / "x.graphml").read_bytes()), parts(native[".graphml"])
    assert ours == theirs


ASIDE = {"x", "y", "parse.edges"}  # random places; DNA counts pairs without a tie too


def parts(content: bytes) -> list[object]:
    """Every element in order, keys and data sorted by their name."""
    root = etree.fromstring(content)
    for parent in (root, *root.iter(f"{NS}node")):
        parent[:] = sorted(parent.iterchildren(etree.Element), key=_place)
    return [
        (element.tag, {k: v for k, v in element.attrib.items() if k not in ASIDE}, _text(element))
        for element in root.iter(etree.Element)
    ]


def _place(element: etree._Element) -> tuple[bool, str]:
    return element.tag == f"{NS}graph", element.get("key") or element.get("id") or ""


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()
