"""Build documents and attributions by hand, for tests of rooms that take them."""

from __future__ import annotations

from datetime import date

from hemicycle.intervals import Interval
from hemicycle.offsets import OffsetMap, Span, Spans
from hemicycle.records import Attribution, Block, Document, Metadata, digest


def document(
    text: str, published: str | Interval | None = None, outlet: str | None = None
) -> Document:
    """A cleaned document whose paragraphs are the parts of `text` between blank lines."""
    blocks, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block(at, at + len(part), "body"))
        at += len(part) + 2
    if isinstance(published, str):
        published = Interval.day(date.fromisoformat(published))
    metadata = Metadata(outlet=outlet, published=published)
    name = digest(text, published)
    offsets = OffsetMap.identity(len(text))
    return Document(name, name, name, text, text, tuple(blocks), offsets, metadata)


def span_of(text: str, words: str, after: int = 0) -> Span:
    """Where `words` stand first at or after `after`; they must stand there."""
    start = text.index(words, after)
    return start, start + len(words)


def attribute(
    text: str,
    content: str,
    cue: str = "",
    source: str = "",
    parent: Attribution | None = None,
) -> Attribution:
    """An attribution of the first `content` to `source` by the `cue` nearest to it.

    Several parts of one of them are joined by " ... ".
    """
    content_spans = _spans(text, content, 0)
    cue_spans = _nearest(text, cue, content_spans)
    source_spans = _nearest(text, source, cue_spans or content_spans)
    spans = (content_spans, cue_spans, source_spans)
    up = parent.id if parent else None
    return Attribution(
        digest("attribution", *spans), *spans, "indirect", up, 1.0, "by hand", ("by hand",)
    )


def _spans(text: str, words: str, after: int) -> Spans:
    found: list[Span] = []
    for part in words.split(" ... "):
        found.append(span_of(text, part, found[-1][1] if found else after))
    return tuple(found)


def _nearest(text: str, words: str, near: Spans) -> Spans:
    """Where `words` stand nearest to `near`, before or after it."""
    if not words:
        return ()
    first = words.split(" ... ")[0]
    starts = [at for at in range(len(text)) if text.startswith(first, at)]
    assert starts, f"{first!r} does not stand in the text"

    def gap(at: int) -> int:
        return max(near[0][0] - at - len(first), at - near[-1][1], 0)

    return _spans(text, words, min(starts, key=gap))
