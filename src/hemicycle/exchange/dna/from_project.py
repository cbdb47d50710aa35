"""A project as a DNA database: one DNA statement per speaker and position.

DNA gets the readable text of each document and one range per statement, and dates a statement by
its document. What it has no field for stands in the trace (trace.py); what cannot be carried over
is noted in the database and told when it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from hemicycle.exchange.dna import decided, model, trace
from hemicycle.exchange.dna.entities import Entities
from hemicycle.exchange.dna.frame import (
    ADMIN,
    AGREEMENT,
    ANNOTATION,
    CONCEPT,
    MACHINE,
    NOTE,
    NOTE_TRACE,
    ORGANIZATION,
    PERSON,
    STATEMENT,
    TRACE,
    TYPES,
    VARIABLES,
    coders,
    document,
    relations,
)
from hemicycle.exchange.dna.schema import VERSION
from hemicycle.exchange.report import Notes
from hemicycle.offsets import Span, Spans
from hemicycle.records import Actor, Concept, RawDocument
from hemicycle.rows import PositionRow, StatementRow

BODIES = ("organisation", "group")  # kinds of actor that DNA calls an organization

PASSWORD = "hemicycle"

Agreements = Literal["boolean", "integer"]
WithoutPosition = Literal["annotation", "omit"]


def from_project(
    rows: Iterable[StatementRow],
    documents: Iterable[RawDocument],
    concepts: Sequence[Concept],
    *,
    agreement: Agreements = "boolean",
    without_position: WithoutPosition = "annotation",
    traces: bool = True,
    password: str = PASSWORD,
    decisions: Iterable[decided.Decided] = (),
) -> model.DnaDatabase:
    """The project for DNA. `rows` are as people decided, and `decisions` what they did: those that
    DNA cannot say are noted. `agreement` "integer" keeps who is neither for nor against (0);
    `without_position` says what becomes of statements that take no side; without `traces` the
    statement has DNA's four variables and nothing else. Every coder logs in with `password`."""
    making = _Making(list(documents), concepts, agreement, without_position, traces)
    for row in rows:
        making.add(row)
    making.decided(decisions)
    return making.database(password)


