"""Rules for expressions that only count from another date: "yesterday", "two days earlier".

Weeks are ISO weeks, Monday to Sunday. A past weekday may be the day of publication itself; "last
Monday" may not. What counts from "the date mentioned before" needs that date known to the day.
"""

from __future__ import annotations

from datetime import date, timedelta

from hemicycle.dating import calendar
from hemicycle.dating.readings import Answer, Frame, Parts, Rule, number
from hemicycle.intervals import Interval

NEEDS_NARRATIVE = "it counts from a date mentioned before, and there is none known to the day"


def weekday(parts: Parts, frame: Frame) -> Answer:
    """On Monday: up to and including the publication day, or from it on."""
    return Interval.day(calendar.weekday(frame.today, number(parts, "WEEKDAY"), frame.sense))


def turn_weekday(parts: Parts, frame: Frame) -> Answer:
    """Last Friday is before publication, next Friday after it, this Friday in its week."""
    turn, day = number(parts, "TURN", "LAST_NEXT"), number(parts, "WEEKDAY")
    if turn == 0:
        return Interval.day(Interval.week(frame.today).start + timedelta(day))
    beside = frame.today + timedelta(turn)
    return Interval.day(calendar.weekday(beside, day, turn))


def weekday_of_week(parts: Parts, frame: Frame) -> Answer:
    """Monday last week."""
    monday = Interval.week(frame.today).start + timedelta(7 * number(parts, "TURN"))
    return Interval.day(monday + timedelta(number(parts, "WEEKDAY")))


def turn_month(parts: Parts, frame: Frame) -> Answer:
    """Last March is over, next March has not begun, this March is of the running year."""
    turn, which = number(parts, "TURN", "LAST_NEXT"), number(parts, "MONTH")
    if turn == 0:
        return Interval.month(frame.today.year, which)
    running = Interval.month(frame.today.year, frame.today.month)
    beside = running.start - timedelta(1) if turn < 0 else running.end
    return calendar.nearest_month(beside, which, turn)


def month_of_turn_year(parts: Parts, frame: Frame) -> Answer:
    """March last year."""
    return Interval.month(frame.today.year + number(parts, "TURN"), number(parts, "MONTH"))


def turn_season(parts: Parts, frame: Frame) -> Answer:
    """Last summer is over, next summer has not begun, this summer is of the running year."""
    turn, first = number(parts, "TURN"), number(parts, "SEASON")
    if turn == 0:
        return calendar.nearest_season(frame.today, first, frame.sense)
    return calendar.beside_season(frame.today, first, turn)


def deictic(parts: Parts, frame: Frame) -> Answer:
    """Today, yesterday evening, this morning, last night."""
    return Interval.day(frame.today + timedelta(number(parts, "DEICTIC", "TURN")))


def deictic_beyond(parts: Parts, frame: Frame) -> Answer:
    """The day before yesterday."""
    days = number(parts, "DEICTIC") + number(parts, "BEFORE_AFTER")
    return Interval.day(frame.today + timedelta(days))


def turn_period(parts: Parts, frame: Frame) -> Answer:
    """Last week, this month, next year."""
    return calendar.period(frame.today, str(parts["PERIOD"]), number(parts, "TURN"))


def weekend(parts: Parts, frame: Frame) -> Answer:
    """Over the weekend: the last one begun, or the next one."""
    saturday = calendar.weekday(frame.today, 5, frame.sense)
    return Interval(saturday, saturday + timedelta(2), "range")


def ago(parts: Parts, frame: Frame) -> Answer:
    """Two weeks ago, as exact as its unit."""
    unit = str(parts.get("UNIT", parts.get("PERIOD")))
    return calendar.shift(frame.today, unit, -number(parts, "NUMBER", "NUMERAL"))


def span_back(parts: Parts, frame: Frame) -> Answer:
    """The past two weeks, publication day included."""
    unit = str(parts.get("UNIT", parts.get("PERIOD", "day")))
    start = calendar.shift(frame.today, unit, -max(1, number(parts, "NUMBER", "NUMERAL")))
    if isinstance(start, str):
        return start
    return Interval(start.start, frame.today + timedelta(1), "range")


def narrative_day(frame: Frame) -> date | None:
    """The date mentioned before, where it is a day."""
    before = frame.narrative
    return before.start if before is not None and before.precision == "day" else None


def away(parts: Parts, frame: Frame) -> Answer:
    """Two days earlier."""
    day = narrative_day(frame)
    if day is None:
        return NEEDS_NARRATIVE
    if parts["UNIT"] == "hour":
        return "hours do not tell the day"
    steps = max(1, number(parts, "NUMBER", "NUMERAL")) * number(parts, "AWAY", "BEFORE_AFTER")
    return calendar.shift(day, str(parts["UNIT"]), steps)


def neighbour(parts: Parts, frame: Frame) -> Answer:
    """The previous day, the same week, the day after."""
    day = narrative_day(frame)
    if day is None:
        return NEEDS_NARRATIVE
    step = number(parts, "NEIGHBOUR", "ONWARD", "BEFORE_AFTER")
    return calendar.shift(day, str(parts.get("SINGLE", "day")), step)


def neighbour_weekday(parts: Parts, frame: Frame) -> Answer:
    """The previous Friday."""
    day = narrative_day(frame)
    if day is None:
        return NEEDS_NARRATIVE
    step = number(parts, "NEIGHBOUR")
    if step == 0:
        return "a weekday cannot be the same as a date mentioned before"
    return Interval.day(calendar.weekday(day + timedelta(step), number(parts, "WEEKDAY"), step))


FROM_PUBLICATION: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        *(weekday, turn_weekday, weekday_of_week, turn_month, month_of_turn_year, turn_season),
        *(deictic, deictic_beyond, turn_period, weekend, ago, span_back),
    )
}
FROM_NARRATIVE: dict[str, Rule] = {
    rule.__name__: rule for rule in (away, neighbour, neighbour_weekday)
}
