"""A verb with its subject turned to what ought to be: "X should do Y", "Y should be done"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hemicycle import lexicon
from hemicycle.parse import Parse, Token
from hemicycle.position.reading import Reading
from hemicycle.position.wording import (
    SUBJECTS,
    nominal,
    noun_phrase,
    participle,
    verb_phrase,
    words,
)

UNDOING = frozenset({"undo", "attitude", "effect"})
OPEN = frozenset({"whether", "if"})
NOBODY = frozenset({"no", "nobody", "none", "neither", "never"})


@dataclass(frozen=True, slots=True)
class Claim:
    """`side`: 1 where the statement affirms the wording, -1 where it denies it. `sign`: -1 where
    the wording is against its matter ("sanctions should be lifted", "the vote was illegal"). `how`
    is duty, attitude, plan or judgement. `bare`: the matter is only pointed at ("the vote"), so
    that the wording means nothing outside its text."""

    wording: str
    side: int
    sign: int
    how: str
    bare: bool = False


def ought(reading: Reading, who: Token | None, verb: Token, side: int, how: str) -> Iterator[Claim]:
    """ "S should V" where the subject has a name, else "O should be V-ed"; nothing where neither
    has one, or the verb says too little."""
    parsed = reading.parsed
    if verb.pos not in ("VERB", "AUX") or verb.lemma in lexicon.words("claims", "light"):
        return
    if who is not None and nominal(parsed, who) and who.i in reading.inside:
        told = _active(parsed, who, verb)
    else:
        told = _passive(parsed, verb)
    if told:
        yield Claim(told, side, sign(reading, verb), how)


def sign(reading: Reading, at: Token) -> int:
    """-1 for "lift", "ban", "the repeal"."""
    phrase = reading.ground.phrases.get(at.i)
    undoes = phrase is not None and phrase.group.kind in UNDOING and phrase.group.sign < 0
    return -1 if undoes else 1


def subject(parsed: Parse, verb: Token) -> Token | None:
    """That of the verb, or of the verb it is joined to by "and"."""
    while True:
        own = next((t for t in parsed.children(verb.i) if t.dep in SUBJECTS), None)
        if own is not None or verb.dep != "conj" or verb.head == verb.i:
            return own
        verb = parsed.tokens[verb.head]


def polarity(parsed: Parse, verb: Token) -> int:
    """-1 where the verb, its subject or its object is negated, 1 where two of them are."""
    near = parsed.children(verb.i)
    marks = sum(t.dep == "neg" or t.text.lower() == "never" for t in near)
    for argument in (t for t in near if t.dep in (*SUBJECTS, "dobj")):
        own = [t for t in parsed.children(argument.i) if t.dep in ("det", "neg")]
        marks += any(t.text.lower() in NOBODY for t in (argument, *own))
    return -1 if marks % 2 else 1


def infinitive(parsed: Parse, verb: Token) -> bool:
    """Whether "to" stands before it."""
    return any(t.dep == "aux" and t.text.lower() == "to" for t in parsed.children(verb.i))


def asks(reading: Reading, at: Token) -> bool:
    """Whether the sentence is a question, or the clause one that is told: "whether to"."""
    parsed = reading.parsed
    own = parsed.sentence_of(at.i)
    if any(t.text == "?" for t in parsed.tokens[own.first : own.last]):
        return True
    clauses = (t for t in (at, *parsed.ancestors(at.i)) if t.i in reading.inside)
    return any(c.text.lower() in OPEN for t in clauses for c in parsed.children(t.i))


def _active(parsed: Parse, who: Token, verb: Token) -> str:
    if any(t.pos == "PRON" for t in _objects(parsed, verb)):
        return ""
    near = parsed.children(verb.i)
    passive = who.dep == "nsubjpass" or any(t.dep == "auxpass" for t in near)
    base = f"be {verb.text}" if passive else verb.lemma
    does = words(parsed, verb_phrase(parsed, verb)).replace(verb.text, base, 1)
    return f"{words(parsed, noun_phrase(parsed, who))} should {does}"


def _passive(parsed: Parse, verb: Token) -> str:
    """Of a verb with one object that can be named: "give him a prize" has two."""
    things = _objects(parsed, verb)
    two = any(t.dep == "dative" and t.pos != "ADP" for t in parsed.children(verb.i))
    if not things or two or not nominal(parsed, things[0]) or verb.lemma == "be":
        return ""
    if verb.lemma in lexicon.words("claims", "active"):
        return ""
    what = noun_phrase(parsed, things[0])
    rest = {i for i in verb_phrase(parsed, verb) - what if i > verb.i}
    return f"{words(parsed, what)} should be {participle(verb)} {words(parsed, rest)}".strip()


def _objects(parsed: Parse, verb: Token) -> list[Token]:
    """Its own, else that of the verb joined to it: "repeal and replace the law"."""
    near = parsed.children(verb.i)
    own = [t for t in near if t.dep == "dobj"]
    joined = (t for t in near if t.dep == "conj" and t.pos == "VERB")
    return own or [o for t in joined for o in parsed.children(t.i) if o.dep == "dobj"]
