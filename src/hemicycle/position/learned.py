"""For, against or neither, by the trained judge: where each speaker stands on each concept.

What is not even near a concept is never asked about (`near`). Of the rest the judge says how likely
the speaker is for it, against it, or neither. Below a threshold the answer is "unclear", which is
not "neither"; what does not speak to the concept has no position at all. A side is given with
the words that carried it.
"""

from __future__ import annotations

from collections.abc import Sequence

from hemicycle import weights
from hemicycle.parse import parse
from hemicycle.position.carrying import carried
from hemicycle.position.embedding import similarity
from hemicycle.position.judge import MODEL, VERSION, Answer, ask
from hemicycle.position.reads import pack
from hemicycle.position.setting import Setting, setting
from hemicycle.records import Actor, Agreement, Attribution, Concept, Document, Finding, Position

BY = f"position/{VERSION}"
NEAR = 0.05  # similarity from which the judge is asked: `training/positions/near.py` says why
CARRIED = "carried by "  # opens the words that did it, at the end of a reason
SIDES = {1: "for it", -1: "against it", 0: "neither"}


def positions(
    document: Document,
    attributions: Sequence[Attribution],
    actors: Sequence[Finding[Actor]],
    concepts: Sequence[Concept],
    unclear_below: float | None = None,
) -> list[tuple[Position, ...]]:
    """For every attribution its positions on those concepts that it speaks to.

    Parallel to `attributions`. Answers less sure than `unclear_below` are unclear; None is what the
    judge was calibrated for. Nothing is parsed or loaded when there are no concepts.
    """
    if not concepts or not attributions:
        return [() for _ in attributions]
    below = default_below() if unclear_below is None else unclear_below
    parsed = parse(document)
    found = []
    for attribution, actor in zip(attributions, actors, strict=True):
        said = setting(document, parsed, attribution, actor.value)
        held = (judged(said, concept, below) for concept in concepts)
        found.append(tuple(position for position in held if position))
    return found


def default_below() -> float:
    """The probability below which an answer is unclear unless another is asked for."""
    return float(weights.settings(MODEL)["unclear_below"])


def judged(said: Setting, concept: Concept, below: float) -> Position | None:
    """The speaker's side on one concept; None where the words do not speak to it."""
    if not said.content or not near(said, concept):
        return None
    answer = ask(said.on(concept))
    if answer.speaks < 0.5 and answer.side < 0.5:
        return None
    return Position(concept.id, verdict(answer, said, concept, below), pack(answer))


def near(said: Setting, concept: Concept) -> bool:
    """Whether the words, or those before them, are at all like the concept's."""
    return closeness(said, concept) >= NEAR


def closeness(said: Setting, concept: Concept) -> float:
    """The greatest similarity, -1 to 1, of the content, alone and after the sentence before it, to
    the concept's wording, alone and with its definition."""
    words = {said.content, f"{said.before} {said.content}".strip()}
    texts = {concept.wording, f"{concept.wording}. {concept.definition}".removesuffix(". ")}
    return max(similarity(one, text) for one in words for text in texts)


def verdict(answer: Answer, said: Setting, concept: Concept, below: float) -> Finding[Agreement]:
    """The likeliest of the three, or unclear, with the reason."""
    side, sure = max(answer.shares.items(), key=lambda each: each[1])
    told = f"{SIDES[side]} {sure:.2f}, speaks to it {answer.speaks:.2f}"
    if sure < below:
        return Finding(None, round(sure, 4), f"unclear: at best {told}", BY)
    if side == 0:
        return Finding(0, round(sure, 4), f"takes no side ({told})", BY)
    agreement: Agreement = 1 if side == 1 else -1
    return Finding(agreement, round(sure, 4), f"{told}; {_carried(said, concept, side)}", BY)


def _carried(said: Setting, concept: Concept, side: int) -> str:
    best = carried(said, concept, side)
    if best is None:
        return f"{CARRIED}the words as a whole"
    return f"{CARRIED}“{best.words}” (without it {best.without:.2f})"
