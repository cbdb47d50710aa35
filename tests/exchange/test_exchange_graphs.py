"""Files of networks: other programs read what was meant, whatever the labels are."""

from __future__ import annotations

import csv
import sys
import tempfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import igraph
import networkx
import polars
import pytest
from graph_samples import HARD, changing, dynamic, graphs, hard, hold_to, weights_of
from hypothesis import given, settings
from lxml import etree

from hemicycle.errors import HemicycleError, UsageError
from hemicycle.exchange.graph import Edge, Graph, Node
from hemicycle.exchange.graphs import dl, gexf, graphml, matrix_csv, tables, visone, xlsx, xlsx_read
from hemicycle.exchange.graphs.flat import flatten, merged, with_spells_in_cells
from hemicycle.exchange.report import Notes
from hemicycle.exchange.xmltext import clean

WRITERS = {
    "graphml": graphml.write,
    "visone": visone.write,
    "gexf": gexf.write,
    "dl": dl.write,
    "dl list": lambda graph, path: dl.write(graph, path, form="edgelist"),
    "csv": matrix_csv.write,
    "csv of DNA": lambda graph, path: matrix_csv.write(graph, path, dialect="dna"),
    "parquet": tables.write_parquet,
    "xlsx": xlsx.write,
}
SHAPES = {
    "hard": hard(),
    "empty": Graph((), ()),
    "alone": Graph((Node("a", "Ada"),), ()),
    "dynamic": dynamic(),
    "twice": Graph((Node("a", "A"), Node("b", "A")), (Edge("a", "b"), Edge("b", "a", 2))),
    "two-mode": Graph(
        (Node("a", "Ada", "person"), Node("c", "Dredge", "concept")), (Edge("c", "a", -1),)
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("writer", WRITERS)
def test_every_writer_holds_every_shape(writer, shape, tmp_path):
    report = WRITERS[writer](SHAPES[shape], tmp_path / "x.file")
    assert report.counts == {"nodes": len(SHAPES[shape].nodes), "ties": len(SHAPES[shape].edges)}
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("writer", WRITERS)
def test_the_largest_number_there_is(writer, tmp_path):
    node = Node("n", "N", "person", {"Type": sys.float_info.max})
    WRITERS[writer](Graph([node], []), tmp_path / "x.file")


@pytest.mark.parametrize("writer", WRITERS)
@settings(max_examples=30, deadline=None)
@given(graph=graphs())
def test_every_writer_holds_any_network(writer, graph):
    with tempfile.TemporaryDirectory() as folder:
        WRITERS[writer](graph, Path(folder, "x.file"))
        if writer in ("graphml", "gexf"):
            hold_to({"gexf": "gexf-1.3"}.get(writer, writer), Path(folder, "x.file"))


@pytest.mark.parametrize("writer", WRITERS)
def test_nothing_is_overwritten_without_being_told(writer, tmp_path):
    WRITERS[writer](dynamic(), tmp_path / "x.file")
    with pytest.raises(UsageError, match="left alone"):
        WRITERS[writer](dynamic(), tmp_path / "x.file")


@pytest.mark.parametrize(
    ("module", "name"),
    [(graphml, "parse"), (visone, "parse"), (gexf, "parse"), (dl, "parse"), (tables, "_read")],
)
def test_what_reads_back_otherwise_is_not_kept(module, name, tmp_path, monkeypatch):
    write = getattr(module, "write", None) or module.write_parquet
    monkeypatch.setattr(module, name, lambda content: _other(module))
    with pytest.raises(HemicycleError, match="reads back otherwise"):
        write(dynamic(), tmp_path / "x.file")
    assert list(tmp_path.iterdir()) == []


def _other(module):
    flat = flatten(Graph((Node("z", "Zed"),), ()), Notes())
    return dl.matrix(flat, Notes()) if module is dl else [] if module is tables else flat


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (((Node("a", ""), Node("a", "")), ()), "two nodes have the id 'a'"),
        (((Node("a", ""),), (Edge("a", "b"),)), "there is no such node"),
        (((Node("a", ""),), (Edge("a", "a", float("nan")),)), "which is no number"),
        (
            ((Node("a", "", spells=((date(2024, 1, 2), date(2024, 1, 2)),)),), ()),
            "before it starts",
        ),
    ],
)
def test_a_network_that_contradicts_itself(parts, message):
    with pytest.raises(UsageError, match=message):
        Graph(*parts)


def test_what_was_changed_is_told(tmp_path):
    told = str(graphml.write(hard(), tmp_path / "x.graphml"))
    assert "attributes with another name in the file: Label is Label_2" in told
    assert "attributes of mixed kinds, written as text: mixed; huge" in told
    assert "control characters replaced" in told


