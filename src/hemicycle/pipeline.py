"""THE FLOOR PLAN: the one file that knows the order of the rooms.

    raw document → clean → extract → resolve → dating → provenance → position → statements

Every room gets the document and the attributions and gives a list parallel to them; here they are
put together to statements. What coded a document is named by a fingerprint, so that a run knows
what is out of date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hemicycle import lexicon
from hemicycle import parse as syntax
from hemicycle.clean import page
from hemicycle.dating import statement_date
from hemicycle.errors import UsageError
from hemicycle.extract import learned, rules
from hemicycle.position import agreement, codebook, forecast
from hemicycle.provenance import chain
from hemicycle.records import (
    Attribution,
    Concept,
    Document,
    Position,
    RawDocument,
    Statement,
    digest,
)
from hemicycle.resolve import actors

Reader = Callable[[Document], list[Attribution]]

# Every reader there is, with its version. A new reader is a new line here.
READERS: Mapping[str, tuple[Reader, str]] = {
    "learned": (learned.read, learned.VERSION),
    "rules": (rules.read, rules.VERSION),
}

# Raised whenever a room between clean and provenance gives other answers than before.
ROOMS = "rooms@2"


@dataclass(frozen=True, slots=True)
class Coding:
    """One coded document."""

    document: Document
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Coder:
    """Everything that codes a document, chosen once for a run.

    `min_score` (0 to 1) leaves out attributions that the reader is less sure of. Can be pickled,
    so that a run can hand it to worker processes.
    """

    concepts: tuple[Concept, ...] = ()
    reader: str = "rules"
    min_score: float = 0.0

    def __post_init__(self) -> None:
        if self.reader not in READERS:
            known = ", ".join(READERS)
            raise UsageError(f"there is no reader {self.reader!r}; choose one of: {known}")

    @property
    def fingerprint(self) -> str:
        """Changes when any answer but the positions may change."""
        version = READERS[self.reader][1]
        made_of = (version, ROOMS, syntax.model_version(), lexicon.fingerprint())
        return digest("coding", self.min_score, *made_of)

    @property
    def concept_fingerprints(self) -> dict[str, str]:
        """Per concept id: changes when positions on it may change."""
        lists = lexicon.fingerprint()
        return {c.id: digest(codebook.fingerprint(c), agreement.BY, lists) for c in self.concepts}

    def code(self, raw: RawDocument) -> Coding:
        """Carry one document through all rooms."""
        document = page.clean(raw)
        reader = READERS[self.reader][0]
        found = [a for a in reader(document) if a.score >= self.min_score]
        who = actors.resolve(document, found)
        when = statement_date.said_on(document, found)
        through = chain.via(document, found, who)
        ahead = forecast.forecasts(document, found)
        sides = agreement.positions(document, found, who, self.concepts)
        rows = zip(found, who, through, when, ahead, sides, strict=True)
        return Coding(document, tuple(Statement(document.id, *row) for row in rows))

    def judge(
        self, raw: RawDocument, statements: Sequence[Statement], concepts: Sequence[str]
    ) -> dict[str, tuple[Position, ...]]:
        """Positions of known statements on some concepts only, by statement id."""
        document = page.clean(raw)
        found = [s.attribution for s in statements]
        who = [s.actor for s in statements]
        asked = [c for c in self.concepts if c.id in concepts]
        sides = agreement.positions(document, found, who, asked)
        return {s.id: side for s, side in zip(statements, sides, strict=True)}
