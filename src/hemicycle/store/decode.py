"""Column values back into records, and into the flat rows that doors see.

A `Row` here is keyed by the columns of `tables.py`, so that a joined query needs no aliases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from hemicycle.flat import reasons
from hemicycle.intervals import Interval
from hemicycle.offsets import OffsetMap, Segment, Spans
from hemicycle.records import (
    Actor,
    Attribution,
    Carrier,
    Concept,
    Finding,
    Issue,
    Metadata,
    Outlook,
    Position,
    RawDocument,
    SaidOn,
    Statement,
)
from hemicycle.rows import DocumentRow, OutlookRow, PositionRow, StatementRow
from hemicycle.store.tables import (
    actors,
    codings,
    concepts,
    documents,
    issues,
    positions,
    statements,
)

Row = Mapping[Any, Any]


def raw_document(row: Row, trouble: Sequence[Issue]) -> RawDocument:
    """The document as it was added."""
    d = documents.c
    segments = tuple(Segment(*numbers) for numbers in row[d.offsets])
    fields = ("title", "outlet", "url", "byline", "dateline", "language")
    stated = {field: row[d[field]] for field in fields}
    return RawDocument(
        row[d.name],
        row[d.uri],
        row[d.media],
        row[d.original],
        row[d.text],
        OffsetMap(segments),
        Metadata(**stated, published=interval(row, documents, "published")),
        tuple(trouble),
    )


def document_row(row: Row, count: int) -> DocumentRow:
    """One line of the list of documents; `count` is its number of statements."""
    d = documents.c
    return DocumentRow(
        row[d.id],
        row[d.name],
        row[d.uri],
        row[d.outlet],
        row[d.title] or row[codings.c.found_title],
        row[d.url],
        interval(row, documents, "published"),
        row[d.words],
        count,
        row[codings.c.fingerprint] if row[codings.c.state] == "coded" else None,
        row[codings.c.message],
    )


def issue(row: Row) -> Issue:
    """Trouble with one document."""
    i = issues.c
    uri = "" if row[i.uri] == row[i.name] else row[i.uri]
    return Issue(row[i.room], row[i.name], row[i.level], row[i.message], uri)


def concept(row: Row) -> Concept:
    """One entry of the codebook."""
    c = concepts.c
    return Concept(
        row[c.id],
        row[c.wording],
        row[c.definition],
        tuple(row[c.examples]),
        tuple(row[c.counter_examples]),
        row[c.parent],
    )


def statement(row: Row, found: Sequence[Row], ahead: Sequence[Outlook]) -> Statement:
    """The statement as the rooms made it; `found` are its rows of `positions`, `ahead` what it says
    is to come."""
    s = statements.c
    attribution = Attribution(
        row[s.id],
        spans(row[s.content]),
        spans(row[s.cue]),
        spans(row[s.source]),
        row[s.form],
        row[s.parent],
        row[s.score],
        row[s.made_by],
        tuple(row[s.why]),
        row[s.act],
    )
    return Statement(
        row[s.document],
        attribution,
        finding(row, "actor", _actor(row)),
        finding(row, "via", _via(row)),
        finding(row, "said", _said_on(row)),
        finding(row, "forecast", row[s.forecast]),
        tuple(_position(each) for each in found),
        tuple(ahead),
    )


def statement_row(row: Row, found: Sequence[Row], ahead: Sequence[OutlookRow]) -> StatementRow:
    """The flat row that doors see; `found` are its rows of `positions`, `ahead` its outlooks."""
    s, d = statements.c, documents.c
    return StatementRow(
        id=row[s.id],
        document=row[s.document],
        document_name=row[d.name],
        order=row[s.n],
        content=spans(row[s.original_content]),
        cue=spans(row[s.original_cue]),
        source=spans(row[s.original_source]),
        text=row[s.text],
        source_text=row[s.source_text],
        cue_text=row[s.cue_text],
        form=row[s.form],
        act=row[s.act],
        parent=row[s.parent],
        actor=_actor(row),
        actor_reason=row[s.actor_reason],
        via=_via(row) or (),
        said_on=interval(row, statements, "said"),
        said_on_text=row[s.said_text],
        forecast=bool(row[s.forecast]),
        score=row[s.score] * (1.0 if row[s.actor] is None else row[s.actor_score]),
        why=reasons(statement(row, (), ())),
        positions=tuple(_position_row(each) for each in found),
        outlet=row[d.outlet],
        title=row[d.title] or row[codings.c.found_title],
        url=row[d.url],
        published=interval(row, documents, "published"),
        paragraph=row[s.paragraph],
        paragraph_content=spans(row[s.paragraph_content]),
        paragraph_source=spans(row[s.paragraph_source]),
        paragraph_cue=spans(row[s.paragraph_cue]),
        outlooks=tuple(ahead),
    )


def spans(values: Sequence[Sequence[int]]) -> Spans:
    """Spans from the lists that JSON has."""
    return tuple((start, end) for start, end in values)


def finding(row: Row, name: str, value: Any, table: Table = statements) -> Finding[Any]:
    """The finding whose columns begin with `name`."""
    score, reason, by = (row[table.c[f"{name}_{part}"]] for part in ("score", "reason", "by"))
    return Finding(value, score, reason, by)


def interval(row: Row, table: Table, name: str) -> Interval | None:
    """The interval whose columns begin with `name`."""
    start = row[table.c[f"{name}_start"]]
    if start is None:
        return None
    return Interval(start, row[table.c[f"{name}_end"]], row[table.c[f"{name}_precision"]])


def _said_on(row: Row) -> SaidOn | None:
    days = interval(row, statements, "said")
    if days is None:
        return None
    start, end = row[statements.c.said_span]
    return SaidOn(days, (start, end))


def _via(row: Row) -> tuple[Carrier, ...] | None:
    stored = row[statements.c.via]
    return None if stored is None else tuple(Carrier(c["name"], c["kind"]) for c in stored)


def _actor(row: Row) -> Actor | None:
    if row[actors.c.id] is None:
        return None
    fields = ("id", "name", "kind", "aliases", "roles", "country", "organisation", "members")
    return _actor_from({field: row[actors.c[field]] for field in fields})


def _actor_from(values: Mapping[str, Any]) -> Actor:
    return Actor(
        values["id"],
        values["name"],
        values["kind"],
        tuple(values["aliases"]),
        tuple(values["roles"]),
        values["country"],
        values["organisation"],
        tuple(_actor_from(member) for member in values["members"]),
    )


def _position(row: Row) -> Position:
    p = positions.c
    found = Finding(row[p.agreement], row[p.score], row[p.reason], row[p.made_by])
    return Position(row[p.concept], found, row[p.read] or b"")


def _position_row(row: Row) -> PositionRow:
    p = positions.c
    return PositionRow(
        row[p.concept], row[p.agreement], row[p.score], row[p.reason], row[p.made_by]
    )
