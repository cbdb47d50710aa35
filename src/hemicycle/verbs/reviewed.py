"""The rows that readers see: the machine's, with what people decided laid over them."""

from __future__ import annotations

from hemicycle.review.apply import apply
from hemicycle.review.decisions import read
from hemicycle.rows import ActorRow, StatementRow
from hemicycle.store.contract import StatementFilter, Store


def statements(store: Store, wanted: StatementFilter | None = None) -> list[StatementRow]:
    """Statements in document order that fit after people decided, without those they rejected."""
    wanted = wanted or StatementFilter()
    decisions = read(store)
    if not decisions:
        return store.statements(wanted)
    from hemicycle.store.fits import fits

    return [row for row in apply(store.statements(), decisions) if fits(row, wanted)]


def actors(rows: list[StatementRow]) -> list[ActorRow]:
    """Who speaks in these rows, those with most statements first."""
    from hemicycle.store.actors import actor_rows

    return actor_rows(rows)
