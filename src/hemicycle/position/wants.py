"""What a speaker wants, backs, rejects or means to do, as claims.

The attitude is the speaker's where it stands in the cue ("urged", "opposes") or in a clause of the
content whose subject is the speaker ("we call on ..."). Accusations ("of backing the rebels") and
nouns in the content ("its support for the rebels") are somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hemicycle import lexicon
from hemicycle.parse import Parse, Token
from hemicycle.position.holder import holder
from hemicycle.position.ought import (
    UNDOING,
    Claim,
    asks,
    infinitive,
    ought,
    polarity,
    sign,
    subject,
)
from hemicycle.position.phrases import Phrase
from hemicycle.position.reading import Reading
from hemicycle.position.wording import SUBJECTS, nominal, noun_phrase, participle, words

CLAUSES = frozenset({"xcomp", "ccomp", "acl"})
DEPENDENT = frozenset({"pcomp", "acl", "relcl", "amod", "advcl", "csubj"})
UP = frozenset({"xcomp", "pcomp", "prep", "acl"})
ADDRESSING = frozenset({"on", "upon", "to"})
NAMING = frozenset({"for", "of", "to", "with", "against"})
DEFINITE = frozenset({"the", "'s", "’s", "both", "all"})


def wants(reading: Reading) -> Iterator[Claim]:
    """The claims of all attitudes and plans of the speaker."""
    parsed = reading.parsed
    for phrase in (*reading.cue_phrases, *reading.content_phrases):
        at = parsed.tokens[phrase.head]
        if _claiming(phrase, at) and not asks(reading, at) and _own(reading, at):
            side = phrase.group.sign * _negated(parsed, phrase, at) * _under(reading, at)
            yield from _wanted(reading, at, side, phrase)


def _claiming(phrase: Phrase, at: Token) -> bool:
    known = phrase.group.name in lexicon.words("claims", "groups")
    weak = at.lemma in lexicon.words("claims", "weak")
    return known and not weak and at.pos in ("VERB", "NOUN", "ADJ")


def _own(reading: Reading, at: Token) -> bool:
    if at.i in reading.ground.cue:
        return True
    if at.dep in DEPENDENT or at.pos == "NOUN":
        return False
    return holder(reading.parsed, at, reading.ground.speaker)[0] == "self"


def _negated(parsed: Parse, phrase: Phrase, at: Token) -> int:
    """The polarity of the verb, unless its "not" is a word of the phrase ("not accept")."""
    inside = any(t.i in phrase.tokens for t in parsed.children(at.i) if t.dep == "neg")
    return 1 if inside else polarity(parsed, at)


def _under(reading: Reading, at: Token) -> int:
    """-1 under a refusal: "refuses to endorse", "is reluctant to support"."""
    side = 1
    while at.dep in UP and at.head != at.i:
        at = reading.parsed.tokens[at.head]
        phrase = reading.ground.phrases.get(at.i)
        if phrase is not None and phrase.group.kind in UNDOING:
            side *= phrase.group.sign * _negated(reading.parsed, phrase, at)
    return side


def _wanted(reading: Reading, at: Token, side: int, phrase: Phrase) -> Iterator[Claim]:
    parsed = reading.parsed
    below = [t for t in parsed.children(at.i) if t.dep not in (*SUBJECTS, "advcl", "conj")]
    clauses = [t for t in below if t.dep in CLAUSES and t.pos in ("VERB", "AUX")]
    preps = [t for t in below if t.dep == "prep"]
    clauses += [t for p in preps for t in parsed.children(p.i) if t.dep == "pcomp"]
    if not clauses:
        yield from _things(reading, at, below, side, phrase)
    how = "plan" if phrase.group.kind == "commitment" else "attitude"
    asked = _asked(parsed, below) if how == "attitude" else None
    for verb in clauses:
        if verb.i in reading.inside and _open(parsed, verb):
            who = subject(parsed, verb) or asked
            yield from ought(reading, who, verb, side * polarity(parsed, verb), how)


def _asked(parsed: Parse, below: Sequence[Token]) -> Token | None:
    """Whom one urges, calls on, appeals to."""
    preps = [t for t in below if t.dep == "prep" and t.text.lower() in ADDRESSING]
    whom = [t for p in preps for t in parsed.children(p.i) if t.dep == "pobj"]
    return next((t for t in (*below, *whom) if t.dep in ("dobj", "pobj")), None)


def _open(parsed: Parse, verb: Token) -> bool:
    """ "to withdraw", "that Tarsk withdraw", "sending": neither told as a fact nor guessed."""
    helpers = {t.text.lower() for t in parsed.children(verb.i) if t.dep in ("aux", "auxpass")}
    bare = infinitive(parsed, verb) or verb.tag == "VB" or not subject(parsed, verb)
    return bare and helpers <= {"to", "be"} and verb.tag in ("VB", "VBG", "VBN")


def _things(
    reading: Reading, at: Token, below: Sequence[Token], side: int, phrase: Phrase
) -> Iterator[Claim]:
    """ "called for a ceasefire", "opposes the bill", "condemned the raid"."""
    parsed = reading.parsed
    thing = _named(parsed, below)
    if thing is None or thing.i not in reading.inside or thing.entity == "PERSON":
        return
    if at.pos == "NOUN" and phrase.group.name not in ("oppose", "endorse"):
        return
    if not nominal(parsed, thing) or thing.lemma in lexicon.words("claims", "talk"):
        return
    name, turned = words(parsed, noun_phrase(parsed, thing)), sign(reading, thing)
    bare = _bare(parsed, thing)
    new = phrase.group.name == "demand" and not _known(parsed, thing)
    if new or phrase.group.kind == "commitment":
        if " " in name:  # "There should be legislation" says nothing
            yield Claim(f"there should be {name}", side, turned, "attitude")
    elif at.lemma in lexicon.words("claims", "blame"):
        felt, own = participle(replace(at, tag="VB")), phrase.group.sign
        yield Claim(f"{name} should be {felt}", side * own, own * turned, "attitude", bare)
    else:
        yield Claim(f"{name} should be supported", side, turned, "attitude", bare)


def _named(parsed: Parse, below: Sequence[Token]) -> Token | None:
    preps = [t for t in below if t.dep == "prep" and t.text.lower() in NAMING]
    inner = [t for p in preps for t in parsed.children(p.i) if t.dep == "pobj"]
    return next((t for t in (*below, *inner) if t.dep in ("dobj", "pobj")), None)


def _bare(parsed: Parse, thing: Token) -> bool:
    """ "the vote", and no more."""
    return thing.pos != "PROPN" and len(noun_phrase(parsed, thing)) < 3 and _known(parsed, thing)


def _known(parsed: Parse, thing: Token) -> bool:
    near = {t.text.lower() for t in parsed.subtree(thing.i) if t.i < thing.i}
    return thing.pos == "PROPN" or bool(near & DEFINITE)
