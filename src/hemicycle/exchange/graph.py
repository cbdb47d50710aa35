"""A network as any room can hand it over: nodes, ties, and what is known of them.

Neutral on purpose: who computes networks and who writes their files share nothing but this.
"""

from __future__ import annotations

import math
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
    """A tie between the nodes with these ids."""

    source: str
    target: str
    weight: float = 1.0
    attributes: Attributes = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()


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
        ids = {node.id for node in self.nodes}
        if len(ids) < len(self.nodes):
            seen: set[str] = set()
            twice = next(n.id for n in self.nodes if n.id in seen or seen.add(n.id))  # type: ignore[func-returns-value]
            raise UsageError(f"two nodes have the id {twice!r}; give each its own")
        for edge in self.edges:
            if edge.source not in ids or edge.target not in ids:
                lost = edge.target if edge.source in ids else edge.source
                raise UsageError(f"a tie leads to {lost!r}, and there is no such node")
            if not math.isfinite(edge.weight):
                named = f"{edge.source!r} and {edge.target!r}"
                raise UsageError(
                    f"the tie between {named} weighs {edge.weight}, which is no number"
                )
        for part in (*self.nodes, *self.edges):
            for start, end in part.spells:
                if end is not None and end <= start:
                    raise UsageError(f"a spell from {start} to {end} ends before it starts")
