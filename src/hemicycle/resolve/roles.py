"""Read a description of a person: which office, of which country, of which body.

One person is "French Foreign Minister", then "the head of the French Foreign Ministry", then "the
minister". Only the head of a description counts: "press secretary of the Russian President" is no
president. Owners, nations and other proper names are no part of the office, but tell for whom it
is held.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from hemicycle.lexicon import load, words
from hemicycle.resolve.countries import country_in, nationality
from hemicycle.resolve.names import Gender, fold, gender_of_title
from hemicycle.resolve.offices import (
    PREPOSITIONS,
    broader,
    classes_of,
    flagged,
    implied_by,
    is_party,
    office_words,
    party_of,
    table,
)
from hemicycle.resolve.organisations import body_in

_TOPICAL = frozenset({"in", "to", "on", "with", "under", "by", "who"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "former", "ex", "then"})


@dataclass(frozen=True, slots=True)
class Role:
    """What a description tells. `named` holds its own classes, `classes` the broader ones too."""

    text: str
    bare: str  # folded words of the office before the first preposition
    named: frozenset[str]
    classes: frozenset[str]
    country: str | None
    organisation: str | None
    party: str | None
    marks: frozenset[str]  # folded proper words beside the office: "Vermont" of a senator

    @property
    def noun(self) -> str:
        """The folded head noun."""
        return self.bare.rpartition(" ")[2].removeprefix("ex-")

    @property
    def gender(self) -> Gender | None:
        """What the noun tells: "spokeswoman"."""
        return gender_of_title(self.noun)

    @property
    def fits_anyone(self) -> bool:
        """Whether the description says no more than "person": "the man"."""
        return bool(self.named) and all(flagged(self.named, "any"))

    @property
    def is_courtesy(self) -> bool:
        """Whether it is a form of address and tells no office: "Mrs."."""
        return fold(self.text) in words("titles", "courtesy")

    @property
    def is_held_for(self) -> bool:
        """Whether the office is always somebody's: a spokesman's, a lawyer's, a head's."""
        return any(flagged(self.named, "held_for"))

    @property
    def is_varied(self) -> bool:
        """Whether news likes to vary a name by such words: "the biologist" of a minister."""
        return bool(self.named) and all(flagged(self.named, "varied"))

    def contradicts(self, other: Role) -> bool:
        """Whether both cannot be true of one person: another party, another state's senator."""
        if self.party and other.party and self.party != other.party:
            return True
        if not self.named & other.named:
            return False
        if self.organisation and other.organisation:
            one, two = fold(self.organisation), fold(other.organisation)
            return not (one.endswith(two) or two.endswith(one))
        return bool(self.marks and other.marks) and not self.marks & other.marks

    def points_to(self, other: Role) -> bool:
        """Whether somebody described as `other` can be called by this role later."""
        if self.noun == other.noun and all(flagged(self.named, "same")):
            return bool(self.noun)
        shared = self.named & other.classes
        return not all(flagged(shared, "same"))


@lru_cache(maxsize=16384)
def read(text: str) -> Role:
    """The role that a description (a noun phrase) names. Never fails: classes may be empty."""
    said = _as_noun(tuple(text.replace("’", "'").replace(",", " ").split()))
    owned = max((n + 1 for n, word in enumerate(said) if word.endswith(("'s", "s'"))), default=0)
    first = next((n for n, word in enumerate(said) if word in PREPOSITIONS and n), len(said))
    head = said[owned:] if owned <= first else said
    bare = tuple(fold(word) for word in head if fold(word) not in _ARTICLES and _is_office(word))
    named = classes_of(bare)
    wide = frozenset().union(*map(broader, named), *(implied_by(fold(word)) for word in head))
    clean = tuple(word.removesuffix("'s") for word in said)
    return Role(
        text,
        " ".join(takewhile(lambda word: word not in PREPOSITIONS, bare)),
        named,
        wide,
        country_in(clean[: _placed(said, owned)]),
        body_in(clean) or _body(named, said),
        next((party for word in clean if (party := party_of(word))), None),
        frozenset(fold(w) for w in head[: max(0, first - owned)] if _is_mark(w)),
    )


def _as_noun(said: tuple[str, ...]) -> tuple[str, ...]:
    """ "Who heads the ministry" as "head of the ministry"."""
    noun = load("titles")["doers"]["of"].get(said[1]) if said[:1] == ("who",) and said[1:] else None
    return (*noun.split(), *said[2:]) if noun else said


def _placed(said: tuple[str, ...], owned: int) -> int:
    """Where the words begin that only tell place, target or topic: "in Mali", "to Russia"."""
    return next((n for n, w in enumerate(said) if n > owned and w in _TOPICAL), len(said))


def _is_office(word: str) -> bool:
    """Whether a word can be part of an office's name: no owner, nation, or other proper name."""
    return not (word.endswith(("'s", "s'")) or _national(word) or _is_mark(word))


def _is_mark(word: str) -> bool:
    own = fold(word) in office_words() or is_party(word) or _national(word)
    return word[0].isupper() and not own


def _national(word: str) -> bool:
    return word[0].isupper() and nationality(word) is not None


def _body(named: frozenset[str], said: tuple[str, ...]) -> str | None:
    """The ministry of an office, with the country's adjective: "French Foreign Ministry"."""
    national = next((word for word in said if _national(word)), None)
    body = next((table()[c]["body"] for c in sorted(named) if "body" in table()[c]), None)
    return f"{national} {body}" if national and body else None
