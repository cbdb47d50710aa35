"""What a model cut at the wrong place: it decides piece by piece, so once in a while a span begins
inside "aren't", or a content stops at "meet the".
"""

from __future__ import annotations

import re

from hemicycle.lexicon import words
from hemicycle.offsets import Spans

BROKEN = re.compile(r"[^\W_]['’]?\Z")  # what stands before the rest of a word
LAST_WORD = re.compile(r"\s+(\w+)\Z")
GOES_ON = re.compile(r" \w")
ABBREVIATED = r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!Mrs)(?<!Sen)(?<!Rep)(?<!Gov)(?<!Gen)"
PHRASE_END = re.compile(
    rf"[;!?\n–—“”\"()\[\]«»…]|['’](?!\w)|[,:](?!\d)|{ABBREVIATED}\.(?!\d)"
    r"|\s(?:and|but|or|while|when|as|because)\b"
)


def whole_words(text: str, spans: Spans) -> Spans:
    """The spans, none beginning in the middle of a word."""
    return tuple((_word_start(text, start), end) for start, end in spans)


def _word_start(text: str, start: int) -> int:
    while text[start : start + 1].isalnum():
        broken = BROKEN.search(text, max(0, start - 2), start)
        if not broken:
            break
        start = broken.start()
    return start


def with_by(text: str, cue: Spans, source: Spans) -> Spans:
    """The cue with the "by" that leads from it to its source: "was reported by"."""
    start, end = cue[-1]
    led = text[end : source[0][0]] if source else ""
    return (*cue[:-1], (start, end + len(led.rstrip()))) if led.strip() == "by" else cue


def finished(text: str, content: Spans, others: Spans) -> Spans:
    """The content without a word that only joins it to what follows, or with its last phrase whole,
    as far as the `others` (source, cue) leave room."""
    start, end = content[-1]
    last = LAST_WORD.search(text, start, end)
    if last and GOES_ON.match(text, end):
        if last[1].lower() in words("open_words", "joining"):
            end = start + len(text[start : last.start()].rstrip(" ,;:"))
        elif last[1].lower() in words("open_words", "leading"):
            end = _phrase_end(text, end, others)
    return (*content[:-1], (start, end)) if end > start else content


def _phrase_end(text: str, end: int, others: Spans) -> int:
    """Where the phrase that is going on at `end` stops."""
    mark = PHRASE_END.search(text, end + 1)
    room = [start for start, _ in others if start >= end]
    stop = min([mark.start() if mark else len(text), *room])
    return end + len(text[end:stop].rstrip())
