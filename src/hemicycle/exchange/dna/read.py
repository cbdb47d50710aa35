"""Read a `.dna` file: everything that is in it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from hemicycle.errors import HemicycleError
from hemicycle.exchange.dna import model
from hemicycle.exchange.dna.opening import opened
from hemicycle.exchange.dna.schema import DATA, MAY_BE_NULL, columns, permissions

Row = tuple[Any, ...]


def read(path: str | Path) -> model.DnaDatabase:
    """The database in `path`. Raises UsageError when it is none of DNA 3, HemicycleError when it
    is damaged or refers to what it does not hold."""
    with opened(path) as connection:
        _check(path, connection)
        return load(connection)


def load(db: sqlite3.Connection) -> model.DnaDatabase:
    """The database behind an open connection."""
    return model.DnaDatabase(
        settings=dict(sorted(_rows(db, "SETTINGS"))),
        coders=tuple(_coder(row) for row in _rows(db, "CODERS")),
        relations=tuple(
            model.DnaRelation(*row[:3], *map(bool, row[3:])) for row in _rows(db, "CODERRELATIONS")
        ),
        documents=tuple(model.DnaDocument(*row) for row in _rows(db, "DOCUMENTS")),
        types=tuple(
            model.DnaType(id, label, _colour(rgb))
            for id, label, *rgb in _rows(db, "STATEMENTTYPES")
        ),
        variables=tuple(model.DnaVariable(*row) for row in _rows(db, "VARIABLES")),
        links=tuple(model.DnaLink(*row) for row in _rows(db, "VARIABLELINKS")),
        regexes=tuple(model.DnaRegex(row[0], _colour(row[1:])) for row in _rows(db, "REGEXES")),
        attributes=tuple(model.DnaAttribute(*row) for row in _rows(db, "ATTRIBUTEVARIABLES")),
        entities=_entities(db),
        statements=_statements(db),
    )


def _rows(db: sqlite3.Connection, table: str) -> Iterator[Row]:
    """The rows by their key; none without what DNA always fills."""
    names = columns()[table]
    may = MAY_BE_NULL.get(table, set())
    for row in db.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY {names[0]}"):
        if None in row:
            for name, cell in zip(names, row, strict=True):
                if cell is None and name not in may:
                    raise HemicycleError(
                        f"the DNA database is damaged: row {row[0]} of {table} has no {name}; "
                        "take a backup copy, or mend it in DNA"
                    )
        yield row


def _colour(cells: Sequence[int]) -> model.Colour:
    return cast(model.Colour, tuple(cells))


def _coder(row: Row) -> model.DnaCoder:
    id, name, red, green, blue, refresh, font, password, width, *flags = row
    by_coder, decoration, complete, *allowed = map(bool, flags)
    granted = frozenset(n for n, yes in zip(permissions(), allowed, strict=True) if yes)
    look = (by_coder, decoration, complete)
    return model.DnaCoder(
        id, name, password, (red, green, blue), refresh, font, width, *look, granted
    )


def _entities(db: sqlite3.Connection) -> tuple[model.DnaEntity, ...]:
    attributes: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for _, entity, attribute, value in _rows(db, "ATTRIBUTEVALUES"):
        attributes[entity][attribute] = value
    return tuple(
        model.DnaEntity(
            id, variable, value, None if None in rgb else _colour(rgb), parent, attributes[id]
        )
        for id, variable, value, *rgb, parent in _rows(db, "ENTITIES")
    )


def _statements(db: sqlite3.Connection) -> tuple[model.DnaStatement, ...]:
    values: defaultdict[int, dict[int, model.Value]] = defaultdict(dict)
    for kind, table in DATA.items():
        for _, statement, variable, value in _rows(db, table):
            values[statement][variable] = bool(value) if kind == "boolean" else value
    rows = _rows(db, "STATEMENTS")
    return tuple(replace(model.DnaStatement(*row), values=values[row[0]]) for row in rows)


def _check(path: str | Path, db: sqlite3.Connection) -> None:
    loose = db.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        table, row, other, _ = loose[0]
        raise HemicycleError(
            f"{path} is damaged: {len(loose)} rows refer to something that is not there (first: "
            f"row {row} of {table}, to {other}). Take a backup copy, or mend it in DNA"
        )