# ---------------------------------------------------------------- as others read it


def test_networkx_reads_graphml(tmp_path):
    graphml.write(hard(), tmp_path / "x.graphml")
    hold_to("graphml", tmp_path / "x.graphml")
    found = networkx.read_graphml(tmp_path / "x.graphml")
    nodes = [data for _, data in found.nodes(data=True)]
    assert [data.get("label", "") for data in nodes] == [*map(clean, HARD), "Alone"]
    assert [data.get("name") for data in nodes] == [node.id for node in hard().nodes]
    one = nodes[4]
    assert (one["count"], one["large"], one["share"], one["flag"]) == (4, 2**40 + 4, 4 / 7, True)
    assert (one["mixed"], one["list"], one["day"]) == ("0.5", '["a;b", 4]', "2024-01-05")
    assert "none" not in one
    ends = {node.id: f"n{at}" for at, node in enumerate(hard().nodes)}
    assert {(frozenset((a, b)), w) for a, b, w in found.edges(data="weight")} == {
        (frozenset((ends[e.source], ends[e.target])), e.weight) for e in hard().edges
    }


def test_igraph_reads_graphml(tmp_path):
    graphml.write(hard(), tmp_path / "x.graphml")
    found = igraph.Graph.Read_GraphML(str(tmp_path / "x.graphml"))
    assert not found.is_directed()
    assert found.vs["label"] == [*map(clean, HARD), "Alone"]
    assert found.vs["name"] == [node.id for node in hard().nodes]
    assert found.vs["share"][: len(HARD)] == [n / 7 for n in range(len(HARD))]
    assert found.es["weight"] == [edge.weight for edge in hard().edges]
    assert [found.vs["name"][edge.source] for edge in found.es] == [e.source for e in hard().edges]


def test_networkx_reads_gexf_and_its_times(tmp_path):
    gexf.write(hard(), tmp_path / "x.gexf")
    hold_to("gexf-1.3", tmp_path / "x.gexf")
    found = networkx.read_gexf(tmp_path / "x.gexf", version="1.3")
    assert [data["label"] for _, data in found.nodes(data=True)] == [*map(clean, HARD), "Alone"]
    assert found.nodes["n4"]["share"] == 4 / 7
    assert sum(w for *_, w in found.edges(data="weight")) == sum(e.weight for e in hard().edges)
    gexf.write(dynamic(), tmp_path / "d.gexf")
    found = networkx.read_gexf(tmp_path / "d.gexf", version="1.3")
    assert found.graph["mode"] == "dynamic"
    assert found.nodes["n0"]["spells"] == [("2024-03-01", "2024-05-31")]
    assert found.edges["n0", "n1"]["spells"] == [
        ("2024-03-01", "2024-03-31"),
        ("2024-05-01", "None"),
    ]


def test_a_weight_that_changes_is_one_of_each_time(tmp_path):
    gexf.write(changing(), tmp_path / "c.gexf")
    hold_to("gexf-1.3", tmp_path / "c.gexf")
    found = networkx.read_gexf(tmp_path / "c.gexf", version="1.3").edges["n0", "n1"]
    assert weights_of(tmp_path / "c.gexf")["Ada", "Bo"] == [
        ("1.0", "2024-03-01", "2024-03-31"), ("4.0", "2024-04-01", "2024-05-31"),
    ]  # fmt: skip
    assert found["spells"] == [("2024-03-01", "2024-05-31")]
    tables.write_parquet(changing(), tmp_path / "c.parquet")
    edges = polars.read_parquet(tmp_path / "c.edges.parquet")
    assert edges["spells"].to_list() == ["2024-03-01/2024-04-01=1.0 2024-04-01/2024-06-01=4.0"]
    assert edges["weight"].to_list() == [2.5]


def test_both_read_visones_dialect_as_data(tmp_path):
    visone.write(hard(), tmp_path / "x.graphml")
    found = igraph.Graph.Read_GraphML(str(tmp_path / "x.graphml"))
    assert found.vs["name"] == [*map(clean, HARD), "Alone"]
    assert found.es["weight"] == [edge.weight for edge in hard().edges]


def test_times_where_there_is_no_place_for_them(tmp_path):
    tables.write_parquet(dynamic(), tmp_path / "x.parquet")
    edges = polars.read_parquet(tmp_path / "x.edges.parquet")
    assert edges["spells"].to_list() == ["2024-03-01/2024-04-01 2024-05-01/.."]
    assert with_spells_in_cells(flatten(hard(), Notes())) == flatten(hard(), Notes())


