"""What a field is replaced by, between the words a person types and the shape that is stored.

    position:CONCEPT   for, against, neutral (or 1, -1, 0)          1
    actor              Ada Lund (person)                            {"name", "kind"}
    via                The Mole (outlet); Bo Ek (person)            [{"name", "kind"}, ...]
    said_on            2031-05-04, 2031-05, 2031, or two such /     {"start", "end", "precision"}
    forecast           true, false                                  True
    form               direct, indirect, mixed                      "direct"
    outcome:FORECAST   true, false, void, with a note after a colon {"outcome", "note"}

JSON of the stored shape is understood too. What cannot be understood is left as it is, for
`shapes.check` to refuse.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from hemicycle.errors import UsageError
from hemicycle.intervals import Interval
from hemicycle.review.shapes import interval, kind

_SIDES = {"for": 1, "1": 1, "+1": 1, "against": -1, "-1": -1, "neutral": 0, "0": 0}
_SIDE_WORDS = {1: "for", -1: "against", 0: "neutral"}
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_NAMED = re.compile(r"(?P<name>.+?)\s*\((?P<kind>\w+)\)\s*", re.DOTALL)
_TIME = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def read(field: str, text: str) -> Any:
    """The value that `text` tells, in the shape that is stored. Raises UsageError."""
    text = text.strip()
    if text[:1] in ("{", "["):
        try:
            return json.loads(text)
        except ValueError as slip:
            raise UsageError(f"{field}: {text!r:.60} is no JSON ({slip})") from slip
    return _ways(field)[0](text)


def words(field: str, value: Any) -> str:
    """The value as a person reads and types it; JSON where the words would not hold all of it."""
    if value is None:
        return ""
    told = _ways(field)[1](value)
    return told if told and read(field, told) == value else json.dumps(value, ensure_ascii=False)


# ---------------------------------------------------------------- from words


def _read_side(text: str) -> Any:
    return _SIDES.get(text.casefold(), text)


def _read_flag(text: str) -> Any:
    return _FLAGS.get(text.casefold(), text)


def _read_named(text: str) -> Any:
    found = _NAMED.fullmatch(text)
    return {"name": found["name"], "kind": found["kind"]} if found else text


def _read_chain(text: str) -> Any:
    return [_read_named(part.strip()) for part in text.split(";")]


def _read_time(text: str) -> Any:
    first, _, last = text.partition("/")
    start, end = _time(first.strip()), _time((last or first).strip())
    if start is None or end is None:
        return text
    precision = start.precision if not last else "range"
    return {"start": str(start.start), "end": str(end.end), "precision": precision}


def _time(text: str) -> Interval | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if day:
            return Interval.day(date(year, month, day))
        return Interval.month(year, month) if month else Interval.year(year)
    except (ValueError, OverflowError):
        return None


def _read_outcome(text: str) -> Any:
    outcome, _, note = text.partition(":")
    return {"outcome": outcome.strip().casefold(), "note": note.strip()}


# ---------------------------------------------------------------- to words


def _named_words(value: Any) -> str:
    return f"{value['name']} ({value['kind']})"


def _time_words(value: Any) -> str:
    found = interval(value)
    if found.precision == "year":
        return str(found.start.year)
    if found.precision == "month":
        return f"{found.start:%Y-%m}"
    last = found.end - timedelta(days=1)
    return str(found.start) if found.precision == "day" else f"{found.start}/{last}"


def _outcome_words(value: Any) -> str:
    return f"{value['outcome']}: {value['note']}" if value["note"] else str(value["outcome"])


Ways = tuple[Callable[[str], Any], Callable[[Any], str]]
_WAYS: Mapping[str, Ways] = {
    "position": (_read_side, lambda value: _SIDE_WORDS[value]),
    "actor": (_read_named, _named_words),
    "via": (_read_chain, lambda value: "; ".join(map(_named_words, value))),
    "said_on": (_read_time, _time_words),
    "forecast": (_read_flag, lambda value: str(value).lower()),
    "form": (str, str),
    "outcome": (_read_outcome, _outcome_words),
}


def _ways(field: str) -> Ways:
    return _WAYS[kind(field)]
