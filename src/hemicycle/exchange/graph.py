"""A network as any room can hand it over: nodes, ties, and what is known of them.

Neutral on purpose: who computes networks and who writes their files share nothing but this.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from hemicycle.errors import UsageError

Scalar = str | int | float | bool | date | datetime | None
Value = Scalar | Sequence[Scalar]
Attributes = Mapping[str, Value]
Spell = tuple[date, date | None]  # from the first day up to, not including, the last; None: open


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody or something. `mode` is what kind of thing ("person", "concept"); `spells` are the
    times it is there, none meaning always."""

    id: str
    label: str
    mode: str = ""
    attributes: Attributes = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between the nodes with these ids. `weights` is what it weighs in parts of the time it
    is there, if that changes; `weight` is then their mean."""

    source: str
    target: str
    weight: float = 1.0
    attributes: Attributes = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()
    weights: tuple[tuple[Spell, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and ties. `meanings` says in words what an attribute is, for data dictionaries.

    Raises UsageError when two nodes have one id, a tie hangs in the air, a weight is no number or a
    spell ends before it starts.
    """

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    directed: bool = False
    meanings: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        counted = Counter(node.id for node in self.nodes)
        if twice := [id for id, count in counted.items() if count > 1]:
            raise UsageError(f"two nodes have the id {twice[0]!r}; give each its own")
        for edge in self.edges:
            if edge.source not in counted or edge.target not in counted:
                lost = edge.target if edge.source in counted else edge.source
                raise UsageError(f"a tie leads to {lost!r}, and there is no such node")
            for weight in (edge.weight, *(weight for _, weight in edge.weights)):
                if not math.isfinite(weight):
                    named = f"{edge.source!r} and {edge.target!r}"
                    raise UsageError(f"the tie between {named} weighs {weight}, which is no number")
        spells = [spell for node in self.nodes for spell in node.spells]
        spells += [spell for edge in self.edges for spell in edge.spells]
        spells += [spell for edge in self.edges for spell, _ in edge.weights]
        for start, end in spells:
            if end is not None and end <= start:
                raise UsageError(f"a spell from {start} to {end} ends before it starts")
