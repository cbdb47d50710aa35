"""Who is on stage at a given place of the text: what was mentioned and who spoke before it.

Attributions are resolved in text order, and each one that is settled is written down here, since
whoever spoke last is the first guess for "he" and "the expert". Distances are counted in
sentences. Everything looks back over a window, so a document of any length takes linear time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from hemicycle.offsets import Span
from hemicycle.parse import Parse, Sentence, Token
from hemicycle.records import Actor
from hemicycle.resolve.candidates import Candidate
from hemicycle.resolve.cast import Cast
from hemicycle.resolve.mentions import Mention

WINDOW = 160  # mentions
TURNS = 3  # statements in a row that make somebody the one who has the floor


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
    in_paragraph: bool = False  # of the place it is seen from
    times: int = 1  # mentions in reach
    leads: bool = False  # subject of a sentence in reach, outside quotations


@dataclass(slots=True)
class Scene:
    """The parse, the cast, and what was said so far."""

    parse: Parse
    cast: Cast
    quoted: Sequence[Span] = ()  # tokens inside direct quotations, ordered
    history: list[Spoken] = field(default_factory=list)
    _firsts: list[int] = field(default_factory=list)
    _told: list[int] = field(default_factory=list)  # sentences outside quotations up to each one
    _quotes: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._firsts = [sentence.first for sentence in self.parse.sentences]
        self._quotes = [start for start, _ in self.quoted]
        told = (not (self.is_quoted(s.first) and self._runs_on(s)) for s in self.parse.sentences)
        self._told = list(accumulate(told))

    def sentence(self, token: int) -> int:
        """The number of the sentence in which a token stands."""
        return bisect_right(self._firsts, token) - 1

    def _runs_on(self, sentence: Sentence) -> bool:
        """Whether a sentence that begins in quoted words ends in them."""
        return sentence.last > sentence.first and self.is_quoted(sentence.last - 1)

    def distance(self, one: int, other: int) -> int:
        """How many sentences lie between two tokens, those inside quotations not counted."""
        if not self._told:
            return 0
        return abs(self._told[self.sentence(one)] - self._told[self.sentence(other)])

    def block(self, token: int) -> int:
        """The number of the paragraph in which a token stands."""
        return self.parse.sentences[self.sentence(token)].block if self.parse.sentences else 0

    def is_quoted(self, token: int) -> bool:
        """Whether a token stands inside quoted words."""
        at = bisect_right(self._quotes, token) - 1
        return at >= 0 and token < self.quoted[at][1]

    def speaker(self) -> Spoken | None:
        """Who spoke last, quoted within somebody else's words not counted."""
        return next((s for s in reversed(self.history[-8:]) if not s.is_nested), None)

    def last(self, at: int, sentences: int) -> Spoken | None:
        """Who spoke last, at most so many sentences before token `at`, those inside quotations not
        counted: behind a long quotation whoever spoke before it is still near."""
        spoken = self.speaker()
        if spoken is None:
            return None
        told = abs(self._told[self.sentence(at)] - self._told[spoken.sentence])
        return spoken if told <= sentences else None

    def has_floor(self, candidate: Candidate) -> bool:
        """Whether the last statements were all made by this person."""
        recent = self.history[-TURNS:]
        return len(recent) == TURNS and all(s.candidate is candidate for s in recent)

    def persons_before(self, at: int, sentences: int) -> list[Seen]:
        """The persons named before token `at`, nearest first, each once."""
        found = dict[int, Seen]()
        for n in self.cast.back_from(at, WINDOW):
            mention = self.cast.mentions[n]
            distance = self.distance(at, mention.first)
            if distance > sentences:
                break
            for candidate in self.cast.who[n][:1] if len(self.cast.who[n]) == 1 else ():
                if candidate.kind == "person":
                    _note(found, self._seen(candidate, mention, at))
        last = self.last(at, sentences)
        if last and last.candidate and last.candidate.kind == "person":
            seen = Seen(last.candidate, self.distance(at, last.at), True, False)
            found.setdefault(id(last.candidate), seen)
        return list(found.values())

    def _seen(self, candidate: Candidate, mention: Mention, at: int) -> Seen:
        first = mention.first
        near, quoted = self.block(first) == self.block(at), self.is_quoted(first)
        leads = mention.is_subject and not quoted
        return Seen(
            candidate, self.distance(at, first), mention.is_subject, quoted, near, leads=leads
        )

    def phrases_before(self, at: int) -> Iterator[tuple[Token, ...]]:
        """The base noun phrases of the last sentences before token `at`, without their article."""
        start = self.parse.tokens[at].start if at < len(self.parse.tokens) else 0
        high = bisect_left(self.parse.chunks, (start, start))
        for span in reversed(self.parse.chunks[max(0, high - WINDOW) : high]):
            tokens = self.parse.within(*span)
            yield tokens[1:] if tokens and tokens[0].pos in ("DET", "PRON") else tokens

    def bodies_before(self, at: int, sentences: int) -> Iterator[Seen]:
        """The organisations named before token `at`, nearest first; may repeat."""
        for n in self.cast.back_from(at, WINDOW):
            mention = self.cast.mentions[n]
            if self.distance(at, mention.first) > sentences:
                break
            if mention.kind == "organisation" and self.cast.who[n]:
                yield self._seen(self.cast.who[n][0], mention, at)


def _note(found: dict[int, Seen], seen: Seen) -> None:
    """Keep the nearest sighting; a second one in the same sentence can add that it is subject."""
    known = found.setdefault(id(seen.candidate), seen)
    if known is not seen:
        known.times += 1
        if known.distance == seen.distance:
            known.is_subject |= seen.is_subject
        known.in_paragraph |= seen.in_paragraph
        known.in_quotation &= seen.in_quotation
        known.leads |= seen.leads
