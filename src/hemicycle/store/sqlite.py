"""Open a project's database: SQLite in WAL mode, one writer, any number of readers.

The database is months of somebody's work, on a laptop that may be unplugged, in a folder that
another program may synchronise. So: writing takes a lock; an older file is upgraded after a copy
was made; a newer, foreign or damaged one is refused with what to try; every trouble with the file
is a `StoreError` that names it.
"""

from __future__ import annotations

import contextlib
import shlex
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext

from hemicycle.errors import StoreError
from hemicycle.store import migrate
from hemicycle.store.filters import fold
from hemicycle.store.lock import WriterLock
from hemicycle.store.sql import SqlStore
from hemicycle.store.trouble import explain

BUSY_SECONDS = 30.0

# How folders that another program synchronises begin, in lower case, and whose they are.
_SYNCED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
}


def create(path: Path) -> None:
    """Make an empty database. Raises StoreError when there is one or it cannot be written."""
    if path.exists():
        raise StoreError(f"{path} is there already; nothing was changed")
    part = path.with_name(path.name + ".part")
    with _explained(path), _without(part):
        with contextlib.closing(_plain(part)) as db:
            migrate.migrate(db, part, migrate.steps())
        part.replace(path)


def open(path: Path, *, writer: str | None = None) -> SqlStore:
    """Open the database at `path`, for writing when `writer` says who ("hemicycle run").

    Raises StoreError when it is missing, damaged, foreign, too new, or being written by another.
    """
    _check_file(path)
    lock = WriterLock(path, writer) if writer else None
    try:
        _prepare(path, lock)
    except BaseException:
        if lock:
            lock.release()
        raise
    engine = _engine(path, readonly=lock is None)
    return SqlStore(engine, lock.release if lock else lambda: None)


def synced_by(path: Path) -> str | None:
    """The service that synchronises the folder of `path`, judged by its name, if any."""
    for part in (part.casefold() for part in path.resolve().parts):
        for beginning, service in _SYNCED.items():
            if part.startswith(beginning):
                return service
    return None


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder and should be the database: move it away")
    if not path.is_file():
        folder = shlex.quote(str(path.parent))
        raise StoreError(
            f"{path} is not there: it was deleted or moved. Put it back, or make an empty one with "
            f"`hemicycle init {folder}` and add the documents again; settings and codebook stay"
        )
    if path.stat().st_size == 0:
        raise StoreError(
            f"{path} is empty (0 bytes): it was cut short. Put a backup in its place, or delete it "
            "and run the same command again to see how to begin anew"
        )


def _prepare(path: Path, lock: WriterLock | None) -> None:
    """Upgrade the database where that is needed, under the lock."""
    steps = migrate.steps()
    with _explained(path), contextlib.closing(_checked(path, readonly=lock is None)) as db:
        if not migrate.check(db, path, steps):
            return
        own = lock or WriterLock(path, "an upgrade of the database")
        try:
            migrate.migrate(db, path, steps)
        finally:
            if lock is None:
                own.release()


def _plain(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing by itself and leaves transactions to us."""
    return _raw(path, uri=False)


def _raw(place: str | Path, uri: bool) -> sqlite3.Connection:
    return sqlite3.connect(
        place, uri=uri, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )


def _checked(path: Path, readonly: bool) -> sqlite3.Connection:
    """A connection that can read.

    Where nothing may be written (a CD, somebody else's folder), not even the files that SQLite
    keeps beside a database, this one is read as a file that nobody changes: unless a killed
    program left something beside it that is not yet in it.
    """
    db = _plain(path)
    try:
        db.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError as error:
        db.close()
        kept_out = error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))
        if not (readonly and kept_out) or _unsaved(path):
            raise
        return _raw(f"{path.absolute().as_uri()}?immutable=1", uri=True)
    return db


def _unsaved(path: Path) -> bool:
    journals = (path.with_name(path.name + end) for end in ("-wal", "-journal"))
    return any(journal.exists() and journal.stat().st_size for journal in journals)


def _connect(path: Path, readonly: bool) -> sqlite3.Connection:
    """A connection to a checked database. In WAL mode `synchronous = NORMAL` survives any kill;
    a power cut may cost the last commits, never consistency."""
    db = _checked(path, readonly)
    if not readonly:
        db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA query_only = {int(readonly)}")
    db.create_function("fold", 1, fold, deterministic=True)
    return db


def _engine(path: Path, readonly: bool) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, creator=lambda: _connect(path, readonly))

    @event.listens_for(engine, "begin")
    def begin(db: Connection) -> None:
        db.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")

    @event.listens_for(engine, "handle_error")
    def handle(context: ExceptionContext) -> None:
        error = context.original_exception
        if isinstance(error, sqlite3.Error) and not isinstance(error, sqlite3.IntegrityError):
            raise explain(path, error, readonly) from error

    return engine


@contextlib.contextmanager
def _without(part: Path) -> Iterator[None]:
    """Clear away a half-made database and its journal, left by a kill before or by us now."""

    family = [part, *(part.with_name(part.name + end) for end in ("-journal", "-wal", "-shm"))]
    try:
        for path in family:
            path.unlink(missing_ok=True)
        yield
    finally:
        for path in family:
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise explain(path, error) from error
