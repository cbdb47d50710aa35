"""Human verdicts on what the machine found: rows of their own, only ever added.

A correction that overwrites the machine's row is lost with the next run; one that stands beside it
survives every run, says who made it and when, and can be taken back. Statement ids are hashes of
content and position, so a verdict finds its statement again after re-coding.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple, Protocol, get_args

from hemicycle.errors import UsageError
from hemicycle.review.shapes import OUTCOME, POSITION, check

Verdict = Literal["accept", "reject", "replace", "undo"]

# What of a statement can be judged, beside "position:CONCEPT"; and "outcome:FORECAST", what came of
# one of its forecasts.
FIELDS = ("statement", "actor", "via", "said_on", "forecast", "form")


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict on one field of one statement.

    "accept" confirms what the machine found, "reject" takes it away ("statement": the whole row),
    "replace" puts `replacement` in its place, "undo" withdraws what was decided on the field so
    far. `replacement` is what JSON can hold, in the shape of `extract`'s output: for "actor" a
    {"name", "kind"}, "via" a list of such, "said_on" {"start", "end", "precision"}, "forecast"
    true or false, "form" its name, "position:CONCEPT" 1, 0 or -1, "outcome:FORECAST" (never
    accepted or rejected) {"outcome", "note"}. `at` is an ISO time (UTC).
    """

    subject: str  # statement id
    field: str
    verdict: Verdict
    by: str
    replacement: Any = None
    at: str = ""

    def __post_init__(self) -> None:
        """Raises UsageError when field, verdict and replacement do not go together."""
        check_field(self.field)
        _check_time(self.at)
        if self.verdict not in get_args(Verdict):
            known = ", ".join(get_args(Verdict))
            raise UsageError(f"no verdict {self.verdict!r}; there are {known}")
        if (self.verdict == "replace") != (self.replacement is not None):
            raise UsageError("a replacement goes with the verdict 'replace', and only with it")
        if self.verdict == "replace" and self.field == "statement":
            raise UsageError("a statement is accepted or rejected; replace one of its fields")
        if not self.by.strip():
            raise UsageError("a decision must say by whom")
        if self.verdict == "replace":
            check(self.field, self.replacement)
        if self.field.startswith(OUTCOME) and self.verdict not in ("replace", "undo"):
            raise UsageError("an outcome is given ('replace') or withdrawn ('undo')")


def check_field(field: str) -> None:
    """Raises UsageError where there is no such field."""
    about_one = any(field.startswith(each) and field != each for each in (POSITION, OUTCOME))
    if field not in FIELDS and not about_one:
        known = ", ".join([*FIELDS, f"{POSITION}CONCEPT", f"{OUTCOME}FORECAST"])
        raise UsageError(f"no field {field!r} can be decided on; there are {known}")


def _check_time(at: str) -> None:
    try:
        datetime.fromisoformat(at or "2000-01-01")
    except ValueError as slip:
        raise UsageError(f"{at!r} is no time; write 2031-07-01T12:00:00+00:00") from slip


class _Stored(NamedTuple):
    """A verdict as a store keeps it."""

    subject: str
    field: str
    verdict: str
    replacement: str | None
    by: str
    at: str


class Ledger(Protocol):
    """Where verdicts are kept; every store is one."""

    def append_decision(self, row: Any) -> None:
        """Add one."""

    def decision_rows(self) -> Sequence[Any]:
        """All, in the order they were given."""


def record(ledger: Ledger, decision: Decision) -> Decision:
    """Add a verdict and return it as it is kept; without a time it is given now."""
    at = decision.at or datetime.now(UTC).isoformat(timespec="seconds")
    kept = replace(decision, at=at)
    replacement = None if kept.replacement is None else json.dumps(kept.replacement)
    row = _Stored(kept.subject, kept.field, kept.verdict, replacement, kept.by, kept.at)
    ledger.append_decision(row)
    return kept


def standing(decisions: Iterable[Decision]) -> dict[str, dict[str, Decision]]:
    """By statement and field the verdict that holds: the last, unless it was withdrawn."""
    held: defaultdict[str, dict[str, Decision]] = defaultdict(dict)
    for decision in decisions:
        if decision.verdict == "undo":
            held[decision.subject].pop(decision.field, None)
        else:
            held[decision.subject][decision.field] = decision
    return {subject: fields for subject, fields in held.items() if fields}


def read(ledger: Ledger) -> list[Decision]:
    """All verdicts in the order they were given."""
    return [_decision(row) for row in ledger.decision_rows()]


def _decision(row: Any) -> Decision:
    replacement = None if row.replacement is None else json.loads(row.replacement)
    return Decision(row.subject, row.field, row.verdict, row.by, replacement, row.at)
