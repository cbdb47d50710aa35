"""Coded articles as the reader will see them: pieces, windows, and the labels of each window.

Articles go through the clean room first, so that training meets what reading will meet; gold spans
are carried into the cleaned text.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hemicycle.clean import page
from hemicycle.extract.quotes import quotations
from hemicycle.extract.wordpieces import Pieces, pieces
from hemicycle.ingest import files
from hemicycle.offsets import Span
from hemicycle.records import Document, Metadata

NOTHING, SOURCE, CUE, CONTENT = range(4)  # role of a piece in one attribution
ROLES = {"source": SOURCE, "cue": CUE, "content": CONTENT}


@dataclass(slots=True)
class Example:
    """One article under one annotator: pieces, and for each attribution role → pieces; `unknown`
    are pieces of which nobody says whether a cue begins there."""

    id: str
    document: Document
    pieces: Pieces
    attributions: list[dict[str, list[int]]]
    acts: list[str | None]
    gold: dict[str, Any]
    unknown: frozenset[int] = frozenset()


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a JSON Lines file, plain or gzipped."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def example(
    article: dict[str, Any], coded: Sequence[dict[str, Any]], inner: bool = True
) -> Example:
    """The article with the attributions of one annotator, who marked what is said inside another's
    statement only where `inner`."""
    raw = files.read_text(article["text"], article["id"], Metadata())
    document = page.clean(raw)
    found = pieces(document, quotations(document))
    touched = _Touched(found)
    attributions, acts = [], []
    for one in coded:
        carried = {role: touched(_carried(document, one.get(role) or [])) for role in ROLES}
        if carried["cue"] and carried["content"]:
            attributions.append(carried)
            acts.append(one.get("act"))
    told = {piece for one in attributions for piece in one["content"]}
    begin = {one["cue"][0] for one in attributions}
    unknown = frozenset() if inner else frozenset(told - begin)
    return Example(article["id"], document, found, attributions, acts, article, unknown)


def _carried(document: Document, spans: Sequence[Sequence[int]]) -> list[Span]:
    """Spans of the article's own text as spans of the cleaned text."""
    out = []
    for start, end in spans:
        places = [document.offsets.to_clean(at) for at in range(start, end)]
        inside = [place for place in places if place is not None]
        if inside:
            out.append((min(inside), max(inside) + 1))
    return out


class _Touched:
    """Which pieces spans of the cleaned text touch; pieces that open a paragraph are none."""

    def __init__(self, found: Pieces) -> None:
        self._of: dict[int, int] = {}
        openers = set(found.starts)
        for n, (start, end) in enumerate(found.spans):
            if n not in openers:
                self._of.update(dict.fromkeys(range(start, end), n))

    def __call__(self, spans: Sequence[Span]) -> list[int]:
        hit = {self._of.get(at) for start, end in spans for at in range(start, end)}
        return sorted(n for n in hit if n is not None)
