"""What came of forecasts, as people say: the last word on each, from the ledger of decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hemicycle.review.decisions import Decision, standing
from hemicycle.review.shapes import OUTCOME

Result = Literal["true", "false", "void"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """ "true": it came as was foretold; "false": it did not; "void": nobody can tell, or what it
    depended on never was. `at` is an ISO time."""

    result: Result
    note: str
    by: str
    at: str


def outcomes(decisions: Iterable[Decision]) -> dict[str, Outcome]:
    """By the id of the forecast, what holds."""
    held = (d for fields in standing(decisions).values() for d in fields.values())
    return {
        each.field.removeprefix(OUTCOME): Outcome(
            each.replacement["outcome"], each.replacement["note"], each.by, each.at
        )
        for each in held
        if each.field.startswith(OUTCOME)
    }
