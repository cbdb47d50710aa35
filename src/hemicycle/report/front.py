"""What was read and what could not be told: the report's first lines and its last table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.records import Concept
from hemicycle.report import counts, embedded, phrases
from hemicycle.report.evidence import safe_url
from hemicycle.report.numbers import Number
from hemicycle.report.panels import Rows
from hemicycle.report.speakers import unresolved
from hemicycle.rows import DocumentRow, StatementRow


@dataclass(frozen=True, slots=True)
class Head:
    """What was read and what the machine could not tell."""

    read: str
    coded: int
    outlets: str
    period: str | None
    failed: int
    waiting: int
    documents: int
    statements: Number
    actors: int
    unresolved: Number
    sideless: Number


def head(rows: Rows, concepts: Sequence[Concept], documents: Sequence[DocumentRow]) -> Head:
    coded = [document for document in documents if not document.failure and document.coded]
    span = counts.period(documents)
    ids = {concept.id for concept in concepts}
    return Head(
        coded=len(coded),
        read=phrases.number(len(coded), "article"),
        outlets=_outlets(documents),
        period=phrases.span_of_days(*span) if span else None,
        failed=sum(1 for document in documents if document.failure),
        waiting=sum(1 for document in documents if not document.coded and not document.failure),
        documents=len(documents),
        statements=rows.where("All statements", lambda row: True),
        actors=len(rows.actors),
        unresolved=rows.where("Speaker not resolved", unresolved),
        sideless=rows.where("Without a position", lambda row: not _has_side(row, ids)),
    )


def _has_side(row: StatementRow, concepts: set[str]) -> bool:
    return any(p.concept in concepts and p.agreement is not None for p in row.positions)


def _outlets(documents: Sequence[DocumentRow]) -> str:
    names = sorted({document.outlet for document in documents if document.outlet})
    if not names:
        return "outlets not stated"
    return phrases.listed(names) if len(names) <= 4 else phrases.number(len(names), "outlet")


def methods(statements: Sequence[StatementRow]) -> list[str]:
    """Every rule or model with its version that decided a position."""
    return sorted({position.by for row in statements for position in row.positions})


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One row of the list of documents."""

    row: DocumentRow
    name: str
    url: str | None
    published: str | None
    statements: Number
    state: str
    trouble: str | None


def document_lines(rows: Rows, documents: Sequence[DocumentRow]) -> list[DocumentLine]:
    """Failures first, so that nobody has to look for them; then in the order given."""
    said: dict[str, list[int]] = {}
    for at, row in enumerate(rows.statements):
        said.setdefault(row.document, []).append(at)
    lines = [_document(rows, document, said.get(document.id, [])) for document in documents]
    return sorted(lines, key=lambda line: line.trouble is None)


def _document(rows: Rows, row: DocumentRow, said: Sequence[int]) -> DocumentLine:
    name = embedded.file_name(row.name)
    state = "failed" if row.failure else "read" if row.coded else "not coded yet"
    return DocumentLine(
        row,
        name,
        safe_url(row.url),
        phrases.interval(row.published) if row.published else None,
        rows.numbers.add(f"Statements in {row.title or name}", said),
        state,
        embedded.without_paths(row.failure, row) if row.failure else None,
    )
