"""The data behind the numbers, as it lies in the file: statements, documents, lists.

What repeats (documents, reasons) is kept once and referred to by place. Keys are short because
they are written ten thousand times; `report.js` is their only reader:

    statement = {q: pieces of the quotation, k: 1 if it is shortened for the sake of its document,
                 s: speaker, r: about the speaker or why not resolved,
                 d: document, o: first and last character in it, w: when, c: chain, f: form,
                 n: 1 if inside another statement, x: 1 if forecast,
                 p: [[concept, side, score in per cent, reason]], y: reasons,
                 h: what people decided on it}
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PureWindowsPath
from typing import Any

from hemicycle.records import Concept
from hemicycle.report import evidence, phrases
from hemicycle.report.caps import Caps
from hemicycle.report.numbers import Numbers
from hemicycle.rows import DocumentRow, StatementRow

REASON = 200  # most characters of any one reason

_SIDES = {1: "for", 0: "neither", -1: "against", None: "unclear"}


class _Pool:
    """Keeps each value once."""

    def __init__(self) -> None:
        self._places: dict[Any, int] = {}

    def place(self, value: Any) -> int:
        return self._places.setdefault(value, len(self._places))

    def values(self) -> list[Any]:
        return list(self._places)


def data(
    statements: Sequence[StatementRow],
    concepts: Sequence[Concept],
    numbers: Numbers,
    caps: Caps,
) -> dict[str, Any]:
    """Everything the page's script needs, ready for JSON."""
    documents, reasons = _Pool(), _Pool()
    places = {concept.id: at for at, concept in enumerate(concepts)}
    return {
        "statements": [_statement(s, places, documents, reasons, caps) for s in statements],
        "cap": caps.document_chars,
        "documents": documents.values(),
        "reasons": reasons.values(),
        "concepts": [concept.wording for concept in concepts],
        "lists": numbers.lists(),
    }


def _statement(
    row: StatementRow, concepts: dict[str, int], documents: _Pool, reasons: _Pool, caps: Caps
) -> dict[str, Any]:
    def reason(text: str) -> int:
        return reasons.place(evidence.short(text, REASON))

    return {
        "q": evidence.pieces(row, caps.of(row)),
        "k": int(caps.shortened(row)),
        "s": row.actor.name if row.actor else None,
        "r": _about(row),
        "d": documents.place(_document(row)),
        "o": (row.content[0][0], row.content[-1][1]) if row.content else None,
        "w": _when(row),
        "c": evidence.chain(row),
        "f": row.form,
        "n": int(row.parent is not None),
        "x": int(row.forecast),
        "p": [
            [concepts[p.concept], _SIDES[p.agreement], round(p.score * 100), reason(p.reason)]
            for p in row.positions
            if p.concept in concepts
        ],
        "y": [reason(why) for why in row.why],
        "h": [reason(phrases.decided(each)) for each in row.decided],
    }


def _about(row: StatementRow) -> str:
    if not row.actor:
        return evidence.short(row.actor_reason, REASON)
    known = [*row.actor.roles[:1], row.actor.organisation, phrases.country(row.actor.country)]
    return ", ".join(word for word in known if word and word != row.actor.name)


def _when(row: StatementRow) -> str:
    """The date with the words of the article that tell it."""
    words = f" (“{evidence.short(row.said_on_text, 40)}”)" if row.said_on_text else ""
    return phrases.when(row) + (words if row.said_on else "")


def _document(row: StatementRow) -> tuple[str | None, str, str | None, str | None, str]:
    """Outlet, title (else the file's name), address, publication, file name."""
    published = phrases.interval(row.published) if row.published else None
    name = file_name(row.document_name)
    return row.outlet, row.title or name, evidence.safe_url(row.url), published, name


def file_name(name: str) -> str:
    """The last part of a path: folders say who the user is and how they keep their files."""
    return PureWindowsPath(name).name or name  # knows both slashes


def without_paths(text: str, row: DocumentRow) -> str:
    """A failure's message with the document's path shortened to its file name."""
    for path in sorted({row.uri, row.name}, key=len, reverse=True):
        text = text.replace(path, file_name(path)) if path else text
    return evidence.short(text, 2 * REASON)
