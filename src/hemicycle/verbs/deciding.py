"""Verbs by which people decide: over what the machine found, never into it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hemicycle.errors import UsageError
from hemicycle.records import Actor, Concept, Issue
from hemicycle.review import decisions as ledger
from hemicycle.review import values
from hemicycle.review.decisions import Decision
from hemicycle.review.shapes import OUTCOME, POSITION
from hemicycle.store.contract import Store
from hemicycle.verbs import asked, debates

FEW = 4  # statements named where a beginning fits several


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision in the ledger. `holds` until a later one on the same field, or an undo;
    `text` are the words of its statement, None where it is no longer there."""

    decision: Decision
    holds: bool
    text: str | None


@dataclass(frozen=True, slots=True)
class Taken:
    """Decisions of a file that went in, how many were there already, and the rows that did not."""

    decisions: tuple[Decision, ...]
    known: int
    issues: tuple[Issue, ...]


def decide(
    project: debates.Place,
    statement: str,
    field: str,
    verdict: str,
    value: Any = None,
    *,
    by: str,
    at: str = "",
) -> Decision:
    """Add one decision: `verdict` accept, reject, replace or undo on a field of a statement.

    `statement` is its id or a beginning that no other has; `field` statement, actor, via, said_on,
    forecast, form or "position:CONCEPT" (id or wording); `value` replaces what the machine found,
    in words ("against", "Ada Lund (person)", "2031-05", see `review/values.py`) or as stored; `at`
    is an ISO time, by default now. Raises UsageError.
    """
    place = debates.opened(project)
    with place.store(writer="hemicycle decide") as store:
        desk = _Desk(store, debates.concepts(place))
        cells = {"subject": statement, "field": field, "verdict": verdict, "by": by, "at": at}
        return ledger.record(store, desk.decision(cells | {"replacement": value}))


def decide_from(project: debates.Place, path: str | Path, *, by: str | None = None) -> Taken:
    """Add the decisions of a file (.csv, .tsv, .jsonl) with the columns subject, field, verdict,
    replacement, by, at; `by` is for rows that do not say. A row that cannot be used is an Issue,
    and the others go in; what is in the ledger word for word does not go in again.
    Raises UsageError when the file cannot be read."""
    from hemicycle.exchange.decisions import read

    place, rows = debates.opened(project), list(read(path))
    made: list[Decision] = []
    issues: list[Issue] = []
    known = 0
    with place.store(writer="hemicycle decide") as store:
        desk = _Desk(store, debates.concepts(place))
        for where, cells in rows:
            try:
                if isinstance(cells, str):
                    raise UsageError(cells)
                decision = desk.decision({"by": by or "", **cells})
            except UsageError as slip:
                issues.append(Issue("review", where, "error", str(slip)))
                continue
            if desk.knows(decision):
                known += 1
            else:
                made.append(ledger.record(store, decision))
                desk.given.append(made[-1])
    return Taken(tuple(made), known, tuple(issues))


def decisions(project: debates.Place) -> list[Ruling]:
    """The ledger, in the order decisions were given."""
    with debates.opened(project).store() as store:
        given, texts = ledger.read(store), {row.id: row.text for row in store.statements()}
    holding = {id(d) for fields in ledger.standing(given).values() for d in fields.values()}
    return [Ruling(each, id(each) in holding, texts.get(each.subject)) for each in given]


class _Desk:
    """What a decision can be about: the project's statements, actors and concepts."""

    def __init__(self, store: Store, concepts: Sequence[Concept]) -> None:
        self.rows = store.statements()
        self.given = ledger.read(store)
        self.concepts = concepts
        self.subjects = dict.fromkeys(
            [*(r.id for r in self.rows), *(d.subject for d in self.given)]
        )
        self.actors = {actor.id: actor for row in self.rows for actor in row.speakers}

    def decision(self, cells: dict[str, Any]) -> Decision:
        """The decision that these cells tell. Raises UsageError."""
        told = {name: _text(cells, name) for name in ("subject", "field", "verdict", "by", "at")}
        subject = the(told["subject"], self.subjects, "statement")
        field = self._field(subject, told["field"])
        value = cells.get("replacement")
        if isinstance(value, str):
            value = values.read(field, value)
        if field == "actor":
            value = self._known_actor(value)
        verdict: Any = told["verdict"]  # which it may be, `Decision` knows
        return Decision(subject, field, verdict, told["by"], value, told["at"])

    def outlooks(self, subject: str) -> list[str]:
        """The forecasts of a statement, also those that are gone but were resolved."""
        row = next((row for row in self.rows if row.id == subject), None)
        gone = [d.field.removeprefix(OUTCOME) for d in self.given if d.field.startswith(OUTCOME)]
        return [*(each.id for each in (row.outlooks if row else ())), *dict.fromkeys(gone)]

    def knows(self, decision: Decision) -> bool:
        """Whether it is there already: word for word, or as what holds when it has no time."""
        if decision.at:
            return decision in self.given
        held = ledger.standing(self.given).get(decision.subject, {}).get(decision.field)
        return held is not None and replace(held, at="") == decision

    def _field(self, subject: str, field: str) -> str:
        """With a concept's id where it was given by its wording."""
        ledger.check_field(field)
        if field.startswith(OUTCOME):
            return OUTCOME + the(field.removeprefix(OUTCOME), self.outlooks(subject), "forecast")
        decided = {decision.field for decision in self.given if decision.subject == subject}
        if not field.startswith(POSITION) or field in decided:
            return field
        return POSITION + asked.concept(self.concepts, field.removeprefix(POSITION)).id

    def _known_actor(self, value: Any) -> Any:
        """Somebody of the debate, named with the kind or without, as who they are there."""
        name = value.get("name") if isinstance(value, dict) else value
        kind = value.get("kind") if isinstance(value, dict) else None
        named = [a for a in self.actors.values() if _is(a, name) and kind in (None, a.kind)]
        if len(named) != 1 or (isinstance(value, dict) and "id" in value):
            return value
        return {"id": named[0].id, "name": named[0].name, "kind": named[0].kind}


def _is(actor: Actor, name: Any) -> bool:
    return isinstance(name, str) and actor.name.casefold() == name.strip().casefold()


def _text(cells: dict[str, Any], name: str) -> str:
    value = cells.get(name, "")
    if not isinstance(value, str) or not (value.strip() or name in ("by", "at")):
        raise UsageError(f"{name}: {value!r} is no text" if value else f"it has no {name}")
    return asked.words(value.strip(), name)


def the(beginning: str, ids: Collection[str], what: str) -> str:
    """The one id that begins so. Raises UsageError."""
    if beginning in ids:
        return beginning
    fitting = [id for id in ids if beginning and id.startswith(beginning.casefold())]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise UsageError(
            f"no {what} has an id that begins with {beginning!r}; the first column of "
            f"`hemicycle {what}s` shows how they begin"
        )
    shown = ", ".join(fitting[:FEW]) + (" ..." if len(fitting) > FEW else "")
    raise UsageError(
        f"{beginning!r} begins {len(fitting)} ids of {what}s: {shown}. Give more of it"
    )


def listed(rulings: Iterable[Ruling]) -> Iterator[dict[str, Any]]:
    """The ledger as a table that `decide_from` reads back; `holds` and `text` are for people."""
    for ruling in rulings:
        each = ruling.decision
        yield {
            "subject": each.subject,
            "field": each.field,
            "verdict": each.verdict,
            "replacement": values.words(each.field, each.replacement),
            "by": each.by,
            "at": each.at,
            "holds": ruling.holds,
            "text": ruling.text,
        }
