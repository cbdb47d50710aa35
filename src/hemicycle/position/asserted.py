"""Is a clause told as such, or wished, asked, denied, or only brought in by the way?"""

from __future__ import annotations

from hemicycle import lexicon
from hemicycle.parse import Parse, Token
from hemicycle.position.clauses import plain, subject
from hemicycle.position.reading import Reading

SUBORDINATE = frozenset({"relcl", "advcl", "acl", "csubj", "csubjpass", "pcomp"})
UNREAL = frozenset({"whether", "if", "unless", "lest", "so"})
ASKING = frozenset({"WDT", "WP", "WRB", "WP$"})


def is_main(reading: Reading, verb: Token) -> bool:
    """Whether no subordinate clause of the content holds the verb, and nobody wishes it."""
    parsed, at = reading.parsed, verb
    if _is_coloured(parsed, verb) or _is_of_anybody(parsed, verb):
        return False
    while at.i in reading.inside:
        children = parsed.children(at.i)
        marks = {t.text.lower() for t in children if t.dep == "mark"}
        estimate = at.dep == "acl" and parsed.tokens[at.head].lemma in _words("estimate")
        if (at.dep in SUBORDINATE and not estimate) or marks & UNREAL or _asks(parsed, at):
            return False
        if at is not verb and (_is_wish(reading, at) or _is_denied(parsed, at)):
            return False
        if at.head == at.i:
            return True
        at = parsed.tokens[at.head]
    return True


def _asks(parsed: Parse, verb: Token) -> bool:
    """ "how long it will be", "what will happen"."""
    return any(
        word.tag in ASKING and word.i < verb.i
        for child in parsed.children(verb.i)
        if child.i < verb.i
        and child.dep in ("advmod", "dobj", "attr", "nsubj", "nsubjpass", "prep")
        for word in (child, *parsed.children(child.i)[:1])
    )


def _is_coloured(parsed: Parse, verb: Token) -> bool:
    """ "Hopefully"."""
    return any(t.dep == "advmod" and t.lemma in _words("wished") for t in parsed.children(verb.i))


def _is_wish(reading: Reading, at: Token) -> bool:
    near = (at, *reading.parsed.children(at.i))
    if any(t.lemma in _words("wished") for t in near if t.dep in ("acomp", at.dep)):
        return True
    phrase = reading.ground.phrases.get(at.i)
    return phrase is not None and phrase.group.kind == "attitude"


def _is_denied(parsed: Parse, at: Token) -> bool:
    """ "Nobody believes", "it is naive to expect that"; but "I do not think that" foretells."""
    near = parsed.children(at.i)
    if any(t.dep in ("acomp", "attr") and t.lemma in _words("judged") for t in near):
        return True
    nobody = any(t.text.lower() in _words("nobody") for t in near if t.dep in ("nsubj", "det"))
    doubted = at.lemma in ("think", "believe", "expect", "doubt")
    return nobody or (not doubted and any(t.dep == "neg" for t in near))


def is_asked(reading: Reading, word: Token, verb: Token) -> bool:
    """In a question, or turned round as in one ("Would lifting it help")."""
    parsed, sentence = reading.parsed, reading.parsed.sentence_of(word.i)
    if any(t.text == "?" for t in parsed.tokens[sentence.first : sentence.last]):
        return True
    who = subject(parsed, verb)
    turned = who is not None and word.dep == "aux" and word.i < who.i
    return turned and who is not None and who.dep != "expl"


def _is_of_anybody(parsed: Parse, verb: Token) -> bool:
    """ "If you grow up so, there will be a crisis": a rule, no forecast."""
    clauses = (t for t in parsed.children(verb.i) if t.dep == "advcl")
    return any(plain(t) in ("you", "one") for c in clauses for t in parsed.children(c.i))


def _words(group: str) -> frozenset[str]:
    return lexicon.words("outlooks", group)
