"""Two coders side by side: a row for each pair of statement and concept, and how far they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hemicycle.records import Issue
from hemicycle.review.agreement import Agreed, agreed
from hemicycle.rows import PositionRow, StatementRow

if TYPE_CHECKING:
    import polars as pl

    from hemicycle.engines.llm.budget import Budget
    from hemicycle.engines.llm.coder import Outcome, State

ROOM = "llm"
STATES: tuple[State, ...] = ("answered", "dropped", "failed", "not asked")


@dataclass(frozen=True, slots=True)
class SecondCoding:
    """What a second coder (`by`) says beside the first.

    `frame` has a row for each pair of statement and concept; `speaks` is how far both agree that
    statements speak to concepts, `sides` on 1, 0 and -1 where both give one. `issues` name every
    pair that was dropped or failed, and count those that were not asked.
    """

    by: str
    frame: pl.DataFrame
    outcomes: tuple[Outcome, ...]
    speaks: Agreed
    sides: Agreed
    requests: int
    tokens: int
    seconds: float
    issues: tuple[Issue, ...]

    @property
    def cached(self) -> int:
        """How many answers are from an earlier run."""
        return sum(outcome.cached for outcome in self.outcomes)

    def count(self, state: State) -> int:
        """How many pairs were "answered", "dropped", "failed" or "not asked"."""
        return sum(outcome.state == state for outcome in self.outcomes)


def first(row: StatementRow, concept: str) -> PositionRow | None:
    """What the first coder says; None where it finds that the statement does not speak to it."""
    return next((position for position in row.positions if position.concept == concept), None)


def beside(
    by: str,
    outcomes: tuple[Outcome, ...],
    rows: Mapping[str, StatementRow],
    budget: Budget,
    warning: str | None,
) -> SecondCoding:
    """The second coder's outcomes beside what stands in `rows`, which are the first coder's."""
    import polars as pl

    cells = [_row(rows[outcome.question.statement], outcome, by) for outcome in outcomes]
    frame = pl.DataFrame(cells, _schema())
    answered = frame.filter(pl.col("state") == "answered")
    speaks = agreed(answered.select("first_speaks", "speaks").iter_rows())
    sides = agreed(answered.select("first_agreement", "agreement").drop_nulls().iter_rows())
    spent = budget.requests, budget.tokens, budget.spent
    return SecondCoding(
        by, frame, outcomes, speaks, sides, *spent, tuple(_issues(outcomes, warning))
    )


def _row(row: StatementRow, outcome: Outcome, by: str) -> dict[str, Any]:
    where = {"document": row.document_name, "id": row.id, "outlet": row.outlet, "date": row.when}
    who = {"actor": row.actor.name, "organisation": row.actor.organisation} if row.actor else {}
    one, other = _first(row, outcome.question.concept), _second(outcome)
    told = {"by": by, "state": outcome.state, "reason": outcome.reason, "cached": outcome.cached}
    more = {"concept": outcome.question.concept, "same": _same(one, other), "text": row.text}
    return {**where, **who, **one, **other, **told, **more}


def _first(row: StatementRow, concept: str) -> dict[str, Any]:
    said = first(row, concept)
    if said is None:
        return {"first_speaks": False}
    sure = {"first_score": said.score, "first_by": said.by}
    return {"first_speaks": True, "first_agreement": said.agreement, **sure}


def _second(outcome: Outcome) -> dict[str, Any]:
    answer = outcome.answer
    if answer is None:
        return {}
    shown = {"score": answer.score, "evidence": " … ".join(answer.evidence)}
    return {"speaks": answer.agreement is not None, "agreement": answer.agreement, **shown}


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool | None:
    """Whether both say the same; None without an answer, or where the first cannot tell the side
    of what the second too takes to speak to the concept."""
    if not other:
        return None
    if one["first_speaks"] != other["speaks"]:
        return False
    side = one.get("first_agreement")
    return None if other["speaks"] and side is None else bool(side == other["agreement"])


def _schema() -> dict[str, Any]:
    """The columns: `agreement` and `score` are the second coder's, for networks made of it."""
    import polars as pl

    text, flag, side, number = pl.String, pl.Boolean, pl.Int8, pl.Float64
    where = {"document": text, "id": text, "actor": text, "organisation": text, "outlet": text}
    what = {"date": pl.Date, "concept": text}
    second = {"speaks": flag, "agreement": side, "score": number, "evidence": text, "by": text}
    one = {"first_speaks": flag, "first_agreement": side, "first_score": number, "first_by": text}
    told = {"same": flag, "state": text, "reason": text, "cached": flag, "text": text}
    return {**where, **what, **second, **one, **told}


def _issues(outcomes: Sequence[Outcome], warning: str | None) -> Iterator[Issue]:
    if warning:
        yield Issue(ROOM, "endpoint", "warning", warning)
    for outcome in outcomes:
        asked = outcome.question
        pair = f"statement {asked.statement} on {asked.concept}"
        if outcome.state == "failed":
            yield Issue(ROOM, asked.document, "error", f"{pair}: no answer: {outcome.reason}")
        elif outcome.state == "dropped":
            yield Issue(ROOM, asked.document, "warning", f"{pair}: dropped: {outcome.reason}")
    left = Counter(outcome.reason for outcome in outcomes if outcome.state == "not asked")
    for reason, count in left.items():
        told = f"{count:,} of {len(outcomes):,} pairs were not asked: {reason}"
        yield Issue(ROOM, "the project", "note", told)
