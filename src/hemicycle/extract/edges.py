"""Where a span begins and where it ends: at a whole word, and not before its phrase is over.

A model decides piece by piece, so once in a while it begins inside "aren't" or stops at "meet the".
"""

from __future__ import annotations

import re

from hemicycle.lexicon import words
from hemicycle.offsets import Span, Spans

INSIDE = re.compile(r"\w['’]?$")  # what stands before a letter that goes on with a word
LAST_WORD = re.compile(r"(,?)\s+(\w+)$")
GOES_ON = re.compile(r" \w")
PHRASE_END = re.compile(r"[,;:!?\n–—“”\"()]|\.(?!\d)")


def whole_words(text: str, spans: Spans) -> Spans:
    """The spans, none beginning in the middle of a word."""
    return tuple((_word_start(text, start), end) for start, end in spans)


def _word_start(text: str, start: int) -> int:
    while text[start : start + 1].isalnum() and INSIDE.search(text, max(0, start - 2), start):
        start -= 1 if text[start - 1].isalnum() else 2
    return start


def finished(text: str, content: Spans, others: Spans) -> Spans:
    """The content with its last phrase whole, as far as the `others` (source, cue) leave room; a
    word that only joins it to what follows is dropped."""
    start, end = content[-1]
    last = LAST_WORD.search(text, start, end)
    word = last[2].lower() if last else ""
    if not last or not GOES_ON.match(text, end):
        return content
    if word in words("open_words", "joining") and last[1]:
        return (*content[:-1], (start, last.start()))
    if word in words("open_words", "joining") or word in words("open_words", "leading"):
        return (*content[:-1], (start, _phrase_end(text, end, others)))
    return content


def _phrase_end(text: str, end: int, others: Spans) -> int:
    """Where the phrase that is going on at `end` stops."""
    mark = PHRASE_END.search(text, end)
    room: list[Span] = [span for span in others if span[0] >= end]
    stop = min([mark.start() if mark else len(text), *(span[0] for span in room)])
    return end + len(text[end:stop].rstrip())
