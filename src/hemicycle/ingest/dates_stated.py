"""A publication date is written in a hundred ways, and a wrong one moves every statement.

A date is read only where it can mean one thing. "03/04/2024" can mean two, so it stays unknown
unless one part is above twelve, both are equal, or the rest of the column shows the order.
Never today, never a default: what cannot be read is a Finding without a value that quotes it.

A time with an offset is carried to UTC, as `intervals.py` counts days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from hemicycle.intervals import Interval
from hemicycle.lexicon import load, words
from hemicycle.records import Finding

BY = "ingest/dates_stated@1"
Order = Literal["day first", "month first"]

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)$")
_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})$")
_YEAR = re.compile(r"(\d{4})$")
_WHOLE_FLOAT = re.compile(r"^(\d+)\.0$")  # a column of numbers with gaps, as pandas writes it
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_SHORT_YEAR = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d\d)(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ .-]{1,2}([a-z]{3,9})\.?,?[ -](\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(r"\b([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)")
_MONTH_YEAR = re.compile(r"([a-z]{3,9})\.?,? (\d{4})$")
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)? ?(Z|[+-]\d\d:?\d\d)$", re.I)


def read(value: object, order: Order | None = None) -> Finding[Interval]:
    """The day (or month, or year) that `value` states; `order` is how its column writes 03/04.

    A Finding without a value says why; its reason is "not stated" where `value` holds nothing.
    """
    text = " ".join(str("" if value is None else value).split())
    if text.casefold() in words("stated_dates", "not_stated"):
        return Finding(None, 0.0, "not stated", BY)
    try:
        if isinstance(value, datetime):
            return _known(_day_of(value), "a time stamp")
        return _known(value, "a date") if isinstance(value, date) else _read_text(text[:100], order)
    except (ValueError, OverflowError):
        return _unknown(text, "is not a day of the calendar")


def published(value: object, order: Order | None = None) -> Finding[Interval]:
    """`read`, but for a day on which no article can have come out."""
    found = read(value, order)
    if found.value is None or plausible(found.value):
        return found
    return _unknown(str(value), "is no day on which an article can have come out")


def plausible(day: Interval) -> bool:
    """Whether an article can have come out then: not before there were such, nor tomorrow."""
    limits = load("stated_dates")["plausible"]
    tomorrow = datetime.now(UTC).date() + timedelta(days=limits["days_ahead"])
    return day.start.year >= limits["first_year"] and day.start <= tomorrow


def order_of(values: Iterable[object]) -> Order | None:
    """How a column writes its dates, where at least one tells and none contradicts."""
    seen: set[Order] = set()
    for value in values:
        match = _NUMERIC.match(str(value).strip())
        if match and match[2] != "." and (int(match[1]) > 12) != (int(match[3]) > 12):
            seen.add("day first" if int(match[1]) > 12 else "month first")
    return seen.pop() if len(seen) == 1 else None


def _read_text(text: str, order: Order | None) -> Finding[Interval]:
    text = _WHOLE_FLOAT.sub(r"\1", text)
    if _ISO_TIME.match(text):
        return _known(_day_of(_from_iso(text)), "an ISO time")
    if match := _ISO.match(text) or _COMPACT.match(text):
        return _known(date(int(match[1]), int(match[2]), int(match[3])), "an ISO date")
    if text.isdigit() and len(text) in (10, 13):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        return _known(date(1970, 1, 1) + timedelta(seconds=seconds), "seconds since 1970")
    if match := _NUMERIC.match(text):
        return _numeric(text, match, order)
    if match := _SHORT_YEAR.match(text):
        return _short_year(text, match)
    return _in_words(text.casefold()) or _coarse(text) or _unknown(text, "cannot be read as a date")


def _in_words(text: str) -> Finding[Interval] | None:
    """ "Mon, 11 Mar 2024 10:00 GMT", "11 March 2024", "March 11, 2024"."""
    if re.search(r"\d\d:\d\d(:\d\d)? ?([+-]\d{4}|gmt|ut)", text) and (stamp := _mail_date(text)):
        return _known(_day_of(stamp), "a mail date")
    for pattern, day_at, month_at in ((_DAY_MONTH, 1, 2), (_MONTH_DAY, 2, 1)):
        for match in pattern.finditer(text):
            if month := _month(match[month_at]):
                return _known(date(int(match[3]), month, int(match[day_at])), "a date in words")
    return None


def _coarse(text: str) -> Finding[Interval] | None:
    """ "2024-03", "March 2024", "2024"."""
    if match := _YEAR_MONTH.match(text):
        return Finding(Interval.month(int(match[1]), int(match[2])), 1.0, "a month", BY)
    if (match := _MONTH_YEAR.match(text.casefold())) and (month := _month(match[1])):
        return Finding(Interval.month(int(match[2]), month), 1.0, "a month", BY)
    if (match := _YEAR.match(text)) and 1700 <= int(match[1]) <= 2200:
        return Finding(Interval.year(int(match[1])), 1.0, "a year", BY)
    return None


def _numeric(text: str, match: re.Match[str], order: Order | None) -> Finding[Interval]:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day_first = match[2] == "." or first > 12 or first == second or order == "day first"
    month_first = second > 12 or order == "month first"
    if not day_first and not month_first:
        return _unknown(text, "can be read day first or month first; write it as 2024-03-31")
    day, month = (first, second) if day_first else (second, first)
    return _known(date(year, month, day), "a numeric date")


def _short_year(text: str, match: re.Match[str]) -> Finding[Interval]:
    """ "12/30/17" has one reading, "3/4/17" has three."""
    a, b, c = int(match[1]), int(match[3]), int(match[4])
    readings: set[date] = set()
    for year, month, day in ((c, a, b), (c, b, a), (a, b, c)):
        with suppress(ValueError):
            readings.add(date(2000 + year, month, day))
    if len(readings) == 1:
        return _known(readings.pop(), "a numeric date with a short year")
    return _unknown(text, "can be read in several ways; write it as 2024-03-31")


def _from_iso(text: str) -> datetime:
    stamp = re.sub(r" ?z$", "+00:00", text, flags=re.I)
    return datetime.fromisoformat(re.sub(r" (?=[+-]\d\d:?\d\d$)", "", stamp))


def _mail_date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None


def _day_of(stamp: datetime) -> date:
    return (stamp.astimezone(UTC) if stamp.tzinfo else stamp).date()


def _month(word: str) -> int | None:
    for number, names in enumerate(load("stated_dates")["months"]["words"], start=1):
        if word in names.split():
            return number
    return None


def _known(day: date, reason: str) -> Finding[Interval]:
    return Finding(Interval.day(day), 1.0, reason, BY)


def _unknown(text: str, why: str) -> Finding[Interval]:
    return Finding(None, 0.0, f"the publication date {text[:60]!r} {why}", BY)
