"""When things were said: statements for above the axis, against below, the rest beneath.

Days are gathered into the finest calendar periods that leave room for a mark each; a period's
statements stack up as dots while they are few and turn into bars when they are many. A few
statements from long ago ("as he said in 1999") must not squash the debate into one corner, so what
lies far outside the bulk is gathered at the edge, and named so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from hemicycle.report.counts import SIDES, Side, sides
from hemicycle.report.phrases import day, span_of_days
from hemicycle.rows import StatementRow

Unit = Literal["day", "week", "month", "quarter", "year", "decade"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year", "decade")
LEAST = timedelta(days=28)  # the bulk of a debate is at least this long


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement in time: days `start` up to, not including, `end`.

    `said` tells the day of speaking from the day of publication.
    """

    statement: int
    start: date
    end: date
    said: bool

    @property
    def precise(self) -> bool:
        """Whether it is known to the day."""
        return (self.end - self.start).days == 1


@dataclass(frozen=True, slots=True)
class Column:
    """A calendar period with its statements by side. `edge` -1 or 1: all before, all after."""

    start: date
    end: date
    edge: int
    by_side: Mapping[Side, tuple[Mark, ...]]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Periods of one `unit` without a gap from first to last, plus what lies far outside."""

    unit: Unit
    columns: tuple[Column, ...]
    undated: tuple[int, ...]

    @property
    def highest(self) -> int:
        """The most statements on one side in one period."""
        return max((len(m) for c in self.columns for m in c.by_side.values()), default=0)


def timeline(statements: Sequence[StatementRow], concept: str, limit: int) -> Timeline:
    """The statements on `concept` in at most `limit` periods (and two edges)."""
    on = [at for at, row in enumerate(statements) if sides(row, concept)]
    marks = [mark for at in on if (mark := _mark(at, statements[at]))]
    undated = tuple(at for at in on if not statements[at].when)
    if not marks:
        return Timeline("day", (), undated)
    low, high = bulk([mark.start for mark in marks])
    unit = unit_for(low, high, limit)
    low, high = floor(low, unit), following(floor(high, unit), unit)
    found: dict[tuple[int, date], list[Mark]] = {(0, d): [] for d in _starts(low, high, unit)}
    for mark in marks:
        edge = -1 if mark.start < low else int(mark.start >= high)
        start = floor(mark.start, unit) if not edge else low if edge < 0 else high
        found.setdefault((edge, start), []).append(mark)
    columns = [_column(key, group, unit, statements, concept) for key, group in found.items()]
    return Timeline(unit, tuple(sorted(columns, key=lambda c: (c.edge, c.start))), undated)


def bulk(days: Sequence[date]) -> tuple[date, date]:
    """First and last day of the axis: the middle four fifths and as much again on both sides."""
    ordered = sorted(days)
    low, high = ordered[len(ordered) // 10], ordered[-1 - len(ordered) // 10]
    reach = max(high - low, LEAST)
    near = [d for d in ordered if low - d <= reach and d - high <= reach]
    return near[0], near[-1]


def unit_for(first: date, last: date, limit: int) -> Unit:
    """The finest unit in which `first` to `last` takes at most `limit` periods."""
    fits = (u for u in UNITS if len(_starts(first, following(floor(last, u), u), u)) <= limit)
    return next(fits, "decade")


def floor(at: date, unit: Unit) -> date:
    """First day of the period that holds `at`; weeks begin on Monday."""
    firsts: Mapping[Unit, Callable[[], date]] = {
        "day": lambda: at,
        "week": lambda: at - timedelta(days=at.weekday()),
        "month": lambda: at.replace(day=1),
        "quarter": lambda: at.replace(month=(at.month - 1) // 3 * 3 + 1, day=1),
        "year": lambda: at.replace(month=1, day=1),
        "decade": lambda: date(max(at.year // 10 * 10, 1), 1, 1),
    }
    return firsts[unit]()


def following(start: date, unit: Unit) -> date:
    """First day of the period after the one that begins at `start`; the calendar ends in 9999."""
    longest = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3653}
    if (date.max - start).days < longest[unit]:
        return date.max
    return floor(start + timedelta(days=longest[unit]), unit)


def period_name(column: Column, unit: Unit) -> str:
    """How a reader would call it."""
    if column.edge:
        return f"before {day(column.end)}" if column.edge < 0 else f"from {day(column.start)} on"
    names = {
        "month": f"{column.start:%B} {column.start.year}",
        "year": f"{column.start.year}",
        "decade": f"the {column.start.year}s",
        "week": f"the week of {day(column.start)}",
    }
    return names.get(unit, span_of_days(column.start, column.end - timedelta(days=1)))


def _mark(at: int, row: StatementRow) -> Mark | None:
    interval = row.said_on or row.published
    return Mark(at, interval.start, interval.end, bool(row.said_on)) if interval else None


def _starts(low: date, high: date, unit: Unit) -> list[date]:
    """First days of the periods from `low` up to, not including, `high`."""
    found, at = [], floor(low, unit)
    while at < high:
        found.append(at)
        at = following(at, unit)
    return found


def _column(
    key: tuple[int, date],
    marks: Sequence[Mark],
    unit: Unit,
    statements: Sequence[StatementRow],
    concept: str,
) -> Column:
    edge, start = key
    taken = {mark.statement: sides(statements[mark.statement], concept) for mark in marks}
    by_side: dict[Side, tuple[Mark, ...]] = {
        side: tuple(mark for mark in marks if side in taken[mark.statement]) for side in SIDES
    }
    return Column(start, start if edge < 0 else following(start, unit), edge, by_side)
