"""Write a `.dna` file that DNA 3.0 and 3.1 open.

The database is made in memory, read back, compared, and only then put in its place as a whole.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from hemicycle.errors import HemicycleError, UsageError
from hemicycle.exchange.dna import model
from hemicycle.exchange.dna.fit import fit
from hemicycle.exchange.dna.read import load
from hemicycle.exchange.dna.schema import DATA, columns, ddl, permissions
from hemicycle.exchange.files import replacing
from hemicycle.exchange.report import Report

Rows = Iterable[tuple[Any, ...]]


def write(database: model.DnaDatabase, path: str | Path, *, overwrite: bool = False) -> Report:
    """Write the database and say what had to be changed for DNA.

    Raises UsageError when `path` is there already and `overwrite` is not set, or when the database
    contradicts itself; then nothing is written.
    """
    if Path(path).exists() and not overwrite:
        raise UsageError(f"{path} is there already and was left alone: choose another name")
    fitted, notes = fit(database)
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        _fill(db, fitted)
        if load(db) != fitted:
            raise HemicycleError(f"{path}: what was written reads back otherwise; nothing was kept")
        packed = db.serialize()
    with replacing(path) as out:
        out.write(packed)
    named = ("coders", "documents", "types", "variables", "entities", "statements")
    return Report({name: len(getattr(fitted, name)) for name in named}, notes)


def _fill(db: sqlite3.Connection, database: model.DnaDatabase) -> None:
    db.executescript(ddl())
    try:
        for table, rows in _tables(database):
            marks = ", ".join("?" * len(columns()[table]))
            db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        db.commit()
    except (sqlite3.Error, OverflowError) as trouble:
        raise UsageError(f"the database contradicts itself: {trouble}") from trouble
    if loose := db.execute("PRAGMA foreign_key_check").fetchone():
        raise UsageError(f"the database contradicts itself: row {loose[1]} of {loose[0]} refers to "
                         f"something that {loose[2]} does not hold")  # fmt: skip


def _tables(database: model.DnaDatabase) -> Iterator[tuple[str, Rows]]:
    yield "SETTINGS", database.settings.items()
    yield "CODERS", map(_coder, database.coders)
    yield "CODERRELATIONS", map(_flat, database.relations)
    yield "DOCUMENTS", map(_flat, database.documents)
    yield "STATEMENTTYPES", ((t.id, t.label, *t.colour) for t in database.types)
    yield "VARIABLES", map(_flat, database.variables)
    yield "VARIABLELINKS", map(_flat, database.links)
    yield "REGEXES", ((r.label, *r.colour) for r in database.regexes)
    yield "ATTRIBUTEVARIABLES", map(_flat, database.attributes)
    yield "ENTITIES", map(_entity, database.entities)
    yield "ATTRIBUTEVALUES", _numbered((e.id, e.attributes) for e in database.entities)
    yield "STATEMENTS", (_flat(s)[:-1] for s in database.statements)
    kinds = {variable.id: variable.kind for variable in database.variables}
    for kind, table in DATA.items():
        yield table, _numbered((s.id, _only(kind, kinds, s)) for s in database.statements)


def _flat(record: Any) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in record.__slots__)


def _coder(coder: model.DnaCoder) -> tuple[Any, ...]:
    look = (coder.colour_by_coder, coder.popup_decoration, coder.popup_autocomplete)
    allowed = (name in coder.permissions for name in permissions())
    mine = (coder.id, coder.name, *coder.colour, coder.refresh, coder.font_size, coder.password)
    return (*mine, coder.popup_width, *look, *allowed)


def _entity(entity: model.DnaEntity) -> tuple[Any, ...]:
    colour = entity.colour or (None, None, None)
    return (entity.id, entity.variable, entity.value, *colour, entity.parent)


def _only(kind: str, kinds: dict[int, model.Kind], statement: model.DnaStatement) -> dict[int, Any]:
    return {id: v for id, v in statement.values.items() if kinds.get(id) == kind}


def _numbered(groups: Iterable[tuple[int, Any]]) -> Iterator[tuple[Any, ...]]:
    """Rows of (number, owner, key, value), keys in order."""
    number = 0
    for owner, values in groups:
        for key in sorted(values):
            number += 1
            yield number, owner, key, values[key]
