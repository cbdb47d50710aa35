"""Verbs on documents, their sightings and their issues."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, delete, func, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from hemicycle.errors import StoreError
from hemicycle.records import Issue, RawDocument
from hemicycle.rows import DocumentRow
from hemicycle.store import decode, encode
from hemicycle.store.contract import Added
from hemicycle.store.decode import Row
from hemicycle.store.tables import (
    codings,
    documents,
    issues,
    sightings,
    statements,
    storable,
)

AGAIN = ""  # a fingerprint that nothing has: the document is coded again


class DocumentVerbs:
    """The part of the contract that takes documents in and lists them."""

    engine: Engine

    def add(self, raw: RawDocument) -> Added:
        """See `contract.Store.add`."""
        raw = replace(raw, original=storable(raw.original), text=storable(raw.text))
        seen = encode.sighting(raw)
        with self.engine.begin() as db:
            _settle(db, storable(raw.uri))
            if db.execute(select(sightings.c.id).where(sightings.c.id == seen["id"])).first():
                return "known"
            before = db.execute(select(documents).where(documents.c.id == raw.id)).first()
            if before is None:
                db.execute(insert(documents).values(**encode.document(raw), added_at=now()))
                add_issues(db, raw.issues, "ingest", raw.id)
            elif before.uri == storable(raw.uri):
                _complete(db, before._mapping, raw)
            db.execute(insert(sightings).values(**seen, seen_at=now()))
        return "added" if before is None else "sighted"

    def document(self, id: str) -> RawDocument:
        """See `contract.Store.document`."""
        own = select(issues).where(issues.c.document == id, issues.c.stage == "ingest")
        with self.engine.begin() as db:
            row = db.execute(select(documents).where(documents.c.id == id)).first()
            if row is None:
                raise StoreError(
                    f"no document has the id {id}; `documents()` lists those there are"
                )
            trouble = db.execute(own.order_by(text("issues.rowid")))
            return decode.raw_document(row._mapping, [decode.issue(t._mapping) for t in trouble])

    def documents(self) -> list[DocumentRow]:
        """See `contract.Store.documents`."""
        same = statements.c.document == documents.c.id
        count = select(func.count()).where(same).scalar_subquery().label("count")
        light = [c for c in documents.c if c.name not in ("original", "text", "offsets")]
        query = (
            select(*light, *codings.c, count)
            .join_from(documents, codings, codings.c.document == documents.c.id, isouter=True)
            .order_by(documents.c.seq)
        )
        with self.engine.begin() as db:
            return [decode.document_row(row._mapping, row[-1]) for row in db.execute(query)]

    def add_issue(self, issue: Issue) -> None:
        """See `contract.Store.add_issue`."""
        with self.engine.begin() as db:
            add_issues(db, [issue], "ingest", None)

    def issues(self) -> list[Issue]:
        """See `contract.Store.issues`."""
        return self._issues(select(issues))

    def left_out(self) -> list[Issue]:
        """See `contract.Store.left_out`."""
        return self._issues(select(issues).where(issues.c.document.is_(None)))

    def _issues(self, query: Select[Any]) -> list[Issue]:
        with self.engine.begin() as db:
            rows = db.execute(query.order_by(text("issues.rowid")))
            return [decode.issue(row._mapping) for row in rows]


def add_issues(db: Connection, found: Iterable[Issue], stage: str, document: str | None) -> None:
    """Store issues, each once."""
    for issue in found:
        values = encode.issue(issue, stage, document)
        db.execute(insert_or(issues).values(**values).on_conflict_do_nothing())


def _settle(db: Connection, uri: str) -> None:
    """Trouble with a place, or with the table it is a row of, is over: a document came from it."""
    here = issues.c.uri.in_([uri, uri.rpartition("#")[0]])
    db.execute(delete(issues).where(here, issues.c.document.is_(None)))


def _complete(db: Connection, before: Row, raw: RawDocument) -> None:
    """The same file came better described: what was not stated now is, and it is coded again."""
    stated = {
        name: value
        for name, value in encode.description(raw.metadata).items()
        if value is not None and before[documents.c[name]] is None
    }
    if stated:
        db.execute(update(documents).where(documents.c.id == raw.id).values(**stated))
        db.execute(update(codings).where(codings.c.document == raw.id).values(fingerprint=AGAIN))


def now() -> str:
    """The time to the second, UTC, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
