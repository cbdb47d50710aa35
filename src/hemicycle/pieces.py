"""Cut what is too long to be parsed in one piece.

The tokenizer looks at all of a run of marks for each mark that it takes off, and every room may
look at all of a sentence for each word in it. So an endless run or sentence would take endless
time; no newspaper holds either. It is cut here; no character is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hemicycle.offsets import Span

LONGEST = 20_000  # code points parsed at once; few newspaper paragraphs are longer
LONGEST_RUN = 250  # code points without a blank; addresses of web pages are shorter
LONGEST_BREATH = 4_000  # code points without a full stop
LONGEST_SENTENCE = 250  # tokens; the longest of 250 news articles has 180

_ENDLESS = re.compile(rf"\S{{{LONGEST_RUN}}}|[^.?!]{{{LONGEST_BREATH}}}(?=\s)")


def pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A paragraph whole, or cut where it is too long or too long without blank or full stop."""
    for run in _ENDLESS.finditer(text, start, end):
        yield from _shorter(text, start, run.end())
        start = run.end()
    if start < end:
        yield from _shorter(text, start, end)


def _shorter(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut behind a full stop (else a blank) where it is too long."""
    while end - start > LONGEST:
        half, full = start + LONGEST // 2, start + LONGEST
        cut = max(text.rfind(". ", half, full) + 1, 0) or text.rfind(" ", half, full)
        cut = cut if cut > start else full
        yield start, cut
        start = cut
    yield start, end


def starts(words: Sequence[str]) -> Iterator[int]:
    """Where the parts of a sentence of `words` begin: behind a comma if there is one."""
    start = 0
    while len(words) - start > LONGEST_SENTENCE:
        yield start
        full = start + LONGEST_SENTENCE
        half = range(full - 1, full - LONGEST_SENTENCE // 2, -1)
        start = next((at + 1 for at in half if words[at] in ",;:"), full)
    yield start
