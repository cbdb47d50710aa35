"""Build documents and attributions by hand: words in, spans out."""

from __future__ import annotations

import re

from hemicycle.offsets import OffsetMap, Spans
from hemicycle.records import Attribution, Block, Document, Form, Metadata, digest


def document(text: str, title: bool = False, byline: str | None = None) -> Document:
    """A document whose paragraphs are divided by blank lines; the first one may be a headline."""
    spans = [match.span() for match in re.finditer(r"\S[^\n]*(?:\n[^\n]+)*", text)]
    blocks = tuple(
        Block(*span, "title" if title and n == 0 else "body") for n, span in enumerate(spans)
    )
    offsets = OffsetMap.identity(len(text))
    metadata = Metadata(byline=byline)
    return Document(digest("document", text), "test", "test", text, text, blocks, offsets, metadata)


def attribute(
    text: str,
    content: str,
    cue: str = "",
    source: str = "",
    form: Form = "indirect",
    parent: str | None = None,
) -> Attribution:
    """The attribution of `content` to the `source` nearest to it. Empty words give no span."""
    start = text.index(content)
    spans = ((start, start + len(content)),)
    found = [_nearest(text, words, spans[0]) for words in (cue, source)]
    return Attribution(
        digest(content, start), spans, found[0], found[1], form, parent, 1.0, "test", ()
    )


def _nearest(text: str, words: str, content: tuple[int, int]) -> Spans:
    if not words:
        return ()
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    spans = [match.span() for match in re.finditer(pattern, text)]
    assert spans, f"{words!r} does not stand in the text"
    return (min(spans, key=lambda span: min(abs(span[1] - content[0]), abs(span[0] - content[1]))),)
