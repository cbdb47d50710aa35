"""Human verdicts on what the machine found: rows of their own, only ever added.

A correction that overwrites the machine's row is lost with the next run; one that stands beside it
survives every run, says who made it and when, and can be taken back. Statement ids are hashes of
content and position, so a verdict finds its statement again after re-coding.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple, Protocol, get_args

from hemicycle.errors import UsageError

Verdict = Literal["accept", "reject", "replace", "undo"]

# What of a statement can be judged, beside "position:CONCEPT".
FIELDS = ("statement", "actor", "via", "said_on", "forecast", "form")
POSITION = "position:"

# What a replacement must say.
_KEYS = {
    "actor": {"name", "kind"},
    "via": {"name", "kind"},  # of each carrier
    "said_on": {"start", "end", "precision"},
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict on one field of one statement.

    "accept" confirms what the machine found, "reject" takes it away ("statement": the whole row),
    "replace" puts `replacement` in its place, "undo" withdraws what was decided on the field so
    far. `replacement` is what JSON can hold, in the shape of `extract`'s output: for "actor" a
    {"name", "kind"}, "via" a list of such, "said_on" {"start", "end", "precision"}, "forecast"
    true or false, "form" its name, "position:CONCEPT" 1, 0 or -1. `at` is an ISO time (UTC).
    """

    subject: str  # statement id
    field: str
    verdict: Verdict
    by: str
    replacement: Any = None
    at: str = ""

    def __post_init__(self) -> None:
        """Raises UsageError when field, verdict and replacement do not go together."""
        if self.field not in FIELDS and not self.field.startswith(POSITION):
            known = ", ".join([*FIELDS, f"{POSITION}CONCEPT"])
            raise UsageError(f"no field {self.field!r} can be decided on; there are {known}")
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
            _check(self.field, self.replacement)


def _check(field: str, value: Any) -> None:
    """Raises UsageError when a replacement does not have its field's shape."""
    if field.startswith(POSITION) and value not in (1, 0, -1):
        raise UsageError(f"{field} is replaced by 1, 0 or -1, not by {value!r}")
    keys = _KEYS.get(field, set())
    for one in value if field == "via" else [value]:
        if keys and not (isinstance(one, dict) and keys <= one.keys()):
            raise UsageError(f"{field} is replaced by {{{', '.join(sorted(keys))}}}, not {one!r}")


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


def record(ledger: Ledger, decision: Decision) -> None:
    """Add a verdict; without a time it is given now."""
    replacement = None if decision.replacement is None else json.dumps(decision.replacement)
    at = decision.at or datetime.now(UTC).isoformat(timespec="seconds")
    row = _Stored(decision.subject, decision.field, decision.verdict, replacement, decision.by, at)
    ledger.append_decision(row)


def read(ledger: Ledger) -> list[Decision]:
    """All verdicts in the order they were given."""
    return [_decision(row) for row in ledger.decision_rows()]


def _decision(row: Any) -> Decision:
    replacement = None if row.replacement is None else json.loads(row.replacement)
    return Decision(row.subject, row.field, row.verdict, row.by, replacement, row.at)
