"""Read the words of a source: what kind of speaker do they name?

"Merkel and Hollande", "a number of countries, including the USA", "a senior official", "the head of
the French Foreign Ministry", "the White House", "his". Reading tells persons and bodies called by
name from roles, groups, texts and those who keep their name to themselves; who is meant is decided
in `scoring`. Only names that the phrase turns on count: in "a spokesman for Angela Merkel" nobody
is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hemicycle.lexicon import words
from hemicycle.parse import Parse, Token
from hemicycle.resolve.cast import Cast
from hemicycle.resolve.cuts import joined
from hemicycle.resolve.heads import (
    ARTICLES,
    RELATIVE,
    and_others,
    head_mentions,
    head_noun,
    is_people,
    whole_word,
)
from hemicycle.resolve.names import fold
from hemicycle.resolve.offices import is_party, is_role_noun, plural_of_role

Kind = Literal[
    "nothing",
    "pronoun",
    "named",
    "described",
    "role",
    "group",
    "anonymous",
    "document",
    "office",
    "body",
    "other",
]

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_OWNERS = frozenset({"his", "her", "their", "its", "my", "our", "your"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source says. `heads` and `inner` are numbers of mentions: those the phrase turns on,
    and the others in it; `noun` is the folded head noun, `text` the phrase without article."""

    kind: Kind
    text: str
    noun: str = ""
    heads: tuple[int, ...] = ()
    inner: tuple[int, ...] = ()
    is_plural: bool = False
    is_definite: bool = False
    at: int = 0  # token at which the phrase stands


def read(parse: Parse, cast: Cast, tokens: tuple[Token, ...]) -> Reading:
    """Read the source that consists of `tokens`, which are consecutive."""
    tokens = _bare(tokens)
    if not tokens:
        return Reading("nothing", "")
    at, own = tokens[0].i, _own_part(tokens)
    text = joined(_without_article(own)).strip("“”\"'‘’, ")
    if len(tokens) == 1 and fold(text) in words("pronouns"):
        return Reading("pronoun", text, fold(text), at=at)
    numbers = cast.between(own[0].i, own[-1].i + 1)
    heads = tuple(n for n in head_mentions(parse, cast, own, numbers))
    inner = tuple(n for n in cast.between(at, tokens[-1].i + 1) if n not in heads)
    if heads:
        others = and_others(own, cast.mentions[heads[-1]].right)
        return Reading("named", text, "", heads, inner, others or len(heads) > 1, False, at)
    told = _told_of(parse, cast, own)
    if told is not None:
        return Reading("described", text, "", (told,), inner, at=at)
    if _is_surname(cast, own):
        return Reading("other", text, fold(text), inner=inner, is_definite=True, at=at)
    return _common(cast, tokens, own, text, inner)


def _told_of(parse: Parse, cast: Cast, own: tuple[Token, ...]) -> int | None:
    """The number of the person whom these words describe: "a Republican" in "Jane Doe, a
    Republican said"."""
    first = _without_article(own)[0]
    n = cast.described_at(first.i, own[-1].i + 1)
    if n is None or cast.mentions[n].first > first.i:
        return n
    head, _ = head_noun(own)
    behind = parse.tokens[own[-1].i + 1 : own[-1].i + 2]
    closed = bool(behind) and (behind[0].text == "," or behind[0].tag in RELATIVE)
    beside = head is not None and head.dep == "appos" and cast.mentions[n].is_subject
    return n if closed or beside else None


def _is_surname(cast: Cast, own: tuple[Token, ...]) -> bool:
    """Whether the words, taken for a common noun, are what one person of the document is called."""
    capital = len(own) < 4 and all(token.text[0].isupper() for token in own)
    return capital and len(cast.called(joined(own))) == 1


def _bare(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without punctuation at either end and without adverbs and conjunctions in front."""
    while tokens and (tokens[0].pos in ("PUNCT", "SPACE", "CCONJ") or tokens[0].tag == "POS"):
        tokens = tokens[1:]
    while tokens and (tokens[-1].pos in ("PUNCT", "SPACE") or tokens[-1].tag == "POS"):
        tokens = tokens[:-1]
    return tokens


def _without_article(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without "the" or "a", but "a number of countries" keeps it."""
    if len(tokens) < 2 or tokens[0].text.lower() not in ARTICLES:
        return tokens
    return tokens if fold(tokens[1].text) in words("groups", "quantity") else tokens[1:]


def _own_part(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The phrase up to its first relative clause; "those who know" is whole."""
    end = next((n for n, t in enumerate(tokens) if n and t.tag in RELATIVE), len(tokens))
    end -= tokens[end - 1].pos == "ADP" and end < len(tokens)
    return tokens[:end] if any(t.pos in ("NOUN", "PROPN") for t in tokens[:end]) else tokens


def _common(
    cast: Cast, tokens: tuple[Token, ...], own: tuple[Token, ...], text: str, inner: tuple[int, ...]
) -> Reading:
    """Read a phrase that turns on a common noun."""
    head, counted = head_noun(own)
    first = tokens[0].text.lower()
    if head is None:
        lone = fold(own[0].text) in words("anonymous", "pronouns")
        kind: Kind = "anonymous" if lone else "group"
        return Reading(kind, text, fold(own[0].text), inner=inner, is_plural=not lone, at=own[0].i)
    noun = whole_word(own, head)
    plural = head.tag in ("NNS", "NNPS") or counted or first in ("these", "those")
    plural = plural or (plural_of_role(noun) is not None and not is_role_noun(noun))
    owned = first in _OWNERS or any(t.tag == "POS" for t in own if t.i < head.i)
    titled = own[0].text[0].isupper() and own[0].pos in ("PROPN", "NOUN", "ADJ")
    titled = titled and not (len(own) == 1 and is_party(noun))
    definite = first in _DEFINITE or owned or (titled and not counted and first not in ARTICLES)
    kind = _kind(noun, head, fold(joined(tokens)), plural, definite, first)
    if definite and not plural and kind in ("other", "group") and noun in cast.by_class:
        kind = "role"
    return Reading(kind, text, noun, (), inner, plural, definite, tokens[0].i)


def _kind(noun: str, head: Token, text: str, plural: bool, definite: bool, first: str) -> Kind:
    if any(phrase in text for phrase in words("anonymous", "phrases")):
        return "anonymous"
    if noun in words("anonymous", "nouns") and (plural or not definite):
        return "anonymous"
    if plural and noun not in words("organisations", "documents"):
        return "group"
    if is_role_noun(noun) or noun.endswith("year-old"):
        return "role" if definite else "anonymous"
    if noun in words("organisations", "offices"):
        return "office"
    if noun in words("organisations", "media", "common"):
        return "body"
    if noun in words("organisations", "documents"):
        return "document"
    if noun in words("groups", "collective") or is_people(head):
        return "group"
    if noun in words("anonymous", "nouns"):
        return "role" if definite else "anonymous"
    return "other" if definite or first not in ("a", "an", "one", "another") else "anonymous"
