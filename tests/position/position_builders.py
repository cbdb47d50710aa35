"""Small documents with attributions, built from text."""

from __future__ import annotations

from hemicycle.offsets import OffsetMap, Spans
from hemicycle.records import Actor, Attribution, Block, Document, Finding, Form, Metadata, digest

NOBODY: Finding[Actor] = Finding(None, 0.0, "not resolved", "test@1")


def document(text: str) -> Document:
    """Every line a body block."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), "body"))
        at += len(line) + 1
    name = digest("test", text)
    return Document(
        name, name, name, text, text, tuple(blocks), OffsetMap.identity(len(text)), Metadata()
    )


def span(text: str, words: str) -> Spans:
    """Where `words` first stands in `text`; empty for no words."""
    at = text.index(words) if words else 0
    return ((at, at + len(words)),) if words else ()


def attribution(text: str, source: str, cue: str, content: str, form: Form) -> Attribution:
    """One attribution whose parts are found by their words."""
    return Attribution(
        id=digest(text, content),
        content=span(text, content),
        cue=span(text, cue),
        source=span(text, source),
        form=form,
        parent=None,
        score=1.0,
        by="test@1",
        why=(),
    )
