"""A statement as one row of a table: which columns there are and what each holds.

Spreadsheets and data frames cannot nest, so chains, reasons and spans become lists, and every
concept becomes a column of its own ("position: ID") that holds 1 for, -1 against, 0 neither, and
nothing where the statement takes no position. Intervals keep their half-open end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Literal

from hemicycle.offsets import Spans
from hemicycle.rows import StatementRow

Kind = Literal["text", "day", "flag", "number", "side", "texts", "spans"]
Cell = str | date | bool | float | int | Sequence[str] | Spans | None


Get = Callable[[StatementRow], Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `note` is its line in the documentation."""

    name: str
    kind: Kind
    note: str
    cell: Get


def columns(concepts: Sequence[str]) -> tuple[Column, ...]:
    """All columns of a table over these concepts (ids, or wordings as `extract` was given)."""
    return (*COLUMNS, *(_of_concept(concept) for concept in concepts))


def _of_concept(concept: str) -> Column:
    def side(row: StatementRow) -> int | None:
        return next((p.agreement for p in row.positions if p.concept == concept), None)

    return Column(f"position: {concept}", "side", "1 for, -1 against, 0 neither, or empty", side)


def _carriers(row: StatementRow) -> list[str]:
    return [f"{carrier.name} ({carrier.kind})" for carrier in row.via]


def _maybe(part: str, field: str) -> Get:
    """A field of something that may not be known: of the actor, of an interval."""
    of = attrgetter(part)

    def get(row: StatementRow) -> Cell:
        found = of(row)
        value: Cell = getattr(found, field) if found else None
        return value

    return get


def _roles(row: StatementRow) -> list[str]:
    return list(row.actor.roles) if row.actor else []


def _decided(row: StatementRow) -> list[str]:
    return [f"{d.field}: {d.verdict} by {d.by} on {d.at[:10]}" for d in row.decided]


COLUMNS = (
    Column("document", "text", "your name of the document", attrgetter("document_name")),
    Column("outlet", "text", "who published it", attrgetter("outlet")),
    Column("title", "text", "its title", attrgetter("title")),
    Column("url", "text", "its address", attrgetter("url")),
    Column("published", "day", "first possible day of it", _maybe("published", "start")),
    Column("id", "text", "the statement's id, the same in every run", attrgetter("id")),
    Column("parent", "text", "id of the statement it stands in", attrgetter("parent")),
    Column("actor", "text", "fullest name of who said it", _maybe("actor", "name")),
    Column("actor_kind", "text", "person, organisation, group ...", _maybe("actor", "kind")),
    Column("actor_country", "text", "ISO 3166 code", _maybe("actor", "country")),
    Column("actor_organisation", "text", "body spoken for", _maybe("actor", "organisation")),
    Column("actor_roles", "texts", "titles and roles", _roles),
    Column("said_on_start", "day", "first day it can have been said", _maybe("said_on", "start")),
    Column("said_on_end", "day", "the day after the last", _maybe("said_on", "end")),
    Column("said_on_precision", "text", "day, week, month ...", _maybe("said_on", "precision")),
    Column("said_on_text", "text", "the words that tell the day", attrgetter("said_on_text")),
    Column("via", "texts", "who passed it on, nearest to the speaker first", _carriers),
    Column("form", "text", "direct, indirect or mixed", attrgetter("form")),
    Column("act", "text", "says, believes, intends, feels, hears or withholds", attrgetter("act")),
    Column("forecast", "flag", "whether it is a prediction", attrgetter("forecast")),
    Column("text", "text", "what was said", attrgetter("text")),
    Column("source_text", "text", "the words that name the speaker", attrgetter("source_text")),
    Column("cue_text", "text", "the words that report it", attrgetter("cue_text")),
    Column("content", "spans", "where `text` stands in your file", attrgetter("content")),
    Column("source", "spans", "where `source_text` stands", attrgetter("source")),
    Column("cue", "spans", "where `cue_text` stands", attrgetter("cue")),
    Column(
        "score",
        "number",
        "how sure that the actor said this, 0 to 1",
        attrgetter("score"),
    ),
    Column("decided", "texts", "fields that are a person's word: whose, and when", _decided),
    Column("why", "texts", "reasons, each with rule or model and version", attrgetter("why")),
)
