"""Lay human verdicts over the machine's rows: a pure fold in which the last
verdict on a field holds.

The rows that come in are left as they are; the rows that go out are what readers see. A verdict on
a statement that is no longer there is not lost: `orphans` gives it to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hemicycle.records import Actor, Carrier, digest
from hemicycle.review.decisions import Decision, standing
from hemicycle.review.shapes import OUTCOME, POSITION, interval
from hemicycle.review.values import words
from hemicycle.rows import Decided, PositionRow, StatementRow

Standing = Mapping[str, Decision]  # field → the verdict that holds


def apply(rows: Iterable[StatementRow], decisions: Iterable[Decision]) -> list[StatementRow]:
    """The rows as people decided; rejected statements are left out. Each row's `decided` tells
    what is a person's word, and what the machine had found."""
    held = standing(decisions)
    if not held:
        return list(rows)
    rows = list(rows)
    known = {actor.id: actor for row in rows for actor in row.speakers}
    folded = (_fold(row, held.get(row.id, {}), known) for row in rows)
    return [row for row in folded if row is not None]


def orphans(rows: Iterable[StatementRow], decisions: Iterable[Decision]) -> list[Decision]:
    """Verdicts that hold but whose statement is not among `rows`."""
    known = {row.id for row in rows}
    held = standing(decisions)
    return [d for id, fields in held.items() if id not in known for d in fields.values()]


def _fold(row: StatementRow, held: Standing, known: Mapping[str, Actor]) -> StatementRow | None:
    for field, decision in sorted(held.items()):
        if field.startswith(OUTCOME):
            continue  # what came of it says nothing of what was said
        if field == "statement" and decision.verdict == "reject":
            return None
        row = replace(
            row, why=(*row.why, _told(decision)), decided=(*row.decided, _decided(row, decision))
        )
        if decision.verdict != "accept":
            row = _change(row, field, decision, known)
        elif field == "statement":
            row = replace(row, score=1.0)
    return row


def _decided(row: StatementRow, decision: Decision) -> Decided:
    found = _found(row, decision.field)
    return Decided(decision.field, decision.verdict, decision.by, decision.at, found)


def _found(row: StatementRow, field: str) -> str:
    """What the row says of the field, in words; "" where it says nothing."""
    if field.startswith(POSITION):
        concept = field.removeprefix(POSITION)
        held = next((p for p in row.positions if p.concept == concept), None)
        return words(field, held.agreement) if held else ""
    if field == "actor":
        return f"{row.actor.name} ({row.actor.kind})" if row.actor else ""
    if field == "via":
        return "; ".join(f"{carrier.name} ({carrier.kind})" for carrier in row.via)
    value = "" if field == "statement" else getattr(row, field)
    return str(value).lower() if isinstance(value, bool) else str(value or "")


def _told(decision: Decision) -> str:
    return f"{decision.field}: {decision.verdict} by {decision.by} on {decision.at[:10]}"


def _change(
    row: StatementRow, field: str, decision: Decision, known: Mapping[str, Actor]
) -> StatementRow:
    if field.startswith(POSITION):
        return replace(row, positions=_positions(row, field.removeprefix(POSITION), decision))
    if field == "actor":
        actor = _actor(decision.replacement, known)
        return replace(row, actor=actor, actor_reason=_told(decision))
    return _CHANGES[field](row, decision)


def _actor(value: Mapping[str, Any] | None, known: Mapping[str, Actor]) -> Actor | None:
    """One who speaks elsewhere in the debate with all that is known of them, else a new one."""
    if value is None:
        return None
    name, kind = value["name"], value["kind"]
    id = value.get("id") or digest("actor", name.casefold(), kind)
    return known.get(id) or Actor(id, name, kind)


def _via(row: StatementRow, decision: Decision) -> StatementRow:
    carriers: Sequence[Mapping[str, Any]] = decision.replacement or ()
    return replace(row, via=tuple(Carrier(c["name"], c["kind"]) for c in carriers))


def _said_on(row: StatementRow, decision: Decision) -> StatementRow:
    value = decision.replacement
    return replace(row, said_on=interval(value) if value else None, said_on_text="")


def _forecast(row: StatementRow, decision: Decision) -> StatementRow:
    return replace(row, forecast=bool(decision.replacement))


def _form(row: StatementRow, decision: Decision) -> StatementRow:
    return replace(row, form=decision.replacement) if decision.replacement else row


_CHANGES: dict[str, Callable[[StatementRow, Decision], StatementRow]] = {
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