class _Making:
    """The database as it grows."""

    def __init__(
        self,
        documents: Sequence[RawDocument],
        concepts: Sequence[Concept],
        agreement: Agreements,
        without_position: WithoutPosition,
        traces: bool,
    ) -> None:
        self._documents = {raw.id: (n, raw) for n, raw in enumerate(documents, 1)}
        self._agreement = agreement
        self._annotate = without_position == "annotation"
        self._traces = traces
        self._coders = {"": ADMIN, "Hemicycle": MACHINE}
        self._entities = Entities((PERSON, ORGANIZATION, CONCEPT))
        self._concepts = self._entities.concepts(CONCEPT, concepts)
        self._statements: list[model.DnaStatement] = []
        self._notes = Notes()
        for concept in concepts:
            if concept.examples or concept.counter_examples:
                self._notes.add("examples of concepts have no place", concept.wording)

    def add(self, row: StatementRow) -> None:
        """All that DNA can hold of one statement."""
        number, raw = self._documents.get(row.document, (0, None))
        span = readable(raw, row.content) if raw else None
        if raw is None or span is None:
            self._notes.add("left out: not in the text of any document given", _named(row))
            return
        if len(row.content) > 1:
            self._notes.add(
                "said in several pieces, marked from the first to the last", _named(row)
            )
        if row.said_on and row.said_on != row.published:
            self._notes.add("dated by the document, not by when it was said", _named(row))
        taken = [p for p in row.positions if self._holds(p, row)]
        for position in taken:
            for speaker in row.speakers or (None,):
                self._position(row, number, span, position, speaker)
        if not taken:
            self._without(row, number, span)

    def decided(self, decisions: Iterable[decided.Decided]) -> None:
        """Note what DNA cannot say of these."""
        decided.note(decisions, self._notes)

    def _holds(self, position: PositionRow, row: StatementRow) -> bool:
        """Whether DNA can hold this side."""
        if position.agreement == 0 and self._agreement == "boolean":
            self._notes.add(
                "left out: neither for nor against, which a yes or no cannot hold (agreement as "
                "an integer can)",
                f"{_named(row)}, on {position.concept}",
            )
            return False
        return position.agreement is not None

    def _position(
        self,
        row: StatementRow,
        document: int,
        span: Span,
        position: PositionRow,
        speaker: Actor | None,
    ) -> None:
        person, organization = sides(speaker)
        concept = self._concepts.get(position.concept)
        values: dict[int, model.Value] = {
            PERSON: self._entities.actor(PERSON, person, speaker),
            ORGANIZATION: self._entities.actor(
                ORGANIZATION, organization, None if person else speaker
            ),
            CONCEPT: concept or self._entities.id(CONCEPT, position.concept),
            AGREEMENT: self._side(position.agreement),
        }
        if self._traces:
            values[TRACE] = trace.told(row)
        self._state(STATEMENT, document, span, self._coder(position.by), values)

    def _side(self, agreement: int | None) -> int | bool:
        return agreement == 1 if self._agreement == "boolean" else agreement or 0

    def _without(self, row: StatementRow, document: int, span: Span) -> None:
        if not self._annotate:
            self._notes.add("left out: no position on any concept", _named(row))
            return
        self._notes.add("kept as an annotation: no position on any concept", _named(row))
        speakers = " and ".join(speaker.name for speaker in row.speakers) or "Somebody"
        values: dict[int, model.Value] = {NOTE: f"{speakers}: {row.text}"}
        if self._traces:
            values[NOTE_TRACE] = trace.told(row)
        self._state(ANNOTATION, document, span, MACHINE, values)

    def _state(
        self, type: int, document: int, span: Span, coder: int, values: Mapping[int, model.Value]
    ) -> None:
        number = len(self._statements) + 1
        self._statements.append(model.DnaStatement(number, type, document, *span, coder, values))

    def _coder(self, by: str) -> int:
        """The machine, or the person who decided."""
        kind, _, name = by.partition("/")
        name = name if kind == "person" else "Hemicycle"
        name = "" if name == "Admin" else name  # DNA's own
        return self._coders.setdefault(name, len(self._coders) + 1)

    def database(self, password: str) -> model.DnaDatabase:
        """What was gathered."""
        if password == PASSWORD:
            self._notes.add(f"every coder logs in with the password {PASSWORD!r}")
        made = [document(number, raw, self._notes) for number, raw in self._documents.values()]
        return model.DnaDatabase(
            settings={"version": VERSION, "date": date.today().isoformat()},
            coders=tuple(coders(self._coders, password)),
            relations=relations(list(self._coders.values())),
            documents=tuple(made),
            types=TYPES if self._annotate else TYPES[:1],
            variables=tuple(self._variables()),
            attributes=self._entities.attributes(),
            entities=self._entities.all(),
            statements=tuple(self._statements),
            notes=self._notes.all(),
        )

    def _variables(self) -> Iterable[model.DnaVariable]:
        for variable in VARIABLES:
            if variable.id == AGREEMENT:
                variable = replace(variable, kind=self._agreement)
            tracing = variable.name == trace.VARIABLE
            if (self._traces or not tracing) and (self._annotate or variable.type == STATEMENT):
                yield variable


def sides(actor: Actor | None) -> tuple[str, str]:
    """The actor as DNA's person and organization."""
    if actor is None:
        return "", ""
    return ("", actor.name) if actor.kind in BODIES else (actor.name, actor.organisation or "")


def readable(raw: RawDocument, content: Spans) -> Span | None:
    """From the first to the last word of `content`, in the readable text."""
    if not content:
        return None
    start, last = raw.offsets.to_clean(content[0][0]), raw.offsets.to_clean(content[-1][1] - 1)
    return None if start is None or last is None else (start, last + 1)


def _named(row: StatementRow) -> str:
    start = row.content[0][0] if row.content else "nowhere"
    return f"{row.document_name} {start}: {row.text[:40]}"
