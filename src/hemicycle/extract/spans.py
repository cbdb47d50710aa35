"""From tokens to spans: runs, clean edges, and content without its own cue and source."""

from __future__ import annotations

from collections.abc import Sequence

from hemicycle.extract.quotes import Quotations
from hemicycle.offsets import Span, Spans
from hemicycle.parse import Token

EDGES = " \t\r\n,;:–—-"


def runs(tokens: Sequence[Token]) -> Spans:
    """Tokens as spans, one for each run of neighbours."""
    out: list[Span] = []
    last = None
    for token in tokens:
        if last is not None and token.i == last + 1:
            out[-1] = (out[-1][0], token.end)
        else:
            out.append((token.start, token.end))
        last = token.i
    return tuple(out)


def whole(tokens: Sequence[Token]) -> Spans:
    """One span from the first token to the last; empty for no tokens."""
    return ((tokens[0].start, tokens[-1].end),) if tokens else ()


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without punctuation and blanks at its edges; closing marks stay."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES + ".":
        end -= 1
    return start, end


def whole_quotations(content: Span, cue: Token, marks: Quotations) -> Span:
    """Never cut a quotation in half: take it whole unless the cue stands inside it."""
    start, end = content
    for quotation in marks.overlapping(start, end):
        if quotation.start <= cue.start < quotation.end or len(quotation.spans) > 1:
            continue
        start, end = min(start, quotation.start), max(end, quotation.end)
    return start, end


def without(content: Span, cuts: Sequence[Span], text: str) -> Spans:
    """What is left of `content` when `cuts` are taken out, each piece trimmed."""
    out: list[Span] = []
    start = content[0]
    for low, high in sorted(cuts):
        if low < content[1] and high > start:
            out.append((start, max(start, low)))
            start = min(high, content[1])
    out.append((start, content[1]))
    pieces = (trimmed(text, *piece) for piece in out)
    return tuple(piece for piece in pieces if piece[0] < piece[1])


def parents(anchors: Sequence[Span], contents: Sequence[Spans]) -> list[int | None]:
    """For each anchor, the index of the smallest larger content that holds it whole.

    "Larger" keeps two contents that hold each other's anchors from being parents of each other.
    One sweep over the text: only the contents that are still open at a point are looked at.
    """
    sizes = [sum(end - start for start, end in spans) for spans in contents]
    opening = sorted((span[0], span[1], n) for n, spans in enumerate(contents) for span in spans)
    order = sorted(range(len(anchors)), key=lambda n: anchors[n][0])
    out: list[int | None] = [None] * len(anchors)
    active: list[tuple[int, int, int]] = []
    at = 0
    for n in order:
        start, end = anchors[n]
        while at < len(opening) and opening[at][0] <= start:
            active.append(opening[at])
            at += 1
        active = [item for item in active if item[1] > start]
        holders = [
            (item[1] - item[0], item[2])
            for item in active
            if item[1] >= end and sizes[item[2]] > sizes[n]
        ]
        out[n] = min(holders)[1] if holders else None
    return out
