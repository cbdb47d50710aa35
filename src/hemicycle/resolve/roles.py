"""Read a description of a person: which office, of which country, of which body.

One person is "French Foreign Minister", then "the head of the French Foreign Ministry", then "the
minister". Descriptions are compared by the classes of `data/en/roles.toml`, not by their words. A
class says which broader ones it belongs to, so that every foreign minister is a minister too. Only
the head of a description counts: "press secretary of the Russian President" is no president.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from hemicycle.lexicon import load, words
from hemicycle.resolve.countries import country_in, nationality
from hemicycle.resolve.names import Gender, fold, gender_of_title
from hemicycle.resolve.organisations import body_in

PREPOSITIONS = frozenset(
    {"of", "at", "in", "for", "to", "from", "on", "with", "by", "who", "under"}
)
_TOPICAL = frozenset({"in", "to", "on", "with", "under", "by", "who"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "former", "ex", "then"})


@dataclass(frozen=True, slots=True)
class Role:
    """What a description tells. `named` holds its own classes, `classes` the broader ones too."""

    text: str
    noun: str  # folded head noun
    named: frozenset[str]
    classes: frozenset[str]
    country: str | None
    organisation: str | None
    gender: Gender | None
    party: str | None
    marks: frozenset[str]  # folded proper words beside the office: "Vermont" of a senator

    @property
    def fits_anyone(self) -> bool:
        """Whether the description says no more than "person": "the man"."""
        return bool(self.named) and all(_table()[c].get("any") for c in self.named)

    @property
    def is_courtesy(self) -> bool:
        """Whether it is a form of address and tells no office: "Mrs."."""
        return fold(self.text) in words("titles", "courtesy")

    @property
    def is_held_for(self) -> bool:
        """Whether the office is always somebody's: a spokesman's, a lawyer's, a head's."""
        return any(_table()[c].get("held_for") for c in self.named)

    def contradicts(self, other: Role) -> bool:
        """Whether both cannot be true of one person: another party, another state's senator."""
        if self.party and other.party and self.party != other.party:
            return True
        if not self.named & other.named or (self.organisation and other.organisation):
            return bool(self.named & other.named) and self.organisation != other.organisation
        return bool(self.marks and other.marks) and not self.marks & other.marks

    def points_to(self, other: Role) -> bool:
        """Whether somebody described as `other` can be called by this role later."""
        if self.noun == other.noun and all(_table()[c].get("same") for c in self.named):
            return bool(self.noun)
        return any(c in other.classes and not _table()[c].get("same") for c in self.named)


@cache
def _table() -> dict[str, dict[str, Any]]:
    return load("roles")


@cache
def _phrases() -> dict[tuple[str, ...], frozenset[str]]:
    table: dict[tuple[str, ...], frozenset[str]] = {}
    for name, entry in _table().items():
        for phrase in entry["words"]:
            key = tuple(phrase.split())
            table[key] = table.get(key, frozenset()) | {name}
    return table


@cache
def _nouns() -> frozenset[str]:
    return frozenset(phrase[-1] for phrase in _phrases() if not set(phrase) & PREPOSITIONS)


def is_role_noun(word: str) -> bool:
    """Whether a description can end in this word: "minister", "Sen.", "ex-senator"."""
    folded = fold(word)
    return folded in _nouns() or folded.removeprefix("ex-") in _nouns()


@cache
def _broader(name: str) -> frozenset[str]:
    found = {name}
    for wider in _table()[name].get("is", ()):
        found |= _broader(wider)
    return frozenset(found)


@lru_cache(maxsize=16384)
def read(text: str) -> Role:
    """The role that a description (a noun phrase) names. Never fails: classes may be empty."""
    said = _as_noun(tuple(text.replace("’", "'").replace(",", " ").split()))
    owned = max((n + 1 for n, word in enumerate(said) if word.endswith(("'s", "s'"))), default=0)
    first = next((n for n, word in enumerate(said) if word in PREPOSITIONS and n), len(said))
    head = said[owned:] if owned <= first else said
    bare = tuple(fold(word) for word in head if fold(word) not in _ARTICLES and _is_office(word))
    named, noun = _classes(bare)
    classes = frozenset(wide for name in named for wide in _broader(name))
    classes |= {c for word in head for c in _implied().get(fold(word), ())}
    clean = tuple(word.removesuffix("'s") for word in said)
    country = country_in(clean[: _placed(said, owned)])
    body = body_in(clean) or _body(named, said)
    party = next((_parties()[w] for w in map(fold, clean) if w in _parties()), None)
    marks = frozenset(fold(w) for w in head[: first - owned] if _is_mark(w))
    return Role(text, noun, named, classes, country, body, gender_of_title(noun), party, marks)


