"""Bring an older database up to date, one numbered step at a time, with a copy kept before each.

The number of the last step stands in the database itself (`PRAGMA user_version`). A step and its
number are one transaction: a kill leaves the database before the step or after it.
"""

from __future__ import annotations

import contextlib
import sqlite3
from functools import cache
from importlib import resources
from pathlib import Path

from hemicycle.errors import StoreError

APPLICATION = 0x48454D49  # "HEMI", in the file's header: whose database this is

Steps = dict[int, str]


@cache
def steps() -> Steps:
    """The SQL of every step by its number, from migrations/NNNN_what.sql."""
    folder = resources.files("hemicycle.store").joinpath("migrations")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return {int(file.name[:4]): file.read_text(encoding="utf-8") for file in files}


def version(db: sqlite3.Connection) -> int:
    """The last step the database has been through."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def check(db: sqlite3.Connection, path: Path, steps: Steps) -> bool:
    """Whether the database needs a step. Raises StoreError when it is not ours or too new."""
    found, newest = version(db), max(steps)
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise StoreError(f"{path} is a database of another program. Check the path")
    if found > newest:
        raise StoreError(
            f"{path} was written by a newer Hemicycle (format {found}, this one knows {newest}). "
            "Upgrade with: pip install --upgrade hemicycle"
        )
    return found < newest


def migrate(db: sqlite3.Connection, path: Path, steps: Steps) -> None:
    """Take every step the database has not been through, each after a copy (not of a new one)."""
    new = version(db) == 0
    for number, sql in sorted(steps.items()):
        before = version(db)
        if number <= before:
            continue
        if not new:
            _backup(db, path.with_name(f"{path.name}.format-{before}.backup"))
        _step(db, number, sql)


def _step(db: sqlite3.Connection, number: int, sql: str) -> None:
    pragmas = f"PRAGMA user_version = {number};\nPRAGMA application_id = {APPLICATION};"
    try:
        db.executescript(f"BEGIN IMMEDIATE;\n{sql}\n{pragmas}\nCOMMIT;")
    except sqlite3.Error:
        with contextlib.suppress(sqlite3.Error):
            db.rollback()
        raise


def _backup(db: sqlite3.Connection, to: Path) -> None:
    """Copy the database; a copy is whole or not there."""
    part = to.with_name(to.name + ".part")
    part.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(part)) as copy:
        db.backup(copy)
    part.replace(to)
