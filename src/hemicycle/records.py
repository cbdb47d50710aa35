"""Every record that crosses a threshold between rooms.

All are frozen: a room makes new records, it never edits those it was given. Spans are half-open
`(start, end)` in Unicode code points of `Document.text` (the cleaned text) unless a line says
otherwise; `Document.offsets` leads back to the user's own file. Ids are hashes of content and
position, so coding the same text twice gives the same ids.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from hemicycle.intervals import Interval
from hemicycle.offsets import OffsetMap, Span, Spans

T = TypeVar("T")

Form = Literal["direct", "indirect", "mixed"]
Act = Literal["says", "believes", "intends", "feels", "hears", "withholds"]
ActorKind = Literal["person", "organisation", "group", "anonymous", "unknown"]
CarrierKind = Literal["outlet", "agency", "spokesperson", "person", "organisation", "document"]
Agreement = Literal[1, 0, -1]
OutlookKind = Literal["forecast", "plan", "promise", "threat"]
Level = Literal["note", "warning", "error"]


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits that depend on every part and their order."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """One answer of one room. `value` None means "not known", and `reason` says why.

    `score` is 0 to 1, the room's own confidence; `by` names the rule or model with its version,
    as in "dating/weekday@1".
    """

    value: T | None
    score: float
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Issue:
    """Trouble with one document that does not stop the run. `document` is the user's name, `uri`
    where it lies when the name does not tell (a row of a table)."""

    room: str
    document: str
    level: Level
    message: str
    uri: str = ""


# ---------------------------------------------------------------- ingest and clean


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is stated about a document. None is "not stated"; nothing is ever guessed."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: Interval | None = None
    language: str | None = None  # ISO 639-1


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file or table row as read: decoded, with its readable text picked out.

    `original` is the decoded text of the user's file, untouched (for PDF and DOCX, which hold no
    plain text, the parser's output); all offsets shown to a user point into it. `text` is the
    readable part (the article inside the HTML page) and `offsets` leads from `text` to `original`.
    """

    name: str  # what the user calls it: the row's id, else the path
    uri: str  # path, or path#row
    media: str  # text, markdown, html, pdf, docx, row
    original: str
    text: str
    offsets: OffsetMap
    metadata: Metadata = field(default_factory=Metadata)
    issues: tuple[Issue, ...] = ()

    @property
    def id(self) -> str:
        """Hash of the original's content: the same article twice is one document."""
        return digest("document", self.original)


BlockKind = Literal[
    "body",
    "title",
    "quotation",
    "heading",
    "caption",
    "credit",
    "byline",
    "dateline",
    "read_also",
    "boilerplate",
]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the cleaned text. All but "body", "title" and "quotation" (what the markup
    sets as a block quotation) is furniture: not coded."""

    start: int
    end: int
    kind: BlockKind

    @property
    def is_furniture(self) -> bool:
        """Whether the block is kept for the reader but never coded."""
        return self.kind not in ("body", "title", "quotation")


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned article. Blocks are ordered, do not overlap and cover all but white space."""

    id: str
    name: str
    uri: str
    original: str
    text: str
    blocks: tuple[Block, ...]
    offsets: OffsetMap  # text → original
    metadata: Metadata
    issues: tuple[Issue, ...] = ()

    def original_spans(self, spans: Spans) -> Spans:
        """The same words as spans of the user's own file."""
        return tuple(
            piece for span in spans for piece in self.offsets.to_original(span, self.original)
        )


# ---------------------------------------------------------------- extract to position


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words (`content`) that somebody (`source`) is reported (`cue`) to have said or written.

    `source` and `cue` may be empty (a quotation whose speaker was named earlier). `parent` is the
    id of the attribution inside whose content this one lies. `act` is what kind of act the cue
    reports: what somebody only feels, hears or withholds is no statement unless it is asked for.
    """

    id: str
    content: Spans
    cue: Spans
    source: Spans
    form: Form
    parent: str | None
    score: float
    by: str
    why: tuple[str, ...]
    act: Act = "says"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can speak. `id` is a hash of the normalised fullest name and the kind.

    `country` is an ISO 3166 alpha-2 code; `organisation` the body spoken for; both None when the
    text does not tell. `members` is filled for a group whose members are named.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    country: str | None = None
    organisation: str | None = None
    members: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Carrier:
    """A voice that passed the words on: outlet, agency, spokesperson, document, event."""

    name: str
    kind: CarrierKind


@dataclass(frozen=True, slots=True)
class SaidOn:
    """When something was said; `span` is the expression in the text that tells."""

    interval: Interval
    span: Span


@dataclass(frozen=True, slots=True)
class Due:
    """By when something is to come, both ends as days; `span` is the expression that tells."""

    interval: Interval
    span: Span


NOT_DATED: Finding[Due] = Finding(None, 0.0, "not looked for", "none")


@dataclass(frozen=True, slots=True)
class Outlook:
    """Something to come that a statement speaks of; `content` is the clause that does so.

    Only a "forecast" foretells what its speaker does not decide; a plan, promise or threat is the
    speaker's own. `wording` are the words that say how sure it is, `probability` (0 to 1) what a
    scale makes of them, of coming true as worded: where it `denies` ("unlikely"), of not happening.
    These are filled only for a forecast. `id` is a hash of the statement's and of where the verb
    of the clause stands.
    """

    id: str
    kind: OutlookKind
    content: Spans
    wording: str
    probability: float | None
    denies: bool
    reason: str
    by: str
    due: Finding[Due] = NOT_DATED


@dataclass(frozen=True, slots=True)
class Concept:
    """A proposition of the user's codebook that an actor can support or oppose."""

    id: str
    wording: str
    definition: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where the speaker of a statement stands on one concept: 1 for, -1 against, 0 neither.

    Exists only where the statement speaks to the concept. A Finding without a value is an
    abstention: on the topic, but the room cannot tell the side. `read` is what it was
    taken from (`position/reads.py`), so that it can be taken again without reading again.
    """

    concept: str
    agreement: Finding[Agreement]
    read: bytes = b""


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution with everything the rooms found out about it."""

    document: str
    attribution: Attribution
    actor: Finding[Actor]
    via: Finding[tuple[Carrier, ...]]
    said_on: Finding[SaidOn]
    forecast: Finding[bool]
    positions: tuple[Position, ...] = ()
    outlooks: tuple[Outlook, ...] = ()

    @property
    def id(self) -> str:
        """The attribution's id."""
        return self.attribution.id

    @property
    def score(self) -> float:
        """How sure it is that these words were said and that this actor said them, 0 to 1; of the
        words alone where nobody is given as the actor."""
        return self.attribution.score * (1.0 if self.actor.value is None else self.actor.score)
