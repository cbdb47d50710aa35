"""Where does a statement look ahead?

In a main clause with a future ("will", "is going to"), an expectation ("is likely to", "I expect")
or a possibility of what comes of itself ("could lead to"). Not in questions, wishes, what could
have been, or opinions about what is only thought of: "it would be a mistake" judges, and "said it
would rain" foretells, because there "would" is the "will" of reported speech.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hemicycle import lexicon
from hemicycle.parse import Parse, Token
from hemicycle.position.asserted import is_asked, is_main
from hemicycle.position.clauses import plain, subject
from hemicycle.position.conditional import (
    POINTING,
    WOULD,
    foretells,
    is_judged,
    is_perfect,
    told_in_past,
)
from hemicycle.position.holder import FIRST, THIRD
from hemicycle.position.reading import Reading

WILL = frozenset({"will", "wo", "'ll", "’ll", "ll", "shall", "sha"})


@dataclass(frozen=True, slots=True)
class Future:
    """A clause that looks ahead: the `word` that does so, the `verb` of what is to come, the `top`
    of its clause, and how the word is called in reasons."""

    word: Token
    verb: Token
    top: Token
    label: str


def futures(reading: Reading) -> Iterator[Future]:
    """The futures of the main clauses, in the order of their words."""
    every = (*_left_open(reading), *_expected(reading), *_modals(reading))
    found = {each.verb.i: each for each in every}.values()
    told = [f for f in found if is_main(reading, f.top) and not is_asked(reading, f.word, f.verb)]
    above = {t.i for each in told for t in reading.parsed.ancestors(each.verb.i)}
    for future in sorted(told, key=lambda each: each.word.i):
        expects = future.label == "expectation" and future.verb is future.top
        if not (expects and future.top.i in above):  # "we expect that it will rain": the raining
            yield future


def _modals(reading: Reading) -> Iterator[Future]:
    parsed = reading.parsed
    for token in reading.content:
        verb = parsed.tokens[token.head]
        if token.tag == "MD" and token.dep == "aux" and verb.i in reading.inside:
            word = token.text.lower()
            if word in _words("possible"):
                if _comes_of_itself(parsed, token, verb):
                    yield Future(token, verb, verb, "possibility")
            elif (word in WILL and not _is_opinion(parsed, verb)) or (
                word in WOULD and foretells(reading, verb)
            ):
                yield Future(token, verb, verb, "future")
        elif token.lemma == "go" and token.tag == "VBG":
            yield from _going_to(reading, token)


def _left_open(reading: Reading) -> Iterator[Future]:
    """ "A war cannot be ruled out", but not "sending troops cannot be"."""
    for token in reading.content:
        if token.tag == "VBN" and token.lemma in _words("left_open"):
            near = reading.parsed.children(token.i)
            who = subject(reading.parsed, token)
            event = who is not None and who.tag != "VBG" and who.dep in ("nsubjpass", "nsubj")
            if event and any(t.dep == "neg" for t in near):
                yield Future(token, token, token, "expectation")


def _going_to(reading: Reading, token: Token) -> Iterator[Future]:
    deed = [t for t in reading.parsed.children(token.i) if t.dep == "xcomp" and t.tag == "VB"]
    helpers = [t for t in reading.parsed.children(token.i) if t.dep == "aux"]
    if deed and any(t.lemma == "be" and t.tag in ("VBP", "VBZ") for t in helpers):
        yield Future(token, deed[0], token, "future")


def _expected(reading: Reading) -> Iterator[Future]:
    """Predicates of expectation that hold now: "is likely to", "I expect", "is inevitable"."""
    parsed = reading.parsed
    for phrase in reading.content_phrases:
        if phrase.group.kind != "expected":
            continue
        top = parsed.tokens[phrase.head]
        if top.dep in ("acomp", "attr", "advmod", "oprd"):
            top = parsed.tokens[top.head]
        if top.pos in ("VERB", "AUX") and _holds_now(reading, top, phrase.tokens):
            deeds = (t for i in phrase.tokens for t in parsed.children(i) if t.dep == "xcomp")
            yield Future(parsed.tokens[phrase.head], next(deeds, top), top, "expectation")


def _holds_now(reading: Reading, top: Token, used: tuple[int, ...]) -> bool:
    """Present, or past in reported speech; a bare verb of expecting only of the speaker's own."""
    parsed, helpers = reading.parsed, reading.parsed.children(top.i)
    if any(t.lemma == "have" and "aux" in t.dep for t in helpers):
        return False
    past = top.tag == "VBD" or any(t.tag == "VBD" and "aux" in t.dep for t in helpers)
    if past and not (told_in_past(reading) and not reading.quoted):
        return False
    if any(t.dep == "advmod" and t.text.lower() in ("more", "less") for t in helpers):
        return False
    if any(reading.parsed.tokens[i - 1].text.lower() in ("more", "less") for i in used if i):
        return False
    passive = any(t.dep == "auxpass" for t in helpers)
    if top.pos == "AUX" or passive or len(used) > 1:
        who = subject(parsed, top)
        return plain(who) not in FIRST | {"you"}
    if any(t.tag == "MD" and t.text.lower() not in ("should", "can", "must") for t in helpers):
        return False
    return plain(subject(parsed, top)) in (FIRST if reading.quoted else (THIRD | FIRST) - {"it"})


def _comes_of_itself(parsed: Parse, modal: Token, verb: Token) -> bool:
    """ "could lead to war", "may collapse"; not "could not find", "may have been", "may be ill"."""
    near = parsed.children(verb.i)
    denied = any(t.dep == "neg" for t in near) and modal.text.lower() == "could"
    if denied or is_perfect(parsed, verb):
        return False
    inevitable = any(t.lemma in ("inevitable", "unavoidable") for t in near)
    return verb.lemma in _words("outcome") or (verb.lemma == "be" and inevitable)


def _is_opinion(parsed: Parse, verb: Token) -> bool:
    """ "This will be a mistake"."""
    return plain(subject(parsed, verb)) in POINTING and is_judged(parsed, verb)


def _words(group: str) -> frozenset[str]:
    return lexicon.words("outlooks", group)
