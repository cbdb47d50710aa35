"""Networks of any shape, and the schemas that files are held to."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from lxml import etree

from hemicycle.exchange.graph import Edge, Graph, Node

HARD = (
    'quo"ted',
    "semi;colon, comma",
    "two\nlines",
    "\r lone",
    "=1+1",
    "bell\x07",
    "  blank ",
    "",
    "Ø 文 \U0001f600",
    "half \ud800",
    "<&>",
    "_x000A_",
    "data:",
    "col labels:",
)


@cache
def schema(name: str) -> etree.XMLSchema:
    """A schema in tests/exchange/schemas."""
    return etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / f"{name}.xsd"))


def hold_to(name: str, path: Path) -> None:
    """Fails with what the schema says."""
    schema(name).assertValid(etree.parse(path))


def weights_of(path: Path) -> dict[tuple[str, str], list[tuple[str, str, str]]]:
    """What each tie of a GEXF weighs through time (value, start, end), by the labels of its ends;
    networkx keeps the last weight only."""
    root = etree.parse(path).getroot()
    label = {node.get("id"): node.get("label") for node in root.iter("{*}node")}
    return {
        (label[edge.get("source")], label[edge.get("target")]): [
            (each.get("value"), each.get("start"), each.get("end"))
            for each in edge.iter("{*}attvalue") if each.get("for") == "weight"
        ]
        for edge in root.iter("{*}edge")
    }  # fmt: skip


def hard() -> Graph:
    """Everything that files trip over."""
    nodes = [
        Node(f"id {n}", label, "concept" if n % 2 else "person", {
            "Label": label, "flag": n % 2 == 0, "count": n, "large": 2**40 + n, "share": n / 7,
            "mixed": [1, "a", None, True, 0.5][n % 5], "list": ["a;b", n],
            "day": date(2024, 1, n + 1),
            "some": None if n % 3 else n, "none": None, "day off": label, "endless": float("inf"),
            "huge": 2**70,
        }) for n, label in enumerate(HARD)
    ]  # fmt: skip
    ids = [node.id for node in nodes]
    edges = [
        Edge(a, b, n / 3 - 1, {"note": a})
        for n, (a, b) in enumerate(zip(ids, ids[3:], strict=False))
    ]
    return Graph([*nodes, Node("alone", "Alone")], [*edges, Edge(ids[0], ids[0], 2.0)])


def dynamic() -> Graph:
    """Comes and goes."""
    spring = (date(2024, 3, 1), date(2024, 6, 1))
    nodes = (Node("a", "Ada", "person", spells=(spring,)), Node("b", "Bo", "person"))
    march = [date(2024, 3, 1), date(2024, 3, 2), date(2024, 4, 1)]
    spells = ((date(2024, 5, 1), None), (march[0], march[1]), (march[1], march[2]))
    return Graph(nodes, (Edge("a", "b", 0.1, spells=spells),), directed=True)


def changing() -> Graph:
    """A tie that is there all spring, and weighs more from April on."""
    march, may = (date(2024, 3, 1), date(2024, 4, 1)), (date(2024, 4, 1), date(2024, 6, 1))
    tie = Edge("a", "b", spells=(march, may), weights=((march, 1.0), (may, 4.0)))
    return Graph((Node("a", "Ada"), Node("b", "Bo")), (tie,))


_text = st.text(max_size=8) | st.sampled_from(HARD)
_day = st.dates(date(1900, 1, 1), date(2100, 1, 1))
_scalar = st.none() | st.booleans() | st.integers() | st.floats() | _text | _day
_attributes = st.dictionaries(st.sampled_from(["Type", "type", "weight", "a b", "é"]) | _text,
                              _scalar | st.lists(_scalar, max_size=2), max_size=3)  # fmt: skip
_spell = st.tuples(st.dates(date(1900, 1, 1), date(2000, 1, 1)),
                   st.none() | st.dates(date(2000, 1, 2), date(2100, 1, 1)))  # fmt: skip
_spells = st.lists(_spell, max_size=2).map(tuple)


@st.composite
def graphs(draw) -> Graph:
    """A network of any shape."""
    ids = draw(st.lists(_text, unique_by=lambda id: id, max_size=5))
    modes = st.sampled_from(["person", "concept"])
    nodes = [Node(id, draw(_text), draw(modes), draw(_attributes), draw(_spells)) for id in ids]
    ends = st.sampled_from(ids) if ids else st.nothing()
    weights = st.floats(-1e9, 1e9) | st.integers(-3, 3)
    changing = st.lists(st.tuples(_spell, weights), max_size=2).map(tuple)
    edge = st.builds(Edge, ends, ends, weights, _attributes, _spells, changing)
    return Graph(nodes, draw(st.lists(edge, max_size=5)), draw(st.booleans()))
