"""Verbs that read across documents: statements, actors, decisions, and the hash of it all."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Engine, FromClause, Select, Table, insert, select

from hemicycle.rows import ActorRow, StatementRow
from hemicycle.store import decode, outlooks, tables
from hemicycle.store.actors import actor_rows
from hemicycle.store.contract import DecisionRow, StatementFilter
from hemicycle.store.decode import Row
from hemicycle.store.filters import conditions
from hemicycle.store.tables import (
    NOT_CONTENT,
    actors,
    codings,
    decisions,
    documents,
    metadata,
    positions,
    statements,
)

EVERYTHING = StatementFilter()


class ReadingVerbs:
    """The part of the contract that readers use, and the place for human decisions."""

    engine: Engine

    def statements(self, filter: StatementFilter = EVERYTHING) -> list[StatementRow]:
        """See `contract.Store.statements`."""
        light = [c for c in documents.c if c.name not in ("original", "text", "offsets")]
        columns = [*statements.c, *actors.c, codings.c.found_title, *light]
        query = select(*columns).select_from(_joined()).where(conditions(filter))
        held = select(positions).select_from(_joined().join(positions, _same_statement(positions)))
        come = select(tables.outlooks).select_from(
            _joined().join(tables.outlooks, _same_statement(tables.outlooks))
        )
        with self.engine.begin() as db:
            rows = db.execute(query.order_by(documents.c.seq, statements.c.n)).all()
            found = by_statement(db, held.where(conditions(filter)), positions.c.concept)
            ahead = by_statement(db, come.where(conditions(filter)), tables.outlooks.c.n)
        keys = [(r._mapping[statements.c.document], r._mapping[statements.c.id]) for r in rows]
        pairs = zip(rows, keys, strict=True)
        return [
            decode.statement_row(row._mapping, found[key], [*map(outlooks.flat, ahead[key])])
            for row, key in pairs
        ]

    def actors(self) -> list[ActorRow]:
        """See `contract.Store.actors`."""
        return actor_rows(self.statements())

    def append_decision(self, row: DecisionRow) -> None:
        """See `contract.Store.append_decision`."""
        values = dict(zip(_DECISION, row, strict=True))
        with self.engine.begin() as db:
            db.execute(insert(decisions).values(**values))

    def decision_rows(self) -> list[DecisionRow]:
        """See `contract.Store.decision_rows`."""
        query = select(*(decisions.c[name] for name in _DECISION)).order_by(decisions.c.seq)
        with self.engine.begin() as db:
            return [DecisionRow(*row) for row in db.execute(query)]

    def content_hash(self) -> str:
        """See `contract.Store.content_hash`."""
        hashed = hashlib.sha256()
        with self.engine.begin() as db:
            for table in metadata.sorted_tables:
                hashed.update(f"\x1d{table.name}".encode())
                for row in db.execute(_canonical(table)):
                    hashed.update(("\x1e" + "\x1f".join(map(repr, row))).encode())
        return hashed.hexdigest()


_DECISION = ("subject", "field", "verdict", "replacement", "decided_by", "decided_at")


def by_statement(
    db: Connection, query: Select[Any], order: Any
) -> dict[tuple[str, str], list[Row]]:
    """The rows that `query` gives, by document and statement; [] for the others."""
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in db.execute(query.order_by(order)):
        found[row.document, row.statement].append(row._mapping)
    return found


def _joined() -> FromClause:
    """Statements with their document and, where known, their actor."""
    speaker = (actors.c.document == statements.c.document) & (actors.c.id == statements.c.actor)
    return (
        statements.join(documents, documents.c.id == statements.c.document)
        .join(codings, codings.c.document == statements.c.document)
        .join(actors, speaker, isouter=True)
    )


def _same_statement(table: Table) -> Any:
    same = table.c.document == statements.c.document
    return same & (table.c.statement == statements.c.id)


def _canonical(table: Table) -> Select[Any]:
    """The content of a table in an order that does not depend on when rows came."""
    content = [column for column in table.c if column.name not in NOT_CONTENT]
    order = [documents.c.id] if table is documents else list(table.primary_key)
    return select(*content).order_by(*order)
