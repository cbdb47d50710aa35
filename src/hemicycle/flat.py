"""From records to the flat row that doors see, without a database.

Whoever reads one article should not need a project, and must get the very row that a project
would give: same words, same reasons. So both ways make their reasons here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hemicycle import paragraph
from hemicycle.offsets import text_of
from hemicycle.records import Document, Finding, Outlook, Position, Statement
from hemicycle.rows import OutlookRow, PositionRow, StatementRow


def statement_row(document: Document, statement: Statement, order: int) -> StatementRow:
    """The row of `statement`; `order` is its position within the document, from 0."""
    found, metadata = statement.attribution, document.metadata
    shown = paragraph.around(document, (*found.content, *found.cue, *found.source))
    said = statement.said_on.value
    return StatementRow(
        id=found.id,
        document=document.id,
        document_name=document.name,
        order=order,
        content=document.original_spans(found.content),
        cue=document.original_spans(found.cue),
        source=document.original_spans(found.source),
        text=text_of(found.content, document.text),
        source_text=text_of(found.source, document.text),
        cue_text=text_of(found.cue, document.text),
        form=found.form,
        act=found.act,
        parent=found.parent,
        actor=statement.actor.value,
        actor_reason=statement.actor.reason,
        via=statement.via.value or (),
        said_on=said.interval if said else None,
        said_on_text=document.text[slice(*said.span)] if said else "",
        forecast=bool(statement.forecast.value),
        score=statement.score,
        why=reasons(statement),
        positions=tuple(_position(position) for position in _by_concept(statement)),
        outlet=metadata.outlet,
        title=metadata.title,
        url=metadata.url,
        published=metadata.published,
        paragraph=shown.text,
        paragraph_content=shown.locate(found.content),
        paragraph_source=shown.locate(found.source),
        paragraph_cue=shown.locate(found.cue),
        outlooks=tuple(outlook_row(document, outlook) for outlook in statement.outlooks),
    )


def outlook_row(document: Document, outlook: Outlook) -> OutlookRow:
    """The row of an outlook; spans in the user's own file."""
    due = outlook.due.value
    return OutlookRow(
        outlook.id,
        outlook.kind,
        document.original_spans(outlook.content),
        text_of(outlook.content, document.text),
        outlook.wording,
        outlook.probability,
        outlook.denies,
        due.interval if due else None,
        document.text[slice(*due.span)] if due else "",
        outlook.due.reason,
        outlook.reason,
        outlook.by,
    )


def reasons(statement: Statement) -> tuple[str, ...]:
    """Why the statement is as it is, one line a room: "actor: the only man named so far
    [resolve/pronoun@2]". Positions keep theirs in rows of their own."""
    return tuple(_reasons(statement))


def _reasons(statement: Statement) -> Iterator[str]:
    found = statement.attribution
    yield f"statement: {'; '.join(found.why) or 'found'} [{found.by}]"
    yield _reason("actor", statement.actor)
    yield _reason("via", statement.via)
    yield _reason("said on", statement.said_on)
    if statement.forecast.value is not False:
        yield _reason("forecast", statement.forecast)


def _reason(what: str, finding: Finding[Any]) -> str:
    known = "" if finding.value is not None else "not known, "
    return f"{what}: {known}{finding.reason} [{finding.by}]"


def _by_concept(statement: Statement) -> list[Position]:
    return sorted(statement.positions, key=lambda position: position.concept)


def _position(position: Position) -> PositionRow:
    found = position.agreement
    return PositionRow(position.concept, found.value, found.score, found.reason, found.by)
