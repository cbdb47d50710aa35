"""Quotations in single marks, as British papers set them: ‘We will wait,’ she said.

An apostrophe looks like a closing mark ("the ministers’ plan"), so an opener takes the first closer
with punctuation beside it, else the first there is. A quotation without such a closer goes on in
the next paragraph where that one opens with the same mark again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hemicycle.offsets import Span, Spans

OPENER = re.compile(r"(?<![\w’'])[‘'](?!\d0s)(?=[\w“\"…\[$£€])")
CLOSER = re.compile(r"(?<=\S)[’'](?![\w’'])")
MOST_PARAGRAPHS = 8  # a mark left open for longer was a typing error


def singles(text: str, blocks: Sequence[Span]) -> Iterator[Spans]:
    """All quotations in single marks, each with one span for every block it runs over."""
    carried: Spans = ()
    for block, following in pairwise([*blocks, (len(text), len(text))]):
        starts = [m.start() for m in OPENER.finditer(text, *block)]
        if carried and starts[:1] != [block[0]]:
            starts.insert(0, block[0])
        closers = [m.start() for m in CLOSER.finditer(text, *block)] if starts else []
        before, carried = carried, ()
        for start, limit in pairwise([*starts, block[1]]):
            earlier = before if start == block[0] else ()
            inside = closers[bisect_right(closers, start) : bisect_left(closers, limit)]
            sure = [at for at in inside if _ends_clause(text, at)]
            last = limit == block[1] and len(earlier) < MOST_PARAGRAPHS
            if last and not sure and _goes_on(text, start, block, following):
                carried = (*earlier, (start, block[1]))
            elif inside:
                yield (*earlier, (start, (sure or inside)[0] + 1))


def _ends_clause(text: str, at: int) -> bool:
    """Whether punctuation stands beside the mark: "the ministers’ plan" has none."""
    return text[at - 1] in ",.?!…" or text[at + 1 : at + 2] in tuple(",.;:?!)”")


def _goes_on(text: str, start: int, block: Span, following: Span) -> bool:
    """Whether the next block opens with the same mark; one before a small letter is no opener."""
    begins = start == block[0] or text[start + 1].isupper()
    again = OPENER.match(text, *following)
    return begins and again is not None and text[start] == again[0]
