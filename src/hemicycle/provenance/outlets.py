"""Recognise news outlets and agencies by name.

The names of outlets look like those of persons, places and common words ("RT", "Bild", "The
Times"). Known ones are listed in `data/en/outlets.toml`; others are recognised by a newspaper word
at their end ("the Valley Gazette") or after them ("Orla Today magazine"). A name found here says
only that it *is* an outlet; whether it carried a statement, `chain.py` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from hemicycle import lexicon

Kind = Literal["outlet", "agency"]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet: `country` is an ISO 3166 alpha-2 code, None when not known or none."""

    name: str
    kind: Kind
    country: str | None = None


@dataclass(frozen=True, slots=True)
class OutletMention:
    """`text[start:end]`, in code points, names the outlet; `known` if it is on the list."""

    start: int
    end: int
    outlet: Outlet
    known: bool = False


def identify(name: str) -> Outlet | None:
    """The outlet that goes by this whole name, with or without article and kind, or None."""
    for group in ("agencies_follow", "names_follow"):
        name = re.sub(rf" (?:{_one_of(group).pattern})$", "", name)
    bare = re.sub(r"^the ", "", name.strip(), flags=re.IGNORECASE)
    found = mentions(name)  # with its article, which "the Hill" needs and Ms. Hill lacks
    return next((m.outlet for m in found if m.end - m.start >= len(bare)), None)


def mentions(text: str) -> list[OutletMention]:
    """All outlets named in `text`, in order, the longest name at each place. Linear time."""
    found = [*_known(text), *_by_shape(text)]
    found.sort(key=lambda m: (m.start, -m.end))
    kept: list[OutletMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end > kept[-1].end:
            kept[-1] = mention
    return kept


_WORD = re.compile(r"(?<!\w)\w[\w’'./-]*")


def _known(text: str) -> Iterator[OutletMention]:
    names = _names()
    for word in _WORD.finditer(text):
        start = word.start()
        for name, outlet, article in (*names.get(word[0][:2], ()), *names.get(word[0][0], ())):
            end = start + len(name)
            fits = text.startswith(name, start) and not text[end : end + 1].isalnum()
            if fits and (not article or text[max(0, start - 4) : start].lower() == "the "):
                yield OutletMention(start, end, outlet, known=True)
                break


_Entry = tuple[str, Outlet, bool]  # a spelling without "The", and whether it needs the article


@cache
def _names() -> dict[str, list[_Entry]]:
    """Every spelling under its first two letters, longest first."""
    found: dict[str, list[_Entry]] = {}
    for entry in _entries():
        found.setdefault(entry[0][:2], []).append(entry)
    return {key: sorted(row, key=lambda entry: -len(entry[0])) for key, row in found.items()}


def _entries() -> Iterator[_Entry]:
    for group in lexicon.load("outlets").values():
        article, kind, words = bool(group.get("article")), group["kind"], group["words"]
        for name, country in words.items():
            full = f"The {name}" if article else name
            yield name.removeprefix("The "), Outlet(full, kind, country or None), article
        for spelling, name in group["also"].items():
            yield spelling, Outlet(name, kind, words.get(name) or None), article


# A capitalised name of up to four words, whose stops stand only inside words; a window of 90.
_PART = r"[A-Z](?:[\w’'&-]|\.(?=\w)){0,30}"
_NAME = rf"(?:(?:{_PART}|of|de|del|della|la|le|du) ){{0,3}}{_PART}"
_ENDS_IN_NAME = re.compile(rf"(?<![\w.’])({_NAME}) $")
_BEGINS_WITH_NAME = re.compile(rf" ({_NAME})")
_WINDOW = 90


def _by_shape(text: str) -> Iterator[OutletMention]:
    """Names told by a newspaper word at their end, before or after them."""
    for end in _one_of("names_end").finditer(text):
        before = _name_before(text, end.start())
        if before is not None:
            yield _named(text, before, end.end(), "outlet")
    for group, kind in (("names_follow", "outlet"), ("agencies_follow", "agency")):
        for noun in _one_of(group).finditer(text):
            after = _BEGINS_WITH_NAME.match(text, noun.end())
            before = _name_before(text, noun.start())
            if after is not None:
                yield _named(text, after.start(1), after.end(1), kind)
            elif before is not None:
                yield _named(text, before, noun.start() - 1, kind)


def _named(text: str, start: int, end: int, kind: str) -> OutletMention:
    name = text[start:end]
    return OutletMention(start, end, Outlet(name, "agency" if kind == "agency" else "outlet"))


def _name_before(text: str, position: int) -> int | None:
    window = max(0, position - _WINDOW)
    found = _ENDS_IN_NAME.search(text[window:position])
    return None if found is None else window + found.start(1)


@cache
def _one_of(group: str) -> re.Pattern[str]:
    words = sorted(lexicon.words("provenance", group), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
