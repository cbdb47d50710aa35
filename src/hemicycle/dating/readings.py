"""Turn the parts of a date expression into days, one small function per rule.

Each takes the parts and a frame (one exact publication day or None, the date mentioned before, the
tense), and gives an interval or, in words, why there is none. Which rule an expression follows is
told by `date_shapes.toml`. Here are the rules that may do without a publication date; those that
only count from another date are in `counted.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hemicycle.dating import calendar
from hemicycle.dating.words import Value
from hemicycle.intervals import Interval

Tense = Literal["past", "future", "unknown"]
Parts = Mapping[str, Value]
Answer = Interval | str  # the days, or why they are not known

NEEDS_PUBLICATION = "the publication date is not known"


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is read against: an exact day of publication, a date mentioned before."""

    published: date | None
    narrative: Interval | None
    tense: Tense

    @property
    def today(self) -> date:
        """The publication day; rules that ask are only called where there is one."""
        assert self.published is not None
        return self.published

    @property
    def sense(self) -> int:
        """1 when the expression looks ahead of publication, else -1."""
        return 1 if self.tense == "future" else -1


def number(parts: Parts, *names: str) -> int:
    """The first of the named parts that is there, else 0."""
    return next((int(parts[name]) for name in names if name in parts), 0)


def iso(parts: Parts, frame: Frame) -> Answer:
    """2024-03-09."""
    try:
        return Interval.day(date.fromisoformat(str(parts["ISO"])))
    except (ValueError, OverflowError):
        return "there is no such day"


def numeric(parts: Parts, frame: Frame) -> Answer:
    """9.3.2024 (day first); 3/13/2024 or 13/3/2024, but not 3/9/2024."""
    written = str(parts["NUMERIC"])
    first, second, year = (int(piece) for piece in written.replace("/", ".").split("."))
    year += 2000 if year < 100 else 0
    if "/" not in written or first > 12 or first == second:
        return calendar.day(year, second, first)
    if second > 12:
        return calendar.day(year, first, second)
    return "day and month may stand in either order"


def month_day(parts: Parts, frame: Frame) -> Answer:
    """March 9; with a year exact, else the nearest in the direction of the tense."""
    month, day = number(parts, "MONTH"), number(parts, "DAY", "NTH")
    if "YEAR" in parts:
        return calendar.day(number(parts, "YEAR"), month, day)
    if frame.published is None:
        return NEEDS_PUBLICATION
    if "TURN" in parts:
        return calendar.day(frame.today.year + number(parts, "TURN"), month, day)
    return calendar.nearest_month_day(frame.today, month, day, frame.tense)


def day_range(parts: Parts, frame: Frame) -> Answer:
    """March 4-6, March 30 to April 2."""
    last = dict(parts) | {"DAY": parts["DAY2"], "MONTH": parts.get("MONTH2", parts["MONTH"])}
    start, end = month_day(parts, frame), month_day(last, frame)
    if isinstance(start, str) or isinstance(end, str):
        return start if isinstance(start, str) else end
    if end.end <= start.start:
        return "the range ends before it begins"
    return Interval(start.start, end.end, "range")


def month(parts: Parts, frame: Frame) -> Answer:
    """In February: the running or the last one; the next one when the tense is future."""
    if "YEAR" in parts:
        return Interval.month(number(parts, "YEAR"), number(parts, "MONTH"))
    if frame.published is None:
        return NEEDS_PUBLICATION
    return calendar.nearest_month(frame.today, number(parts, "MONTH"), frame.sense)


def year(parts: Parts, frame: Frame) -> Answer:
    """In 2019."""
    return Interval.year(number(parts, "YEAR"))


def year_range(parts: Parts, frame: Frame) -> Answer:
    """2014-2019."""
    first, last = number(parts, "YEAR"), number(parts, "YEAR2")
    if last < first:
        return "the range ends before it begins"
    return Interval(date(first, 1, 1), date(last + 1, 1, 1), "range")


def season(parts: Parts, frame: Frame) -> Answer:
    """Summer of 2023; the winter of a year may be either of two."""
    first = number(parts, "SEASON")
    if "YEAR" not in parts:
        if frame.published is None:
            return NEEDS_PUBLICATION
        return calendar.nearest_season(frame.today, first, frame.sense)
    if first == 12:
        return "the winter of a year may begin in either of two Decembers"
    return calendar.season(number(parts, "YEAR"), first)


def decade(parts: Parts, frame: Frame) -> Answer:
    """The 1990s; the '90s are of the last century, the '10s of this one."""
    first = number(parts, "DECADE")
    if first < 100:
        first += 2000 if first < 20 else 1900
    return Interval(date(first, 1, 1), date(first + 10, 1, 1), "decade")


def away_from_event(parts: Parts, frame: Frame) -> Answer:
    """A day after the vote."""
    return "it counts from an event whose date the expression does not give"


def vague(parts: Parts, frame: Frame) -> Answer:
    """Several days ago."""
    return "it is too vague to give a date"


Rule = Callable[[Parts, Frame], Answer]
STANDING: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        *(iso, numeric, month_day, day_range, month, year, year_range, season, decade),
        *(away_from_event, vague),
    )
}
