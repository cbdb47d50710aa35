"""How sure is a forecast worded, and what is that as a number?

The words are entries of `data/en/hedges.toml`, where each group has its probability and whose scale
that is: Kent, "Words of Estimative Probability" (Studies in Intelligence 8, 1964), and the IPCC's
likelihood scale (Mastrandrea et al. 2010). A flat "will" counts only where nothing else is said; of
several hedges the most hedged holds, as a chain is as strong as its weakest link.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from hemicycle import lexicon
from hemicycle.parse import Token
from hemicycle.position.phrases import match, parts_of

PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that say how sure; `probability` (0 to 1) of coming true as worded, where `denies`
    means that it does not happen. `tokens` are places in the parse."""

    text: str
    group: str
    probability: float
    denies: bool
    tokens: tuple[int, ...]


def hedge(tokens: Sequence[Token]) -> Hedge | None:
    """The hedge that holds for a clause, of these words; None where they say nothing."""
    found = list(_longest(tokens))
    chosen = [each for each in found if each.group != PLAIN] or found
    return min(chosen, key=lambda each: each.probability, default=None)


def _longest(tokens: Sequence[Token]) -> Iterator[Hedge]:
    """Entries from left to right, longest first, no token used twice."""
    hits = [hit for at in range(len(tokens)) for hit in _starting_at(tokens, at)]
    used: set[int] = set()
    for places, entry in sorted(hits, key=lambda hit: (-len(hit[0]), hit[0])):
        if used.isdisjoint(places):
            used.update(places)
            words = [tokens[i] for i in places]
            text, at = " ".join(t.text for t in words), tuple(t.i for t in words)
            yield Hedge(text, entry.group, entry.probability, entry.denies, at)


@dataclass(frozen=True, slots=True)
class _Entry:
    parts: tuple[str, ...]
    group: str
    probability: float
    denies: bool


def _starting_at(tokens: Sequence[Token], at: int) -> Iterator[tuple[list[int], _Entry]]:
    for name in dict.fromkeys((tokens[at].text.lower(), tokens[at].lemma)):
        for entry in _index().get(name, ()):
            if places := match(tokens, at, entry.parts):
                yield places, entry


@cache
def _index() -> dict[str, tuple[_Entry, ...]]:
    """The entries by their possible first words."""
    index: dict[str, list[_Entry]] = {}
    for group, held in lexicon.load("hedges").items():
        for words in held["words"]:
            parts = parts_of(words)
            entry = _Entry(parts, group, held["probability"], held.get("denies", False))
            for first in parts[0].partition("/")[0].split("|"):
                index.setdefault(first, []).append(entry)
    return {first: tuple(entries) for first, entries in index.items()}
