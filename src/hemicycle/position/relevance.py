"""Does a statement speak to a concept at all?

Shared words are too strict ("soldiers", "troops") and a similarity of sentences alone is too loose
in an article that is all about one topic; and much is said about a concept without naming it ("such
a scenario cannot be ruled out"). Three kinds of evidence are combined:

- `direct`: similarity of the content, or of its best sentence, to the concept's wording,
  definition, examples (statements that support it) and counter-examples (statements that oppose
  it), plus a bonus for shared content words and for naming the matter;
- `context`: the same for the sentences just before, which pronouns and shell nouns ("this idea")
  point back to.

A statement is relevant when it is direct enough, or less direct but said in a relevant context.
The thresholds were chosen on perspectrum's training claims against foreign claims, the bundled
debate and hand-made cases (`training/positions/README.md` says how well they do).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hemicycle.position.concept_frame import Frame
from hemicycle.position.embedding import similarity
from hemicycle.records import Concept

BY = "position/relevance@1"
DIRECT = 0.5
NEAR = 0.25  # enough when the context is relevant
CONTEXT = 0.55
BONUS = 0.25  # for shared content words, by their share of the concept's
ASIDE = 0.08  # taken from the similarity to definition and examples
NAMED = 0.1  # for naming the matter itself, in whatever words
BEHIND = 0.08  # a concept this much less close than the best one is not meant


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a statement as the relevance step sees them."""

    sentences: tuple[str, ...]  # of the content
    lemmas: frozenset[str]
    before: tuple[str, ...]  # preceding sentences, nearest last
    before_lemmas: tuple[frozenset[str], ...]
    points_back: bool

    @property
    def content(self) -> str:
        """The content as one text."""
        return " ".join(self.sentences)


@dataclass(frozen=True, slots=True)
class Relevance:
    """`score` is 0 to 1; `by_context` where only the context makes it relevant."""

    score: float
    relevant: bool
    by_context: bool
    reason: str


def relevance(passage: Passage, concept: Concept, frame: Frame, named: bool) -> Relevance:
    """How far the passage speaks to the concept, and why; `named` where it names its matter."""
    direct = NAMED * named + max(
        closeness(text, passage.lemmas, concept, frame)
        for text in {passage.content, *passage.sentences}
    )
    if direct >= DIRECT:
        return Relevance(min(direct, 1.0), True, False, f"similarity to the concept {direct:.2f}")
    context = max(
        (
            closeness(text, lemmas, concept, frame)
            for text, lemmas in zip(passage.before, passage.before_lemmas, strict=True)
        ),
        default=0.0,
    )
    if context >= CONTEXT and (passage.points_back or direct >= NEAR):
        how = "points back to" if passage.points_back else "follows"
        reason = f"{how} a sentence on the concept (similarity {context:.2f})"
        return Relevance(0.85 * min(context, 1.0), True, True, reason)
    return Relevance(max(direct, 0.0), False, False, f"similarity to the concept only {direct:.2f}")


def compete(found: Sequence[Relevance]) -> list[Relevance]:
    """Among several concepts the clearly closest wins where only the context tells.

    A sentence about a bridge's toll and its repair is context to both concepts; a bare "this is
    wrong" after it must not count for each concept that is not much further off.
    """
    best = max((r.score for r in found if r.relevant), default=0.0)
    return [
        replace(r, relevant=False, reason=f"another concept is closer; {r.reason}")
        if r.by_context and r.score < best - BEHIND
        else r
        for r in found
    ]


def closeness(text: str, lemmas: frozenset[str], concept: Concept, frame: Frame) -> float:
    """Similarity to the concept, plus the bonus for shared key words.

    Definition and examples count a little less than the wording: they say more than the concept,
    and the nearest of many texts is always near.
    """
    shared = len(frame.keys & lemmas) / len(frame.keys) if frame.keys else 0.0
    others = [*concept.examples, *concept.counter_examples]
    if concept.definition:
        others.append(concept.definition)
    nearest = max((similarity(text, other) for other in others), default=0.0)
    return max(similarity(text, concept.wording), nearest - ASIDE) + BONUS * shared
