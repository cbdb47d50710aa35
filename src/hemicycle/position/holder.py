"""Whose attitude is it?

"Warsaw wants war", says a professor: the wanting is Warsaw's, and counting it as the professor's
would turn every accusation into a confession. So each attitude inside a content is given to the
subject of its verb, and only attitudes of the speaker (I, we; in reported speech he, she, they; the
body an officer speaks for) count as the speaker's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from hemicycle import lexicon
from hemicycle.parse import Parse, Token
from hemicycle.records import Actor

Holder = Literal["self", "other", "none"]

FIRST = frozenset({"i", "we", "us", "our", "my", "me", "ourselves"})
THIRD = frozenset({"he", "she", "they", "it", "his", "her", "their", "its", "them"})
NOBODY_IN_PARTICULAR = frozenset(
    {"you", "one", "who", "that", "which", "what", "there", "this", "these", "those", "everyone",
     "everybody", "nobody", "none", "all", "anyone", "someone", "nothing", "everything"}
)  # fmt: skip
UP = frozenset(
    {"xcomp", "conj", "dobj", "attr", "acomp", "aux", "pcomp", "acl", "prep", "pobj", "amod"}
)
SUBJECT = frozenset({"nsubj", "agent", "poss"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words by which a text may mean the speaker; `officer` may speak for a body or country."""

    words: frozenset[str]
    officer: bool
    quoted: bool  # direct speech: only "I" and "we" are the speaker
    person: bool = False  # a human being by name, hardly an "it"

    @classmethod
    def of(cls, source: Iterable[Token], actor: Actor | None, quoted: bool) -> Speaker:
        """From the source span's tokens and what the resolve room found out."""
        source = list(source)
        words = {t.lemma for t in source if t.pos in ("NOUN", "PROPN", "ADJ")}
        words |= {t.text.lower() for t in source if t.pos in ("NOUN", "PROPN", "ADJ")}
        if actor is not None:
            names = (actor.name, *actor.aliases, *actor.roles, actor.organisation or "")
            words |= {word for name in names for word in name.lower().split()}
        officer = bool(words & lexicon.words("speaks_for", "officers"))
        if officer and actor is not None and actor.country:
            words |= set(_country(actor.country).lower().split())
        person = any(t.entity == "PERSON" for t in source)
        return cls(frozenset(words | _other_names(words)), officer, quoted, person)


def holder(parsed: Parse, at: Token, speaker: Speaker) -> tuple[Holder, str]:
    """Who holds the attitude told by `at` (a verb, noun or adjective), and the holder's words."""
    subject = _subject(parsed, at)
    if subject is None:
        return "none", ""
    return _class(parsed, subject, speaker), subject.text


def _subject(parsed: Parse, at: Token) -> Token | None:
    """The subject of `at`, or of the verb it depends on ("they have no plans")."""
    while True:
        for child in parsed.children(at.i):
            if child.dep in SUBJECT:
                return _agent(parsed, child)
        if at.dep == "relcl":
            return parsed.tokens[at.head]
        controlled = at.dep == "advcl" and not _has_passive_subject(parsed, at)
        if not (at.dep in UP or controlled) or at.head == at.i:
            return None
        at = parsed.tokens[at.head]


def _has_passive_subject(parsed: Parse, at: Token) -> bool:
    return any(child.dep == "nsubjpass" for child in parsed.children(at.i))


def _agent(parsed: Parse, child: Token) -> Token:
    if child.dep == "agent":
        return next((t for t in parsed.children(child.i) if t.dep == "pobj"), child)
    if child.text.lower() in ("who", "that", "which") and parsed.tokens[child.head].dep == "relcl":
        return parsed.tokens[parsed.tokens[child.head].head]
    return child


def _class(parsed: Parse, subject: Token, speaker: Speaker) -> Holder:
    word = subject.text.lower()
    if word in FIRST:
        return "self"
    if word in THIRD:
        if not speaker.quoted:
            return "self"
        return "none" if word in ("it", "its") else "other"
    if word in NOBODY_IN_PARTICULAR:
        return "none"
    names = {t.text.lower() for t in (subject, *parsed.children(subject.i)) if t.dep != "prep"}
    return "self" if names & speaker.words else "other"


def _other_names(words: set[str]) -> set[str]:
    rows = [set(row.split("|")) for row in lexicon.words("speaks_for", "same_body")]
    return {name for row in rows if row & words for name in row}


@cache
def _country(code: str) -> str:
    from babel import Locale

    return str(Locale("en").territories.get(code.upper(), ""))
