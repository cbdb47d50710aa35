"""The statements of a DNA database as rows of one table: what networks are computed from."""

from __future__ import annotations

from typing import Any

from hemicycle.errors import UsageError
from hemicycle.exchange.dna.model import DnaDatabase, DnaDocument, DnaStatement, DnaType, Value

TYPE = "DNA Statement"
_OWN = {"id", "document", "time", "text", "start", "stop", "coder", "type", "title", "author",
        "source", "section"}  # fmt: skip


def to_statements(database: DnaDatabase, type: str = TYPE) -> list[dict[str, Any]]:
    """One row per statement of the type, by id. Raises UsageError when there is no such type.

    A row has `id`, `document` (id), `time` (of the document, without a zone), every variable under
    its own name (short and long text as text, integers, booleans), `text`, `start`, `stop`, `coder`
    (name), and the document's `title`, `author`, `source`, `section` and `type`. A variable that
    has the name of one of these is called "NAME (variable)".
    """
    wanted = of_type(database, type)
    names = {v.id: _name(v.name) for v in database.variables_of(wanted.id)}
    values = {entity.id: entity.value for entity in database.entities}
    short = {v.id for v in database.variables if v.kind == "short text"}
    documents = {document.id: document for document in database.documents}
    coders = {coder.id: coder.name for coder in database.coders}

    def cell(statement: DnaStatement, variable: int) -> Value:
        value = statement.values.get(variable)
        return values.get(int(value)) if variable in short and value is not None else value

    return [
        {
            "id": s.id,
            "document": s.document,
            "time": documents[s.document].time,
            **{name: cell(s, variable) for variable, name in names.items()},
            "text": documents[s.document].text[s.start : s.stop],
            "start": s.start,
            "stop": s.stop,
            "coder": coders[s.coder],
            **_about(documents[s.document]),
        }
        for s in database.statements
        if s.type == wanted.id
    ]


def of_type(database: DnaDatabase, type: str) -> DnaType:
    """The type of statement with that label. Raises UsageError listing what there is."""
    found = next((t for t in database.types if t.label == type), None)
    if found is None:
        there = ", ".join(t.label for t in database.types) or "none"
        raise UsageError(
            f"there is no statement type {type!r} in this DNA database; there are: {there}"
        )
    return found


def _name(variable: str) -> str:
    return f"{variable} (variable)" if variable in _OWN else variable


def _about(document: DnaDocument) -> dict[str, str]:
    return {
        name: getattr(document, name) for name in ("title", "author", "source", "section", "type")
    }
