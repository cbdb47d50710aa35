"""What the doors see: flat rows, as the store gives them and reports and exports take them.

A row repeats what a reader needs to judge a statement without opening another table: the words,
the sentence and paragraph around them, speaker, chain, dates, outlet, positions. Spans with
`paragraph` are relative to that paragraph; spans with `content` are those of the user's own file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hemicycle.intervals import Interval
from hemicycle.offsets import Spans
from hemicycle.records import Act, Actor, ActorKind, Carrier, Form, OutlookKind


@dataclass(frozen=True, slots=True)
class PositionRow:
    """Side of one statement's speaker on one concept; `agreement` None is an abstention."""

    concept: str  # concept id
    agreement: int | None
    score: float
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """Something to come that a statement speaks of (see `records.Outlook`). `due` None: the text
    does not tell by when, and `due_reason` says why."""

    id: str
    kind: OutlookKind
    content: Spans  # original offsets
    text: str
    wording: str
    probability: float | None
    denies: bool
    due: Interval | None
    due_text: str
    due_reason: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A person's word on one field of a row: by whom, when (ISO time), and what the machine had
    found before (in words)."""

    field: str
    verdict: str
    by: str
    at: str
    found: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement with everything known about it."""

    id: str
    document: str  # document id (hash)
    document_name: str
    order: int  # position within the document, from 0
    content: Spans  # original offsets
    cue: Spans
    source: Spans
    text: str
    source_text: str
    cue_text: str
    form: Form
    act: Act
    parent: str | None
    actor: Actor | None
    actor_reason: str
    via: tuple[Carrier, ...]
    said_on: Interval | None
    said_on_text: str
    forecast: bool
    score: float
    why: tuple[str, ...]
    positions: tuple[PositionRow, ...]
    outlet: str | None
    title: str | None
    url: str | None
    published: Interval | None
    paragraph: str  # the cleaned paragraph(s) around the content, for showing; endless ones cut
    paragraph_content: Spans  # content, relative to `paragraph`
    paragraph_source: Spans
    paragraph_cue: Spans
    outlooks: tuple[OutlookRow, ...] = ()  # what it says is to come, in the order of the text
    decided: tuple[Decided, ...] = ()  # what people decided on it, by field; all else is machine's

    @property
    def speakers(self) -> tuple[Actor, ...]:
        """Who takes a seat for it: the members of a group that names them, else the actor."""
        if self.actor is None:
            return ()
        return self.actor.members or (self.actor,)

    @property
    def reported(self) -> bool:
        """Whether somebody else carried the words (a named chain), rather than first hand."""
        return bool(self.via)

    @property
    def when(self) -> date | None:
        """First day on which it can have been said, else the day of publication."""
        interval = self.said_on or self.published
        return interval.start if interval else None

    @property
    def words(self) -> int:
        """Number of words of the content."""
        return sum(word != "…" for word in self.text.split())


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor over all documents: how much it speaks and where it stands.

    `roles` are all wordings there are, the most frequent role first.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    country: str | None
    organisation: str | None
    statements: int
    words: int
    first: date | None
    last: date | None
    stance: tuple[tuple[str, int, int, int], ...]  # (concept, for, neither, against)

    @property
    def distinct_roles(self) -> tuple[str, ...]:
        """One wording of each role: "mayor" stands for "Mayor" and "mayor of Skerrow" too."""
        kept: dict[str, frozenset[str]] = {}
        for role in self.roles:
            words = frozenset(role.casefold().split())
            if not any(words <= other or other <= words for other in kept.values()):
                kept[role] = words
        return tuple(kept)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document. `coded` is None until it was coded; `failure` says why it could not be."""

    id: str
    name: str
    uri: str
    outlet: str | None
    title: str | None
    url: str | None
    published: Interval | None
    words: int
    statements: int
    coded: str | None  # fingerprint of the code and models
    failure: str | None
