"""Records into column values. `decode.py` is the way back; together they change nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from hemicycle import paragraph
from hemicycle.intervals import Interval
from hemicycle.offsets import text_of
from hemicycle.records import (
    Actor,
    Concept,
    Document,
    Finding,
    Issue,
    Metadata,
    Position,
    RawDocument,
    Statement,
    digest,
)

Values = dict[str, Any]


def document(raw: RawDocument) -> Values:
    """The row of `documents`, but for when it came."""
    return {
        "id": raw.id,
        "name": raw.name,
        "uri": raw.uri,
        "media": raw.media,
        "original": raw.original,
        "text": raw.text,
        "offsets": [[s.start, s.end, s.origin_start, s.origin_end] for s in raw.offsets.segments],
        "words": len(raw.text.split()),
        **description(raw.metadata),
    }


def description(metadata: Metadata) -> Values:
    """The columns that say what is stated about a document."""
    fields = ("title", "outlet", "url", "byline", "dateline", "language")
    stated = {field: getattr(metadata, field) for field in fields}
    return stated | interval("published", metadata.published)


def sighting(raw: RawDocument) -> Values:
    """The row of `sightings`, but for when it was seen."""
    stated = description(raw.metadata)
    id = digest("sighting", raw.id, raw.name, raw.uri, *stated.values())
    return {"id": id, "document": raw.id, "name": raw.name, "uri": raw.uri, **stated}


def issue(issue: Issue, stage: str, document: str | None) -> Values:
    """The row of `issues`; `document` is an id."""
    told = (issue.room, issue.document, issue.level, issue.message, issue.uri)
    return {
        "id": digest("issue", stage, document, *told),
        "document": document,
        "stage": stage,
        "room": issue.room,
        "name": issue.document,
        "level": issue.level,
        "message": issue.message,
        "uri": issue.uri or issue.document,
    }


def concept(concept: Concept) -> Values:
    """The row of `concepts`."""
    values = {
        "id": concept.id,
        "wording": concept.wording,
        "definition": concept.definition,
        "examples": list(concept.examples),
        "counter_examples": list(concept.counter_examples),
        "parent": concept.parent,
    }
    return {**values, "hash": digest("concept", *values.values())}


def statement(document: Document, statement: Statement, n: int) -> Values:
    """The row of `statements`; `n` is the position within the document."""
    found = statement.attribution
    return {
        "document": document.id,
        "id": found.id,
        "n": n,
        "parent": found.parent,
        "form": found.form,
        "act": found.act,
        "score": found.score,
        "made_by": found.by,
        "why": list(found.why),
        **_words(document, statement),
        **_findings(document, statement),
    }


def _words(document: Document, statement: Statement) -> Values:
    """Spans in the cleaned text, in the original and in the paragraph, and what they hold."""
    found = statement.attribution
    parts = {"content": found.content, "cue": found.cue, "source": found.source}
    shown = paragraph.around(document, tuple(span for part in parts.values() for span in part))
    values: Values = {"paragraph": shown.text}
    for name, spans in parts.items():
        values[name] = spans
        values[f"original_{name}"] = document.original_spans(spans)
        values[f"paragraph_{name}"] = shown.locate(spans)
        values["text" if name == "content" else f"{name}_text"] = text_of(spans, document.text)
    return values


def _findings(document: Document, statement: Statement) -> Values:
    actor, via, said = statement.actor.value, statement.via.value, statement.said_on.value
    return {
        "actor": actor.id if actor else None,
        **finding("actor", statement.actor),
        "via": None if via is None else [{"name": c.name, "kind": c.kind} for c in via],
        **finding("via", statement.via),
        **interval("said", said.interval if said else None),
        "said_span": said.span if said else None,
        "said_text": document.text[slice(*said.span)] if said else "",
        **finding("said", statement.said_on),
        "forecast": statement.forecast.value,
        **finding("forecast", statement.forecast),
    }


def actors(document: str, statements: Iterable[Statement]) -> list[Values]:
    """The rows of `actors`: each once, with all that the document's statements tell of it."""
    found: dict[str, Actor] = {}
    for statement in statements:
        if actor := statement.actor.value:
            found[actor.id] = _union(found[actor.id], actor) if actor.id in found else actor
    return [{"document": document, **_actor(a), "names": _names(a)} for a in found.values()]


def position(document: str, statement: str, position: Position) -> Values:
    """The row of `positions`; `document` and `statement` are ids."""
    found = position.agreement
    return {
        "document": document,
        "statement": statement,
        "concept": position.concept,
        "agreement": found.value,
        "score": found.score,
        "reason": found.reason,
        "made_by": found.by,
        "read": position.read or None,
    }


def _actor(actor: Actor) -> Values:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "roles": list(actor.roles),
        "country": actor.country,
        "organisation": actor.organisation,
        "members": [_actor(member) for member in actor.members],
    }


def _names(actor: Actor) -> str:
    return "\n".join([actor.name, *actor.aliases, *(member.name for member in actor.members)])


def _union(one: Actor, other: Actor) -> Actor:
    return Actor(
        one.id,
        one.name,
        one.kind,
        _joined(one.aliases, other.aliases),
        _joined(one.roles, other.roles),
        one.country or other.country,
        one.organisation or other.organisation,
        _joined(one.members, other.members),
    )


def _joined(one: Sequence[Any], other: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys([*one, *other]))


def finding(name: str, found: Finding[Any]) -> Values:
    """Columns that begin with `name`."""
    return {f"{name}_score": found.score, f"{name}_reason": found.reason, f"{name}_by": found.by}


def interval(name: str, days: Interval | None) -> Values:
    """Columns that begin with `name`."""
    return {
        f"{name}_start": days.start if days else None,
        f"{name}_end": days.end if days else None,
        f"{name}_precision": days.precision if days else None,
    }
