"""Gather the mentions of a document into its cast: who there is to speak.

Full names come first; a surname alone joins the one person who bears it. Where two persons do, the
mention joins neither by itself: `scoring` decides at the place, or abstains. "IMF" is the
"International Monetary Fund", before or after it, "the Post" is "The New York Post", and "Valm" is
the "Valm Federation" of the same text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from hemicycle.resolve import organisations
from hemicycle.resolve.candidates import Candidate, People, is_full
from hemicycle.resolve.countries import state_in
from hemicycle.resolve.mentions import Mention
from hemicycle.resolve.names import core, fold, plain

MOST_STATES = 300  # that adjectives are looked up among; there are fewer on earth


@dataclass(slots=True)
class Cast:
    """Everybody in a document, and where each is mentioned.

    `mentions` is in text order; `who[n]` are the candidates that mention `n` may stand for: one,
    several when a surname is shared, none for peoples and places. `states` are the bodies that a
    place's name stands for, `by_class` the persons by class and noun of their descriptions.
    """

    mentions: list[Mention]
    who: list[tuple[Candidate, ...]]
    starts: list[int]
    states: dict[str, Candidate]
    by_class: dict[str, list[Candidate]]
    people: People

    def called(self, name: str) -> tuple[Candidate, ...]:
        """The persons who can be called by a name, wherever it stands."""
        return self.people.bearers(name)

    def state_of(self, said: str) -> Candidate | None:
        """The state that words tell by its name or adjective: "the Valmian capital"."""
        return state_of(self.states, said)

    def between(self, first: int, last: int) -> range:
        """The numbers of the mentions whose name lies in tokens `first` up to `last`."""
        low = bisect_left(self.starts, first)
        high = bisect_left(self.starts, last)
        while high > low and self.mentions[high - 1].last > last:
            high -= 1
        return range(low, high)

    def described_at(self, first: int, last: int) -> int | None:
        """The number of the person in whose description tokens `first` up to `last` begin."""
        low, high = bisect_left(self.starts, first), bisect_left(self.starts, last)
        near: list[int] = [
            *range(max(0, low - 1), low),
            *range(high, min(len(self.starts), high + 3)),
        ]
        for n in near:
            mention = self.mentions[n]
            named = first < mention.last and last > mention.first
            if mention.kind == "person" and mention.left <= first < mention.right and not named:
                return n
        return None

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
    bodies = _Bodies()
    who = [people.of(m) if m.kind in ("person", "name") else bodies.of(m) for m in mentions]
    for mention, found in zip(mentions, who, strict=True):
        if len(found) == 1:
            found[0].add(mention)
    for candidate in (*people.all, *bodies.named.values()):
        candidate.settle()
    people.settle_titled(mentions, who)
    states = bodies.with_seats(mentions)
    return Cast(list(mentions), who, [m.first for m in mentions], states, people.classes(), people)


def state_of(states: dict[str, Candidate], said: str) -> Candidate | None:
    """The state whose name, but for its last letter, begins one of the words said."""
    told = fold(said).split()
    fits = (state for state in islice(states, MOST_STATES) if told and len(state) > 3)
    return next((states[s] for s in fits if any(word.startswith(s[:-1]) for word in told)), None)


class _Bodies:
    """Organisations by name, acronym and shown name; states by their short name."""

    def __init__(self) -> None:
        self.named: dict[str, Candidate] = {}
        self.initials: dict[str, Candidate] = {}
        self.endings: dict[str, list[Candidate]] = {}
        self.states: dict[str, Candidate] = {}

    def of(self, mention: Mention) -> tuple[Candidate, ...]:
        if mention.kind != "organisation":
            return ()
        name = organisations.shown(mention.name)
        known = self.named.get(fold(name))
        if known is None and mention.name.isupper():
            known = self.initials.get(plain(mention.name).replace(".", ""))
        return (known or self._shortened(name) or self._new(mention, name),)

    def _shortened(self, name: str) -> Candidate | None:
        """The one body named before whose name ends in this one: "the Post"."""
        longer = self.endings.get(fold(name), [])
        return longer[0] if len(longer) == 1 and not organisations.is_known(name) else None

    def _new(self, mention: Mention, name: str) -> Candidate:
        letters = organisations.initials(name)
        short = self.named.get(letters.casefold()) if len(letters) > 1 else None
        if short is not None and short.name.isupper() and " " in name:
            short.name, short.words = name, core(name)
            self.named[fold(name)] = short
            return short
        candidate = Candidate(name, "organisation", core(name), mention.first)
        self.named[fold(name)] = candidate
        self._shorten(candidate)
        if len(letters) > 1 and letters != plain(name):
            self.initials.setdefault(letters, candidate)
        return candidate

    def _shorten(self, candidate: Candidate) -> None:
        parts = fold(candidate.name).split()
        for at in range(1, len(parts)):
            self.endings.setdefault(" ".join(parts[at:]), []).append(candidate)
        state = state_in(candidate.name)
        if state:
            self.states.setdefault(fold(state), candidate)
            if parts[1] == "of":
                self.endings.setdefault(parts[0], []).append(candidate)

    def with_seats(self, mentions: Sequence[Mention]) -> dict[str, Candidate]:
        """The states, also by the capitals that the text calls theirs."""
        seats: dict[str, Candidate] = {}
        for mention in mentions:
            state = (
                state_of(self.states, " ".join(mention.roles)) if mention.kind == "place" else None
            )
            if state is not None:
                seats.setdefault(fold(mention.name), state)
        return seats | self.states
