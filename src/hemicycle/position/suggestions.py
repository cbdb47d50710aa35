"""Which candidate propositions divide the people of a corpus: sides counted, the best ranked.

A statement's side on a candidate is that of its own claim where it makes one alike (`claims.py`),
else what the position room reads. People are counted, not statements: each actor once, on the side
most of its statements take. With f actors for and a against,

    disagreement = 4 (f + q)(a + q) / (f + a + 2q)^2,   q = 1/4,

is 1 where the sides are even and falls the slower towards one side the fewer have spoken;
candidates are ranked by it times f + a, half of that where all is in one document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemicycle.position.agreement import positions
from hemicycle.position.candidates import SPEAKING, Candidate, centred, vectors
from hemicycle.records import Agreement, Concept, Document, Position, Statement

if TYPE_CHECKING:
    from hemicycle.position.neighbours import Vectors

QUARTER = 0.25
SURE = 0.7  # score from which a side read by the position room counts here
SPEAKS = 0.5  # cosine, centred, from which it does
CLAIMED = 0.8  # score of a side that the statement's own claim tells
FEWEST = 2  # actors who take a side, where both sides are taken
ONE_SIDED = 3  # where one is
ALIKE = 0.6  # cosine, centred, from which two wordings are one proposition
SHARED = 0.5  # share of sided statements from which two are


@dataclass(frozen=True, slots=True)
class Voice:
    """One statement on a candidate. `speaker` is an actor's id, None for nobody in particular;
    `side` is None where it cannot be told."""

    statement: str
    document: str
    speaker: str | None
    side: Agreement | None
    score: float
    nearness: float
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposition with the statements on it, surest first. `for_` and `against` count actors,
    `documents` those in which sides are taken; `disagreement` is 0 to 1."""

    concept: Concept
    taken_from: str
    voices: tuple[Voice, ...]
    for_: int
    against: int
    documents: int
    disagreement: float

    @property
    def speakers(self) -> int:
        """Actors who take a side."""
        return self.for_ + self.against

    @property
    def rank(self) -> float:
        """What suggestions are ranked by."""
        return self.disagreement * self.speakers * (1.0 if self.documents > 1 else 0.5)


def judged(
    document: Document, statements: Sequence[Statement], found: Sequence[Candidate]
) -> list[tuple[int, Voice]]:
    """What the statements of one document say to the candidates, each by its place in `found`."""
    out = []
    for n, candidate in enumerate(found):
        near = [s for s in statements if s.id in candidate.near]
        said, who = [s.attribution for s in near], [s.actor for s in near]
        sides = positions(document, said, who, [candidate.concept])
        out += [(n, _voice(s, p, candidate)) for s, p in zip(near, sides, strict=True)]
    return out


def _voice(statement: Statement, read: tuple[Position, ...], candidate: Candidate) -> Voice:
    actor, id = statement.actor.value, statement.id
    speaker = actor.id if actor is not None and actor.kind in SPEAKING else None
    side: Agreement | None = None
    score, reason = 0.0, "does not speak to it"
    for position in read:
        at = position.agreement
        heard = at.value is not None and at.score >= SURE and candidate.near[id] >= SPEAKS
        side = at.value if heard else None
        score, reason = at.score, at.reason
    if id in candidate.sides:
        side, score, reason = candidate.sides[id], CLAIMED, "its own claim"
    near = candidate.near[id]
    return Voice(id, statement.document, speaker, side, score, near, reason)


def suggestion(candidate: Candidate, voices: Iterable[Voice]) -> Suggestion:
    """The candidate with its voices counted."""
    order = sorted(voices, key=lambda v: (v.side is None, -v.nearness * v.score, v.statement))
    leaning: dict[str, int] = {}
    for voice in order:
        if voice.speaker is not None and voice.side:
            leaning[voice.speaker] = leaning.get(voice.speaker, 0) + voice.side
    pro = sum(total > 0 for total in leaning.values())
    contra = sum(total < 0 for total in leaning.values())
    documents = {v.document for v in order if v.side and v.speaker}
    return Suggestion(
        candidate.concept,
        candidate.taken_from,
        tuple(order),
        pro,
        contra,
        len(documents),
        disagreement(pro, contra),
    )


def disagreement(pro: int, contra: int) -> float:
    """0 to 1; see the head of this file."""
    if not pro + contra:
        return 0.0
    return 4 * (pro + QUARTER) * (contra + QUARTER) / (pro + contra + 2 * QUARTER) ** 2


def best(made: Sequence[Suggestion], middle: Vectors, count: int) -> list[Suggestion]:
    """The `count` that divide most people, without those that say what a better one says."""
    order = sorted(made, key=lambda s: (-s.rank, s.concept.wording))
    order = [s for s in order if s.speakers >= (FEWEST if s.for_ and s.against else ONE_SIDED)]
    if not order:
        return []
    places = centred(vectors(s.concept.wording for s in order), middle)
    kept: list[int] = []
    for n, one in enumerate(order):
        again = (places[n] @ places[m] >= ALIKE or _same(one, order[m]) for m in kept)
        if not any(again):
            kept.append(n)
        if len(kept) == count:
            break
    return [order[n] for n in kept]


def _same(one: Suggestion, other: Suggestion) -> bool:
    """Whether they rest on the same statements."""
    mine, theirs = ({v.statement for v in s.voices if v.side} for s in (one, other))
    return len(mine & theirs) >= SHARED * min(len(mine), len(theirs))


def numbered(pairs: Iterable[tuple[int, Voice]]) -> Mapping[int, list[Voice]]:
    """Voices by the place of their candidate."""
    found: dict[int, list[Voice]] = {}
    for n, voice in pairs:
        found.setdefault(n, []).append(voice)
    return found
