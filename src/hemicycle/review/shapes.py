"""What a replacement must look like; any other shape is refused with what would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

from hemicycle.errors import UsageError
from hemicycle.intervals import Interval, Precision
from hemicycle.records import ActorKind, CarrierKind, Form

POSITION, OUTCOME = "position:", "outcome:"  # how fields begin that are about one concept, forecast
OUTCOMES = ("true", "false", "void")
SIDES = (1, 0, -1)


def check(field: str, value: Any) -> None:
    """Raises UsageError when a replacement does not have its field's shape."""
    _CHECKS[kind(field)](field, value)


def kind(field: str) -> str:
    """The field without what it is about: "position" of "position:troops"."""
    return field.partition(":")[0]


def interval(value: Mapping[str, Any]) -> Interval:
    """The stored {"start", "end", "precision"}. Raises ValueError, KeyError, TypeError."""
    start, end = date.fromisoformat(value["start"]), date.fromisoformat(value["end"])
    if value["precision"] not in get_args(Precision):
        raise ValueError(f"no precision {value['precision']!r}")
    return Interval(start, end, value["precision"])


def _check_side(field: str, value: Any) -> None:
    if type(value) is not int or value not in SIDES:
        raise UsageError(f"{field} is replaced by 1, 0 or -1, not by {value!r}")


def _check_flag(field: str, value: Any) -> None:
    if not isinstance(value, bool):
        raise UsageError(f"{field} is replaced by true or false, not by {value!r}")


def _check_form(field: str, value: Any) -> None:
    if value not in get_args(Form):
        known = ", ".join(get_args(Form))
        raise UsageError(f"{field} is replaced by one of {known}, not by {value!r}")


def _check_actor(field: str, value: Any) -> None:
    _check_named(field, value, get_args(ActorKind))


def _check_chain(field: str, value: Any) -> None:
    for one in value if isinstance(value, list) else [value]:
        _check_named(field, one, get_args(CarrierKind))
    if not isinstance(value, list):
        raise UsageError(f"{field} is replaced by a list of {{kind, name}}, not {value!r}")


def _check_named(field: str, value: Any, kinds: tuple[str, ...]) -> None:
    if not (isinstance(value, dict) and {"name", "kind"} <= value.keys()):
        raise UsageError(
            f"{field} is replaced by {{kind, name}}, not {value!r}; in words: Ada Lund (person)"
        )
    name, kind = value["name"], value["kind"]
    if not (isinstance(name, str) and name.strip()):
        raise UsageError(f"{field}: a name is text, not {name!r}")
    if kind not in kinds:
        raise UsageError(f"{field}: {kind!r} is no kind; there are {', '.join(kinds)}")


def _check_time(field: str, value: Any) -> None:
    try:
        interval(value)
    except (ValueError, KeyError, TypeError) as slip:
        raise UsageError(
            f"{field} is replaced by {{end, precision, start}}, not {value!r}; in words: "
            "2031-05-04, 2031-05 or 2031-05-04/2031-05-10"
        ) from slip


def _check_outcome(field: str, value: Any) -> None:
    shaped = isinstance(value, dict) and {"outcome", "note"} == value.keys()
    if not shaped or value["outcome"] not in OUTCOMES or not isinstance(value["note"], str):
        known = ", ".join(OUTCOMES)
        raise UsageError(f"{field} is {known}, with a note after a colon, not {value!r}")


_CHECKS: Mapping[str, Callable[[str, Any], None]] = {
    "position": _check_side,
    "actor": _check_actor,
    "via": _check_chain,
    "said_on": _check_time,
    "forecast": _check_flag,
    "form": _check_form,
    "outcome": _check_outcome,
}
