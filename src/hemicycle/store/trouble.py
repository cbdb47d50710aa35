"""Turn what SQLite reports into what a person can act on."""

from __future__ import annotations

import errno
from pathlib import Path

from hemicycle.errors import StoreError

# SQLite's name of the error (its beginning) → what happened and what to try.
_ADVICE = {
    "SQLITE_FULL": "the disk is full. Free some space and run the same command again; what was "
    "saved before is intact",
    "SQLITE_READONLY": "it cannot be written. Check the permissions of the file and of its folder, "
    "or copy the project to a folder of your own",
    "SQLITE_CANTOPEN": "it cannot be opened. Check that the folder exists, that you may write to "
    "it and that the disk is not full",
    "SQLITE_BUSY": "another program holds it. Close what else has it open (a database browser, a "
    "second hemicycle) and run the same command again",
    "SQLITE_NOTADB": "it is not a Hemicycle database. Check the path; if the file was damaged, put "
    "a backup in its place (files ending in .backup lie beside it after an upgrade)",
    "SQLITE_CORRUPT": "it is damaged or cut short. Put a backup in its place (files ending in "
    ".backup lie beside it after an upgrade), or save what can be read with: "
    'sqlite3 FILE ".recover" | sqlite3 recovered.db',
    "SQLITE_IOERR": "the disk cannot be read or written. Check that it is connected, healthy and "
    "not full, and run the same command again; what was saved before is intact",
}


# What the operating system reports, in SQLite's names.
_SYSTEM = {errno.ENOSPC: "SQLITE_FULL", errno.EDQUOT: "SQLITE_FULL", errno.EIO: "SQLITE_IOERR"}


def explain(path: Path, error: Exception, readonly: bool = False) -> StoreError:
    """The StoreError that says what happened to the database at `path` and what to try.

    `readonly` tells that it was opened for reading only, so that writing is our own mistake.
    """
    name = _name(error)
    if readonly and name.startswith("SQLITE_READONLY"):
        return StoreError(f"{path} was opened for reading only: open it with a writer's name")
    for known, advice in _ADVICE.items():
        if name.startswith(known):
            return StoreError(f"{path}: {advice} ({error})")
    return StoreError(f"{path}: the database answered: {error}. Please report this")


def _name(error: Exception) -> str:
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0, "SQLITE_CANTOPEN")
    return getattr(error, "sqlite_errorname", None) or ""
