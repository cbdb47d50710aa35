"""Countries and the words that stand for them.

"Warsaw did not rule out", "the Kremlin said", "French minister", "the USA": news names states by
capital, palace, adjective and short form. The names of countries are those of CLDR (through
babel); `data/en/countries.toml` and `metonyms.toml` add what newspapers use. Case is kept in
comparison, so that "us" is not the US.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hemicycle.lexicon import load
from hemicycle.lexicon import words as lexicon_words
from hemicycle.resolve.names import plain


@dataclass(frozen=True, slots=True)
class Place:
    """A state as a speaker: the name to show, its ISO code, and for whom the place stands."""

    name: str
    code: str
    role: str | None = None  # "government of Poland" for Warsaw, None for the country itself


@cache
def _cldr() -> dict[str, str]:
    from babel import Locale

    territories = Locale("en").territories
    skip = {"EZ", "UN", "QO", "XA", "XB", "ZZ"}
    return {code: name for code, name in territories.items() if code.isalpha() and code not in skip}


@cache
def _shown() -> dict[str, str]:
    own = load("countries")["names"]["of"]
    shown = {code: names[0][1:] for code, names in own.items() if names[0].startswith("=")}
    return _cldr() | shown


@cache
def _countries() -> dict[str, Place]:
    own = load("countries")["names"]["of"]
    table: dict[str, Place] = {}
    for code, name in _cldr().items():
        place = Place(_shown()[code], code)
        others = [other.lstrip("=") for other in own.get(code, [])]
        table |= {plain(word): place for word in (name, *others)}
    return table


@cache
def _metonyms() -> dict[str, Place]:
    table: dict[str, Place] = {}
    for group in load("metonyms").values():
        for code, names in group["of"].items():
            role = group["role"].format(country=_shown()[code])
            table |= {plain(name): Place(name, code, role) for name in names}
    return table


@cache
def _demonyms() -> dict[str, str]:
    return {
        plain(word): code
        for code, names in load("countries")["demonyms"]["of"].items()
        for word in names
    }


def place(text: str) -> Place | None:
    """The state that a name, with or without "the", stands for as a speaker."""
    name = plain(text)
    for article in ("The ", "the "):
        name = name.removeprefix(article)
    return _countries().get(name) or _metonyms().get(name)


def nationality(word: str) -> str | None:
    """The code for an adjective or a noun for people: "French", "Ukrainians", "Poles"."""
    name = plain(word)
    return _demonyms().get(name) or (_demonyms().get(name[:-1]) if name.endswith("s") else None)


def state_in(name: str) -> str | None:
    """The short name in a state's full one: "Valm" in "Valm Federation", "Kingdom of Valm"."""
    said = name.split()
    forms = lexicon_words("countries", "states")
    if len(said) == 2 and said[1] in forms:
        return said[0]
    return " ".join(said[2:]) if len(said) > 2 and said[0] in forms and said[1] == "of" else None


@cache
def _elsewhere() -> frozenset[str]:
    return lexicon_words("countries", "elsewhere")


def country_in(words: tuple[str, ...]) -> str | None:
    """The first country that a phrase names, be it by noun, adjective or seat of government."""
    for at in range(len(words)):
        for length in (3, 2, 1):
            piece = " ".join(words[at : at + length])
            if len(words) < at + length or not piece[:1].isupper() or piece in _elsewhere():
                continue
            found = place(piece)
            code = found.code if found else nationality(piece)
            if code:
                return code
    return None
