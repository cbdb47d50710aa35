"""Propositions in words of the text: noun phrases cut short, verbs turned to "should be done".

A person who edits a codebook wants "Arms should be sent to Kiev", not "that it is high time, as he
has told the cabinet again and again, for arms, which ...". So a phrase keeps its head, what
narrows the head down and what the verb needs; relative clauses, asides and adverbials go. No word
is added but "should", "be", "there" and "supported".
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from hemicycle import lexicon
from hemicycle.parse import Parse, Token

NARROWING = frozenset({"det", "amod", "compound", "nummod", "nmod", "quantmod", "neg", "advmod"})
OBJECTS = frozenset({"dobj", "dative", "acomp", "attr", "oprd", "prt", "agent"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NOMINAL = frozenset({"NOUN", "PROPN"})
PREPOSITIONS = 2  # that a verb keeps
DEPTH = 2  # prepositions inside one another
VOWELS = "aeiou"
POINTING = frozenset(
    {"this", "that", "these", "those", "such", "his", "her", "their", "its", "my", "our", "your"}
)
PARTICLES = frozenset({"back", "away", "down", "up", "out", "forward", "together", "off", "in"})
TIMES = frozenset({"DATE", "TIME"})


def nominal(parsed: Parse, token: Token) -> bool:
    """Whether the token names something by itself: "the bridge", not "it" or "that plan"."""
    own = parsed.children(token.i)
    known = {t.text.lower() for t in own if t.dep in ("det", "poss", "amod")}
    narrowed = any(t.dep in ("amod", "compound", "nmod", "poss", "prep") for t in own)
    shell = token.lemma in lexicon.words("position_context", "points_back") and not narrowed
    names = token.pos in NOMINAL and token.entity not in TIMES
    return names and not shell and not known & POINTING


def noun_phrase(parsed: Parse, head: Token, depth: int = 0) -> set[int]:
    """The noun with what narrows it down, as tokens."""
    kept = {head.i}
    for child in parsed.children(head.i):
        if child.dep in NARROWING and child.dep != "advmod":
            kept |= _modifier(parsed, child)
        elif child.dep == "poss":
            kept |= noun_phrase(parsed, child, DEPTH)
            kept |= {t.i for t in parsed.children(child.i) if t.dep == "case"}
        elif child.dep == "case" and depth == DEPTH:
            kept.add(child.i)
        elif child.dep == "prep" and depth < DEPTH and (depth == 0 or _needed(parsed, head, child)):
            kept |= preposition(parsed, child, depth + 1)
        elif child.dep == "conj" and _joined(parsed, head, child):
            kept |= noun_phrase(parsed, child, DEPTH) | _between(parsed, head, child)
    return kept


def verb_phrase(parsed: Parse, verb: Token, depth: int = 0) -> set[int]:
    """The verb with its particle, objects, complements and first prepositions, as tokens."""
    kept, room = {verb.i}, PREPOSITIONS
    for child in parsed.children(verb.i):
        if child.dep == "prep" and child.i > verb.i and room:
            kept |= preposition(parsed, child, 1)
            room -= 1
        elif child.dep == "prt" or (child.i == verb.i + 1 and child.text in PARTICLES):
            kept.add(child.i)
        elif child.dep == "dative" and child.pos == "ADP":
            kept |= preposition(parsed, child, 1)
        elif child.dep in OBJECTS and child.i > verb.i:
            kept |= complement(parsed, child)
        elif child.dep in ("xcomp", "ccomp") and child.i > verb.i and depth < 1:
            kept |= _clause(parsed, child, depth + 1)
    return kept


def preposition(parsed: Parse, prep: Token, depth: int) -> set[int]:
    """ "to Kiev"; empty where nothing that can be named follows, or only a time."""
    for child in parsed.children(prep.i):
        if child.dep == "pobj" and child.entity not in TIMES and child.pos in (*NOMINAL, "NUM"):
            return {prep.i} | noun_phrase(parsed, child, depth)
        if child.dep == "prep":
            inner = preposition(parsed, child, depth)
            return {prep.i} | inner if inner else set()
        if child.dep == "pcomp" and child.tag == "VBG":
            return {prep.i} | verb_phrase(parsed, child, 1)
    return set()


def participle(verb: Token) -> str:
    """ "send" → "sent", "ban" → "banned", "carry" → "carried"."""
    if verb.tag == "VBN":
        return verb.text.lower()
    word = verb.lemma
    if word in _irregular():
        return _irregular()[word]
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ied"
    return word + (word[-1] if _doubles(word) else "") + "ed"


def words(parsed: Parse, tokens: Iterable[int]) -> str:
    """The tokens as text: with a blank where there was one, or where words were left out."""
    out, before = "", None
    for i in sorted(_glued(parsed, tokens)):
        token = parsed.tokens[i]
        gap = before is not None and (i != before.i + 1 or before.end < token.start)
        out += (" " if gap else "") + token.text
        before = token
    return " ".join(out.split())


def _glued(parsed: Parse, tokens: Iterable[int]) -> set[int]:
    """With what a hyphen ties to them: "de-escalate" is three tokens."""
    kept, todo = set(tokens), list(tokens)
    while todo:
        i = todo.pop()
        for step in (-1, 1):
            hyphen, other = i + step, i + 2 * step
            if 0 <= other < len(parsed.tokens) and parsed.tokens[hyphen].text in ("-", "–", "/"):
                low, high = sorted((i, other))
                near = parsed.tokens[low : high + 1]
                tied = all(a.end == b.start for a, b in pairwise(near))
                if tied:
                    todo += [other] * (other not in kept)
                    kept |= {hyphen, other}
    return kept


def sentence(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]


def _modifier(parsed: Parse, token: Token) -> set[int]:
    inner = [
        t for t in parsed.children(token.i)
        if t.dep in (*NARROWING, "npadvmod")
    ]  # fmt: skip
    return {token.i}.union(*(_modifier(parsed, t) for t in inner))


def complement(parsed: Parse, token: Token) -> set[int]:
    """An object or predicate with what it needs: "able to act", "responsible for the dam"."""
    if token.pos in (*NOMINAL, "PRON", "NUM"):
        return noun_phrase(parsed, token)
    inner = [t for t in parsed.children(token.i) if t.dep in ("prep", "agent")]
    kept = _modifier(parsed, token)
    if token.dep == "agent":
        return preposition(parsed, token, 1)
    return kept.union(*(preposition(parsed, t, 1) for t in inner[:1]))


def _clause(parsed: Parse, verb: Token, depth: int) -> set[int]:
    """ "to leave the city" of "be allowed to leave the city"; a full clause with its subject."""
    own = parsed.children(verb.i)
    kept = {t.i for t in own if t.dep in ("aux", "auxpass", "neg", "mark") and t.i < verb.i}
    for subject in (t for t in own if t.dep in SUBJECTS):
        kept |= noun_phrase(parsed, subject)
    return kept | verb_phrase(parsed, verb, depth)


def _needed(parsed: Parse, head: Token, prep: Token) -> bool:
    """ "the rule of law", "in the fight against": "the" is waiting for it."""
    definite = any(t.text.lower() == "the" for t in parsed.children(head.i))
    return definite or prep.text.lower() == "of"


def _joined(parsed: Parse, head: Token, other: Token) -> bool:
    """Two names or nouns joined by a plain "and": "Russia and Ukraine"."""
    return (
        0 < other.i - head.i <= 4 and other.pos in NOMINAL and bool(_between(parsed, head, other))
    )


def _between(parsed: Parse, head: Token, other: Token) -> set[int]:
    return {t.i for t in parsed.children(head.i) if t.dep == "cc" and head.i < t.i < other.i}


def _doubles(word: str) -> bool:
    if word in lexicon.words("participles", "doubling"):
        return True
    one = sum(c in VOWELS for c in word) == 1 and len(word) > 2
    return one and word[-1] not in VOWELS + "wxy" and word[-2] in VOWELS and word[-3] not in VOWELS


@cache
def _irregular() -> dict[str, str]:
    pairs = (row.split() for row in lexicon.words("participles", "irregular"))
    return dict(pairs)  # of lemma and form
