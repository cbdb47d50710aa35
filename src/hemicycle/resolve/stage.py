"""What a rule is given and what it gives back, and how actors are made.

The id of an actor depends on the folded name and the kind, so the same person is one actor over
all documents. Whoever keeps the name to themselves, or is not known, gets the document's id into
theirs: "a senior official" of two articles is never one actor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hemicycle.parse import Token
from hemicycle.records import Actor, ActorKind, Attribution, Document, digest
from hemicycle.resolve.candidates import Candidate
from hemicycle.resolve.countries import Place
from hemicycle.resolve.names import fold
from hemicycle.resolve.phrases import Reading
from hemicycle.resolve.scene import Scene, Spoken


@dataclass(frozen=True, slots=True)
class Line:
    """One attribution to settle. `tokens` are its source; `at` the token from which to look back;
    `parent` the answer for the attribution in which it is nested; `rules` answers any reading."""

    document: Document
    scene: Scene
    attribution: Attribution
    tokens: tuple[Token, ...]
    at: int
    parent: Answer | None
    rules: Callable[[Line, Reading], Answer]

    @property
    def last_token(self) -> int:
        """The last token of content, cue and source: where the next speaker may go on."""
        ends = [
            span[1]
            for spans in (self.attribution.content, self.attribution.source, self.attribution.cue)
            for span in spans[-1:]
        ]
        before = self.scene.parse.within(max(0, max(ends, default=0) - 60), max(ends, default=0))
        return before[-1].i if before else self.at


@dataclass(frozen=True, slots=True)
class Answer:
    """A finding in the making; `candidate` is who of the cast it is."""

    actor: Actor | None
    score: float
    reason: str
    by: str
    candidate: Candidate | None = None
    is_plural: bool = False


def unknown(reason: str, by: str) -> Answer:
    """An abstention."""
    return Answer(None, 0.0, reason, by)


def again(last: Spoken, score: float, reason: str, by: str) -> Answer:
    """Whoever spoke before, once more."""
    return Answer(last.actor, score, reason, by, last.candidate, last.is_plural)


def from_candidate(candidate: Candidate) -> Actor:
    """The actor for a person or organisation of the cast."""
    kind: ActorKind = "person" if candidate.kind == "person" else "organisation"
    aliases = tuple(alias for alias in candidate.aliases if alias != candidate.name)
    told = (role.text for role in candidate.roles if not role.is_courtesy)
    roles = tuple(dict.fromkeys(told))
    name = candidate.name
    return Actor(
        _id(" ".join(candidate.words) if kind == "person" else name, kind),
        name,
        kind,
        aliases,
        roles,
        candidate.country,
        candidate.organisation,
    )


def from_place(place: Place, alias: str) -> Actor:
    """The actor for a state, or for the seat of its government ("Warsaw")."""
    roles = (place.role,) if place.role else ()
    aliases = (alias,) if alias != place.name else ()
    return Actor(
        _id(place.name, "organisation"), place.name, "organisation", aliases, roles, place.code
    )


def named(
    name: str,
    kind: ActorKind,
    country: str | None = None,
    organisation: str | None = None,
    members: Sequence[Actor] = (),
) -> Actor:
    """An actor called by the words of the text, the same in every document."""
    return Actor(_id(name, kind), name, kind, (), (), country, organisation, tuple(members))


def nameless(
    document: Document,
    name: str,
    kind: ActorKind,
    country: str | None = None,
    organisation: str | None = None,
) -> Actor:
    """An actor that exists in this document only."""
    return Actor(
        digest("actor", fold(name), kind, document.id), name, kind, (), (), country, organisation
    )


def _id(name: str, kind: ActorKind) -> str:
    return digest("actor", fold(name), kind)
