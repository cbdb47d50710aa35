"""Lay human verdicts over the machine's rows: a pure fold in which the last
verdict on a field holds.

The rows that come in are left as they are; the rows that go out are what readers see. A verdict on
a statement that is no longer there is not lost: `orphans` gives it to be looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hemicycle.intervals import Interval
from hemicycle.records import Actor, Carrier, digest
from hemicycle.review.decisions import POSITION, Decision
from hemicycle.rows import PositionRow, StatementRow

Standing = dict[str, Decision]  # field → the verdict that holds


def apply(rows: Iterable[StatementRow], decisions: Iterable[Decision]) -> list[StatementRow]:
    """The rows as people decided; rejected statements are left out."""
    standing = _standing(decisions)
    folded = (_fold(row, standing.get(row.id, {})) for row in rows)
    return [row for row in folded if row is not None]


def orphans(rows: Iterable[StatementRow], decisions: Iterable[Decision]) -> list[Decision]:
    """Verdicts that hold but whose statement is not among `rows`."""
    known = {row.id for row in rows}
    standing = _standing(decisions)
    return [d for id, held in standing.items() if id not in known for d in held.values()]


def _standing(decisions: Iterable[Decision]) -> Mapping[str, Standing]:
    """By statement and field the last verdict that was not withdrawn."""
    standing: defaultdict[str, Standing] = defaultdict(dict)
    for decision in decisions:
        if decision.verdict == "undo":
            standing[decision.subject].pop(decision.field, None)
        else:
            standing[decision.subject][decision.field] = decision
    return standing


def _fold(row: StatementRow, held: Standing) -> StatementRow | None:
    for field, decision in sorted(held.items()):
        if field == "statement" and decision.verdict == "reject":
            return None
        row = replace(row, why=(*row.why, _told(decision)))
        if decision.verdict != "accept":
            row = _change(row, field, decision)
        elif field == "statement":
            row = replace(row, score=1.0)
    return row


def _told(decision: Decision) -> str:
    return f"{decision.field}: {decision.verdict} by {decision.by} on {decision.at[:10]}"


def _change(row: StatementRow, field: str, decision: Decision) -> StatementRow:
    if field.startswith(POSITION):
        return replace(row, positions=_positions(row, field.removeprefix(POSITION), decision))
    return _CHANGES[field](row, decision)


def _actor(row: StatementRow, decision: Decision) -> StatementRow:
    return replace(row, actor=_made_actor(decision.replacement), actor_reason=_told(decision))


def _made_actor(value: Mapping[str, Any] | None) -> Actor | None:
    if value is None:
        return None
    name, kind = value["name"], value["kind"]
    return Actor(value.get("id") or digest("actor", name.casefold(), kind), name, kind)


def _via(row: StatementRow, decision: Decision) -> StatementRow:
    carriers: Sequence[Mapping[str, Any]] = decision.replacement or ()
    return replace(row, via=tuple(Carrier(c["name"], c["kind"]) for c in carriers))


def _said_on(row: StatementRow, decision: Decision) -> StatementRow:
    return replace(row, said_on=_interval(decision.replacement))


def _interval(value: Mapping[str, Any] | None) -> Interval | None:
    if value is None:
        return None
    start, end = date.fromisoformat(value["start"]), date.fromisoformat(value["end"])
    return Interval(start, end, value["precision"])


def _forecast(row: StatementRow, decision: Decision) -> StatementRow:
    return replace(row, forecast=bool(decision.replacement))


def _form(row: StatementRow, decision: Decision) -> StatementRow:
    return replace(row, form=decision.replacement) if decision.replacement else row


_CHANGES: dict[str, Callable[[StatementRow, Decision], StatementRow]] = {
    "actor": _actor,
    "via": _via,
    "said_on": _said_on,
    "forecast": _forecast,
    "form": _form,
}


def _positions(row: StatementRow, concept: str, decision: Decision) -> tuple[PositionRow, ...]:
    """Rejected: the statement does not speak to the concept. Replaced: it does, so."""
    others = [p for p in row.positions if p.concept != concept]
    if decision.verdict == "replace":
        reason, by = _told(decision), f"person/{decision.by}"
        others.append(PositionRow(concept, decision.replacement, 1.0, reason, by))
    return tuple(sorted(others, key=lambda position: position.concept))
