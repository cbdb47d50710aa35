"""Verbs on forecasts: the list of what is to come, what came of it, and who was right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from hemicycle.errors import UsageError
from hemicycle.intervals import Interval
from hemicycle.records import Actor, OutlookKind, digest
from hemicycle.review import decisions as ledger
from hemicycle.review.decisions import Decision
from hemicycle.review.outcomes import Outcome, outcomes
from hemicycle.review.shapes import OUTCOME, OUTCOMES
from hemicycle.rows import OutlookRow, StatementRow
from hemicycle.store.contract import StatementFilter, Store
from hemicycle.verbs import asked, debates, deciding, reviewed

State = Literal["open", "overdue", "true", "false", "void"]


@dataclass(frozen=True, slots=True)
class Forecast:
    """One thing that somebody said is to come, and what came of it (None while it is open).

    `outlook` holds the words, by when, and how sure; `actors` who said it, on `said` (else what
    is known of the publication). `overdue` where its time is past and nobody has resolved it.
    """

    outlook: OutlookRow
    statement: str
    actors: tuple[Actor, ...]
    said: Interval | None
    document: str
    document_name: str
    outlet: str | None
    outcome: Outcome | None
    overdue: bool

    @property
    def state(self) -> State:
        """open, overdue, true, false or void."""
        if self.outcome is not None:
            return self.outcome.result
        return "overdue" if self.overdue else "open"


def forecasts(
    project: debates.Place,
    *,
    actor: str | None = None,
    kinds: Iterable[str] = ("forecast",),
    state: str | None = None,
    today: date | None = None,
) -> list[Forecast]:
    """What is to come, in document order, of statements that foretell, as people decided.

    `actor` is an id or part of a name; `kinds` among forecast, plan, promise, threat; `state` one
    of open (overdue too), overdue, true, false, void; `today` is what "overdue" counts from.
    Raises UsageError.
    """
    wanted, known = set(kinds), get_args(OutlookKind)
    for word in wanted - set(known):
        raise UsageError(f"there is no kind {word!r}; there are {', '.join(known)}")
    if state is not None and state not in get_args(State):
        raise UsageError(f"there is no state {state!r}; there are {', '.join(get_args(State))}")
    who = StatementFilter(actor=asked.words(actor, "actor") if actor else None)
    with debates.opened(project).store() as store:
        found = list(_all(store, who, today or date.today()))
    shown = [each for each in found if each.outlook.kind in wanted]
    states = (state, "overdue") if state == "open" else (state,)
    return [each for each in shown if state is None or each.state in states]


def resolve_forecast(
    project: debates.Place, forecast: str, outcome: str, *, by: str, note: str = "", at: str = ""
) -> Decision:
    """Say what came of a forecast: true (as foretold: of "unlikely to fall", that it did not fall),
    false, void, or "undo" what was said. `forecast` is its id or a beginning that no other has.

    Only ever adds to the ledger. Raises UsageError.
    """
    if outcome not in (*OUTCOMES, "undo"):
        raise UsageError(f"there is no outcome {outcome!r}; there are {', '.join(OUTCOMES)}, undo")
    if outcome == "undo" and note:
        raise UsageError("what is undone has no note")
    place = debates.opened(project)
    with place.store(writer="hemicycle forecasts resolve") as store:
        subject, id = _found(store, forecast)
        value = None if outcome == "undo" else {"outcome": outcome, "note": note}
        verdict: Any = "undo" if outcome == "undo" else "replace"
        return ledger.record(store, Decision(subject, f"{OUTCOME}{id}", verdict, by, value, at))


def ids(store: Store) -> dict[str, str]:
    """Every forecast, plan, promise and threat with the id of its statement."""
    return {outlook.id: row.id for row in reviewed.statements(store) for outlook in _outlooks(row)}


# ---------------------------------------------------------------- how


def _all(store: Store, wanted: StatementFilter, today: date) -> Iterator[Forecast]:
    held = outcomes(ledger.read(store))
    for row in reviewed.statements(store, wanted):
        for outlook in _outlooks(row):
            outcome = held.get(outlook.id)
            late = outlook.due is not None and outlook.due.end <= today and outcome is None
            yield Forecast(
                outlook, row.id, row.speakers, row.said_on or row.published, row.document,
                row.document_name, row.outlet, outcome, late,
            )  # fmt: skip


def _outlooks(row: StatementRow) -> list[OutlookRow]:
    """As people decided: none is a forecast where the statement is none, and the whole statement
    is one where only a person says so."""
    found = [each for each in row.outlooks if row.forecast or each.kind != "forecast"]
    if row.forecast and not any(each.kind == "forecast" for each in found):
        found.append(_whole(row))
    return found


def _whole(row: StatementRow) -> OutlookRow:
    why = "no clause of it was found to foretell"
    id = digest("outlook", row.id, "statement")
    return OutlookRow(
        id, "forecast", row.content, row.text, "", None, False, None, "", why, why, "ledger@1"
    )


def _found(store: Store, beginning: str) -> tuple[str, str]:
    """Statement and id of a forecast; also of one that is gone, so that it can be undone."""
    known = {
        d.field.removeprefix(OUTCOME): d.subject
        for d in ledger.read(store)
        if d.field.startswith(OUTCOME)
    } | ids(store)
    id = deciding.the(beginning, known, "forecast")
    return known[id], id
