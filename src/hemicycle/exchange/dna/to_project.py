"""A DNA database as a project: its documents, its codebook, and what its coders decided.

Hemicycle's statements are found by reading, so a person's coding comes in as verdicts on them. A
DNA statement finds the one it is about by its trace, or by standing in the same place; where
there is none, or the two cannot be told in the same terms, the report says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hemicycle.exchange.dna import trace
from hemicycle.exchange.dna.frame import document_id
from hemicycle.exchange.dna.matching import Cells, Places, matched
from hemicycle.exchange.dna.model import BLACK, DnaDatabase, DnaDocument
from hemicycle.exchange.dna.schema import shortened
from hemicycle.exchange.dna.to_concepts import to_concepts
from hemicycle.exchange.dna.to_statements import TYPE, of_type
from hemicycle.exchange.dna.verdicts import verdicts
from hemicycle.exchange.report import Notes, Report
from hemicycle.intervals import Interval
from hemicycle.offsets import OffsetMap
from hemicycle.records import Concept, Metadata, RawDocument
from hemicycle.rows import StatementRow


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came. `decisions` are the fields of `review.decisions.Decision`."""

    documents: tuple[RawDocument, ...]
    concepts: tuple[Concept, ...]
    decisions: tuple[Cells, ...]
    report: Report


def to_project(
    database: DnaDatabase,
    rows: Iterable[StatementRow] = (),
    concepts: Sequence[Concept] = (),
    type: str = TYPE,
    sent: Iterable[RawDocument] = (),
) -> Arrival:
    """All of the database that a project can hold.

    `rows` and `concepts` are what the project has already: verdicts are on these rows, and come
    only where DNA says something else. Call it first for the documents, and once they are coded
    again for the verdicts. `sent` are documents that went to DNA as readable text: what was coded
    on them there, without a trace, finds its place by them.
    """
    rows, sent, notes = list(rows), list(sent), Notes(database.notes)
    codebook = to_concepts(database, type, concepts)
    known = {row.document for row in rows} | {raw.id for raw in sent}
    new = [d for d in database.documents if document_id(d) not in known]
    documents = tuple(_document(document, notes) for document in new)
    groups = matched(database, type, Places(rows, sent), notes)
    wordings = {shortened(concept.wording): concept.id for concept in codebook}
    decisions = [d for row, cells in groups for d in verdicts(row, cells, wordings, notes)]
    counts = {"documents": len(documents), "concepts": len(codebook), "decisions": len(decisions)}
    _left(database, type, notes)
    return Arrival(documents, codebook, tuple(decisions), Report(counts, notes.all()))


def _document(document: DnaDocument, notes: Notes) -> RawDocument:
    name = document.title or f"document {document.id}"
    for field in ("section", "type", "notes"):
        if getattr(document, field):
            notes.add(f"the {field} of documents is not kept", name)
    if document.date == 0:
        notes.add("dated 1 January 1970 in DNA: taken as not dated", name)
    return RawDocument(
        name=f"{document.id} {name}",
        uri=f"dna#{document.id}",
        media="row",
        original=document.text,
        text=document.text,
        offsets=OffsetMap.identity(len(document.text)),
        metadata=Metadata(
            title=document.title or None,
            outlet=document.source or None,
            byline=document.author or None,
            published=Interval.day(document.time.date()) if document.date else None,
        ),
    )


def _left(database: DnaDatabase, type: str, notes: Notes) -> None:
    """What a project has no place for."""
    wanted = of_type(database, type)
    mine = {"person", "organization", "concept", "agreement", trace.VARIABLE}
    for variable in database.variables_of(wanted.id):
        if variable.name not in mine:
            notes.add("variables a project has no place for", variable.name)
    for other in database.types:
        count = sum(statement.type == other.id for statement in database.statements)
        if other.id != wanted.id and count:
            notes.add("statements of other types", f"{count} of {other.label}")
    coloured = [entity for entity in database.entities if entity.colour not in (None, BLACK)]
    for part, rows in (
        ("regular expressions", database.regexes),
        ("links of variables", database.links),
        ("colours of entities", coloured),
    ):
        if rows:
            notes.add(f"{part} have no place in a project", str(len(rows)))
