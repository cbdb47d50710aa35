"""One writer of a file at a time, by a lock that dies with its holder.

Two programs that code one project at once would undo each other's work; but a lock file left
behind by a killed program must not lock its owner out. So the operating system holds the lock (on
a file beside the one written) and lets go of it when the process ends, however it ends. What is
written in the file only tells the next one who is there.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import BinaryIO

from hemicycle.errors import StoreError

_FAR = 1 << 30  # Windows forbids reading locked bytes: lock one that the note never reaches


class WriterLock:
    """The right to write to one file, held until `release` or the end of the process."""

    def __init__(self, file: Path, holder: str, patience: float = 0.0) -> None:
        """Take the lock for `holder` ("hemicycle run"). Raises StoreError when it is still taken
        after `patience` seconds."""
        self.path = file.with_name(file.name + ".lock")
        self._file = _open(self.path)
        try:
            _take_within(patience, self._file)
        except OSError as error:
            note = _read(self._file)
            self._file.close()
            raise StoreError(
                f"{file} is being written by {note}: wait until it is done or stop it, then "
                "run the same command again"
            ) from error
        self._note(f"{holder} (process {os.getpid()})")

    def release(self) -> None:
        """Let others write."""
        if not self._file.closed:
            self._note("")
            self._file.close()

    def _note(self, text: str) -> None:
        with contextlib.suppress(OSError):  # a full disk: the lock holds without its note
            self._file.seek(0)
            self._file.truncate()
            self._file.write(text.encode())


def _take_within(patience: float, file: BinaryIO) -> None:
    end = time.monotonic() + patience
    while True:
        try:
            return _take(file)
        except OSError:
            if time.monotonic() >= end:
                raise
            time.sleep(0.05)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("a+b", buffering=0)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written ({error.strerror}): check the folder's permissions, or "
            "copy the project to a folder of your own"
        ) from error


def _read(file: BinaryIO) -> str:
    with contextlib.suppress(OSError):
        file.seek(0)
        if note := file.read(200).decode(errors="replace").strip("\0 \n"):
            return note
    return "another program"


if sys.platform == "win32":

    def _take(file: BinaryIO) -> None:
        import msvcrt

        os.lseek(file.fileno(), _FAR, os.SEEK_SET)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:

    def _take(file: BinaryIO) -> None:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
