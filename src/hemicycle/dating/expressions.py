"""Find the date expressions of a running text.

General date parsers find dates where there are none: "Prime Minister May", "march on the capital",
"a second". Here an expression is one of the shapes listed in `data/en/date_shapes.toml`, made of
the words in `data/en/dates.toml`; what no shape describes is no date. The longest shape wins.
`find` never raises, its spans lie within the text, in order and without overlap, and its time is
linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from hemicycle import lexicon
from hemicycle.dating.words import Value, Word, words


@dataclass(frozen=True, slots=True)
class Expression:
    """`text[start:end]`, in code points, is a date expression of the kind `rule`.

    `parts` holds the values of its words by group ("MONTH" → 3); where a group occurs twice the
    second has the name with a 2 ("DAY2").
    """

    start: int
    end: int
    rule: str
    parts: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """One place of a shape: any of `keys` may stand here."""

    keys: tuple[str, ...]
    context: bool = False  # must be there, but is not part of the expression
    forbidden: bool = False  # must not be there


@dataclass(frozen=True, slots=True)
class _Shape:
    rule: str
    places: tuple[_Place, ...]


_Shapes = Mapping[str, tuple[_Shape, ...]]


def find(text: str, lists: tuple[str, ...] = ("date_shapes",)) -> list[Expression]:
    """All date expressions of `text`, in order, without overlap; `lists` hold the shapes."""
    row = words(text)
    matches = sorted(
        _matches(row, _shapes(lists)), key=lambda match: (match[0] - match[1], match[0])
    )
    taken = bytearray(len(row))
    found = []
    for first, last, shape_rule, parts in matches:
        if not any(taken[first:last]):
            taken[first:last] = b"\x01" * (last - first)
            found.append(Expression(row[first].start, row[last - 1].end, shape_rule, parts))
    return sorted(found, key=lambda expression: expression.start)


_Match = tuple[int, int, str, dict[str, Value]]


def _matches(row: Sequence[Word], shapes: _Shapes) -> Iterator[_Match]:
    for at, word in enumerate(row):
        for key in word.keys:
            for shape in shapes.get(key, ()):
                match = _match(shape, row, at)
                if match is not None:
                    yield match


def _match(shape: _Shape, row: Sequence[Word], at: int) -> _Match | None:
    """Words `first` up to `last` of the expression and its parts, if the shape fits at `at`."""
    inside: list[int] = []
    parts: dict[str, Value] = {}
    for place in shape.places:
        key = _key_at(place, row, at)
        if place.forbidden:
            if key is not None:
                return None
            continue
        if key is None:
            return None
        if not place.context:
            inside.append(at)
            _note(parts, key, row[at].keys[key])
        at += 1
    return inside[0], inside[-1] + 1, shape.rule, parts


def _key_at(place: _Place, row: Sequence[Word], at: int) -> str | None:
    if at < len(row):
        keys = row[at].keys
        for key in place.keys:
            if key in keys:
                return key
    return None


def _note(parts: dict[str, Value], key: str, value: Value) -> None:
    if not key.isupper():
        return
    name = key.removeprefix("SHORT_").removeprefix("SAFE_").removesuffix("_STOP")
    parts[name + "2" if name in parts else name] = value


@cache
def _shapes(lists: tuple[str, ...]) -> _Shapes:
    """Every shape under each key that its first place accepts."""
    found: dict[str, tuple[_Shape, ...]] = {}
    groups = [group for name in lists for group in lexicon.load(name).items()]
    for rule, group in groups:
        for written in group["shapes"]:
            for places in _expand(written):
                shape = _Shape(rule, places)
                for key in places[0].keys:
                    found[key] = (*found.get(key, ()), shape)
    return found


def _expand(written: str) -> list[tuple[_Place, ...]]:
    """All rows of places that a written shape stands for, optional places in and out."""
    choices: list[list[tuple[_Place, ...]]] = []
    for part in re.findall(r"\[[^\]]*\]|\S+", written):
        optional = part.endswith("?") and len(part) > 1
        places = _places(part.removesuffix("?") if optional else part)
        choices.append([places, ()] if optional else [places])
    return [tuple(place for group in row for place in group) for row in product(*choices)]


def _places(part: str) -> tuple[_Place, ...]:
    if part.startswith("["):
        return tuple(_Place(tuple(p.split("|")), context=True) for p in part[1:-1].split())
    if part.startswith("!"):
        return (_Place(tuple(part[1:].split("|")), forbidden=True),)
    return (_Place(tuple(part.split("|"))),)
