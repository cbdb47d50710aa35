"""Read the words of a name.

One person goes by many spellings: "President Emmanuel Macron", "Mr. Macron", "MACRON", "Macron’s".
A name is therefore compared by its folded words, without titles, suffixes and accents, and its
surname is the last of them. Nothing here looks at the text around the name.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Literal

from hemicycle.lexicon import words

Gender = Literal["male", "female"]

_UNFOLDED = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O"}
    | {
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "Æ": "AE",
        "Œ": "OE",
        "ẞ": "SS",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
    }
)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """`text` without accents and typographic marks, white space made single; case is kept."""
    marked = unicodedata.normalize("NFKD", text.translate(_UNFOLDED))
    return " ".join("".join(c for c in marked if not unicodedata.combining(c)).split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`plain`, and case folded: how names are compared."""
    return plain(plain(text).casefold()).casefold()


@cache
def _suffixes() -> frozenset[str]:
    return words("titles", "suffixes")


@cache
def particles() -> frozenset[str]:
    """Lower-case parts of surnames ("de", "von")."""
    return words("titles", "particles")


def core(name: str) -> tuple[str, ...]:
    """The folded words that tell persons apart: no suffix, no initials, no full stops."""
    folded = [word for word in fold(name).replace(",", " ").split() if word not in _suffixes()]
    long = [word.rstrip(".") for word in folded if len(word.rstrip(".")) > 1]
    return tuple(long or folded)


def surname(name: str) -> str:
    """The folded last word of the name, without particles: the key under which it is found."""
    return core(name)[-1] if core(name) else ""


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names (folded words) can be one person's: Joe R. Doe and Joe Doe.

    The surnames are equal, and so are the given names, or one is the other's beginning (Joe,
    Joseph is not; Alex, Alexander is), or the shorter name ends the longer (Ann Doe, Mary Ann Doe).
    """
    if one[-1] != other[-1]:
        return False
    few, many = sorted((one, other), key=len)
    if len(few) > 1 and many[-len(few) :] == few:
        return True
    short, long = sorted((one[0], other[0]), key=len)
    return long.startswith(short)


@lru_cache(maxsize=8192)
def gender_of_given(name: str) -> Gender | None:
    """What the given name alone tells, None where it is short, unknown or used by both."""
    first = (fold(name).split() or [""])[0]
    for part in (first, first.split("-")[0]):
        if part in words("first_names", "male"):
            return "male"
        if part in words("first_names", "female"):
            return "female"
    return None


def gender_of_title(title: str) -> Gender | None:
    """What a title or role tells: "Mrs.", "spokesman", "first lady"."""
    for word in reversed(fold(title).split()):
        if word in words("titles", "male"):
            return "male"
        if word in words("titles", "female"):
            return "female"
    return None
