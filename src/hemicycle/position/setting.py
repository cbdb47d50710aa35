"""A statement as its reader saw it: the words, who said them how, and the sentences around them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from hemicycle.offsets import Spans, merge
from hemicycle.parse import Parse
from hemicycle.position.question import Question
from hemicycle.records import Actor, Attribution, Concept, Document

QUOTES = "“”„‟\"‘’'«»‹› ,"


@dataclass(frozen=True, slots=True)
class Setting:
    """Texts; any but `content` may be empty."""

    content: str
    before: str
    speaker: str
    cue: str
    after: str

    def on(self, concept: Concept) -> Question:
        """What the judge is asked about it on one concept."""
        return Question(
            concept.wording, self.content, concept.definition, self.before, self.speaker, self.cue,
            self.after,
        )  # fmt: skip

    def saying(self, content: str) -> Setting:
        """The same with other words."""
        return replace(self, content=content)


def setting(
    document: Document, parsed: Parse, attribution: Attribution, actor: Actor | None
) -> Setting:
    """Collect the words of one attribution."""
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    before, after = _around(document, parsed, start, end)
    return Setting(
        _words(document, attribution.content), before, _speaker(document, attribution, actor),
        _words(document, attribution.cue), after,
    )  # fmt: skip


def _speaker(document: Document, attribution: Attribution, actor: Actor | None) -> str:
    """The actor's name with one role, else the words of the source."""
    if actor is None:
        return _words(document, attribution.source)
    roles = [role for role in actor.roles if role.casefold() not in actor.name.casefold()]
    return ", ".join([actor.name, *roles[:1]])


def _around(document: Document, parsed: Parse, start: int, end: int) -> tuple[str, str]:
    """The sentence before the one that `start` lies in, and the one after that of `end`."""
    sentences = parsed.sentences
    first = bisect_right(sentences, start, key=lambda s: s.start) - 1
    last = bisect_left(sentences, end, key=lambda s: s.end)
    before = sentences[first - 1] if first > 0 else None
    after = sentences[last + 1] if last + 1 < len(sentences) else None
    if after is not None and after.block != sentences[min(last, len(sentences) - 1)].block:
        after = None
    texts = [document.text[s.start : s.end].strip() if s else "" for s in (before, after)]
    return texts[0], texts[1]


def _words(document: Document, spans: Spans) -> str:
    """The words without the marks of quotation around them."""
    return " ".join(document.text[s:e].strip(QUOTES) for s, e in merge(spans)).strip()
