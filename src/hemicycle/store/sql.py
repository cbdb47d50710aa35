"""A `Store` in SQL: the verbs of the contract, one transaction each.

All that is derived from a document hangs on its row of `codings`, so that replacing the row
replaces it all and a kill leaves no half of it. Nothing here deletes a document, a sighting or a
decision. The verbs live by subject in `documents.py`, `codings.py`, `codebook.py`, `reading.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType

from sqlalchemy import Engine

from hemicycle.store.codebook import CodebookVerbs
from hemicycle.store.codings import CodingVerbs
from hemicycle.store.documents import DocumentVerbs
from hemicycle.store.reading import ReadingVerbs


class SqlStore(DocumentVerbs, CodingVerbs, CodebookVerbs, ReadingVerbs):
    """Implements `contract.Store`; `release` is called when the store is closed."""

    def __init__(self, engine: Engine, release: Callable[[], None] = lambda: None) -> None:
        self.engine = engine
        self._release = release

    def close(self) -> None:
        """Let go of the database and of the right to write to it."""
        self.engine.dispose()
        self._release()

    def __enter__(self) -> SqlStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
