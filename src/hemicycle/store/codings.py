"""Verbs on coding: what is pending, and replacing all that was derived from a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Engine, Table, delete, insert, or_, select
from sqlalchemy.exc import IntegrityError

from hemicycle.errors import DocumentError
from hemicycle.records import Document, Position, Statement
from hemicycle.store import decode, encode, outlooks, tables
from hemicycle.store.documents import add_issues, now
from hemicycle.store.reading import by_statement
from hemicycle.store.tables import (
    actors,
    codings,
    documents,
    issues,
    position_codings,
    positions,
    statements,
)


class CodingVerbs:
    """The part of the contract that keeps what the rooms found."""

    engine: Engine

    def pending(self, fingerprint: str, *, retry: bool = False) -> list[str]:
        """See `contract.Store.pending`."""
        stale = [codings.c.document.is_(None), codings.c.fingerprint != fingerprint]
        if retry:
            stale.append(codings.c.state == "failed")
        query = (
            select(documents.c.id)
            .join_from(documents, codings, codings.c.document == documents.c.id, isouter=True)
            .where(or_(*stale))
            .order_by(documents.c.seq)
        )
        with self.engine.begin() as db:
            return list(db.scalars(query))

    def save_coding(
        self,
        document: Document,
        fingerprint: str,
        statements: Sequence[Statement],
        position_fingerprints: Mapping[str, str],
    ) -> None:
        """See `contract.Store.save_coding`."""
        try:
            with self.engine.begin() as db:
                _forget(db, document.id)
                _code(db, document.id, fingerprint, "coded", found_title=document.metadata.title)
                _save_issues(db, document)
                _save_statements(db, document, statements)
                found = {s.id: s.positions for s in statements}
                save_positions(db, document.id, position_fingerprints, found)
        except IntegrityError as error:
            raise _contradiction(document.name, error) from error

    def save_failure(self, id: str, fingerprint: str, message: str) -> None:
        """See `contract.Store.save_failure`."""
        with self.engine.begin() as db:
            _forget(db, id)
            _code(db, id, fingerprint, "failed", message=message)

    def coded(self, id: str) -> list[Statement]:
        """See `contract.Store.coded`."""
        speaker = (actors.c.document == statements.c.document) & (actors.c.id == statements.c.actor)
        query = (
            select(statements, actors)
            .join_from(statements, actors, speaker, isouter=True)
            .where(statements.c.document == id)
            .order_by(statements.c.n)
        )
        held = select(positions).where(positions.c.document == id)
        come = select(tables.outlooks).where(tables.outlooks.c.document == id)
        with self.engine.begin() as db:
            rows = db.execute(query).all()
            found = by_statement(db, held, positions.c.concept)
            ahead = by_statement(db, come, tables.outlooks.c.n)
        keys = [(id, r._mapping[statements.c.id]) for r in rows]
        return [
            decode.statement(row._mapping, found[key], [*map(outlooks.record, ahead[key])])
            for row, key in zip(rows, keys, strict=True)
        ]


def save_positions(
    db: Connection,
    document: str,
    fingerprints: Mapping[str, str],
    found: Mapping[str, Sequence[Position]],
) -> None:
    """Replace the positions of one document on the concepts in `fingerprints`."""
    own = position_codings.c.document == document
    db.execute(delete(position_codings).where(own, position_codings.c.concept.in_(fingerprints)))
    made = [
        {"document": document, "concept": concept, "fingerprint": fingerprint}
        for concept, fingerprint in fingerprints.items()
    ]
    _insert(db, position_codings, made)
    rows = [
        encode.position(document, statement, position)
        for statement, held in found.items()
        for position in held
    ]
    _insert(db, positions, rows)


def _forget(db: Connection, document: str) -> None:
    """Drop all that was derived from the document."""
    db.execute(delete(codings).where(codings.c.document == document))
    coding = (issues.c.document == document) & (issues.c.stage == "coding")
    db.execute(delete(issues).where(coding))


def _code(db: Connection, document: str, fingerprint: str, state: str, **told: str | None) -> None:
    made = {"document": document, "fingerprint": fingerprint, "state": state, "coded_at": now()}
    db.execute(insert(codings).values(**made, **told))


def _save_issues(db: Connection, document: Document) -> None:
    """Keep the issues that coding found, beside those the document came with."""
    known = db.execute(select(issues).where(issues.c.document == document.id))
    before = {decode.issue(row._mapping) for row in known}
    fresh = [issue for issue in document.issues if issue not in before]
    add_issues(db, fresh, "coding", document.id)


def _save_statements(db: Connection, document: Document, found: Sequence[Statement]) -> None:
    _insert(db, actors, encode.actors(document.id, found))
    _insert(db, statements, [encode.statement(document, s, n) for n, s in enumerate(found)])
    ahead = ((s.id, n, outlook) for s in found for n, outlook in enumerate(s.outlooks))
    _insert(db, tables.outlooks, [outlooks.values(document, id, each, n) for id, n, each in ahead])


def _insert(db: Connection, table: Table, rows: Iterable[encode.Values]) -> None:
    if values := list(rows):
        db.execute(insert(table), values)


def _contradiction(name: str, error: IntegrityError) -> DocumentError:
    return DocumentError(
        name,
        f"its coding contradicts itself ({error.orig}): two statements share an id, or a position "
        "is on a concept it was not held against. Please report it with this document",
    )
