"""Where actors stand in the end: the last side each took on each concept, beside gold.

Whoever counts seats wants to know this rather than every single side, and one wrong last statement
seats somebody on the other side. Actors are told apart by name; gold may give them aliases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hemicycle.evaluate.debate import plain
from hemicycle.rows import StatementRow

Seat = tuple[str, str]  # actor, concept


@dataclass(frozen=True, slots=True)
class Final:
    """Of one actor on one concept: gold's last side, and the coding's, None where it took none."""

    actor: str
    concept: str
    gold: int
    told: int | None


def finals(gold: Iterable[Mapping[str, Any]], rows: Sequence[StatementRow]) -> list[Final]:
    """Every actor and concept on which gold takes a side; of equal days the later one counts, in
    the order of documents and statements."""
    wanted: dict[Seat, tuple[str, int]] = {}
    names: dict[str, frozenset[str]] = {}
    for document in gold:
        for one in document["attributions"]:
            if not one["actor"] or not one["positions"]:
                continue
            actor = one["actor"]["name"]
            aliases = one["actor"].get("aliases", ())
            names[actor] = names.get(actor, frozenset()) | {plain(n) for n in (actor, *aliases)}
            day = one["said_on"]["start"] if one["said_on"] else ""
            for concept, side in one["positions"].items():
                if side and day >= wanted.get((actor, concept), ("", 0))[0]:
                    wanted[actor, concept] = day, side
    return [
        Final(actor, concept, side, _last(rows, names[actor], concept))
        for (actor, concept), (_, side) in wanted.items()
    ]


def _last(rows: Sequence[StatementRow], names: frozenset[str], concept: str) -> int | None:
    taken = [
        (row.said_on.start.isoformat() if row.said_on else "", n, p.agreement)
        for n, row in enumerate(rows)
        if row.actor and plain(row.actor.name) in names
        for p in row.positions
        if p.concept == concept and p.agreement
    ]
    return max(taken)[2] if taken else None
