"""Where a statement names the matter of a concept.

The matter is named by the concept's own nouns ("troops"), by words close to them ("military
personnel") or by words that point back to an earlier sentence ("such a scenario", "this"). Each
place is an anchor from which `climb.py` asks what is said about it.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from hemicycle import lexicon
from hemicycle.parse import Parse, Token
from hemicycle.position.concept_frame import Frame
from hemicycle.position.embedding import similarity

SAME_WORD = 0.72  # "soldiers" to "troops" is .89, "army" .74, "war" .70
SAME_PHRASE = 0.62
NEVER = frozenset({"PERSON", "DATE", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "TIME"})
POINTING = frozenset({"this", "that", "these", "those", "such", "it"})
ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos"})


def anchors(parsed: Parse, tokens: Sequence[Token], frame: Frame) -> list[Token]:
    """The nouns among `tokens` that name the matter of the concept, left to right."""
    return [token for token in tokens if _names(parsed, token, frame)]


def pointers(parsed: Parse, tokens: Sequence[Token]) -> list[Token]:
    """The words among `tokens` (of one sentence) that point back to something told before."""
    found = []
    earlier: set[str] = set()  # parts of speech so far
    for token in tokens:
        if token.pos in ("PRON", "DET"):
            points = _pronoun_points(parsed, token, earlier)
        else:
            points = _noun_points(parsed, token)
        if points and token.dep in ARGUMENT:
            found.append(token)
        earlier.add(token.pos)
    return found


def _names(parsed: Parse, token: Token, frame: Frame) -> bool:
    if token.lemma in frame.core or any(_akin(token.lemma, own) for own in frame.core):
        return True
    if token.pos not in ("NOUN", "PROPN", "ADJ") or token.entity in NEVER:
        return False
    if any(similarity(token.text.lower(), own) >= SAME_WORD for own in frame.words):
        return True
    phrase = _phrase(parsed, token)
    own_names = (*frame.words, *frame.phrases)
    return " " in phrase and any(similarity(phrase, own) >= SAME_PHRASE for own in own_names)


def _akin(one: str, other: str) -> bool:
    """Forms of one word: "dredging" and "dredge", "closure" and "close"."""
    shorter, longer = sorted((one, other), key=len)
    alike = next(
        (n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter)
    )
    return len(longer) - len(shorter) <= 3 and alike >= max(4, len(shorter) - 1)


def _phrase(parsed: Parse, token: Token) -> str:
    parts = [t for t in parsed.children(token.i) if t.dep in ("compound", "amod", "nmod")]
    return " ".join(t.text for t in sorted([*parts, token], key=lambda t: t.i))


def _pronoun_points(parsed: Parse, token: Token, earlier: Set[str]) -> bool:
    """ "it" stands for a noun of its own sentence where there is one, "this" for a clause."""
    word = token.text.lower()
    if word not in POINTING or _expletive(parsed, token):
        return False
    if word == "it":
        return earlier.isdisjoint(("NOUN", "PROPN"))
    if word == "that" and parsed.tokens[token.head].dep == "relcl":
        return False
    in_later_clause = parsed.tokens[token.head].dep in ("advcl", "conj", "relcl")
    return not (in_later_clause and "VERB" in earlier)


def _noun_points(parsed: Parse, token: Token) -> bool:
    """A shell noun ("idea", "step") marked as known and not explained on the spot."""
    if token.lemma not in lexicon.words("position_context", "points_back"):
        return False
    children = parsed.children(token.i)
    if any(t.text.lower() in POINTING or t.dep == "poss" for t in children):
        return True
    known = any(t.text.lower() == "the" for t in children)
    explained = any(t.dep in ("acl", "relcl", "amod", "compound") for t in children)
    return known and not explained


def _expletive(parsed: Parse, token: Token) -> bool:
    """Whether "it" only holds the place of a clause: "it is wrong to send them"."""
    clauses = ("xcomp", "ccomp", "csubj", "advcl")
    return token.text.lower() == "it" and any(
        t.dep in clauses and t.i > token.i for t in _predicate(parsed, token)
    )


def _predicate(parsed: Parse, token: Token) -> list[Token]:
    near = list(parsed.children(token.head))
    inner = [child for child in near if child.dep in ("acomp", "attr")]
    return near + [t for child in inner for t in parsed.children(child.i)]
