"""Arithmetic of days, weeks, months and seasons that the standard library leaves out.

Every function gives whole days as a half-open `Interval` (or a `date`), and in words why there is
none. Seasons are meteorological, of the northern hemisphere: winter begins in December.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hemicycle.intervals import Interval

_EIGHT_YEARS = range(9)  # 29 February can be that far away (1896 to 1904)


def day(year: int, month: int, number: int) -> Interval | str:
    """That day, if the calendar has it."""
    try:
        return Interval.day(date(year, month, number))
    except (ValueError, OverflowError):
        return "there is no such day"


def weekday(start: date, number: int, sense: int) -> date:
    """The first day with that weekday going from `start` (included) back (-1) or ahead (1)."""
    return start + timedelta(sense * ((sense * (number - start.weekday())) % 7))


def nearest_month_day(today: date, month: int, number: int, tense: str) -> Interval | str:
    """The last such day up to `today`, the first from it on, or the nearest of the two."""
    before = _search(lambda back: day(today.year - back, month, number), today, -1)
    after = _search(lambda ahead: day(today.year + ahead, month, number), today, 1)
    if tense == "past" or isinstance(after, str):
        return before
    if tense == "future" or isinstance(before, str):
        return after
    return min(before, after, key=lambda found: abs((found.start - today).days))


def _search(candidate: Callable[[int], Interval | str], today: date, sense: int) -> Interval | str:
    for distance in _EIGHT_YEARS:
        found = candidate(distance)
        if isinstance(found, Interval) and (found.start - today).days * sense >= 0:
            return found
    return "there is no such day"


def nearest_month(today: date, month: int, sense: int) -> Interval:
    """The last such month begun by `today` (-1), or the first not over (1)."""
    year = today.year
    if (month - today.month) * sense < 0:
        year += sense
    return Interval.month(year, month)


def season(year: int, first: int) -> Interval:
    """The three months beginning with month `first` of `year`."""
    start = Interval.month(year, first).start
    return Interval(start, _months_on(start, 3), "season")


def nearest_season(today: date, first: int, sense: int) -> Interval:
    """The last such season begun by `today` (-1), or the first not over (1)."""
    found = [season(today.year + shift, first) for shift in (-1, 0, 1)]
    if sense < 0:
        return max(one for one in found if one.start <= today)
    return min(one for one in found if one.end > today)


def beside_season(today: date, first: int, sense: int) -> Interval:
    """The last such season over by `today` (-1), or the first not begun (1)."""
    found = [season(today.year + shift, first) for shift in (-2, -1, 0, 1, 2)]
    if sense < 0:
        return max(one for one in found if one.end <= today)
    return min(one for one in found if one.start > today)


def period(today: date, unit: str, turn: int) -> Interval | str:
    """The week, month, quarter, year, decade or weekend `turn` steps from the running one."""
    if unit == "weekend":
        saturday = Interval.week(today).start + timedelta(5 + 7 * turn)
        return Interval(saturday, saturday + timedelta(2), "range")
    if unit == "quarter":
        first = date(today.year, today.month - (today.month - 1) % 3, 1)
        return Interval(_months_on(first, 3 * turn), _months_on(first, 3 * turn + 3), "range")
    if unit == "decade":
        first_year = today.year - today.year % 10 + 10 * turn
        return Interval(date(first_year, 1, 1), date(first_year + 10, 1, 1), "decade")
    return shift(today, unit, turn)


def shift(start: date, unit: str, steps: int) -> Interval | str:
    """`steps` units from `start`, as exact as the unit: "two weeks ago" names a week."""
    try:
        if unit == "hour":
            return _hours_on(start, steps)
        if unit == "day":
            return Interval.day(start + timedelta(steps))
        if unit in ("week", "fortnight"):
            return Interval.week(start + timedelta(steps * (14 if unit == "fortnight" else 7)))
        if unit == "month":
            there = _months_on(start.replace(day=1), steps)
            return Interval.month(there.year, there.month)
        return _years_on(start, unit, steps)
    except (ValueError, OverflowError):
        return "it lies outside the calendar"


def _hours_on(start: date, steps: int) -> Interval:
    """Some hours from a day whose clock is not known: that day or the one beside it."""
    there = start + timedelta(-(-steps // 24) if steps > 0 else steps // 24)
    first, last = min(start, there), max(start, there)
    return Interval(first, last + timedelta(1), "range" if first < last else "day")


def _years_on(start: date, unit: str, steps: int) -> Interval | str:
    if unit == "decade":
        return "a number of decades gives no date"
    return Interval.year(start.year + steps)


def _months_on(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
