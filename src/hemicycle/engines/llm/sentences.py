"""The sentences a statement stands in, and those before and after.

Whoever codes a statement needs its surroundings, and no more of the article than that should leave
the machine. Sentences are cut at full stops here, without a parser: where a cut is wrong, the
context is shorter or longer, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hemicycle.lexicon import words
from hemicycle.offsets import Span, Spans
from hemicycle.records import Document

LONGEST = 1_000  # code points of one sentence
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])")
_LAST_WORD = re.compile(r"[\w.-]+$")


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence or sentences that hold the words, and one on either side ("" for none)."""

    before: str
    sentence: str
    after: str


def around(document: Document, spans: Spans) -> Context:
    """The surroundings of `spans` (cleaned text); furniture is no part of them."""
    start = min((start for start, _ in spans), default=0)
    end = max((end for _, end in spans), default=0)
    cut = list(_sentences(document))
    before = [s for s in cut if s[1] <= start]
    inside = [s for s in cut if s[0] < end and start < s[1]]
    after = [s for s in cut if s[0] >= end]
    told = " ".join(document.text[slice(*s)].strip() for s in inside)
    return Context(
        _end_of(document.text[slice(*before[-1])]) if before else "",
        _start_of(told),
        _start_of(document.text[slice(*after[0])]) if after else "",
    )


def _sentences(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        if not block.is_furniture:
            yield from _cut(document.text, block.start, block.end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    for mark in _END.finditer(text, start, end):
        if not _abbreviated(text[start : mark.start()]):
            yield start, mark.end()
            start = mark.end()
    if start < end:
        yield start, end


def _abbreviated(said: str) -> bool:
    """Whether the full stop after `said` is that of a title or an initial."""
    last = _LAST_WORD.search(said[-40:])
    return last is not None and (len(last[0]) == 1 or f"{last[0].lower()}." in _titles())


def _titles() -> frozenset[str]:
    return words("titles", "male", "female", "courtesy", "before")


def _start_of(text: str) -> str:
    text = text.strip()
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _end_of(text: str) -> str:
    text = text.strip()
    return text if len(text) <= LONGEST else "…" + text[-LONGEST:]