def test_ids_that_become_the_same_stay_apart(tmp_path):
    nodes = (Node("a\x00", "A", attributes={"set": {1}, "one": Decimal("0.5")}), Node("a\x01", "B"))
    tables.write_parquet(Graph(nodes, (Edge("a\x01", "a\x01"),)), tmp_path / "x.parquet")
    found = polars.read_parquet(tmp_path / "x.nodes.parquet")
    assert found["id"].to_list() == ["a\ufffd", "a\ufffd (2)"]
    assert found.row(0)[3:] == ("[1]", "0.5")
    edges = polars.read_parquet(tmp_path / "x.edges.parquet")
    assert edges["source"].to_list() == ["a\ufffd (2)"]


def test_spells_never_touch():
    first = date(2024, 1, 1)
    days = [first + timedelta(days=n) for n in range(9)]
    pieces = [(days[0], days[1]), (days[1], days[2]), (days[4], days[8]), (days[5], days[6])]
    assert merged(pieces) == ((days[0], days[2]), (days[4], days[8]))
    assert merged([*pieces, (days[3], None)]) == ((days[0], days[2]), (days[3], None))


# ---------------------------------------------------------------- tables


def test_parquet_keeps_kinds(tmp_path):
    tables.write_parquet(hard(), tmp_path / "x.parquet")
    nodes = polars.read_parquet(tmp_path / "x.nodes.parquet")
    kinds = [nodes.schema[name] for name in ("flag", "large", "share", "mixed", "none")]
    assert kinds == [polars.Boolean, polars.Int64, polars.Float64, polars.String, polars.String]


def test_a_spreadsheet_runs_nothing(tmp_path):
    xlsx.write(hard(), tmp_path / "x.xlsx")
    sheets = xlsx_read.parse((tmp_path / "x.xlsx").read_bytes())
    assert list(sheets) == ["nodes", "edges", "matrix", "dictionary"]
    labels = [row[1] for row in sheets["nodes"][1:]]
    assert labels[HARD.index("=1+1")] == "'=1+1"
    assert labels[HARD.index("_x000A_")] == "_x000A_"
    assert sheets["nodes"][1][4] is True
    assert b"<f>" not in (tmp_path / "x.xlsx").read_bytes()
    matrix_csv.write(hard(), tmp_path / "x.csv")
    head, *_ = csv.reader((tmp_path / "x.csv").open(encoding="utf-8", newline=""))
    assert "'=1+1" in head


def test_the_dictionary_says_what_the_columns_are(tmp_path):
    graph = Graph((Node("a", "Ada", attributes={"Label": 1}),), (), meanings={"Label": "how loud"})
    tables.write_parquet(graph, tmp_path / "x.parquet")
    lines = list(csv.reader((tmp_path / "x.parquet.dictionary.csv").open(newline="")))
    assert ["nodes", "Label_2", "integer", "how loud"] in lines
    assert lines[0] == ["table", "column", "kind", "meaning"]


def test_too_large_for_a_matrix(tmp_path):
    nodes = [Node(str(n), "") for n in range(8_000)]
    with pytest.raises(UsageError, match="8,000 by 8,000 is too large"):
        matrix_csv.write(Graph(nodes, ()), tmp_path / "x.csv")
    assert "too large for a sheet" in str(xlsx.write(Graph(nodes, ()), tmp_path / "x.xlsx"))


def test_two_modes_make_a_matrix_of_one_by_the_other(tmp_path):
    dl.write(SHAPES["two-mode"], tmp_path / "x.dl")
    assert (tmp_path / "x.dl").read_text() == (
        'dl nr = 1, nc = 1, format = fullmatrix\nrow labels:\n"Ada"\n'
        'col labels:\n"Dredge"\ndata:\n -1'
    )


@pytest.mark.parametrize("writer", ["graphml", "visone"])
def test_attributes_are_called_as_the_schema_of_graphml_allows(writer, tmp_path):
    """Blanks and signs are no name tokens, and no two keys are called alike."""
    given = {"day off": 1, "day_off": 2, "node.1": 3, "edge.0": 4, "50 %": 5, "文": 6}
    edge = Edge("a", "b", 1.0, {"day off": 1, "x/y": 2})
    graph = Graph((Node("a", "", "", given), Node("b", "")), (edge,))
    notes = WRITERS[writer](graph, tmp_path / "x.file")
    if writer == "graphml":
        hold_to("graphml", tmp_path / "x.file")
    root = etree.parse(str(tmp_path / "x.file")).getroot()
    keys = [key.attrib for key in root.iter("{*}key")]
    assert len({key["id"] for key in keys}) == len(keys)
    names = {key["attr.name"] for key in keys if key.get("for") == "node" and "attr.name" in key}
    assert {"day_off", "day_off_2", "node.1", "edge.0", "50__", "文"} <= names
    assert "day off is day_off_2" in str(notes)
