"""Open a `.dna` file for reading, or say what it is instead and what to do."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from hemicycle.errors import HemicycleError, UsageError
from hemicycle.exchange.dna.schema import columns

_SQLITE = b"SQLite format 3\x00"
_OF_DNA_2 = {"STATEMENTLINKS", "CODERPERMISSIONS"}


@contextlib.contextmanager
def opened(path: str | Path) -> Iterator[sqlite3.Connection]:
    """The database, checked to be one of DNA 3. Raises UsageError when it is something else,
    HemicycleError when it is damaged or in use."""
    path = Path(path)
    _check_head(path, _head(path))
    try:
        with contextlib.closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as db:
            _check_tables(path, db)
            yield db
    except sqlite3.OperationalError as trouble:
        if "locked" in str(trouble):
            raise HemicycleError(f"{path} is in use: close it in DNA and try again") from trouble
        raise _damaged(path, trouble) from trouble
    except sqlite3.DatabaseError as trouble:
        raise _damaged(path, trouble) from trouble


def _damaged(path: Path, trouble: Exception) -> HemicycleError:
    return HemicycleError(
        f"{path} is a database, but damaged or incomplete ({trouble}): take a backup copy, or open "
        "it in DNA and save its content into a new database"
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(512)
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder: name the .dna file in it") from None
    except OSError as trouble:
        raise UsageError(f"{path} cannot be read ({trouble.strerror})") from trouble


def _check_head(path: Path, head: bytes) -> None:
    if head.startswith(_SQLITE):
        return
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        raise UsageError(f"{path} is empty: take a backup copy")
    if text.startswith(b"<"):
        raise UsageError(
            f"{path} is XML, as DNA 1 wrote it: import it into a new database in DNA 2, and that "
            "in DNA 3; then read the new file"
        )
    if text and all(byte in _BASE64 for byte in text):
        raise UsageError(
            f"{path} is an encrypted connection profile of DNA (.dnc): it tells where a database "
            "is and holds none. Open it in DNA and save the database as a .dna file"
        )
    raise UsageError(
        f"{path} is no SQLite database: it is encrypted, damaged, or no .dna file at all. A .dna "
        "file of DNA 3 is never encrypted as a whole; take a backup copy"
    )


_BASE64 = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n")


def _check_tables(path: Path, db: sqlite3.Connection) -> None:
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    missing = set(columns()) - there
    if there & _OF_DNA_2 or ("DOCUMENTS" in there and "ENTITIES" not in there):
        raise UsageError(
            f"{path} is a database of DNA 2: make a new database in DNA 3, import the old one "
            "there (Import from DNA 2), and read the new file"
        )
    if {"DOCUMENTS", "STATEMENTS"} - there:
        shown = ", ".join(sorted(there)[:4]) or "none"
        raise UsageError(f"{path} is a database, but not of DNA (its tables: {shown})")
    if missing:
        raise HemicycleError(
            f"{path} is a DNA database without {', '.join(sorted(missing))}: take a backup copy"
        )
    for table, wanted in columns().items():
        have = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        if lacking := [column for column in wanted if column not in have]:
            raise HemicycleError(
                f"{path}: the table {table} lacks {', '.join(lacking)}; only databases of DNA 3.0 "
                "and 3.1 can be read"
            )
    _check_version(path, db)


def _check_version(path: Path, db: sqlite3.Connection) -> None:
    found = db.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
    if found and not str(found[0]).startswith("3"):
        raise UsageError(f"{path} was made by DNA {found[0]}; only version 3 can be read")
