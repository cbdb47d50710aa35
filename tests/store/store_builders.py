"""Small documents and a coder of a few lines, for the tests of store, engine and project.

The coder reads paragraphs such as `Ada Lund: Yes to the bridge. (2031-05-04, via The Mole)`:
speaker, words, day and carrier. "Yes to X" and "No to X" are positions on the concept X; words with
"will" are a forecast, due in the year they name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from hemicycle.intervals import Interval
from hemicycle.offsets import OffsetMap
from hemicycle.records import (
    Actor,
    Attribution,
    Block,
    Carrier,
    Document,
    Due,
    Finding,
    Metadata,
    Outlook,
    Position,
    RawDocument,
    SaidOn,
    Statement,
    digest,
)

LINE = re.compile(
    r"(?P<who>[^:\n]+)(?P<cue>:) (?P<what>[^(\n]+?)"
    r"(?: \((?P<day>[\d-]{10})?(?:, via (?P<via>[^)]+))?\))?$"
)
SIDE = re.compile(r"(Yes|No|Perhaps) to (?:the )?(\w+)")
SIDES = {"Yes": 1, "No": -1, "Perhaps": None}

BRIDGE = {"bridge": "bridge-1"}


@dataclass(frozen=True, slots=True)
class Coded:
    """What the toy coder gives."""

    document: Document
    statements: list[Statement]


def raw(text: str, name: str = "one.txt", uri: str = "", **stated: object) -> RawDocument:
    """A plain text as ingest would give it."""
    if isinstance(stated.get("published"), str):
        stated["published"] = Interval.day(date.fromisoformat(str(stated["published"])))
    metadata = Metadata(**stated)  # type: ignore[arg-type]
    return RawDocument(
        name, uri or name, "text", text, text, OffsetMap.identity(len(text)), metadata
    )


def clean(source: RawDocument) -> Document:
    """Paragraphs as blocks; one in square brackets is a caption."""
    blocks = tuple(
        Block(m.start(), m.end(), "caption" if m[0].startswith("[") else "body")
        for m in re.finditer(r"[^\n]+", source.text)
    )
    return Document(
        source.id,
        source.name,
        source.uri,
        source.original,
        source.text,
        blocks,
        source.offsets,
        source.metadata,
        source.issues,
    )


def code(source: RawDocument) -> Coded:
    """Read every paragraph of the form shown above; the word "poison" raises."""
    if "poison" in source.text:
        raise ValueError("poison in the well")
    document = clean(source)
    found = []
    for block in document.blocks:
        if not block.is_furniture and (m := LINE.match(document.text, block.start, block.end)):
            found.append(_statement(document, m))
    return Coded(document, found)


def judge(source, statements, concepts):  # type: ignore[no-untyped-def]
    """Positions of the statements on the given concepts only."""
    text = source.text
    return {s.id: _positions(text[slice(*s.attribution.content[0])], concepts) for s in statements}


def _statement(document: Document, m: re.Match[str]) -> Statement:
    id = digest(document.id, m.span("what"))
    who, day, via = m["who"], m["day"], m["via"]
    actor = Actor(digest("actor", who), who, "person", aliases=(who.split()[-1],))
    said = SaidOn(Interval.day(date.fromisoformat(day)), m.span("day")) if day else None
    return Statement(
        document.id,
        Attribution(
            id, (m.span("what"),), (m.span("cue"),), (m.span("who"),), "direct", None, 0.9,
            "toy/line@1", ("a colon",), "hears" if "rumour" in m["what"] else "says",
        ),
        Finding(actor, 0.8, "named before the colon", "toy/actor@1"),
        Finding((Carrier(via, "outlet"),) if via else (), 1.0, "in brackets", "toy/via@1"),
        Finding(said, 1.0 if said else 0.0, "in brackets" if said else "no day", "toy/day@1"),
        Finding("will" in m["what"], 1.0, "has will", "toy/forecast@1"),
        _positions(m["what"], ["bridge"]),
        _outlooks(id, m),
    )  # fmt: skip


def _outlooks(statement: str, m: re.Match[str]) -> tuple[Outlook, ...]:
    if "will" not in m["what"]:
        return ()
    year = re.compile(r"\d{4}").search(m.string, *m.span("what"))
    due = Due(Interval.year(int(year[0])), year.span()) if year else None
    found = Finding(due, 1.0 if due else 0.0, "a year" if due else "no year", "toy/due@1")
    id = digest("outlook", statement, m.start("what"))
    words = (m.span("what"),)
    return (Outlook(id, "forecast", words, "will", 0.93, False, "has will", "toy@1", found),)


def _positions(what: str, concepts: list[str]) -> tuple[Position, ...]:
    m = SIDE.search(what)
    if not m or m[2] not in concepts:
        return ()
    return (Position(m[2], Finding(SIDES[m[1]], 0.7, f"says {m[1]}", "toy/side@1")),)  # type: ignore[arg-type]


def save(store, source: RawDocument, fingerprint: str = "toy-1") -> Coded:  # type: ignore[no-untyped-def]
    """Add a document and save its toy coding."""
    store.add(source)
    coded = code(source)
    store.save_coding(coded.document, fingerprint, coded.statements, BRIDGE)
    return coded
