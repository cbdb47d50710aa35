"""The words for offices and trades: which class each belongs to.

Descriptions are compared by the classes of `data/en/roles.toml`, not by their words. A class says
which broader ones it belongs to, so that every foreign minister is a minister too, and which
endings make a noun one of it ("-ologist" an expert).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from hemicycle.lexicon import load, words
from hemicycle.resolve.names import fold

PREPOSITIONS = frozenset(
    {"of", "at", "in", "for", "to", "from", "on", "with", "by", "who", "under"}
)
_LONGEST = 6  # words in a phrase of the list


def flagged(classes: Iterable[str], flag: str) -> list[bool]:
    """For each class whether the list says so of it: "any", "same", "held_for"."""
    return [bool(table()[name].get(flag)) for name in classes]


@cache
def table() -> dict[str, dict[str, Any]]:
    """The classes with all that the list says of them."""
    return load("roles")


@cache
def _phrases() -> dict[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for name, entry in table().items():
        for phrase in entry["words"]:
            key = tuple(phrase.split())
            found[key] = found.get(key, frozenset()) | {name}
    return found


@cache
def _nouns() -> frozenset[str]:
    return frozenset(phrase[-1] for phrase in _phrases() if not set(phrase) & PREPOSITIONS)


@cache
def _endings() -> dict[str, str]:
    return {end: name for name, entry in table().items() for end in entry.get("endings", ())}


def _by_ending(folded: str) -> str | None:
    singular = folded.islower() and not folded.endswith("s")
    return next((c for end, c in _endings().items() if singular and folded.endswith(end)), None)


@lru_cache(maxsize=8192)
def is_role_noun(word: str) -> bool:
    """Whether a description can end in this word: "minister", "Sen.", "ex-senator"."""
    folded = fold(word).removeprefix("ex-")
    return folded in _nouns() or _by_ending(folded) is not None


def plural_of_role(word: str) -> str | None:
    """The singular of a plural role noun: "ministers" gives "minister"; None for other words."""
    folded = fold(word)
    men = folded.removesuffix("men") + "man" if folded.endswith("men") else folded
    for singular in (folded.removesuffix("s"), folded.removesuffix("es"), men):
        if singular != folded and is_role_noun(singular):
            return singular
    return None


def works_for_media(noun: str) -> bool:
    """Whether the noun is one of journalism: "reporters"."""
    return bool({noun, plural_of_role(noun)} & words("roles", "journalist"))


def is_party(word: str) -> bool:
    """Whether the word names a party or its people: "Republicans"."""
    return party_of(word) is not None


def party_of(word: str) -> str | None:
    """The party that an adjective or noun names."""
    return _parties().get(fold(word))


@cache
def _parties() -> dict[str, str]:
    of = load("parties")["parties"]["of"]
    return {word: party for party, spelt in of.items() for word in spelt}


@cache
def office_words() -> frozenset[str]:
    """Every word that can stand in an office's name."""
    spelt = {word for phrase in _phrases() for word in phrase}
    return frozenset(spelt) | words("titles", "before", "male", "female")


@cache
def broader(name: str) -> frozenset[str]:
    """A class and all the classes that it belongs to."""
    found = {name}
    for wider in table()[name].get("is", ()):
        found |= broader(wider)
    return frozenset(found)


@cache
def implied_by(place: str) -> frozenset[str]:
    """Classes that a place of work implies: whoever works at a university is an expert."""
    return frozenset(name for name, e in table().items() if place in e.get("works_at", ()))


def classes_of(bare: tuple[str, ...]) -> frozenset[str]:
    """The classes of the longest phrases that begin before the first preposition."""
    head = next((n for n, word in enumerate(bare) if word in PREPOSITIONS), len(bare))
    bare = tuple(word.removeprefix("ex-") for word in bare)
    ends = {n for n in range(len(bare) + 1) if n >= head or bare[n] in ("and", "&")}
    spans = [span for n in range(head) if (span := _longest(bare, n)) and span[1] in ends]
    kept = [s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)]
    found = frozenset(c for start, end in kept for c in _phrases()[bare[start:end]])
    ending = _by_ending(bare[head - 1]) if head else None
    if not found and ending:
        return frozenset({ending})
    return found | ({"person"} if head and bare[head - 1].endswith("year-old") else frozenset())


def _longest(bare: tuple[str, ...], start: int) -> tuple[int, int] | None:
    """The longest phrase of the list that begins at `start`."""
    ends = range(min(len(bare), start + _LONGEST), start, -1)
    return next(((start, end) for end in ends if bare[start:end] in _phrases()), None)
