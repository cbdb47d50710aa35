"""Block quotations: a paragraph that ends with a colon, then somebody's words without marks.

    He wrote on Twitter:

    I will not be silenced.

That the words are his is for the model to say: it must have linked the cue in front of the colon
with words behind it. What layout adds is how far they go: a paragraph is quoted whole, and with it
all that the markup quotes there (`<blockquote>`, `>`). The words are direct speech where the markup
says so, or where they are in the first person; else the colon may only introduce a summary.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hemicycle.extract.drafts import Draft
from hemicycle.extract.quotes import Quotations
from hemicycle.lexicon import words
from hemicycle.offsets import Span, Spans
from hemicycle.records import Document

WORD = re.compile(r"[^\W\d_]+")
SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s")


@dataclass(frozen=True, slots=True)
class _Quoted:
    """The words behind a colon, one span for each paragraph; `marked` where markup quotes them."""

    spans: Spans
    marked: bool


def wholes(document: Document, drafts: Sequence[Draft], marks: Quotations) -> list[Draft]:
    """The drafts, each block quotation whole."""
    quoted = _quoted(document, marks)
    ends = sorted(quoted)
    out = []
    for one in drafts:
        at = bisect_right(ends, one.cue[-1][1] - 1)
        if at < len(ends) and _introduces(document.text, one, ends[at], quoted[ends[at]]):
            one = _whole(document.text, one, ends[at], quoted[ends[at]], marks)
        out.append(one)
    return out


def _quoted(document: Document, marks: Quotations) -> dict[int, _Quoted]:
    """By the end of each paragraph that ends with a colon, what it may introduce."""
    out: dict[int, _Quoted] = {}
    run: list[Span] = []  # of paragraphs that the markup quotes, last first
    last: Span | None = None
    for block in reversed([block for block in document.blocks if not block.is_furniture]):
        introduces = block.kind != "quotation" and document.text[block.end - 1] == ":"
        bare = last and not marks.hold(last[0]) and document.text[last[1] - 1] != ":"
        if last and introduces and bare:
            out[block.end] = _Quoted(tuple(reversed(run)) or (last,), bool(run))
        last = (block.start, block.end)
        if block.kind != "quotation":
            run = []
        else:
            run.append(last)
    return out


def _introduces(text: str, one: Draft, colon: int, quoted: _Quoted) -> bool:
    """Whether the cue leads up to the colon, and the content is behind it."""
    cue, (low, high) = one.cue[-1][1], quoted.spans[0]
    told = any(start < high and end > low for start, end in one.content)
    already = any(start >= cue and end <= colon for start, end in one.content)
    return told and not already and not SENTENCE_END.search(text, cue, colon)


def _whole(text: str, one: Draft, colon: int, quoted: _Quoted, marks: Quotations) -> Draft:
    """The draft with all that is quoted behind the colon."""
    before = tuple(span for span in one.content if span[1] <= colon)
    if one.source and one.source[0][0] < one.cue[0][0]:  # "In a statement, the ministry said:"
        before = tuple(span for span in before if not _is_setting(text, span))
    form = "direct" if quoted.marked or _in_first_person(text, quoted.spans, marks) else one.form
    return replace(one, content=(*before, *quoted.spans), form=form)


def _is_setting(text: str, span: Span) -> bool:
    first = WORD.search(text, *span)
    return first is not None and first[0].lower() in words("introduced", "settings")


def _in_first_person(text: str, spans: Spans, marks: Quotations) -> bool:
    """Whether "I" or "we" stands there outside the marks of somebody quoted within."""
    first = words("pronouns", "speaker")
    found = (word for span in spans for word in WORD.finditer(text, *span))
    return any(word[0].lower() in first and not marks.hold(word.start()) for word in found)
