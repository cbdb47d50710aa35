"""Gather the mentions of a document into its cast: who there is to speak.

Full names come first; a surname alone joins the one person who bears it. Where two persons do, the
mention joins neither by itself: `scoring` decides at the place, or abstains.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hemicycle.resolve.candidates import Bodies, Candidate, People, is_full
from hemicycle.resolve.mentions import Mention


@dataclass(slots=True)
class Cast:
    """Everybody in a document, and where each is mentioned.

    `mentions` is in text order; `who[n]` are the candidates that mention `n` may stand for: one,
    several when a surname is shared, none for peoples and places.
    """

    mentions: list[Mention]
    who: list[tuple[Candidate, ...]]
    starts: list[int]
    persons: list[Candidate]
    organisations: dict[str, Candidate]
    by_class: dict[str, list[Candidate]]
    people: People

    def called(self, name: str) -> tuple[Candidate, ...]:
        """The persons who can be called by a name, wherever it stands."""
        return self.people.bearers(name)

    def between(self, first: int, last: int) -> range:
        """The numbers of the mentions whose name lies in tokens `first` up to `last`."""
        low = bisect_left(self.starts, first)
        high = bisect_left(self.starts, last)
        while high > low and self.mentions[high - 1].last > last:
            high -= 1
        return range(low, high)

    def back_from(self, at: int, limit: int) -> Iterable[int]:
        """The numbers of the last `limit` mentions that begin before token `at`, nearest first."""
        high = bisect_left(self.starts, at)
        return range(high - 1, max(-1, high - 1 - limit), -1)


def gather(mentions: Sequence[Mention]) -> Cast:
    """The cast of a document from its mentions in text order."""
    people = People()
    for mention in mentions:
        if mention.kind == "person" and is_full(mention.name):
            people.introduce(mention)
    bodies = Bodies()
    who = [people.of(m) if m.kind in ("person", "name") else bodies.of(m) for m in mentions]
    for mention, found in zip(mentions, who, strict=True):
        if len(found) == 1:
            found[0].add(mention)
    for candidate in (*people.all, *bodies.named.values()):
        candidate.settle()
    people.settle_titled(mentions, who)
    return Cast(
        list(mentions),
        who,
        [m.first for m in mentions],
        people.all,
        bodies.named,
        people.classes(),
        people,
    )
