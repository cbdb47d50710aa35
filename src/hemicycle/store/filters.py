"""A `StatementFilter` as conditions on the joined tables.

Names are compared by `fold`, which the database knows as a function of the same name: "WALESA"
finds "Wałęsa".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import ColumnElement, Text, and_, case, exists, func, or_, select, type_coerce

from hemicycle.store.contract import StatementFilter
from hemicycle.store.tables import actors, concepts, documents, positions, statements

# Letters that Unicode does not decompose into a plain one and a mark.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def fold(text: str | None) -> str | None:
    """`text` without case and accents; None stays None."""
    if text is None:
        return None
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_PLAIN)


_sure_of_actor = case((statements.c.actor.is_(None), 1.0), else_=statements.c.actor_score)


def conditions(filter: StatementFilter) -> ColumnElement[bool]:
    """What must hold of a row of statements joined with its document and actor."""
    return and_(True, *_each(filter))


def _each(filter: StatementFilter) -> Iterator[ColumnElement[bool]]:
    if filter.document is not None:
        yield statements.c.document == filter.document
    if filter.actor is not None:
        named = func.instr(func.fold(actors.c.names), fold(filter.actor)) > 0
        yield or_(statements.c.actor == filter.actor, named)
    if filter.outlet is not None:
        yield func.fold(documents.c.outlet) == fold(filter.outlet)
    if filter.min_score is not None:
        yield statements.c.score * _sure_of_actor >= filter.min_score
    if filter.acts is not None:
        yield statements.c.act.in_(filter.acts)
    if filter.reported is not None:
        via = func.coalesce(type_coerce(statements.c.via, Text), "[]")
        yield via != "[]" if filter.reported else via == "[]"
    if filter.concept is not None or filter.agreement is not None:
        yield _position(filter)
    yield from _days(filter)


def _days(filter: StatementFilter) -> Iterator[ColumnElement[bool]]:
    """The day of saying, else of publication, may lie between `from_` and `to`."""
    if filter.from_ is not None:
        end = func.coalesce(statements.c.said_end, documents.c.published_end)
        yield end > filter.from_
    if filter.to is not None:
        start = func.coalesce(statements.c.said_start, documents.c.published_start)
        yield start < filter.to + timedelta(days=1)


def _position(filter: StatementFilter) -> ColumnElement[bool]:
    p = positions.c
    held = [p.document == statements.c.document, p.statement == statements.c.id]
    if filter.concept is not None:
        worded = select(concepts.c.id).where(func.fold(concepts.c.wording) == fold(filter.concept))
        held.append(or_(p.concept == filter.concept, p.concept.in_(worded)))
    if filter.agreement is not None:
        held.append(p.agreement == filter.agreement)
    return exists().where(*held).correlate(statements)
