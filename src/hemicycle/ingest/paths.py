"""Which files a path stands for: itself, all in a folder, all that fit a pattern.

Whatever is passed over is named. A link to a folder elsewhere is followed, once; a link into the
folder that is being read, or to one above it, is left out, since its files come under their own
names or were not asked for. So no loop of links can run on.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from hemicycle.ingest.kinds import skipped_in_folders
from hemicycle.ingest.making import error, note
from hemicycle.records import Issue


def files_at(path: str) -> Iterator[Path | Issue]:
    """Every file at `path` in the order of the names, and an Issue for what is no file."""
    if os.path.isdir(path):
        yield from _Folder(path).files()
    elif os.path.exists(path):
        yield _file(path)
    elif glob.has_magic(path):
        yield from _fitting(path)
    else:
        yield error(path, _why_missing(path))


def _why_missing(path: str) -> str:
    try:
        os.stat(path)
    except PermissionError as trouble:
        return f"it cannot be opened ({trouble.strerror})"
    except (OSError, ValueError):
        pass
    return "there is no such file or folder"


def _fitting(pattern: str) -> Iterator[Path | Issue]:
    found = sorted(glob.glob(pattern, recursive=True))
    closed = [folder for folder in glob.glob(os.path.dirname(pattern)) if _closed(folder)]
    for folder in closed:
        yield error(folder, "this folder cannot be read (Permission denied)")
    if not found and not closed:
        yield error(pattern, "no file matches this pattern (quote it if your shell expands it)")
    for each in found:
        yield from _Folder(each).files() if os.path.isdir(each) else [_file(each)]


def _closed(folder: str) -> bool:
    return os.path.isdir(folder) and not os.access(folder, os.R_OK | os.X_OK)


def _file(path: str) -> Path | Issue:
    if os.path.exists(path) and not os.path.isfile(path):
        return error(path, "a pipe or device is no file; save it to one first")
    return Path(path)


class _Folder:
    """A folder with all that lies below it."""

    def __init__(self, top: str) -> None:
        self._top = top
        self._real = os.path.realpath(top)
        self._followed: set[str] = set()

    def files(self) -> Iterator[Path | Issue]:
        """Every file, those of a folder before those further down; none at all is an Issue."""
        found = False
        waiting = [self._top]
        while waiting:
            folder = waiting.pop()
            files, below, passed_over = _listed(folder)
            for each in (*passed_over, *map(_met, files)):
                found = found or isinstance(each, Path) or each.level == "error"
                yield each
            known = [(path, self._known(path)) for path in below]
            yield from (again for _, again in known if again)
            waiting += reversed([path for path, again in known if not again])
        if not found:
            yield error(self._top, "this folder holds no documents")

    def _known(self, path: str) -> Issue | None:
        """That this folder's files are met elsewhere, or were not asked for."""
        real = os.path.realpath(path)
        related = os.path.commonpath((real, self._real)) in (real, self._real)
        if real in self._followed or (os.path.islink(path) and related):
            return note(
                path, f"left out: it leads to {real}, which is read already or not asked for"
            )
        self._followed.add(real)
        return None


def _listed(folder: str) -> tuple[list[str], list[str], list[Issue]]:
    """The files and the folders in a folder, in order, and what is passed over."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as trouble:
        why = trouble.strerror or trouble
        return [], [], [error(folder, f"this folder cannot be read ({why})")]
    paths = [os.path.join(folder, name) for name in names if not name.startswith(".")]
    hidden = [os.path.join(folder, name) for name in names if name.startswith(".")]
    folders = [path for path in paths if os.path.isdir(path)]
    files = [path for path in paths if not os.path.isdir(path)]
    return files, folders, [note(path, "left out: it is hidden") for path in hidden]


def _met(path: str) -> Path | Issue:
    """A file met in a folder."""
    if skipped_in_folders(os.path.basename(path)):
        return note(path, "left out: by its name this is not a document")
    return _file(path)