def _as_noun(said: tuple[str, ...]) -> tuple[str, ...]:
    """ "Who heads the ministry" as "head of the ministry"."""
    noun = load("titles")["doers"]["of"].get(said[1]) if said[:1] == ("who",) and said[1:] else None
    return (*noun.split(), *said[2:]) if noun else said


def _is_office(word: str) -> bool:
    """Whether a word can be part of an office's name: no owner, nation, or other proper name."""
    if word.endswith(("'s", "s'")) or _national(word):
        return False
    return not _is_mark(word)


def _placed(said: tuple[str, ...], owned: int) -> int:
    """Where the words begin that only tell place, target or topic: "in Mali", "to Russia"."""
    return next((n for n, w in enumerate(said) if n > owned and w in _TOPICAL), len(said))


def is_party(word: str) -> bool:
    """Whether the word names a party or its people: "Republicans"."""
    return fold(word) in _parties()


@cache
def _parties() -> dict[str, str]:
    table = load("parties")["parties"]["of"]
    return {word: party for party, spelt in table.items() for word in spelt}


@cache
def _office_words() -> frozenset[str]:
    spelt = {word for phrase in _phrases() for word in phrase}
    return frozenset(spelt) | words("titles", "before", "male", "female")


def _is_mark(word: str) -> bool:
    folded = fold(word)
    own = folded in _office_words() or folded in _parties() or _national(word)
    return word[0].isupper() and not own


def _national(word: str) -> bool:
    return word[0].isupper() and nationality(word) is not None


def _classes(bare: tuple[str, ...]) -> tuple[frozenset[str], str]:
    """The classes of the longest phrases that begin before the first preposition; the noun."""
    head = next((n for n, word in enumerate(bare) if word in PREPOSITIONS), len(bare))
    noun = bare[head - 1].removeprefix("ex-") if head else ""
    found: list[tuple[int, int]] = []
    for start in range(head):
        for end in range(min(len(bare), start + 6), start, -1):
            phrase = (bare[start].removeprefix("ex-"), *bare[start + 1 : end])
            if phrase in _phrases():
                found.append((start, end))
                break
    ends = {n for n in range(len(bare) + 1) if n >= head or bare[n] in ("and", "&")}
    found = [span for span in found if span[1] in ends]
    kept = [s for s in found if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in found)]
    phrases = [(bare[s].removeprefix("ex-"), *bare[s + 1 : e]) for s, e in kept]
    aged = frozenset({"person"} if noun.endswith("year-old") else ())
    return frozenset(c for phrase in phrases for c in _phrases()[phrase]) | aged, noun


def _body(named: frozenset[str], said: tuple[str, ...]) -> str | None:
    """The ministry of an office, with the country's adjective: "French Foreign Ministry"."""
    national = next((word for word in said if _national(word)), None)
    body = next((_table()[c]["body"] for c in sorted(named) if "body" in _table()[c]), None)
    return f"{national} {body}" if national and body else None


@cache
def _implied() -> dict[str, tuple[str, ...]]:
    """Classes that a place of work implies: whoever works at a university is an expert."""
    return {word: (name,) for name, e in _table().items() for word in e.get("works_at", ())}


def plural_of_role(word: str) -> str | None:
    """The singular of a plural role noun: "ministers" gives "minister"; None for other words."""
    folded = fold(word)
    for singular in (folded.removesuffix("s"), folded.removesuffix("es"), _men(folded)):
        if singular != folded and singular in _nouns():
            return singular
    return None


def _men(word: str) -> str:
    return word.removesuffix("men") + "man" if word.endswith("men") else word


def works_for_media(noun: str) -> bool:
    """Whether the noun is one of journalism: "reporters"."""
    return noun in words("roles", "journalist") or plural_of_role(noun) in words(
        "roles", "journalist"
    )
