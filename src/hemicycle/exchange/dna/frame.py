"""What every database made here has: its types, variables, coders, and how a document becomes one.

The first statement type and its four variables are those DNA makes itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from hemicycle.exchange.dna import model, trace
from hemicycle.exchange.dna.password import hashed
from hemicycle.exchange.report import Notes
from hemicycle.records import RawDocument, digest

STATEMENT, ANNOTATION = 1, 2
PERSON, ORGANIZATION, CONCEPT, AGREEMENT, TRACE, NOTE, NOTE_TRACE = range(1, 8)
ADMIN, MACHINE = 1, 2
MARK = "Hemicycle document "  # in the notes of a document, before its id
TYPES = (
    model.DnaType(STATEMENT, "DNA Statement", (239, 208, 51)),
    model.DnaType(ANNOTATION, "Annotation", (211, 211, 211)),
)
VARIABLES = (
    model.DnaVariable(PERSON, "person", "short text", STATEMENT),
    model.DnaVariable(ORGANIZATION, "organization", "short text", STATEMENT),
    model.DnaVariable(CONCEPT, "concept", "short text", STATEMENT),
    model.DnaVariable(AGREEMENT, "agreement", "boolean", STATEMENT),
    model.DnaVariable(TRACE, trace.VARIABLE, "long text", STATEMENT),
    model.DnaVariable(NOTE, "note", "long text", ANNOTATION),
    model.DnaVariable(NOTE_TRACE, trace.VARIABLE, "long text", ANNOTATION),
)
_COLOURS: tuple[model.Colour, ...] = ((0, 150, 255), (255, 255, 0), (180, 180, 180), (80, 200, 120))


def coders(ids: Mapping[str, int], password: str) -> Iterator[model.DnaCoder]:
    """Coders by name; the first is DNA's own "Admin"."""
    for name, id in ids.items():
        colour = _COLOURS[id % len(_COLOURS)]
        yield model.DnaCoder(id, name or "Admin", hashed(password), colour)


def document(number: int, raw: RawDocument, notes: Notes) -> model.DnaDocument:
    """The readable text, and what is stated about it."""
    about = raw.metadata
    if about.published is None:
        notes.add("no date of publication is known: dated 1 January 1970", raw.name)
    elif about.published.precision != "day":
        notes.add("dated by its first possible day", raw.name)
    day = about.published.start if about.published else model.EPOCH.date()
    return model.DnaDocument(
        id=number,
        title=about.title or raw.name,
        text=raw.text,
        coder=ADMIN,
        author=about.byline or "",
        source=about.outlet or "",
        notes="\n".join(filter(None, (MARK + raw.id, raw.name, about.url))),
        date=(datetime(day.year, day.month, day.day) - model.EPOCH).days * 86_400,
    )


def relations(coders: Sequence[int]) -> tuple[model.DnaRelation, ...]:
    """DNA wants every coder's word on every other."""
    pairs = [(one, other) for one in coders for other in coders if one != other]
    return tuple(model.DnaRelation(number, *pair) for number, pair in enumerate(pairs, 1))


def document_id(document: model.DnaDocument) -> str:
    """The id the document has, or will have, in a project."""
    first = document.notes.partition("\n")[0]
    came_from_here = first.startswith(MARK)
    return first.removeprefix(MARK) if came_from_here else digest("document", document.text)
