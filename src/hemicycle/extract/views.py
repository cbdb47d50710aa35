""" "In the opinion of the Iron Court, the toll breaks the treaty": what the model overlooks.

The phrase makes the sentence somebody's without any verb, and the model has seen too few. It is
taken only where its place tells what is said: at the beginning of a sentence, up to its end, or at
the end, from the beginning. Where a name is followed by what may be an apposition or what was said
("In the view of Varn, a ..., ..."), nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from hemicycle.extract.drafts import Draft, form_of
from hemicycle.extract.quotes import Quotations
from hemicycle.extract.spans import trimmed
from hemicycle.lexicon import words
from hemicycle.offsets import Span, covered, merge
from hemicycle.records import Document

SCORE = 0.7  # how likely it is right; there are too few to measure
LONGEST = 500  # code points of a sentence
END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bGen)(?<!\bSen)(?<!\bRep)"
    r"[.!?…][\"”’)]*(?=\s+[\"“‘(]?[A-Z\d]|\s*$)"
)
INSIDE = r"[^,;:!?()“”\"\n.]|\.(?=\S| [A-Z])"  # of a name: "Dr. Varn of the U.N. Council"
APPOSITION = re.compile(r"(?:an?|the|who|whose|which)\b[^,.]*,")


def viewed(document: Document, drafts: Sequence[Draft], marks: Quotations) -> Iterator[Draft]:
    """What such phrases give in which none of `drafts` has its cue or source."""
    text = document.text
    taken = merge([span for one in drafts for span in (*one.cue, *one.source)])
    for block in (block for block in document.blocks if not block.is_furniture):
        for match in _phrase().finditer(text, block.start, block.end):
            if any(covered(taken, at) for at in (match.start("cue"), match.start("source"))):
                continue
            content = _content(text, _limits(block.start, block.end, match.start(), marks), match)
            if content and content[0] < content[1]:
                cue, source = match.span("cue"), match.span("source")
                why = f"'{match['cue']}'"
                yield Draft((content,), (cue,), (source,), form_of((content,), marks), why, SCORE)


def _limits(start: int, end: int, at: int, marks: Quotations) -> Span:
    """Where a sentence at `at` may begin and end: in the paragraph and in the marks around it."""
    for quotation in marks.overlapping(at, at + 1):
        start, end = max(start, quotation.start + 1), min(end, quotation.end - 1)
    return max(start, at - LONGEST), min(end, at + LONGEST)


def _content(text: str, limits: Span, match: re.Match[str]) -> Span | None:
    """The rest of the sentence that the phrase begins or ends, if it does."""
    start, end = limits
    for before in END.finditer(text, start, match.start()):
        start = before.end()
    led = text[start : match.start()].strip(" \n“\"‘'(")
    if led.endswith(",") and not match["mark"]:
        return trimmed(text, start, match.start())
    stop = END.search(text, match.end(), end)
    rest = match.end(), stop.end() if stop else end
    named = match["source"][0].isupper() and APPOSITION.match(text, *rest)
    return None if led or named or not match["mark"] else trimmed(text, *rest)


@cache
def _phrase() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("views", "of")))
    return re.compile(
        rf"\b(?P<cue>[Ii]n the (?:{nouns}) of) (?P<source>\w(?:{INSIDE}){{1,80}}?)"
        rf"(?:(?P<mark>[,:]) |(?={END.pattern}))"
    )
