"""Statements whose words are in the sentence before: "This was reported by the Gazette."

The word that points back says nothing by itself; who reads the statement needs what it points to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hemicycle.extract.drafts import Draft, form_of
from hemicycle.extract.quotes import Quotations
from hemicycle.offsets import Span, Spans, covered, merge
from hemicycle.parse import Parse, parse
from hemicycle.records import Document

POINTERS = frozenset({"this", "that"})
REPORTED = re.compile(r"(?<![^\s“\"])(This|That) (was (?:reported|stated|announced) by) (?=\w)")
FOUND = 0.6  # how likely what only the pattern finds is right
BE = frozenset({"was", "were", "is", "are", "has", "had"})


def pointing(document: Document, drafts: Sequence[Draft], marks: Quotations) -> list[Draft]:
    """The drafts, those that only point back with the sentence before as their content; where that
    sentence is a statement of its own already, or there is none, nothing is left of them."""
    return list(_turned(document, drafts, marks))


def _turned(document: Document, drafts: Sequence[Draft], marks: Quotations) -> Iterator[Draft]:
    text = document.text
    told = merge([s for one in drafts if not _points(text, one) for s in one.content])
    for draft in (*drafts, *_unfound(text, drafts)):
        if not _points(text, draft):
            yield draft
            continue
        parsed = parse(document)
        before = _sentence_before(parsed, draft.content[-1][0])
        source = _agent(parsed, _behind(text, draft)) or draft.source
        known = draft.source or _names(text, source)
        if source and known and before and not covered(told, before[0]):
            form = form_of((before,), marks)
            yield replace(draft, content=(before,), source=source, form=form)


def _names(text: str, source: Spans) -> bool:
    """Whether a name stands in it: it was announced by the Courier, not by midday."""
    return any(word[:1].isupper() for span in source for word in text[slice(*span)].split())


def _unfound(text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """What was plainly reported by somebody, and no draft tells."""
    cues = [span for draft in drafts for span in draft.cue]
    for found in REPORTED.finditer(text):
        first, last = found.span(2)
        if not any(start < last and first < end for start, end in cues):
            why = f"'{found[2]}' points back"
            yield Draft((found.span(1),), (found.span(2),), (), "indirect", why, FOUND)


def _points(text: str, draft: Draft) -> bool:
    """Whether a mere "this" is all, or the last, that it tells: the model may have looked back."""
    passive = draft.cue and text[slice(*draft.cue[0])].lower().split()[:1]
    last = text[slice(*draft.content[-1])].lower()
    return last in POINTERS and bool(BE & set(passive or ()))


def _behind(text: str, draft: Draft) -> int:
    """Where the cue ends, "by" not counted."""
    start, end = draft.cue[-1]
    return start + len(text[start:end].removesuffix(" by"))


def _agent(parse: Parse, end: int) -> Spans:
    """Who stands behind the "by" at `end`: the phrase alone, not what is told of it."""
    by, *rest = parse.following(end, 2) or (None,)
    chunk = parse.chunk_at(rest[0].start) if by and by.text == "by" and rest else None
    return (chunk,) if chunk else ()


def _sentence_before(parse: Parse, at: int) -> Span | None:
    """The sentence before the one that stands at `at`, without its full stop."""
    here = parse.within(at, at + 5)
    number = parse.sentence_number(here[0].i) if here else 0
    if not number:
        return None
    before = parse.sentences[number - 1]
    words = parse.tokens[before.first : before.last]
    while words and words[-1].text in (".", "!", "?"):
        words = words[:-1]
    return (words[0].start, words[-1].end) if words else None
