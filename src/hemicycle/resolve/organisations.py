"""Read the words of an organisation's name.

The same body is "the International Monetary Fund (IMF)", "IMF" and "the fund". Here: whether words
name an organisation at all, which name to show, and what its initials are.
"""

from __future__ import annotations

from functools import cache

from hemicycle.lexicon import load, words
from hemicycle.resolve.names import plain


@cache
def _shown() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, others in load("organisations")["same"]["of"].items():
        table |= {plain(other): name for other in (name, *others) if not other.startswith("the ")}
    return table


@cache
def nouns_for() -> dict[str, tuple[str, ...]]:
    """Which known organisations a common noun may point to: "alliance" → ("NATO",)."""
    table: dict[str, tuple[str, ...]] = {}
    for name, others in load("organisations")["same"]["of"].items():
        for noun in (other[4:] for other in others if other.startswith("the ")):
            table[noun] = (*table.get(noun, ()), name)
    return table


def shown(name: str) -> str:
    """The name to show: without article, and the usual one of several ("EU" → European Union)."""
    bare = " ".join(name.split())
    for article in ("The ", "the "):
        bare = bare.removeprefix(article)
    return _shown().get(plain(bare), bare)


def is_known(name: str) -> bool:
    """Whether the name is that of a well-known organisation or outlet."""
    return plain(shown(name)) in _shown() or is_outlet(name)


def is_numbered(word: str, number: str) -> bool:
    """Whether a number after this word ends a name: "Channel 10"."""
    return number.isdigit() and word in words("organisations", "numbered")


@cache
def _outlets() -> frozenset[str]:
    return frozenset(plain(word) for word in words("organisations", "outlets"))


def is_outlet(name: str) -> bool:
    """Whether the name is that of a newspaper, channel or agency in the list."""
    return plain(shown(name)) in _outlets()


def looks_like_one(name: tuple[str, ...]) -> bool:
    """Whether capitalised words hold a word of organisations: "Polish Foreign Ministry"."""
    return bool(name) and any(word in words("organisations", "proper") for word in name)


def goes_on(word: str) -> bool:
    """Whether a name may go on over "of" or "for" after this word: "Ministry of"."""
    return word in words("organisations", "reach_on")


def initials(name: str) -> str:
    """The capitals of the name, as an acronym has them: International Monetary Fund → IMF."""
    return "".join(word[0] for word in plain(name).split() if word[0].isupper())


def body_in(phrase: tuple[str, ...]) -> str | None:
    """The organisation that a description names: "head of the Polish Foreign Ministry"."""
    run: list[str] = []
    for word in (*phrase, ""):
        if word and (word[0].isupper() or _joins(run, word)):
            run.append(word)
            continue
        name = _known_part(run) or _ending_in_body(run)
        if name:
            return shown(name)
        run = []
    return None


def _joins(run: list[str], word: str) -> bool:
    """Whether a small word goes on the name so far: "Ministry of", not "Representatives of"."""
    if not run:
        return False
    return goes_on(run[-1]) if word in ("of", "for") else word in ("and", "the")


def _known_part(run: list[str]) -> str | None:
    pieces = (run[a:b] for a in range(len(run)) for b in range(min(len(run), a + 4), a, -1))
    return next((" ".join(p) for p in pieces if len(p[0]) > 1 and is_known(" ".join(p))), None)


def _ending_in_body(run: list[str]) -> str | None:
    """The run up to its last word for a body, or beyond where "of" follows."""
    last = max((n for n, word in enumerate(run) if looks_like_one((word,))), default=-1)
    reach = next((n for n, word in enumerate(run[:-1]) if goes_on(word)), None)
    if reach is not None and run[reach + 1] in ("of", "for"):
        last = len(run) - 1
    while last >= 0 and not run[last][0].isupper():
        last -= 1
    return " ".join(run[: last + 1]) or None
