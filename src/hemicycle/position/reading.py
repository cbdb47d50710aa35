"""A statement as the position room sees it: its words, its sentences, and what came before.

Positions hang on more than the content: the cue may carry them ("rejected the plan"), and "such a
scenario" means nothing without the sentence before. `read` collects all of it once per statement,
whatever the number of concepts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hemicycle.offsets import Spans, covered, merge
from hemicycle.parse import Parse, Sentence, Token
from hemicycle.position.holder import Speaker
from hemicycle.position.mentions import pointers
from hemicycle.position.phrases import Phrase, find
from hemicycle.position.relevance import Passage
from hemicycle.position.stance import Ground
from hemicycle.records import Actor, Attribution, Document

LOOK_BACK = 2  # sentences before the statement's own
LOOK_AROUND = 120  # tokens of the own sentence on either side; longer ones are no sentences
ELLIPTIC = frozenset({"formula", "verdict"})  # "not an option" speaks of what was told before
QUOTES = "“”„‟\"‘’'«»‹› ,"
HELPERS = frozenset({"aux", "auxpass", "neg", "prt"})


@dataclass(frozen=True, slots=True)
class Reading:
    """`content` are tokens; `before` sentences as tokens, nearest last; `ground` for climbing."""

    parsed: Parse
    content: tuple[Token, ...]
    sentences: tuple[tuple[Token, ...], ...]  # the content's tokens, sentence by sentence
    before: tuple[tuple[Token, ...], ...]
    cue_phrases: tuple[Phrase, ...]
    content_phrases: tuple[Phrase, ...]
    passage: Passage
    ground: Ground
    quoted: bool
    inside: frozenset[int]  # the content's tokens by number
    pointing: frozenset[int]  # those that point back to something told before


def read(
    document: Document, parsed: Parse, attribution: Attribution, actor: Actor | None
) -> Reading:
    """Collect the words of one attribution."""
    content = _tokens(parsed, attribution.content)
    cue = _with_helpers(parsed, _tokens(parsed, attribution.cue), content)
    quoted = attribution.form == "direct"
    speaker = Speaker.of(_tokens(parsed, attribution.source), actor, quoted)
    acting = sorted({t.i: t for t in (*content, *cue)}.values(), key=lambda t: t.i)
    phrases = find(acting)
    cue_at = frozenset(t.i for t in cue)
    ground = Ground(
        parsed,
        {i: phrase for phrase in phrases for i in phrase.tokens},
        frozenset(t.i for t in (content if quoted else acting)),
        cue_at,
        speaker,
        frozenset(),
    )
    before = _before(parsed, content, attribution.content)
    sentences = tuple(_by_sentence(parsed, content))
    pointing = frozenset(t.i for t in pointers(parsed, content))
    elliptic = any(p.group.kind in ELLIPTIC for p in phrases)
    return Reading(
        parsed,
        content,
        sentences,
        before,
        tuple(p for p in phrases if cue_at & set(p.tokens)),
        tuple(p for p in phrases if not cue_at & set(p.tokens)),
        _passage(document, sentences, before, bool(pointing) or elliptic),
        ground,
        quoted,
        frozenset(t.i for t in content),
        pointing,
    )


def _passage(
    document: Document,
    sentences: Sequence[Sequence[Token]],
    before: Sequence[Sequence[Token]],
    points_back: bool,
) -> Passage:
    return Passage(
        tuple(_text(document, sentence) for sentence in sentences),
        frozenset(t.lemma for sentence in sentences for t in sentence),
        tuple(_text(document, sentence) for sentence in before),
        tuple(frozenset(t.lemma for t in sentence) for sentence in before),
        points_back,
    )


def _tokens(parsed: Parse, spans: Spans) -> tuple[Token, ...]:
    return tuple(t for span in merge(spans) for t in parsed.within(*span) if t.text.strip())


def _with_helpers(
    parsed: Parse, cue: Iterable[Token], content: Iterable[Token]
) -> tuple[Token, ...]:
    """The cue with the negations and auxiliaries that belong to it."""
    inside = {t.i for t in content}
    helpers = (h for t in cue for h in parsed.children(t.i) if h.dep in HELPERS)
    found = {t.i: t for t in (*cue, *helpers) if t.i not in inside}
    return tuple(found[i] for i in sorted(found))


def _by_sentence(parsed: Parse, tokens: Sequence[Token]) -> Iterable[tuple[Token, ...]]:
    groups: dict[int, list[Token]] = {}
    for token in tokens:
        groups.setdefault(parsed.sentence_of(token.i).first, []).append(token)
    return [tuple(group) for group in groups.values()]


def _before(parsed: Parse, content: Sequence[Token], spans: Spans) -> tuple[tuple[Token, ...], ...]:
    """The sentences just before, and what stands around the content in its own sentence."""
    if not content:
        return ()
    at = parsed.sentence_number(content[0].i)
    own, said = parsed.sentences[at], merge(spans)
    earlier = [_of(parsed, s) for s in parsed.sentences[max(0, at - LOOK_BACK) : at]]
    first = max(own.first, content[0].i - LOOK_AROUND)
    last = min(own.last, content[-1].i + LOOK_AROUND)
    around = tuple(t for t in parsed.tokens[first:last] if not covered(said, t.start))
    return tuple(group for group in (*earlier, around) if len(group) > 3)


def _of(parsed: Parse, sentence: Sentence) -> tuple[Token, ...]:
    return parsed.tokens[sentence.first : sentence.last]


def _text(document: Document, tokens: Sequence[Token]) -> str:
    """The words as the encoder should see them: without the marks of quotation."""
    return document.text[tokens[0].start : tokens[-1].end].strip(QUOTES) if tokens else ""
