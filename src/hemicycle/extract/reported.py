"""Speech reported in the grammar of the sentence: "said that ...", "according to ...".

Which (word, frame) pairs report speech is data (`data/en/cues.toml`); how a word takes its content
is `frames.py`; this file puts the two together and cleans the edges of what comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from hemicycle import lexicon
from hemicycle.extract.frames import (
    CLAUSE,
    INFINITIVE,
    OBJECT,
    PASSIVE,
    STATE,
    Offer,
    noun_phrase,
    offers,
)
from hemicycle.extract.tags import tag
from hemicycle.parse import Parse, Token

NOMINAL = "noun:"
DEMONSTRATIVES = frozenset({"this", "that", "it"})
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@cache
def _listed() -> frozenset[tuple[str, str]]:
    """(frame, word) pairs, counted and added by hand."""
    return frozenset(
        (frame, word)
        for name in ("cues", "cues_by_hand")
        for frame, entry in lexicon.load(name).items()
        for word in entry["words"]
    )


def reported(parse: Parse, voiced: Callable[[int], bool]) -> Iterator[Offer]:
    """Every offer of the syntax that the lexicon admits, tags, and "according to" phrases.

    `voiced` tells whether a code point already stands in somebody's direct speech.
    """
    tags = {t.word.i: t for s in parse.sentences if (t := tag(parse, s))}
    for word in parse.tokens:
        lower = word.text.lower()
        if word.i in tags and not voiced(word.start):
            yield tags[word.i]
            continue
        if lower == "according":
            yield from _according_to(parse, word)
        elif lower in lexicon.words("opinion_phrases"):
            yield from _in_opinion(parse, word)
        if word.pos in ("VERB", "AUX", "NOUN", "ADJ"):
            yield from _by_lexicon(parse, word, voiced(word.start))


def admitted(parse: Parse, word: Token) -> list[Offer]:
    """The offers of `word` that the lexicon admits."""
    found = [o for o in offers(parse, word) if _keys(parse, o) & _listed()]
    if any(o.frame == OBJECT for o in found):  # "urged X to leave": the object holds the rest
        return [o for o in found if o.frame != INFINITIVE]
    return found


def named(word: Token) -> bool:
    """Whether the word is part of a name that may speak."""
    return word.entity in NAMED


def _by_lexicon(parse: Parse, word: Token, inside: bool) -> Iterator[Offer]:
    for offer in admitted(parse, word):
        if not (_is_nested_speech(offer) if inside else _is_report(parse, offer)):
            continue
        if _points_back(offer):
            offer = replace(offer, content=_sentence_before(parse, word))
        if offer.content:
            yield offer


def _keys(parse: Parse, offer: Offer) -> set[tuple[str, str]]:
    """What the lexicon may call the offer: by the word alone, or with its particle ("rule out")."""
    frame = NOMINAL + offer.frame if offer.word.pos == "NOUN" else offer.frame
    particles = [c.text.lower() for c in parse.children(offer.word.i) if c.dep == "prt"]
    if offer.frame == STATE:
        return {(frame, offer.word.text.lower())}
    return {(frame, offer.word.lemma), *((frame, f"{offer.word.lemma} {p}") for p in particles)}


def _points_back(offer: Offer) -> bool:
    """ "This was reported by Politico": the content is the sentence before."""
    first = offer.content[0]
    return first.text.lower() in DEMONSTRATIVES and first.dep in ("dobj", "nsubjpass")


def _sentence_before(parse: Parse, word: Token) -> tuple[Token, ...]:
    first = parse.sentence_of(word.i).first
    if first == 0:
        return ()
    before = parse.sentence_of(first - 1)
    return parse.tokens[before.first : before.last]


def _is_report(parse: Parse, offer: Offer) -> bool:
    """Not what somebody might say, nor what the paper tells itself ("it is worth noting")."""
    might = any(t.tag == "MD" for t in offer.cue) and not any(t.dep == "neg" for t in offer.cue)
    if might or (not offer.source and offer.frame == OBJECT):
        return False
    said_by = {t.text.lower() for t in offer.source}
    if said_by and said_by <= lexicon.words("silence", "nobody"):
        return False
    if " ".join(t.text.lower() for t in offer.content) in lexicon.words("silence", "unnamed"):
        return False
    if _points_back(offer) and offer.frame != PASSIVE:
        return False  # "he stated this on Monday" repeats what was coded already
    governor = parse.tokens[offer.word.head]
    return governor.lemma not in ("worth", "let")


def _is_nested_speech(offer: Offer) -> bool:
    """Inside a quotation only plain saying by somebody named is a statement of its own."""
    return (
        any(map(named, offer.source))
        and offer.frame == CLAUSE
        and offer.word.lemma in lexicon.words("cues", "direct")
    )


def _according_to(parse: Parse, word: Token) -> Iterator[Offer]:
    """ "According to X, ..." and "..., according to X": the rest of the sentence is content."""
    to = next((c for c in parse.children(word.i) if c.text.lower() == "to"), None)
    noun = next((c for c in parse.children(to.i) if c.dep == "pobj"), None) if to else None
    if to is None or noun is None:
        return
    source = _without_subject(parse, noun_phrase(parse, noun))
    if source:
        yield from _rest_of_sentence(parse, (word, to), source)


def _without_subject(parse: Parse, source: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "According to X, the mayors praised": parsers take the subject for an apposition of X.

    It was the subject if the phrase is followed right away by a verb.
    """
    if not source:
        return source
    rest = parse.tokens[source[-1].i + 1 : source[-1].i + 3]
    ahead = next((t for t in rest if t.text != ","), None)
    comma = next((n for n, t in enumerate(source) if t.text == ","), None)
    if comma and ahead and ahead.tag in ("VBD", "VBZ", "VBP", "MD"):
        return source[:comma]
    return source


def _in_opinion(parse: Parse, word: Token) -> Iterator[Offer]:
    """ "In his opinion, ..." and "In the opinion of the court, ..."."""
    opening = parse.tokens[word.head]
    if opening.text.lower() not in ("in", "by"):
        return
    children = parse.children(word.i)
    owner = next((c for c in children if c.dep == "poss"), None)
    of = next((c for c in children if c.text.lower() == "of" and c.i > word.i), None)
    noun = next((c for c in parse.children(of.i) if c.dep == "pobj"), None) if of else None
    if owner:
        source = tuple(t for t in parse.subtree(owner.i) if t.dep != "case")
        yield from _rest_of_sentence(parse, (opening, word), source)
    elif of and noun and any(c.dep == "det" for c in children):  # not "in view of"
        source = _without_subject(parse, noun_phrase(parse, noun))
        yield from _rest_of_sentence(parse, (opening, word, of), source)


def _rest_of_sentence(
    parse: Parse, cue: tuple[Token, ...], source: tuple[Token, ...]
) -> Iterator[Offer]:
    """The longer side of the sentence around the phrase that cue and source make."""
    sentence = parse.sentence_of(cue[0].i)
    low = min(cue[0].i, source[0].i)
    high = max(cue[-1].i, source[-1].i) + 1
    before = parse.tokens[sentence.first : low]
    after = parse.tokens[high : sentence.last]
    content = before if len(before) > len(after) else after
    if len(content) > 1:
        yield Offer(cue[0], CLAUSE, cue, source, tuple(content))
