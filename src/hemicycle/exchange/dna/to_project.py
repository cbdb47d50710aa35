"""A DNA database as a project: its documents, its codebook, and what its coders decided.

Hemicycle's statements are found by reading, so a person's coding comes in as verdicts on them. A
DNA statement finds the one it is about by its trace, or by standing in the same place; where
there is none, or the two cannot be told in the same terms, the report says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hemicycle.exchange.dna import trace
from hemicycle.exchange.dna.frame import document_id
from hemicycle.exchange.dna.from_project import sides
from hemicycle.exchange.dna.matching import Cells, Places, matched
from hemicycle.exchange.dna.model import BLACK, DnaDatabase, DnaDocument
from hemicycle.exchange.dna.schema import shortened
from hemicycle.exchange.dna.to_concepts import to_concepts
from hemicycle.exchange.dna.to_statements import TYPE, of_type
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
    rows, notes = list(rows), Notes(database.notes)
    codebook = to_concepts(database, type, concepts)
    known = {row.document for row in rows}
    new = [d for d in database.documents if document_id(d) not in known]
    documents = tuple(_document(document, notes) for document in new)
    groups = matched(database, type, Places(rows, sent), notes)
    by_wording = {shortened(concept.wording): concept.id for concept in codebook}
    kind = next((v.kind for v in database.variables if v.name == "agreement"), "boolean")
    decisions = [d for row, cells in groups for d in _verdicts(row, cells, by_wording, kind, notes)]
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


# ---------------------------------------------------------------- what was decided on it


def _verdicts(
    row: StatementRow, group: list[Cells], by_wording: dict[str, str], kind: str, notes: Notes
) -> Iterator[Cells]:
    yield from _actor(row, group, notes)
    said: dict[str, tuple[int, str]] = {}
    for cells in group:
        concept = by_wording.get(cells.get("concept") or "")
        if concept is None or "agreement" not in cells:
            continue
        side = _side(cells["agreement"], kind)
        if side is None or said.get(concept, (side,))[0] != side:
            notes.add("not 1, 0 or -1, or two sides at once", f"{cells['title']} {cells['id']}")
        else:
            said[concept] = side, cells["coder"]
    held = {p.concept: p.agreement for p in row.positions if p.agreement is not None}
    for concept, (side, coder) in said.items():
        if held.get(concept) != side:
            yield _verdict(row, f"position:{concept}", coder, side)
    for concept in held.keys() - said.keys():
        if held[concept] != 0 or kind == "integer":  # yes or no cannot say "neither"
            yield _verdict(row, f"position:{concept}", group[0]["coder"])


def _actor(row: StatementRow, group: list[Cells], notes: Notes) -> Iterator[Cells]:
    names = {(c.get("person") or "", c.get("organization") or "") for c in group}
    speakers = {shortened(person or body) for person, body in names} - {""}
    if speakers == {shortened(speaker.name) for speaker in row.speakers}:
        if not names <= {
            tuple(map(shortened, sides(speaker))) for speaker in row.speakers or (None,)
        }:
            notes.add("organizations of persons cannot be corrected", row.document_name)
        return
    if len(names) != 1:
        notes.add("several speakers, of whom a verdict can name one", f"{row.document_name}")
        return
    ((person, body),) = names
    value = {"name": person or body, "kind": "person" if person else "organisation"}
    yield _verdict(row, "actor", group[0]["coder"], value if person or body else None)


def _verdict(row: StatementRow, field: str, coder: str, value: Any = None) -> Cells:
    verdict = "reject" if value is None else "replace"
    by = coder.strip() or "DNA"
    return {"subject": row.id, "field": field, "verdict": verdict, "by": by, "replacement": value}


def _side(value: Any, kind: str) -> int | None:
    if kind == "boolean":
        return 1 if value else -1
    return value if value in (1, 0, -1) else None


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
