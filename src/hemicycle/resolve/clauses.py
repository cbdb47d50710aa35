"""What the grammar around a source tells: whose verb it is, what "who" is, who is not meant.

A cue without a source may have a subject of its own that the reader missed ("thinks Doe"), or none
at all ("it is said", "allegations that"). "Who" stands for a person and "which" for a thing, next
to it or higher up in the phrase: in "the left of the party, who" it is the left. And whoever is
named in the words is not the "he" who says them.
"""

from __future__ import annotations

from collections.abc import Iterator

from hemicycle.lexicon import words
from hemicycle.parse import Token
from hemicycle.resolve.candidates import Candidate
from hemicycle.resolve.phrases import Kind, Reading, read
from hemicycle.resolve.scene import Spoken
from hemicycle.resolve.stage import Answer, Line, unknown

_BY = "resolve/clause@1"
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_THINGS: frozenset[Kind] = frozenset({"body", "office", "document"})
_PEOPLE: frozenset[Kind] = frozenset({"role", "described", "anonymous"})


def subject_of_cue(line: Line) -> Answer | None:
    """Whoever is the subject of a cue without a source; None if the cue's verb has none."""
    verb = _verb(line)
    if verb is None:
        return unknown("the words name no source, and a noun that reports has no speaker", _BY)
    around = line.scene.parse.children(verb.i)
    passive = verb.tag == "VBN" and not any(token.dep == "aux" for token in around)
    if passive or any(token.dep in ("auxpass", "nsubjpass", "expl") for token in around):
        return unknown("the words name no source, and nobody is the subject", _BY)
    subject = next((t for t in around if t.dep == "nsubj" and t.pos in ("NOUN", "PROPN")), None)
    if subject is None:
        return None
    phrase = tuple(line.scene.parse.subtree(subject.i))
    reading = read(line.scene.parse, line.scene.cast, phrase)
    if reading.kind not in ("named", "described"):
        return unknown(f"the words name no source, and the subject is “{reading.text}”", _BY)
    return line.rules(line, reading)


def _verb(line: Line) -> Token | None:
    """The verb on which the words of a cue hang."""
    inside = [t for span in line.attribution.cue for t in line.scene.parse.within(*span)]
    own = {token.i for token in inside}
    verbs = [token for token in inside if token.pos in ("VERB", "AUX")]
    hangs = (t for t in verbs if t.head not in own or t.head == t.i)
    return next(hangs, verbs[0] if verbs else None)


def named_in_content(line: Line) -> list[Candidate]:
    """The persons whom the words name: "Doe will win, he said" is not said by Doe."""
    found: list[Candidate] = []
    parse, cast = line.scene.parse, line.scene.cast
    for inside in (parse.within(*span) for span in line.attribution.content):
        for n in cast.between(inside[0].i, inside[-1].i + 1) if inside else ():
            named = parse.tokens[cast.mentions[n].last - 1]
            if named.dep != "compound" and len(cast.who[n]) == 1:
                found.append(cast.who[n][0])
    return found


def rival_subjects(line: Line, last: Spoken | None, is_plural: bool) -> bool:
    """Whether others than the last speaker, things or several people, are the subject before."""
    parse, scene = line.scene.parse, line.scene
    if not parse.sentences:
        return False
    own = {t.i for span in line.attribution.content for t in parse.within(*span)}
    sentence, owns = parse.sentence_of(line.at), parse.tokens[line.at].tag == "PRP$"
    start = max(sentence.first, last.at if last else 0)
    before = parse.tokens[start : sentence.last if owns else line.at]
    told = (t for t in before if t.dep in _SUBJECTS and t.i not in own and not scene.is_quoted(t.i))
    nouns = [t for t in told if t.pos in ("NOUN", "PROPN") and not _is_person(line, t)]
    fits = (t for t in nouns if (t.tag in ("NNS", "NNPS")) == is_plural)
    return any(last is None or not _begins_at(line, t, last.at) for t in fits)


def _begins_at(line: Line, noun: Token, at: int) -> bool:
    """Whether the phrase of a noun holds the token at which somebody's source begins."""
    return min(t.i for t in line.scene.parse.subtree(noun.i)) <= at <= noun.i


def _is_person(line: Line, token: Token) -> bool:
    found = line.scene.cast.between(token.i, token.i + 1)
    return any(line.scene.cast.mentions[n].kind == "person" for n in found)


def antecedents(line: Line) -> Iterator[Token]:
    """The nouns that a relative pronoun can stand for, the likeliest first."""
    tokens, at = line.scene.parse.tokens, line.at
    verb = tokens[tokens[at].head]
    told = verb.head if verb.dep == "relcl" and verb.head < at else None
    close = max(0, at - 2 if at and tokens[at - 1].text == "," else at - 1)
    if told is None:
        yield from (t for t in tokens[close : close + 1] if t.pos in ("NOUN", "PROPN"))
        return
    path = [tokens[close], *line.scene.parse.ancestors(close)]
    path = [t for t in path if t.i < at and t.pos in ("NOUN", "PROPN")]
    item = next((n for n, t in enumerate(path) if _is_item(line, t)), len(path))
    start = next((n for n, t in enumerate(path) if t.i == told), len(path))
    yield from path[min(item, start) :]
    if start == len(path):
        yield tokens[told]


def _is_item(line: Line, token: Token) -> bool:
    """Whether a noun begins anew behind a comma, as an item of a list or a description."""
    first = min(t.i for t in line.scene.parse.subtree(token.i))
    behind = first > 0 and line.scene.parse.tokens[first - 1].text == ","
    return token.dep in ("conj", "appos") and behind


def can_be(line: Line, pronoun: str, antecedent: Reading, *, is_strict: bool) -> bool:
    """Whether a relative pronoun can stand for a phrase: "who" for people, "which" for things.

    A body called by name can be "who" too, where no person fits (not `is_strict`)."""
    if antecedent.kind in ("nothing", "pronoun"):
        return False
    kinds = {line.scene.cast.mentions[n].kind for n in antecedent.heads}
    if pronoun in words("pronouns", "person"):
        barred = {"place", "organisation"} if is_strict else {"place"}
        return antecedent.kind not in _THINGS and not kinds & barred
    others = antecedent.is_plural and len(antecedent.heads) == 1  # "Valm and its friends"
    people = antecedent.kind in _PEOPLE or others or bool(kinds & {"person", "name"})
    return pronoun == "that" or not people
