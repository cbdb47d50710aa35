"""The documented JSON object of a statement, and of the other rows that programs read.

Scripts are written against this object and live for years, so it is described by a JSON Schema
(data/schema/statement.schema.json) that the tests hold it to. Offsets count code points of the
user's own file; days are ISO dates and intervals end before their `end`; what is not known is
null or absent, never a guess.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import Any

from hemicycle.intervals import Interval
from hemicycle.offsets import Spans
from hemicycle.records import Actor, Carrier, Concept, Issue
from hemicycle.rows import ActorRow, DocumentRow, OutlookRow, PositionRow, StatementRow

Record = dict[str, Any]
_AS_THEY_ARE: Mapping[str, str] = {}


@cache
def schema() -> Record:
    """The JSON Schema of `record`."""
    path = resources.files("hemicycle").joinpath("data", "schema", "statement.schema.json")
    loaded: Record = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def record(row: StatementRow, concepts: Mapping[str, str] = _AS_THEY_ARE) -> Record:
    """The statement as the documented object. `concepts` gives other names to concept ids (the
    wordings that a user typed)."""
    return {
        "document": row.document_name,
        "id": row.id,
        "content": _spans(row.content),
        "cue": _spans(row.cue),
        "source": _spans(row.source),
        "text": row.text,
        "source_text": row.source_text,
        "cue_text": row.cue_text,
        "form": row.form,
        "act": row.act,
        "parent": row.parent,
        "actor": _actor(row.actor) if row.actor else None,
        "via": [_carrier(carrier) for carrier in row.via],
        "said_on": _interval(row.said_on) | {"text": row.said_on_text} if row.said_on else None,
        "positions": [_position(p, concepts) for p in row.positions if p.agreement is not None],
        "forecast": row.forecast,
        "outlooks": [_outlook(outlook) for outlook in row.outlooks],
        "score": round(row.score, 4),
        "decided": [asdict(each) for each in row.decided],
        "why": [*row.why, *(_reason(p, concepts) for p in row.positions)],
    }


def _outlook(outlook: OutlookRow) -> Record:
    due = _interval(outlook.due) | {"text": outlook.due_text} if outlook.due else None
    return {
        "id": outlook.id,
        "kind": outlook.kind,
        "content": _spans(outlook.content),
        "text": outlook.text,
        "wording": outlook.wording,
        "probability": outlook.probability,
        "denies": outlook.denies,
        "due": due,
        "due_reason": outlook.due_reason,
    }


def line(record: Record) -> str:
    """One line of JSON Lines, with its line break."""
    return json.dumps(record, ensure_ascii=False) + "\n"


# ---------------------------------------------------------------- other rows


def actor_record(row: ActorRow) -> Record:
    """An actor over all documents; days are first days, `stance` counts statements."""
    known: Record = {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        **_known(aliases=list(row.aliases), roles=list(row.roles)),
        **_known(country=row.country, organisation=row.organisation),
    }
    counts = {"statements": row.statements, "words": row.words}
    days = {"first": row.first and str(row.first), "last": row.last and str(row.last)}
    stance = [
        {"concept": concept, "for": pro, "neutral": neither, "against": contra}
        for concept, pro, neither, contra in row.stance
    ]
    return {**known, **counts, **days, "stance": stance}


def document_record(row: DocumentRow) -> Record:
    """A document and how far it is: `state` is coded, failed or waiting."""
    return {
        "id": row.id,
        "name": row.name,
        "place": row.uri,
        "outlet": row.outlet,
        "title": row.title,
        "url": row.url,
        "published": _interval(row.published) if row.published else None,
        "words": row.words,
        "statements": row.statements,
        "state": state(row),
        "failure": row.failure,
    }


def state(row: DocumentRow) -> str:
    """coded, failed or waiting."""
    return "failed" if row.failure else "coded" if row.coded else "waiting"


def concept_record(concept: Concept) -> Record:
    """One entry of the codebook."""
    return {
        "id": concept.id,
        "wording": concept.wording,
        "definition": concept.definition,
        "examples": list(concept.examples),
        "counter_examples": list(concept.counter_examples),
        "parent": concept.parent,
    }


def issue_record(issue: Issue) -> Record:
    """Trouble with one document."""
    return {"document": issue.document, "level": issue.level, "message": issue.message}


# ---------------------------------------------------------------- parts


def _spans(spans: Spans) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _interval(interval: Interval) -> Record:
    return {
        "start": interval.start.isoformat(),
        "end": interval.end.isoformat(),
        "precision": interval.precision,
    }


def _carrier(carrier: Carrier) -> Record:
    return {"name": carrier.name, "kind": carrier.kind}


def _actor(actor: Actor) -> Record:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        **_known(country=actor.country, organisation=actor.organisation, roles=list(actor.roles)),
        **_known(members=[_actor(member) for member in actor.members]),
    }


def _known(**values: Any) -> Record:
    return {name: value for name, value in values.items() if value}


def _position(position: PositionRow, concepts: Mapping[str, str]) -> Record:
    return {
        "concept": concepts.get(position.concept, position.concept),
        "agreement": position.agreement,
        "score": round(position.score, 4),
    }


def _reason(position: PositionRow, concepts: Mapping[str, str]) -> str:
    side = "abstains, " if position.agreement is None else ""
    concept = concepts.get(position.concept, position.concept)
    return f"position on “{concept}”: {side}{position.reason} [{position.by}]"
