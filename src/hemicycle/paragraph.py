"""Pick out the paragraphs a statement stands in, for showing it to a reader.

A statement is judged in its surroundings, but speaker and words may stand paragraphs apart, with a
caption in between. The text shown is made of the coded blocks that hold any of its spans, joined
by an empty line; spans are carried over into it. What lies in furniture is left out of both. Of
an endless paragraph only the part around the spans is shown, or the rows of a text in one paragraph
would each hold all of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hemicycle.offsets import Span, Spans
from hemicycle.records import Block, Document

GAP = "\n\n"
LONGEST = 8_000  # code points; longer paragraphs are cut
MARGIN = 2_000  # code points of a longer one shown on either side


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`text` is made of `blocks` of the cleaned text; `starts` is where each begins in it."""

    text: str
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]

    def locate(self, spans: Spans) -> Spans:
        """Spans of the cleaned text as spans of `text`, one for each block touched."""
        return tuple(
            (max(start, block.start) + shift, min(end, block.end) + shift)
            for start, end in spans
            for n in _touched(self.blocks, (start, end))
            for block, shift in [(self.blocks[n], self.starts[n] - self.blocks[n].start)]
        )


def around(document: Document, spans: Spans) -> Paragraph:
    """The paragraph or paragraphs of `document` that hold `spans` (cleaned text)."""
    blocks = tuple(_shown(document.blocks, spans))
    texts = [document.text[block.start : block.end] for block in blocks]
    return Paragraph(GAP.join(texts), blocks, _starts(texts))


def _shown(blocks: Sequence[Block], spans: Spans) -> Iterator[Block]:
    """The coded blocks that hold any of `spans`, long ones cut."""
    reach: dict[int, Span] = {}  # the part of each block that its spans cover
    for start, end in spans:
        for n in _touched(blocks, (start, end)):
            low, high = reach.get(n, (start, end))
            reach[n] = (min(low, start), max(high, end))
    for n in sorted(reach):
        block, (low, high) = blocks[n], reach[n]
        if block.is_furniture:
            continue
        if block.end - block.start > LONGEST:
            start, end = max(block.start, low - MARGIN), min(block.end, high + MARGIN)
            block = replace(block, start=start, end=end)
        yield block


def _touched(blocks: Sequence[Block], span: Span) -> range:
    """The numbers of the blocks that share a code point with `span`."""
    first = bisect_right(blocks, span[0], key=lambda block: block.end)
    return range(first, bisect_left(blocks, span[1], first, key=lambda block: block.start))


def _starts(texts: Sequence[str]) -> tuple[int, ...]:
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(GAP)
    return tuple(starts)
