"""Verbs on the codebook: its mirror, and re-coding only what depends on a changed concept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError

from hemicycle.errors import DocumentError
from hemicycle.records import Concept, Position
from hemicycle.store import codings as coding
from hemicycle.store import decode, encode, tables
from hemicycle.store.tables import codings, documents, position_codings


class CodebookVerbs:
    """The part of the contract that follows the user's codebook."""

    engine: Engine

    def set_concepts(self, concepts: Sequence[Concept]) -> None:
        """See `contract.Store.set_concepts`."""
        rows = [encode.concept(each) for each in concepts]
        gone = position_codings.c.concept.not_in([each.id for each in concepts])
        with self.engine.begin() as db:
            db.execute(delete(tables.concepts))
            if rows:
                db.execute(insert(tables.concepts), rows)
            db.execute(delete(position_codings).where(gone))

    def concepts(self) -> list[Concept]:
        """See `contract.Store.concepts`."""
        with self.engine.begin() as db:
            rows = db.execute(select(tables.concepts).order_by(tables.concepts.c.id))
            return [decode.concept(row._mapping) for row in rows]

    def pending_positions(self, fingerprints: Mapping[str, str]) -> list[tuple[str, list[str]]]:
        """See `contract.Store.pending_positions`."""
        coded = (
            select(documents.c.id)
            .join_from(documents, codings, codings.c.document == documents.c.id)
            .where(codings.c.state == "coded")
            .order_by(documents.c.seq)
        )
        with self.engine.begin() as db:
            ids = list(db.scalars(coded))
            rows = db.execute(select(position_codings))
            made = {(r.document, r.concept): r.fingerprint for r in rows}
        stale = ((id, [c for c, f in fingerprints.items() if made.get((id, c)) != f]) for id in ids)
        return [(id, due) for id, due in stale if due]

    def save_positions(
        self,
        id: str,
        fingerprints: Mapping[str, str],
        positions: Mapping[str, Sequence[Position]],
    ) -> None:
        """See `contract.Store.save_positions`."""
        try:
            with self.engine.begin() as db:
                coding.save_positions(db, id, fingerprints, positions)
        except IntegrityError as error:
            message = f"positions on a statement or concept that is not there ({error.orig})"
            raise DocumentError(id, message) from error
