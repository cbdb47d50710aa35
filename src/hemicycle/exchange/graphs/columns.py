"""Attributes as columns of one kind each.

Files know texts, whole numbers, numbers and flags. Dates become ISO texts, lists JSON; a column of
mixed kinds becomes texts; what is not known stays empty.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from hemicycle.exchange.report import Notes
from hemicycle.exchange.xmltext import clean

Kind = Literal["text", "integer", "number", "flag"]
Cell = str | int | float | bool | None

RESERVED = ("id", "label", "name", "mode", "variable", "weight", "source", "target", "spells")
_LARGE = 2**63


@dataclass(frozen=True, slots=True)
class Column:
    """One attribute; `given` is the name it had before."""

    name: str
    kind: Kind
    given: str = field(default="", compare=False)


def columns(rows: Sequence[Any], notes: Notes) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
    names = list(dict.fromkeys(name for row in rows for name in row))
    shown = _named(names, notes)
    columns, cells = [], []
    for name in names:
        kind, column = _typed(name, [_cell(row.get(name)) for row in rows], notes)
        columns.append(Column(shown[name], kind, name))
        cells.append(column)
    return tuple(columns), list(zip(*cells, strict=True)) if cells else [()] * len(rows)


def _named(names: Iterable[str], notes: Notes) -> dict[str, str]:
    """A name of its own for each attribute, case aside, that no format has a use for itself."""
    taken = set(RESERVED)
    out: dict[str, str] = {}
    for name in names:
        plain = text(name, notes).strip() or "attribute"
        shown, number = plain, 1
        while shown.casefold() in taken:
            number += 1
            shown = f"{plain}_{number}"
        if shown != name:
            notes.add("attributes with another name in the file", f"{name} is {shown}")
        taken.add(shown.casefold())
        out[name] = shown
    return out


def _cell(value: Any) -> Cell:
    if hasattr(value, "item"):  # a number of numpy
        value = value.item()
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, Collection):
        return str(value)
    plain = sorted(value, key=repr) if isinstance(value, Set) else value
    return json.dumps(plain, ensure_ascii=False, default=_listed)


def _listed(value: Any) -> Any:
    """What JSON does not know: other collections as lists, all else as text."""
    return list(value) if isinstance(value, Collection) else str(value)


def _typed(name: str, cells: list[Cell], notes: Notes) -> tuple[Kind, list[Cell]]:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {bool}:
        return "flag", cells
    if kinds == {int} and all(-_LARGE <= c < _LARGE for c in cells if isinstance(c, int)):
        return "integer", cells
    if kinds in ({float}, {int, float}):
        return "number", [None if c is None else float(c) for c in cells]
    if kinds - {str}:
        notes.add("attributes of mixed kinds, written as text", name)
    return "text", [None if c is None else text(shown(c), notes) for c in cells]


def shown(cell: Cell) -> str:
    """A cell as text: true and false, numbers with all their digits as Java reads them."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and math.isinf(cell):
        return "Infinity" if cell > 0 else "-Infinity"
    return "" if cell is None else str(cell)


def parsed(text: str, kind: Kind) -> Cell:
    """The cell that `shown` made `text` of."""
    if kind == "text":
        return text
    if kind == "flag":
        return text == "true"
    return int(text) if kind == "integer" else float(text)


def text(text: str, notes: Notes) -> str:
    fit = clean(text)
    if fit != text:
        notes.add("control characters replaced by \ufffd", fit[:40])
    return fit


def distinct(names: Iterable[str]) -> Iterator[str]:
    """The names, with a number behind where one came before."""
    taken: set[str] = set()
    for name in names:
        own, number = name, 1
        while own in taken:
            number += 1
            own = f"{name} ({number})"
        taken.add(own)
        yield own
