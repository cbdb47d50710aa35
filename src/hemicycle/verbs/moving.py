"""A series of networks as one that changes through time, for Gephi."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hemicycle.errors import UsageError
from hemicycle.exchange.graph import Edge, Graph, Node, Spell
from hemicycle.network.kernel import Slice
from hemicycle.network.windows import Window
from hemicycle.verbs.graphs import MEANINGS, graph
from hemicycle.verbs.series import Series, day

if TYPE_CHECKING:
    from hemicycle.exchange.report import Report
    from hemicycle.network.result import Network

DAY = 86_400
Key = tuple[str, str]  # kind of node ("actor", "concept"), name


def write(series: Series, path: str | Path, overwrite: bool = False) -> Report:
    """Write a series of networks (`hemicycle.networks`) as one dynamic GEXF. Raises UsageError."""
    from hemicycle.exchange.graphs import gexf

    return gexf.write(through_time(series), path, overwrite=overwrite)


def through_time(series: Series) -> Graph:
    """One network whose ties are there, and weigh, as in the window shown that day (`shown`);
    somebody is there who has a statement in it. Raises UsageError for windows within a day."""
    found = list(series)
    spells = shown([moment for moment, _ in found])
    there: defaultdict[Key, list[Spell]] = defaultdict(list)
    said: defaultdict[Key, set[Any]] = defaultdict(set)
    weights: defaultdict[tuple[Key, Key], list[tuple[Spell, float]]] = defaultdict(list)
    for spell, (_, made) in zip(spells, found, strict=True):
        part = graph(made)
        keys = {node.id: (node.mode, node.label) for node in part.nodes}
        for key, ids in _said(made):
            there[key].append(spell)
            said[key] |= ids
        for edge in part.edges:
            weights[keys[edge.source], keys[edge.target]].append((spell, edge.weight))
    named = _named(there)
    nodes = [
        Node(named[key], key[1], key[0], {"statements": len(said[key])}, tuple(when))
        for key, when in there.items()
    ]
    edges = [
        Edge(named[a], named[b], spells=tuple(spell for spell, _ in held), weights=tuple(held))
        for (a, b), held in weights.items()
    ]
    return Graph(nodes, edges, meanings=MEANINGS)


def shown(moments: Sequence[Window | Slice]) -> list[Spell]:
    """The days on which each window is shown: where two overlap, up to the middle of the overlap
    and from there on, else the whole of it. A smoothed network is shown from its moment to the
    next one's, the last one for a day."""
    first = [m.middle if isinstance(m, Slice) else m.start for m in moments]
    after = [m.middle + DAY if isinstance(m, Slice) else m.stop + 1 for m in moments]
    for at in range(len(moments) - 1):
        if isinstance(moments[at], Slice):
            after[at] = first[at + 1]
        elif after[at] > first[at + 1]:
            after[at] = first[at + 1] = (first[at + 1] + after[at]) // 2
    spells = [(day(start), day(stop)) for start, stop in zip(first, after, strict=True)]
    if any(stop <= start for start, stop in spells):
        raise UsageError(
            "a network through time counts days, and these windows begin less than a day apart: "
            "ask for windows and steps of days, weeks, months or years, or write a .csv"
        )
    return list[Spell](spells)


def _said(made: Network) -> Iterator[tuple[Key, set[Any]]]:
    """Who speaks (of two modes, and what about) with the ids of the statements."""
    statements = made.statements
    parts = [(statements.row, statements.rows)]
    if made.mode == "two":
        parts.append((statements.column, statements.columns))
    for kind, column in parts:
        held: defaultdict[int, set[Any]] = defaultdict(set)
        for code, id in zip(column.codes.tolist(), statements.id.tolist(), strict=True):
            held[code].add(id)
        yield from (((kind, column.labels[code]), ids) for code, ids in held.items() if code >= 0)


def _named(keys: Collection[Key]) -> dict[Key, str]:
    """The name, or, of two kinds of one name, kind and name."""
    often: defaultdict[str, int] = defaultdict(int)
    for _, name in keys:
        often[name] += 1
    return {(kind, name): name if often[name] < 2 else f"{kind}:{name}" for kind, name in keys}
