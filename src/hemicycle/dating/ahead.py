"""Rules for expressions that count on from a day: "in two weeks", "by the end of the year".

They are read only where something is said to be to come (`deadlines.py`), against the day on which
it was said. Weeks, months and years are those of the calendar.
"""

from __future__ import annotations

from datetime import timedelta

from hemicycle.dating import calendar
from hemicycle.dating.readings import Answer, Frame, Parts, Rule, number
from hemicycle.intervals import Interval


def in_units(parts: Parts, frame: Frame) -> Answer:
    """In two weeks, three months from now: as exact as the unit."""
    steps = max(1, number(parts, "NUMBER", "NUMERAL"))
    return calendar.shift(frame.today, str(parts["UNIT"]), steps)


def within_units(parts: Parts, frame: Frame) -> Answer:
    """Within three months, over the next two years: from that day to the last of them."""
    steps = max(1, number(parts, "NUMBER", "NUMERAL"))
    end = _on(frame, str(parts["UNIT"]), steps)
    return end if isinstance(end, str) else Interval(frame.today, end.end, "range")


def _on(frame: Frame, unit: str, steps: int) -> Answer:
    """The day so many units on, where the calendar has it, else as exact as the unit."""
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days:
        return Interval.day(frame.today + timedelta(days * steps))
    months = {"month": 1, "year": 12}.get(unit)
    if months is None:
        return calendar.shift(frame.today, unit, steps)
    count = frame.today.year * 12 + frame.today.month - 1 + months * steps
    for number_of_day in range(frame.today.day, 27, -1):  # 31 January and a month: 28 February
        found = calendar.day(count // 12, count % 12 + 1, number_of_day)
        if isinstance(found, Interval):
            return found
    return calendar.day(count // 12, count % 12 + 1, frame.today.day)


def end_of_period(parts: Parts, frame: Frame) -> Answer:
    """The end of the year, of next month: its last day."""
    found = calendar.period(frame.today, str(parts.get("PERIOD", "year")), number(parts, "TURN"))
    return found if isinstance(found, str) else Interval.day(found.end - timedelta(1))


def season_bare(parts: Parts, frame: Frame) -> Answer:
    """By spring: the running or the next one; next spring has not begun."""
    first = number(parts, "SEASON")
    if number(parts, "TURN") > 0:
        return calendar.beside_season(frame.today, first, 1)
    return calendar.nearest_season(frame.today, first, 1)


def soon(parts: Parts, frame: Frame) -> Answer:
    """In the coming weeks."""
    return "it is too vague to give a date"


AHEAD: dict[str, Rule] = {
    rule.__name__: rule for rule in (in_units, within_units, end_of_period, season_bare, soon)
}
