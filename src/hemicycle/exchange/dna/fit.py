"""Make a database one that DNA can hold, and note every change.

DNA crashes on a statement without one of its values and on an entity without an attribute row, cuts
nothing itself (the database refuses 191 characters), and knows only "\\n" as the end of a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from hemicycle.errors import UsageError
from hemicycle.exchange.dna import model
from hemicycle.exchange.dna.schema import SHORT, VERSION, shortened
from hemicycle.exchange.report import Note, Notes

R = TypeVar("R")

_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_LONG = {"text", "notes", "password"}  # fields without a limit
_DEFAULTS: Mapping[str, model.Value] = {"boolean": True, "integer": 0, "long text": ""}  # DNA's own


def fit(database: model.DnaDatabase) -> tuple[model.DnaDatabase, tuple[Note, ...]]:
    """The database as DNA can hold it, and what was changed. Raises UsageError without a coder."""
    if not database.coders:
        raise UsageError("a DNA database needs at least one coder")
    notes = Notes(database.notes)
    database = _with_settings(database)
    database = _moved(database, notes)
    for part in ("coders", "documents", "types", "variables", "regexes", "attributes", "entities"):
        made: Any = tuple(_texts(record, part, notes) for record in getattr(database, part))
        database = replace(database, **{part: made})
    database = _apart(database)
    database = _complete(database, notes)
    return _sorted(_with_attributes(database)), notes.all()


def _with_settings(database: model.DnaDatabase) -> model.DnaDatabase:
    return replace(database, settings={"date": "", "version": VERSION, **database.settings})


def _sorted(database: model.DnaDatabase) -> model.DnaDatabase:
    """Rows in the order of their keys, as they are read."""
    parts = [f.name for f in fields(database) if f.name not in ("settings", "notes", "regexes")]
    by_id: Any = {n: tuple(sorted(getattr(database, n), key=lambda row: row.id)) for n in parts}
    regexes = tuple(sorted(database.regexes, key=lambda regex: regex.label.encode()))
    return replace(database, regexes=regexes, **by_id)


# ---------------------------------------------------------------- texts


def _moved(database: model.DnaDatabase, notes: Notes) -> model.DnaDatabase:
    """Statements where they stand once "\\r\\n" is one character."""
    breaks = {d.id: [m.start() for m in re.finditer("\r\n", d.text)] for d in database.documents}
    for document in database.documents:
        if breaks[document.id]:
            notes.add("line ends made \\n, statements moved along", document.title)
        if _BEYOND.search(document.text):
            notes.add(
                "characters outside the basic plane (emoji): DNA marks what follows them some "
                "characters off",
                document.title,
            )
    moved = (_shifted(s, breaks.get(s.document, [])) for s in database.statements)
    return replace(database, statements=tuple(moved))


def _shifted(statement: model.DnaStatement, breaks: list[int]) -> model.DnaStatement:
    if breaks:
        start = statement.start - bisect_left(breaks, statement.start)
        stop = max(start + 1, statement.stop - bisect_left(breaks, statement.stop))
        statement = replace(statement, start=start, stop=stop)
    return statement


def _texts(record: R, part: str, notes: Notes) -> R:
    """Every text of the record clean, and cut where DNA sets a limit."""
    where = f"{part} {getattr(record, 'id', '')}".strip()
    changed: dict[str, Any] = {}
    for field in fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        if isinstance(value, str):
            changed[field.name] = _text(value, field.name, where, notes)
    if isinstance(record, model.DnaEntity):
        changed["attributes"] = {
            key: _text(value, "attribute", where, notes) for key, value in record.attributes.items()
        }
    return replace(record, **changed)  # type: ignore[type-var]


def _text(value: str, field: str, where: str, notes: Notes) -> str:
    clean = _NOT_TEXT.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))
    if _NOT_TEXT.search(value):
        notes.add("characters that are no text replaced by \ufffd", f"{field} of {where}")
    if field in _LONG or len(clean) <= SHORT:
        return clean
    notes.add(f"cut to {SHORT} characters", f"{field} of {where} (“{clean[:30]}…”)")
    return shortened(clean)


def _apart(database: model.DnaDatabase) -> model.DnaDatabase:
    """Entities that the cut made equal keep a number each: they are not the same."""
    taken = set()
    made = []
    for entity in database.entities:
        value, number = entity.value, 1
        while (entity.variable, value) in taken:
            number += 1
            end = f" ({number})"
            value = entity.value[: SHORT - len(end)] + end
        taken.add((entity.variable, value))
        made.append(replace(entity, value=value))
    return replace(database, entities=tuple(made))


# ---------------------------------------------------------------- rows that DNA needs


def _complete(database: model.DnaDatabase, notes: Notes) -> model.DnaDatabase:
    """One value per statement and variable of its type, empty where there was none."""
    variables = {t.id: database.variables_of(t.id) for t in database.types}
    known = {v.id for v in database.variables}
    empty = {e.variable: e.id for e in database.entities if not e.value}
    number = max((e.id for e in database.entities), default=0)
    added, made = [], []
    for statement in database.statements:
        values = {key: _value(value) for key, value in statement.values.items()}
        if lost := values.keys() - known:
            raise UsageError(f"statement {statement.id} has a value for variable {min(lost)}, "
                             "which there is not")  # fmt: skip
        for variable in variables.get(statement.type, ()):
            if variable.id in values:
                continue
            notes.add("values filled in that were missing", f"{variable.name} of {statement.id}")
            if variable.kind == "short text" and variable.id not in empty:
                number += 1
                empty[variable.id] = number
                added.append(model.DnaEntity(number, variable.id, ""))
            short = variable.kind == "short text"
            values[variable.id] = empty[variable.id] if short else _DEFAULTS[variable.kind]
        made.append(replace(statement, values=values))
    entities = (*database.entities, *added)
    return replace(database, statements=tuple(made), entities=entities)


def _value(value: model.Value) -> model.Value:
    if not isinstance(value, str):
        return value
    return _NOT_TEXT.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))


def _with_attributes(database: model.DnaDatabase) -> model.DnaDatabase:
    """An attribute row, empty if need be, for every entity and attribute of its variable."""
    wanted: dict[int, dict[int, str]] = {}
    for attribute in database.attributes:
        wanted.setdefault(attribute.variable, {})[attribute.id] = ""
    made = (
        replace(e, attributes={**wanted.get(e.variable, {}), **e.attributes})
        for e in database.entities
    )
    return replace(database, entities=tuple(made))
