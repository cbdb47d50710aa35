"""Answers that were given, in a file of their own beside the project's database.

An answer costs money or minutes and is never asked for twice. It stands under a hash of everything
that was asked, so that a changed concept, prompt or statement finds no old answer, and nothing has
to be declared stale. What was asked is kept with it: that is all that ever left the machine.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from hemicycle.engines.llm import answers
from hemicycle.engines.llm.answers import Answer
from hemicycle.engines.llm.asking import Question, key
from hemicycle.errors import StoreError

_TABLE = """CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, model TEXT NOT NULL, statement TEXT NOT NULL, concept TEXT NOT NULL,
    question TEXT NOT NULL, answer TEXT NOT NULL, answered_at TEXT NOT NULL)"""
_NEW = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)"


class Cache:
    """The answers in one file; use it in a `with`. Raises StoreError where that cannot be used."""

    def __init__(self, path: Path, writing: bool) -> None:
        """Open it; for reading alone, one that is not there is empty."""
        self.path = path
        self._db: sqlite3.Connection | None = None
        with self._explained():
            if writing:
                self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
                self._db.execute(_TABLE)
            elif path.exists() and path.stat().st_size:
                place = f"{path.absolute().as_uri()}?mode=ro"
                self._db = sqlite3.connect(place, uri=True, timeout=30)

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, *_: object) -> None:
        if self._db is not None:
            self._db.close()

    def get(self, model: str, asked: Question) -> Answer | None:
        """The answer to this very question, if it was ever given."""
        if self._db is None:
            return None
        with self._explained():
            query = "SELECT answer FROM answers WHERE key = ?"
            row = self._db.execute(query, (key(model, asked),)).fetchone()
        try:
            return answers.read(str(row[0])) if row else None
        except answers.Broken:  # changed by hand: as if it had never been
            return None

    def put(self, model: str, asked: Question, answer: Answer) -> None:
        """Keep an answer; it is on the disk when this returns."""
        assert self._db is not None, "opened for reading"
        at = datetime.now(UTC).isoformat(timespec="seconds")
        name, kept = key(model, asked), answers.write(answer)
        row = (name, model, asked.statement, asked.concept, asked.text, kept, at)
        with self._explained():
            self._db.execute(_NEW, [cell.encode("utf-8", "replace").decode() for cell in row])

    def models(self) -> list[str]:
        """Whose answers there are, by name."""
        if self._db is None:
            return []
        with self._explained():
            found = self._db.execute("SELECT DISTINCT model FROM answers ORDER BY model")
            return [str(row[0]) for row in found]

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(
                f"{self.path} cannot be used ({error}): move it away or free the disk and run the "
                "same command again; without it answers are asked for anew"
            ) from error
