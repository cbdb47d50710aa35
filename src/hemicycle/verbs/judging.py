"""Gold pairs through the judge, as it is or after it has learned from the first of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hemicycle.evaluate.positions import Answered

if TYPE_CHECKING:
    from hemicycle.evaluate.gold_positions import GoldPair
    from hemicycle.position.adapt import Decided
    from hemicycle.position.judge import Answer
    from hemicycle.position.question import Question


def answered(pairs: Sequence[GoldPair], decisions: int = 0) -> list[Answered]:
    """What the judge says; after `decisions` of each concept, which are then left out."""
    from hemicycle.position.judge import ask

    by_concept: dict[str, list[tuple[GoldPair, Answer]]] = defaultdict(list)
    for pair in pairs:
        by_concept[pair.concept].append((pair, ask(_question(pair))))
    return [one for found in by_concept.values() for one in _of_concept(found, decisions)]


def _of_concept(found: Sequence[tuple[GoldPair, Answer]], decisions: int) -> list[Answered]:
    """The pairs of one concept, without those that were learned from."""
    from hemicycle.position.adapt import adapted
    from hemicycle.position.reads import pack, unpack

    taught = [n for n, (pair, _) in enumerate(found) if pair.position is not None][:decisions]
    head = adapted(_decided([found[n] for n in taught])) if decisions else None
    rest = [each for n, each in enumerate(found) if n not in set(taught)]
    if head is None:
        return [_answered(pair, answer, answer.shares) for pair, answer in rest]
    shares = head.shares(*unpack([pack(answer) for _, answer in rest]))
    return [
        _answered(pair, answer, dict(zip((1, -1, 0), map(float, row), strict=True)))
        for (pair, answer), row in zip(rest, shares, strict=True)
    ]


def _decided(found: Sequence[tuple[GoldPair, Answer]]) -> Decided:
    import numpy as np

    from hemicycle.position.adapt import Decided, sides_of
    from hemicycle.position.reads import pack, unpack

    sides = sides_of([pair.position or 0 for pair, _ in found])
    return Decided(*unpack([pack(answer) for _, answer in found]), np.array(sides))


def _answered(pair: GoldPair, answer: Answer, shares: dict[int, float]) -> Answered:
    return Answered(pair.position, answer.speaks, shares, pair.content, pair.concept)


def _question(pair: GoldPair) -> Question:
    from hemicycle.position.question import Question

    return Question(
        pair.concept, pair.content, pair.definition, pair.before, pair.speaker, pair.cue, pair.after
    )
