"""What a concept affirms: its key words and which way it points.

"The old reactors should be closed" and "The old reactors must not be closed" share all key words
and point opposite ways. Everything a statement says is measured along one axis, for or against the
matter the key words name; the concept's own direction then turns the result into agreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from hemicycle.offsets import OffsetMap
from hemicycle.parse import Parse, Token, parse
from hemicycle.position.phrases import Phrase, find
from hemicycle.records import Block, Concept, Document, Metadata, digest

CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
ARGUMENTS = frozenset({"ROOT", "nsubj", "nsubjpass", "dobj", "csubj", "attr"})
PLACES = frozenset({"GPE", "LOC", "NORP"})
LIGHT = frozenset({"work", "part", "way", "step", "thing"})  # name no matter beside other nouns
TURNING = frozenset({"undo", "negator", "judgement", "effect", "attitude", "formula", "verdict"})
PLAIN_VERBS = frozenset(
    [
        "send",
        "allow",
        "accept",
        "make",
        "give",
        "take",
        "put",
        "keep",
        "use",
        "build",
        "introduce",
        "decide",
        "let",
        "set",
        "get",
        "bring",
        "hold",
        "become",
        "remain",
        "need",
        "want",
        "ensure",
        "provide",
        "increase",
        "require",
        "receive",
        "change",
        "start",
    ]
)
EMPTY = frozenset(
    [
        "be",
        "have",
        "do",
        "make",
        "get",
        "go",
        "take",
        "thing",
        "way",
        "people",
        "new",
        "other",
        "such",
        "more",
        "most",
    ]
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A concept, read.

    `keys` are the lemmas of all content words; `core` those that name the matter itself (the heads
    of its noun phrases, as `lemmas`, `words` and `phrases`); `sign` is -1 where the concept asks
    to undo the matter; `why` names the words that turned it.
    """

    keys: frozenset[str]
    core: frozenset[str]
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    lemmas: tuple[str, ...]
    sign: int
    why: str


@lru_cache(maxsize=512)
def frame(concept: Concept) -> Frame:
    """Read the concept's wording (its definition adds nothing to the direction)."""
    parsed = parse(_as_document(concept.wording))
    turning = [phrase for phrase in find(parsed.tokens) if _turns(phrase)]
    sign = -1 if len(turning) % 2 else 1
    core = _core(parsed, {i for phrase in turning for i in phrase.tokens})
    return Frame(
        frozenset(t.lemma for t in parsed.tokens if _is_content(t)),
        frozenset(token.lemma for token in core),
        tuple(token.text.lower() for token in core),
        tuple(_noun_phrase(token, parsed) for token in core),
        tuple(token.lemma for token in core),
        sign,
        ", ".join(phrase.reading for phrase in turning),
    )


def distinct(frames: Sequence[Frame]) -> list[Frame]:
    """The frames without those words that name the matter of several of them.

    Where four concepts are about one strait, the strait's name tells none of them from the others.
    """
    return [_without(own, [o for o in frames if o is not own]) for own in frames]


def _without(own: Frame, others: Sequence[Frame]) -> Frame:
    shared = {word for other in others for word in other.words}
    kept = [n for n, word in enumerate(own.words) if word not in shared]
    if not kept or len(kept) == len(own.words):
        return own
    return replace(
        own,
        core=frozenset(own.lemmas[n] for n in kept),
        words=tuple(own.words[n] for n in kept),
        phrases=tuple(own.phrases[n] for n in kept),
        lemmas=tuple(own.lemmas[n] for n in kept),
    )


def _turns(phrase: Phrase) -> bool:
    return phrase.group.kind in TURNING and phrase.group.sign < 0


def _is_content(token: Token) -> bool:
    return token.pos in CONTENT_POS and token.lemma not in EMPTY and token.dep != "aux"


def _core(parsed: Parse, turning: set[int]) -> list[Token]:
    """Words that name the matter: arguments first; places and mere modifiers only if need be."""
    words = [t for t in parsed.tokens if _is_content(t) and t.i not in turning]
    nouns = [t for t in words if t.pos in ("NOUN", "PROPN")]
    heads = [t for t in nouns if t.dep != "compound"]
    arguments = [t for t in heads if t.dep in ARGUMENTS or _is_result(parsed, t)]
    acts = [t for t in words if _names_an_act(t)]
    choices = (
        [t for t in arguments if t.entity not in PLACES and t.lemma not in LIGHT],
        [t for t in arguments if t.entity not in PLACES],
        acts,
        arguments,
        heads,
        nouns,
        words,
    )
    first = next((choice for choice in choices if choice), [])
    return list({t.i: t for t in (*first, *acts)}.values())


def _is_result(parsed: Parse, token: Token) -> bool:
    return token.dep == "pobj" and parsed.tokens[token.head].text.lower() == "into"


def _names_an_act(token: Token) -> bool:
    """A verb or adjective that tells by itself what is meant: "dredged", "vegetarian"."""
    if token.pos == "VERB":
        return token.dep == "ROOT" and token.lemma not in PLAIN_VERBS
    return token.pos == "ADJ" and token.dep in ("acomp", "xcomp", "oprd")


def _noun_phrase(token: Token, parsed: Parse) -> str:
    """The noun with its own modifiers, without article: "climate change"."""
    parts = [t for t in parsed.children(token.i) if t.dep in ("compound", "amod", "nmod")]
    return " ".join(t.text for t in sorted([*parts, token], key=lambda t: t.i))


def _as_document(text: str) -> Document:
    name = digest("concept", text)
    blocks = (Block(0, len(text), "body"),)
    return Document(name, name, name, text, text, blocks, OffsetMap.identity(len(text)), Metadata())
