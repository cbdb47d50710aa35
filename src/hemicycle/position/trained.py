"""Positions by the trained judge: the same question as the rules', answered by a network.

Every statement is asked about every concept that it may speak to. What the judge is not sure enough
of is unclear. The reason names the words that carried the answer (`carrying.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hemicycle.position import setting
from hemicycle.position.carrying import carried
from hemicycle.position.embedding import similarity
from hemicycle.position.judge import Verdict, verdicts
from hemicycle.position.question import Question
from hemicycle.position.reads import pack
from hemicycle.records import (
    Actor,
    Agreement,
    Attribution,
    Concept,
    Document,
    Finding,
    Position,
)

BY = "position/judge@2"
SPEAKS = 0.5  # how likely it must be that the statement speaks to the concept
BELOW = 0.6  # a side must be as likely as this: of those less likely about half are right
NEITHER = 0.5  # "neither" must be
FAR = 0.1  # what is less alike to the concept, its surroundings too, is not asked about
SIDES = {1: "for it", -1: "against it", 0: "takes no side"}


def positions(
    document: Document,
    attributions: Sequence[Attribution],
    actors: Sequence[Finding[Actor]],
    concepts: Sequence[Concept],
    unclear_below: float = 0.0,
) -> list[tuple[Position, ...]]:
    """For every attribution its positions on those concepts that it speaks to.

    Parallel to `attributions`; as `agreement.positions`, but who speaks is read from the text.
    Sides less sure than `unclear_below` are unclear.
    """
    below = max(BELOW, unclear_below)
    asked = [_asked(document, one) for one in attributions]
    return [
        tuple(_positions(said, concepts, below)) if any(map(str.isalnum, said.content)) else ()
        for said in asked
    ]


def _positions(said: Question, concepts: Sequence[Concept], below: float) -> Iterator[Position]:
    """Those of one statement."""
    near = [concept for concept in concepts if _near(said, concept)]
    asked = [about(said, concept) for concept in near]
    for concept, question, verdict in zip(near, asked, verdicts(asked), strict=True):
        if verdict.speaks >= SPEAKS or (verdict.told and verdict.sure >= below):
            read = pack(verdict.shares, verdict.read)
            yield Position(concept.id, finding(question, verdict, below), read)


def _asked(document: Document, attribution: Attribution) -> Question:
    """The statement as the judge is told it, without a concept yet."""
    text = document.text
    source, cue, content = attribution.source, attribution.cue, attribution.content
    before, after = setting.around(text, (*source, *cue, *content))
    told, speaker, verb = (setting.words(text, spans) for spans in (content, source, cue))
    return Question("", told, "", before, speaker, verb, after)


def about(said: Question, concept: Concept) -> Question:
    """The question about one concept."""
    return Question(
        concept.wording, said.content, concept.definition, said.before, said.speaker, said.cue,
        said.after,
    )  # fmt: skip


def _near(said: Question, concept: Concept) -> bool:
    """Whether it may speak to the concept at all: cheap, and only what is far off fails."""
    around = " ".join((said.before, said.speaker, said.cue, said.content))
    return max(similarity(said.content, concept.wording), similarity(around, concept.wording)) > FAR


def finding(question: Question, verdict: Verdict, below: float) -> Finding[Agreement]:
    """The answer with its reason; unclear where a side is not as sure as `below`."""
    sure = round(verdict.sure, 4)
    reason = f"{SIDES[verdict.told]} {sure:.2f}, the trained judge"
    if sure < (below if verdict.told else NEITHER):
        return Finding(None, sure, f"unclear: at best {reason}", BY)
    if words := carried(question, verdict):
        reason += f", most by “{words}”"
    return Finding(verdict.told, sure, reason, BY)
