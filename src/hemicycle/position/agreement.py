"""For, against or neither: where the speaker of each statement stands on each concept.

Coding people do by hand for weeks, so a reviewer must be able to check each answer at a glance. The
answer is the sum of small signals, each with the words that carried it (`signals.py`). Below a
threshold the room abstains; what only reports, foretells, asks or tells somebody else's stance is
"neither" (0). A statement that does not speak to a concept has no position on it at all.

Scores are the rules' own, not calibrated: .4 + .45 × the sum, so that a plain judgement has about
.75, and a diplomatic door left open ("did not rule out") about .55 and can be filtered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hemicycle.parse import parse
from hemicycle.position.concept_frame import Frame, distinct, frame
from hemicycle.position.embedding import encode
from hemicycle.position.mentions import anchors
from hemicycle.position.reading import Reading, read
from hemicycle.position.reads import pack, shares_of
from hemicycle.position.relevance import Relevance, compete, relevance
from hemicycle.position.signals import Signal, signals
from hemicycle.records import Actor, Agreement, Attribution, Concept, Document, Finding, Position

if TYPE_CHECKING:
    from hemicycle.position.embedding import Vector

BY = "position/rules@2"
SIDE = 0.3  # the least sum that takes a side
FAR = 0.25  # a side on a concept this much less close than another with a side is not meant
BY_CONTEXT = 0.9  # weight of a statement relevant only by what came before


def positions(
    document: Document,
    attributions: Sequence[Attribution],
    actors: Sequence[Finding[Actor]],
    concepts: Sequence[Concept],
    unclear_below: float = 0.0,
) -> list[tuple[Position, ...]]:
    """For every attribution its positions on those concepts that it speaks to.

    Parallel to `attributions`. Sides less sure than `unclear_below` are unclear. Nothing is parsed
    or loaded when there are no concepts.
    """
    if not concepts or not attributions:
        return [() for _ in attributions]
    frames = distinct([frame(concept) for concept in concepts])
    parsed = parse(document)
    found = []
    for attribution, actor in zip(attributions, actors, strict=True):
        reading = read(document, parsed, attribution, actor.value)
        held = _positions(reading, concepts, frames) if reading.content else ()
        found.append(tuple(_doubted(position, unclear_below) for position in held))
    return found


def _doubted(position: Position, below: float) -> Position:
    """The position, unclear where its side is not sure enough."""
    found = position.agreement
    if not found.value or found.score >= below:
        return position
    return replace(
        position, agreement=replace(found, value=None, reason=f"unclear: {found.reason}")
    )


def _positions(
    reading: Reading, concepts: Sequence[Concept], frames: Sequence[Frame]
) -> tuple[Position, ...]:
    """The positions of one statement on the concepts it speaks to."""
    topical = [
        relevance(reading.passage, concept, own, _names(reading, own))
        for concept, own in zip(concepts, frames, strict=True)
    ]
    found = [
        (concept.id, verdict(signals(reading, concept, own, close), own, close), close.score)
        for concept, own, close in zip(concepts, frames, compete(topical), strict=True)
        if close.relevant
    ]
    best = max((score for _, side, score in found if side.value), default=0.0)
    vector = encode(reading.passage.content) if found else None
    return tuple(
        _position(name, _outdone(side) if side.value and score < best - FAR else side, vector)
        for name, side, score in found
    )


def _position(name: str, side: Finding[Agreement], vector: Vector | None) -> Position:
    read = b"" if vector is None else pack(shares_of(side), vector)
    return Position(name, side, read)


def _outdone(side: Finding[Agreement]) -> Finding[Agreement]:
    """No side on a concept where the same words take one on a concept much closer."""
    return Finding(None, 0.3, f"unclear: another concept is much closer; {side.reason}", BY)


def _names(reading: Reading, own: Frame) -> bool:
    """Whether the content names the matter of the concept, in whatever words."""
    return bool(anchors(reading.parsed, reading.content, own))


def verdict(found: Sequence[Signal], own: Frame, topical: Relevance) -> Finding[Agreement]:
    """The sum of the signals as for (1), against (-1), neither (0) or not known (None)."""
    total = own.sign * sum(signal.value for signal in found)
    total *= BY_CONTEXT if topical.by_context else 1.0
    sided = any(signal.value for signal in found)
    reason = _reason(found, own if sided else None, topical)
    if abs(total) >= SIDE:
        score = round(min(0.95, 0.4 + 0.45 * abs(total)), 2)
        return Finding(1 if total > 0 else -1, score, reason, BY)
    if found and not sided:
        return Finding(0, 0.6, f"takes no side: {reason}", BY)
    return Finding(None, 0.3, f"unclear: {reason}", BY)


def _reason(found: Sequence[Signal], turned: Frame | None, topical: Relevance) -> str:
    parts = list(dict.fromkeys(signal.reason for signal in found))
    if turned is not None and turned.sign < 0:
        parts.append(f"the concept turns round its matter ({turned.why})")
    return "; ".join([*(parts or ["no word of support or opposition found"]), topical.reason])
