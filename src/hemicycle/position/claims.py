"""What a statement wants, or calls good or bad, as a proposition in its own words.

"Odile Varn urged Tarsk to withdraw its troops" → "Tarsk should withdraw its troops", for;
"We must not arm the rebels" → "The rebels should be armed", against; "the vote was illegal" →
"The vote was illegal", for. A wording affirms; a claim's `side` says whether the statement does.
What only reports, foretells or asks makes no claim; nor does somebody else's wish told by the
speaker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hemicycle import lexicon
from hemicycle.parse import Parse, Token
from hemicycle.position.holder import FIRST
from hemicycle.position.ought import Claim, asks, infinitive, ought, polarity, subject
from hemicycle.position.reading import Reading
from hemicycle.position.wants import wants
from hemicycle.position.wording import (
    NOMINAL,
    SUBJECTS,
    complement,
    nominal,
    noun_phrase,
    sentence,
    words,
)

NORMS = frozenset({"should", "must", "ought", "shall"})
NEEDS = frozenset({"need", "have"})
COPULAS = frozenset({"be", "remain", "become"})
COMPLEMENTS = frozenset({"acomp", "attr"})
JUDGING = frozenset({"judgement", "verdict"})
LEAST, MOST = 3, 18  # words of a wording
WHOLE = {"wo": "will", "ca": "can"}  # of "won't", "can't"


def claims(reading: Reading) -> list[Claim]:
    """The claims of one statement, each wording once."""
    known: dict[str, Claim] = {}
    for claim in (*_duties(reading), *wants(reading), *_judgements(reading)):
        told = claim.wording.lower().split()
        if LEAST <= len(told) <= MOST and not FIRST & set(told):  # "our bridge": whose?
            known.setdefault(claim.wording, replace(claim, wording=sentence(claim.wording)))
    return list(known.values())


# ---------------------------------------------------------------- should, must, need to


def _duties(reading: Reading) -> Iterator[Claim]:
    parsed = reading.parsed
    for token in reading.content:
        verb = _governed(parsed, token)
        if verb is not None and not asks(reading, token):
            own = 1 if token.dep == "aux" else polarity(parsed, token)
            who = subject(parsed, verb) or subject(parsed, token)
            yield from ought(reading, who, verb, own * polarity(parsed, verb), "duty")


def _governed(parsed: Parse, token: Token) -> Token | None:
    """The verb that "should" or "need to" governs; not of "must have been" or "should it fail"."""
    below = parsed.children(token.i)
    if token.lemma in NEEDS and token.pos == "VERB" and token.tag != "VBD":
        return next((t for t in below if t.dep == "xcomp" and infinitive(parsed, t)), None)
    if token.dep != "aux" or token.lemma not in NORMS:
        return None
    verb = parsed.tokens[token.head]
    near = parsed.children(verb.i)
    perfect = any(t.dep == "aux" and t.lemma == "have" for t in near)
    inverted = any(t.dep in SUBJECTS and t.i > token.i for t in near)
    return None if perfect or inverted or verb.dep == "relcl" else verb


# ---------------------------------------------------------------- is a mistake


def _judgements(reading: Reading) -> Iterator[Claim]:
    parsed = reading.parsed
    for phrase in reading.content_phrases:
        at = parsed.tokens[phrase.head]
        verb = parsed.tokens[at.head]
        vague = at.lemma in lexicon.words("claims", "vague")
        said = phrase.group.kind in JUDGING and at.dep in COMPLEMENTS and verb.lemma in COPULAS
        if not said or vague or asks(reading, at):
            continue
        who, side = subject(parsed, verb), polarity(parsed, verb)
        if who is not None and nominal(parsed, who) and who.i in reading.inside:
            yield Claim(_predicated(parsed, who, verb, at), side, phrase.group.sign, "judgement")
        for act in (*parsed.children(verb.i), *parsed.children(at.i)):
            if act.dep in ("xcomp", "acl", "relcl") and infinitive(parsed, act) and _empty(who):
                yield from ought(reading, None, act, side * phrase.group.sign, "judgement")


def _empty(who: Token | None) -> bool:
    """ "it" of "it would be a mistake to"."""
    return who is None or who.text.lower() == "it"


def _predicated(parsed: Parse, who: Token, verb: Token, at: Token) -> str:
    helpers = {t.i for t in parsed.children(verb.i) if t.dep == "aux" and t.i < verb.i}
    what = noun_phrase(parsed, at) if at.pos in NOMINAL else complement(parsed, at)
    first, _, rest = words(parsed, helpers | {verb.i} | what).partition(" ")
    return f"{words(parsed, noun_phrase(parsed, who))} {WHOLE.get(first, first)} {rest}"
