"""Who is on stage at a given place of the text: what was mentioned and who spoke before it.

Attributions are resolved in text order, and each one that is settled is written down here, since
whoever spoke last is the first guess for "he" and "the expert". Distances are counted in
sentences. Everything looks back over a window, so a document of any length takes linear time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hemicycle.offsets import Span
from hemicycle.parse import Parse
from hemicycle.records import Actor
from hemicycle.resolve.candidates import Candidate
from hemicycle.resolve.cast import Cast

WINDOW = 160  # mentions


@dataclass(frozen=True, slots=True)
class Spoken:
    """One settled attribution: who spoke, and at which token."""

    actor: Actor
    candidate: Candidate | None
    at: int
    is_plural: bool
    block: int
    sentence: int
    is_nested: bool


@dataclass(slots=True)
class Seen:
    """A candidate as seen from one place of the text."""

    candidate: Candidate
    distance: int  # sentences back to its nearest mention
    is_subject: bool  # in that nearest sentence
    in_quotation: bool  # named only inside quoted words
    times: int = 1  # mentions in reach


@dataclass(slots=True)
class Scene:
    """The parse, the cast, and what was said so far."""

    parse: Parse
    cast: Cast
    quoted: Sequence[Span] = ()  # tokens inside direct quotations, ordered
    history: list[Spoken] = field(default_factory=list)
    _firsts: list[int] = field(default_factory=list)
    _quotes: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._firsts = [sentence.first for sentence in self.parse.sentences]
        self._quotes = [start for start, _ in self.quoted]

    def sentence(self, token: int) -> int:
        """The number of the sentence in which a token stands."""
        return bisect_right(self._firsts, token) - 1

    def is_quoted(self, token: int) -> bool:
        """Whether a token stands inside quoted words."""
        at = bisect_right(self._quotes, token) - 1
        return at >= 0 and token < self.quoted[at][1]

    def speaker(self) -> Spoken | None:
        """Who spoke last, quoted within somebody else's words not counted."""
        return next((s for s in reversed(self.history[-8:]) if not s.is_nested), None)

    def last(self, at: int, sentences: int) -> Spoken | None:
        """Who spoke last, at most so many sentences before token `at`."""
        spoken = self.speaker()
        if spoken is None:
            return None
        return spoken if abs(self.sentence(at) - spoken.sentence) <= sentences else None

    def persons_before(self, at: int, sentences: int) -> list[Seen]:
        """The persons named before token `at`, nearest first, each once."""
        here, found = self.sentence(at), dict[int, Seen]()
        for n in self.cast.back_from(at, WINDOW):
            mention = self.cast.mentions[n]
            distance = here - self.sentence(mention.first)
            if distance > sentences:
                break
            quoted = self.is_quoted(mention.first)
            for candidate in self.cast.who[n][:1] if len(self.cast.who[n]) == 1 else ():
                if candidate.kind == "person":
                    _note(found, Seen(candidate, distance, mention.is_subject, quoted))
        last = self.last(at, sentences)
        if last and last.candidate and last.candidate.kind == "person":
            distance = abs(here - last.sentence)
            found.setdefault(id(last.candidate), Seen(last.candidate, distance, True, False))
        return list(found.values())

    def bodies_before(self, at: int, sentences: int) -> Iterator[Seen]:
        """The organisations named before token `at`, nearest first; may repeat."""
        here = self.sentence(at)
        for n in self.cast.back_from(at, WINDOW):
            mention = self.cast.mentions[n]
            distance = here - self.sentence(mention.first)
            if distance > sentences:
                break
            if mention.kind == "organisation" and self.cast.who[n]:
                quoted = self.is_quoted(mention.first)
                yield Seen(self.cast.who[n][0], distance, mention.is_subject, quoted)


def _note(found: dict[int, Seen], seen: Seen) -> None:
    """Keep the nearest sighting; a second one in the same sentence can add that it is subject."""
    known = found.setdefault(id(seen.candidate), seen)
    if known is not seen:
        known.times += 1
        if known.distance == seen.distance:
            known.is_subject |= seen.is_subject
        known.in_quotation &= seen.in_quotation
