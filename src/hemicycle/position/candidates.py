"""Propositions that a corpus could be read against, from what its statements claim.

Statements differ in all they say; their claims (`claims.py`) are short and alike where people speak
of one matter. So claims are grouped, not statements, and of each group the claim that most speakers
come close to stands for it. Who comes close need not have made a claim of that form: the position
room reads afterwards which side everybody takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hemicycle.offsets import Spans, covered, merge
from hemicycle.parse import parse
from hemicycle.position.claims import claims
from hemicycle.position.codebook import concept_from_text
from hemicycle.position.embedding import encode
from hemicycle.position.neighbours import blocks, groups
from hemicycle.position.ought import Claim
from hemicycle.position.reading import Reading, read
from hemicycle.records import Agreement, Concept, Document, Statement

if TYPE_CHECKING:
    from hemicycle.position.neighbours import Vectors

NEAR = 0.45  # cosine to a wording from which a statement speaks of the same matter
SAME = 0.55  # cosine from which two claims do
MOST_NEAR = 150  # statements judged against one wording
PER_GROUP = 3  # wordings tried of one group of claims
SPEAKING = ("person", "organisation", "group")  # kinds of actor that are somebody in particular
COVERED = 0.72  # cosine to a concept of the codebook from which a wording adds nothing


@dataclass(frozen=True, slots=True)
class Said:
    """What grouping needs to know of one statement. `speaker` is the actor's id, None for nobody
    in particular."""

    id: str
    document: str
    speaker: str | None
    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposition. `taken_from` is the statement it is worded after; `near` the statements on the
    same matter with their cosine, nearest first; `sides` what those of them say of it that make a
    claim alike."""

    concept: Concept
    taken_from: str
    near: Mapping[str, float]
    sides: Mapping[str, Agreement]


Made = tuple[Claim, Said]


def said(document: Document, statements: Sequence[Statement]) -> list[Said]:
    """The statements of one document with their claims."""
    if not statements:
        return []
    parsed, found = parse(document), []
    inside = nested(statements)
    for statement in statements:
        actor = statement.actor.value
        reading = read(document, parsed, statement.attribution, actor)
        if reading.content:
            speaker = actor.id if actor is not None and actor.kind in SPEAKING else None
            own = tuple(claims(without(reading, inside.get(statement.id, ()))))
            found.append(Said(statement.id, document.id, speaker, reading.passage.content, own))
    return found


def nested(statements: Sequence[Statement]) -> dict[str, Spans]:
    """What is told of others inside each statement: their claims are not its speaker's."""
    found: dict[str, Spans] = {}
    for attribution in (statement.attribution for statement in statements):
        if attribution.parent is not None:
            found[attribution.parent] = (*found.get(attribution.parent, ()), *attribution.content)
    return found


def without(reading: Reading, spans: Spans) -> Reading:
    """The reading without the words in `spans`."""
    if not spans:
        return reading
    kept = tuple(t for t in reading.content if not covered(merge(spans), t.start))
    inside = frozenset(t.i for t in kept)
    phrases = tuple(p for p in reading.content_phrases if p.head in inside)
    return replace(reading, content=kept, inside=inside, content_phrases=phrases)


def candidates(
    statements: Sequence[Said], known: Sequence[Concept], most: int, seed: int = 0
) -> list[Candidate]:
    """At most so many propositions, those that most speakers come close to first, without what the
    concepts `known` cover."""
    made = [(claim, of) for of in statements if of.speaker for claim in of.claims]
    if not made:
        return []
    centre = middle(statements)
    wordings = centred(vectors(claim.wording for claim, _ in made), centre)
    contents = centred(vectors(of.text for of in statements), centre)
    reach, near = _reach(wordings, contents, statements, made)
    open_ = _uncovered([claim.wording for claim, _ in made], known)
    order: list[int] = []
    for rows in groups(wordings, seed):
        fit = (row for row in rows if open_[row] and not made[row][0].bare)
        left = sorted(fit, key=lambda row: (-reach[row], row))
        once = {made[row][0].wording: row for row in reversed(left)}
        order += sorted(once.values(), key=left.index)[:PER_GROUP]
    order.sort(key=lambda row: (-reach[row], row))
    return [_candidate(row, made, wordings, near[row]) for row in order[:most]]


def vectors(texts: Iterable[str]) -> Vectors:
    import numpy as np

    return np.array([encode(text) for text in texts], dtype=np.float32)


def middle(statements: Sequence[Said]) -> Vectors:
    """The mean of the statements: what all of them share. Shape (384,)."""
    mean: Vectors = vectors(of.text for of in statements).mean(axis=0)
    return mean


def centred(vectors: Vectors, middle: Vectors) -> Vectors:
    """Without what all texts of the corpus share: where all is about one country, its name brings
    nothing together (Mu & Viswanath 2018, All-but-the-top)."""
    import numpy as np

    moved = vectors - middle
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(lengths, 1e-9), dtype=np.float32)


def _reach(
    wordings: Vectors, contents: Vectors, statements: Sequence[Said], made: Sequence[Made]
) -> tuple[list[float], list[dict[str, float]]]:
    """Per wording: how close speakers come, each by its nearest statement; and these statements."""
    reach, near = [], []
    at = {of.id: n for n, of in enumerate(statements)}
    claimed = [at[of.id] for _, of in made]
    other = blocks(wordings, wordings)
    for (_, block), (_, claims_block) in zip(blocks(wordings, contents), other, strict=True):
        for row, own in zip(block, claims_block, strict=True):
            found = {int(n): float(row[n]) for n in (row >= NEAR).nonzero()[0]}
            for n in (own >= SAME).nonzero()[0]:
                found[claimed[n]] = max(found.get(claimed[n], 0.0), float(own[n]))
            best: dict[str, float] = {}
            for n, cosine in found.items():
                who = statements[n].speaker
                if who is not None:
                    best[who] = max(best.get(who, 0.0), cosine)
            order = sorted(found, key=lambda n: (-found[n], n))[:MOST_NEAR]
            reach.append(sum(best.values()))
            near.append({statements[n].id: found[n] for n in order})
    return reach, near


def _uncovered(wordings: Sequence[str], known: Sequence[Concept]) -> list[bool]:
    if not known:
        return [True] * len(wordings)
    texts = [text for c in known for text in (c.wording, *c.examples)]
    return [
        bool(n < COVERED)
        for _, near in blocks(vectors(wordings), vectors(texts))
        for n in near.max(1)
    ]


def _candidate(
    row: int, made: Sequence[Made], wordings: Vectors, near: Mapping[str, float]
) -> Candidate:
    claim, of = made[row]
    concept = concept_from_text(claim.wording)
    sides: dict[str, Agreement] = {}
    for n in ((wordings @ wordings[row]) >= SAME).nonzero()[0]:
        other, by = made[n]
        sides.setdefault(by.id, 1 if other.side * other.sign * claim.sign > 0 else -1)
    return Candidate(concept, of.id, near, sides)
