"""Pick out the paragraphs a statement stands in, for showing it to a reader.

A statement is judged in its surroundings, but speaker and words may stand paragraphs apart, with a
caption in between. The text shown is made of the coded blocks that hold any of its spans, joined
by an empty line; spans are carried over into it. What lies in furniture is left out of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.offsets import Spans
from hemicycle.records import Block, Document

GAP = "\n\n"


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
            for block, shift in self._shifts()
            if start < block.end and block.start < end
        )

    def _shifts(self) -> list[tuple[Block, int]]:
        pairs = zip(self.blocks, self.starts, strict=True)
        return [(block, start - block.start) for block, start in pairs]


def around(document: Document, spans: Spans) -> Paragraph:
    """The paragraph or paragraphs of `document` that hold `spans` (cleaned text)."""
    blocks = tuple(block for block in document.blocks if _holds(block, spans))
    texts = [document.text[block.start : block.end] for block in blocks]
    return Paragraph(GAP.join(texts), blocks, _starts(texts))


def _holds(block: Block, spans: Spans) -> bool:
    return not block.is_furniture and any(s < block.end and block.start < e for s, e in spans)


def _starts(texts: Sequence[str]) -> tuple[int, ...]:
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(GAP)
    return tuple(starts)
