"""A `StatementFilter` held against rows instead of tables: for rows that people have changed.

Says the same as `filters.py` says to the database, but for the wording of a concept, which only
the database knows; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from hemicycle.rows import StatementRow
from hemicycle.store.contract import StatementFilter
from hemicycle.store.filters import fold


def fits(row: StatementRow, filter: StatementFilter) -> bool:
    """Whether every condition of the filter holds of the row."""
    return all(_each(row, filter))


def _each(row: StatementRow, filter: StatementFilter) -> Iterator[bool]:
    if filter.document is not None:
        yield row.document == filter.document
    if filter.actor is not None:
        yield _is_called(row, filter.actor)
    if filter.outlet is not None:
        yield fold(row.outlet) == fold(filter.outlet)
    if filter.min_score is not None:
        yield row.score >= filter.min_score
    if filter.acts is not None:
        yield row.act in filter.acts
    if filter.reported is not None:
        yield row.reported == filter.reported
    if filter.concept is not None or filter.agreement is not None:
        yield _takes(row, filter)
    interval = row.said_on or row.published
    if filter.from_ is not None:
        yield interval is not None and interval.end > filter.from_
    if filter.to is not None:
        yield interval is not None and interval.start < filter.to + timedelta(days=1)


def _is_called(row: StatementRow, name: str) -> bool:
    if row.actor is None:
        return False
    members = (member.name for member in row.actor.members)
    names = (row.actor.name, *row.actor.aliases, *members)
    return row.actor.id == name or any((fold(name) or "") in (fold(n) or "") for n in names)


def _takes(row: StatementRow, filter: StatementFilter) -> bool:
    return any(
        filter.concept in (None, position.concept)
        and filter.agreement in (None, position.agreement)
        for position in row.positions
    )
