"""Find the voices that a clause of saying names as carriers of the words.

"in an interview with La Stampa", "told Reuters", "according to Politico", "on the ministry's
website", "through his spokesman": each is a name in a relation (`relations.py`) to the clause. A
name in none of them ("attacked CNN") carried nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hemicycle.parse import Parse, Sentence, Token
from hemicycle.provenance.outlets import Outlet, OutletMention, mentions
from hemicycle.provenance.relations import (
    FAR,
    NEAR,
    content_word_before,
    governor,
    named,
    relation_after,
    relation_before,
    reporting_verb,
)
from hemicycle.records import Carrier


@dataclass(frozen=True, slots=True)
class Carried:
    """A carrier named at tokens `first` up to, not including, `last`."""

    first: int
    last: int
    carrier: Carrier
    distance: int
    words: str
    verb: int = -1  # of "Politico reported that ...": what hangs on this verb was carried


def carriers(tree: Parse, text: str) -> dict[int, list[Carried]]:
    """All carriers by the number of the first token of their sentence."""
    found: dict[int, list[Carried]] = {}
    for mention in _mentions(tree, text):
        tokens = _tokens(tree, mention)
        if tokens:
            sentence = tree.sentence_of(tokens[0].i)
            carried = _outlet(tree, sentence, tokens, mention.outlet)
            if carried is not None:
                found.setdefault(sentence.first, []).append(carried)
    for start, end in tree.chunks:
        tokens = tree.within(start, end)
        taken = found.setdefault(tree.sentence_of(tokens[0].i).first, []) if tokens else []
        if tokens and not any(tokens[0].i <= c.first <= tokens[-1].i for c in taken):
            taken.extend(_document_or_spokesperson(tree, text, tokens))
    return found


def _tokens(tree: Parse, mention: OutletMention) -> tuple[Token, ...]:
    inside = tree.within(mention.start, mention.end)
    return inside or tree.within(mention.start, mention.end + 1)  # "X." is one token


def _is_people(tokens: tuple[Token, ...]) -> bool:
    """ "the German newspaper", "another agency": the word before "newspaper" is no name"""
    return all(t.entity == "NORP" or t.pos in ("ADJ", "DET", "PRON", "ADV") for t in tokens)


def _mentions(tree: Parse, text: str) -> Iterator[OutletMention]:
    """Outlets by name, and "the newspaper" for the one named last before."""
    found = [m for m in mentions(text) if m.known or not _is_people(_tokens(tree, m))]
    yield from found
    at = 0
    for token in tree.tokens:
        while at < len(found) and found[at].end <= token.start:
            at += 1
        inside = at < len(found) and found[at].start < token.end
        if at and not inside and _is_the_outlet(tree, token):
            yield OutletMention(token.start, token.end, found[at - 1].outlet, known=True)


def _is_the_outlet(tree: Parse, token: Token) -> bool:
    if token.tag != "NN" or token.lemma not in named("press") - {"press", "media"}:
        return False
    if token.lemma in ("journalist", "reporter", "correspondent") or token.i == 0:
        return False
    plain = tree.tokens[token.i - 1].text.lower() == "the"
    return plain and tree.tokens[min(token.i + 1, len(tree.tokens) - 1)].pos != "PROPN"


# -------------------------------------------------------------------------------- outlets


def _outlet(
    tree: Parse, sentence: Sentence, tokens: tuple[Token, ...], outlet: Outlet
) -> Carried | None:
    first, last = tokens[0].i, tokens[-1].i + 1
    carrier = Carrier(outlet.name, outlet.kind)
    before = governor(tree, sentence, first)
    relation = relation_before(tree, sentence, before) or relation_after(tree, sentence, last)
    if relation is not None:
        return Carried(first, last, carrier, *relation)
    verb = reporting_verb(tree, tokens)
    if verb is None:
        return None
    return Carried(first, last, carrier, FAR, f"“{outlet.name} {verb.text}”", verb.i)


# ------------------------------------------------------------- documents and spokespeople


def _document_or_spokesperson(
    tree: Parse, text: str, tokens: tuple[Token, ...]
) -> Iterator[Carried]:
    head = tokens[-1]
    sentence = tree.sentence_of(head.i)
    word = tree.tokens[tokens[0].i - 1] if tokens[0].i > sentence.first else None
    if word is None or word.pos != "ADP":
        return
    words = text[tokens[0].start : _end_of_name(tree, head)]
    if head.lemma in named("places") and word.lemma in ("on", "in", "via"):
        above = content_word_before(tree, sentence, word.i)
        if above is None or above.lemma in named("speaking") | named("reporting") | named(
            "vehicles"
        ):
            document = Carrier(words, "document")
            yield Carried(tokens[0].i, head.i + 1, document, NEAR, f"“{word.text} {words}”")
    if word.lemma in named("through") and any(t.lemma in named("spokespeople") for t in tokens):
        name = _person(tree, text, tokens) or words
        spokesperson = Carrier(name, "spokesperson")
        yield Carried(tokens[0].i, head.i + 1, spokesperson, NEAR, f"“{word.text} {words}”")


def _end_of_name(tree: Parse, head: Token) -> int:
    """ "the website [of the Health Ministry]" """
    after = tree.tokens[head.i + 1 : head.i + 3]
    if len(after) < 2 or after[0].text != "of":
        return head.end
    phrase = tree.chunk_at(after[1].start)
    return phrase[1] if phrase and phrase[0] == after[1].start else head.end


def _person(tree: Parse, text: str, tokens: tuple[Token, ...]) -> str:
    """The name in or right after "its spokeswoman Ana Rell", else nothing."""
    last = tokens[-1].i + 1
    while last < len(tree.tokens) and tree.tokens[last].pos == "PROPN":
        last += 1
    first = last
    while tree.tokens[first - 1].pos == "PROPN" and first > tokens[0].i:
        first -= 1
    return text[tree.tokens[first].start : tree.tokens[last - 1].end] if first < last else ""
