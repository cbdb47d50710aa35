"""Resolve a date expression against what it counts from.

"Monday" depends on the day of publication and on the tense; "two days earlier" on the last date
mentioned; "9 March 2024" on nothing. `resolve` gives the interval with its precision, or an unknown
with the reason. Where the publication date is itself known only to the month or year, the
expression is read from its first and its last day, and holds only if both readings agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hemicycle.dating.ahead import AHEAD
from hemicycle.dating.counted import FROM_NARRATIVE, FROM_PUBLICATION
from hemicycle.dating.expressions import Expression
from hemicycle.dating.readings import NEEDS_PUBLICATION, STANDING, Answer, Frame, Tense
from hemicycle.intervals import Interval
from hemicycle.records import Finding

VERSION = "1"
_EXACT = 0.95
_COUNTED = 0.85
_BY_STORY = 0.6
_COUNTED_ON = FROM_PUBLICATION | AHEAD
_RULES = STANDING | _COUNTED_ON | FROM_NARRATIVE


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a document offers to count from.

    `published` is None when not stated; `narrative` is the date mentioned last before the
    expression; `tense` is that of the clause the expression stands in.
    """

    published: Interval | None = None
    narrative: Interval | None = None
    tense: Tense = "unknown"


def resolve(expression: Expression, anchor: Anchor) -> Finding[Interval]:
    """The days that `expression` means, or None with the reason. Never raises."""
    by = f"dating/{expression.rule}@{VERSION}"
    answer = _answer(expression, anchor)
    if isinstance(answer, str):
        return Finding(None, 0.0, answer, by)
    reason = f"{_words(expression)}{_against(expression, anchor)}"
    return Finding(answer, _score(expression), reason, by)


def _answer(expression: Expression, anchor: Anchor) -> Answer:
    rule = _RULES[expression.rule]
    days = _publication_days(anchor.published)
    if days == {None} and expression.rule in _COUNTED_ON:
        return NEEDS_PUBLICATION
    frames = [Frame(day, anchor.narrative, anchor.tense) for day in days]
    try:
        answers = {rule(expression.parts, frame) for frame in frames}
    except (ValueError, OverflowError):
        return "it lies outside the calendar"
    if len(answers) == 1:
        return answers.pop()
    assert anchor.published is not None
    return f"the publication date is known only to the {anchor.published.precision}"


def _publication_days(published: Interval | None) -> set[date | None]:
    if published is None:
        return {None}
    return {published.start, published.end - timedelta(days=1)}


def _score(expression: Expression) -> float:
    if expression.rule in FROM_NARRATIVE:
        return _BY_STORY
    return _EXACT if _is_absolute(expression) else _COUNTED


def _is_absolute(expression: Expression) -> bool:
    return bool(expression.parts.keys() & {"YEAR", "ISO", "NUMERIC", "DECADE"})


def _words(expression: Expression) -> str:
    return expression.rule.replace("_", " ")


def _against(expression: Expression, anchor: Anchor) -> str:
    if _is_absolute(expression):
        return ", given in full"
    if expression.rule in FROM_NARRATIVE:
        return f", counted from the date mentioned before, {anchor.narrative}"
    return f", read from publication on {anchor.published} ({anchor.tense} tense)"
