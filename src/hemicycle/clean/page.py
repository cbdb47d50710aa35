"""From a raw document to a clean one: repaired text in blocks, furniture set apart, every letter
with its place in the user's file.

    characters (text.py) → paragraphs (lines.py) → kinds (furniture.py, dateline.py) → Document

Nothing is thrown away but white space, bullet signs and invisible characters: furniture stays in
the text as blocks of its own kind, and is not coded.

Guarantee: never raises, linear time; blocks are ordered, do not overlap, and cover all but white
space; what was stated (hints, metadata) is kept, what the text itself states fills the gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from hemicycle.building import TextBuilder
from hemicycle.clean import furniture
from hemicycle.clean.dateline import dateline_end
from hemicycle.clean.furniture import Candidate
from hemicycle.clean.lines import glue, paragraphs
from hemicycle.clean.markup import Markup
from hemicycle.clean.text import repair
from hemicycle.offsets import OffsetMap, Span
from hemicycle.records import Block, BlockKind, Document, Issue, Metadata, RawDocument

_NEAR_TOP = 4  # paragraphs of text among which a dateline without an agency is believed
_NEAR_TITLE = 6  # paragraphs among which the stated title is looked for
_WORD_CHARACTERS = re.compile(r"\w+")


@dataclass(slots=True)
class _Piece:
    """A block in the making: line spans of the repaired text, joined by `glue`."""

    lines: list[Span]
    this: Candidate
    kind: BlockKind | None = None


def clean(raw: RawDocument) -> Document:
    """The document as the next rooms read it."""
    repaired, to_raw = repair(raw.text)
    to_original = to_raw.after(raw.offsets)
    pieces = _pieces(raw, repaired, Markup(raw, to_original))
    _classify(pieces, raw.metadata)
    text, blocks, to_repaired = _assemble(repaired, list(_without_datelines(repaired, pieces)))
    return Document(
        raw.id,
        raw.name,
        raw.uri,
        raw.original,
        text,
        blocks,
        to_repaired.after(to_original),
        _filled(raw.metadata, text, blocks),
        raw.issues if blocks else (*raw.issues, _nothing_left(raw.name)),
    )


def _pieces(raw: RawDocument, repaired: str, markup: Markup) -> list[_Piece]:
    pieces = []
    for paragraph in paragraphs(repaired):
        lines = paragraph.lines
        mark = markup.before(lines[0][0], lines[-1][1])
        pieces.append(_Piece(lines, Candidate(_joined(repaired, lines), paragraph.bullet, mark)))
    return pieces


def _joined(text: str, lines: list[Span]) -> str:
    parts = [text[slice(*lines[0])]]
    for before, after in pairwise(lines):
        parts += (glue(text, before, after), text[slice(*after)])
    return "".join(parts)


# ---------------------------------------------------------------- kinds


def _classify(pieces: list[_Piece], stated: Metadata) -> None:
    """Give every piece its kind: what is sure by itself first, then what its place tells."""
    for piece in pieces:
        piece.kind = furniture.kind_of(piece.this)
    _name_head(pieces, stated)
    _name_gallery(pieces)
    rest = [piece for piece in pieces if piece.kind in (None, "title")]
    this = [None, *(piece.this for piece in rest), None]
    for n, piece in enumerate(rest):
        if piece.kind is None:
            head = furniture.is_heading(this[n], piece.this, this[n + 2])
            piece.kind = "heading" if head else "quotation" if piece.this.quoted else "body"


def _name_head(pieces: list[_Piece], stated: Metadata) -> None:
    """Title and byline, known by what is stated; else the first line may be the title."""
    authors = _letters(stated.byline or "")
    for piece in pieces[:_NEAR_TITLE]:
        letters = _letters(piece.this.text)
        if piece.kind is None and len(letters) > 5 and letters in authors:
            piece.kind = "byline"
    open_pieces = [piece for piece in pieces if piece.kind is None]
    if stated.title:
        wanted = _letters(stated.title)
        named = (p for p in pieces[:_NEAR_TITLE] if _letters(p.this.text) == wanted)
        if wanted and (title := next(named, None)):
            title.kind = "title"
    elif open_pieces:
        after = open_pieces[1].this if len(open_pieces) > 1 else None
        if furniture.is_title(open_pieces[0].this, after):
            open_pieces[0].kind = "title"


def _name_gallery(pieces: list[_Piece]) -> None:
    """Bulleted labels beside a credit or caption are the captions of a picture gallery."""
    for bulleted, run in groupby(pieces, key=lambda piece: piece.this.bullet):
        items = list(run)
        if bulleted and any(item.kind in ("credit", "caption") for item in items):
            for item in items:
                if item.kind is None and furniture.is_bare_item(item.this):
                    item.kind = "caption"


def _without_datelines(repaired: str, pieces: list[_Piece]) -> Iterator[_Piece]:
    """The pieces, a dateline at the beginning of a text paragraph cut off as a piece of its own."""
    texts = 0
    for piece in pieces:
        texts += piece.kind == "body"
        (start, end), *others = piece.lines
        cut = dateline_end(repaired[start:end], texts <= _NEAR_TOP) if piece.kind == "body" else 0
        if cut:
            place = repaired[start : start + cut].rstrip()
            yield _Piece([(start, start + len(place))], Candidate(place), "dateline")
            yield replace(piece, lines=[(start + cut, end), *others])
        else:
            yield piece


# ---------------------------------------------------------------- putting together


def _assemble(repaired: str, pieces: list[_Piece]) -> tuple[str, tuple[Block, ...], OffsetMap]:
    builder = TextBuilder(repaired)
    blocks: list[Block] = []
    for piece in pieces:
        if blocks:
            builder.insert("\n\n")
        start = builder.length
        builder.copy(*piece.lines[0])
        for before, after in pairwise(piece.lines):
            builder.insert(glue(repaired, before, after))
            builder.copy(*after)
        blocks.append(Block(start, builder.length, piece.kind or "body"))
    text, offsets = builder.finish()
    return text, tuple(blocks), offsets


def _filled(stated: Metadata, text: str, blocks: tuple[Block, ...]) -> Metadata:
    """What the text itself states fills the gaps of what was stated about it."""

    def first(kind: BlockKind) -> str | None:
        return next((text[b.start : b.end] for b in blocks if b.kind == kind), None)

    bylines = (text[b.start : b.end] for b in blocks if b.kind == "byline")
    byline = next((line[3:].strip() for line in bylines if line[:3].casefold() == "by "), None)
    dateline = (first("dateline") or "").rstrip(" -–—―") or None
    return replace(
        stated,
        title=stated.title or first("title"),
        byline=stated.byline or byline,
        dateline=stated.dateline or dateline,
    )


def _nothing_left(name: str) -> Issue:
    return Issue("clean", name, "warning", "nothing readable is left of it; no statement is coded")


def _letters(text: str) -> str:
    return "".join(_WORD_CHARACTERS.findall(text)).casefold()
