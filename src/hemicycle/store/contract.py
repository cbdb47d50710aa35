"""What every store can do: the few verbs that everyone uses.

Reports, engines and doors know this file only; which database answers is decided where a project
is opened. A store promises: a document is coded completely or not at all; adding or coding the
same thing twice changes nothing; what people decided is never touched by a machine.
All verbs raise `StoreError` when the database cannot be read or written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

from hemicycle.records import (
    Act,
    Agreement,
    Concept,
    Document,
    Issue,
    Position,
    RawDocument,
    Statement,
)
from hemicycle.rows import ActorRow, DocumentRow, StatementRow

Added = Literal["added", "known", "sighted"]


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """Which statements to give; every field that is set must hold.

    `actor` is an id or part of a name, case and accents aside; `concept` an id or the wording;
    `from_` and `to` are days, both included, of saying or else of publication; `outlet` a whole
    name, case and accents aside; `reported` True keeps what somebody else carried, False what is
    first hand; `min_score` is the least score (0 to 1) of the statement; `acts` are
    the kinds of act.
    """

    actor: str | None = None
    concept: str | None = None
    from_: date | None = None
    to: date | None = None
    outlet: str | None = None
    agreement: Agreement | None = None
    reported: bool | None = None
    min_score: float | None = None
    document: str | None = None
    acts: tuple[Act, ...] | None = None


class DecisionRow(NamedTuple):
    """One human verdict as stored; `replacement` is JSON or None, `at` an ISO time (UTC)."""

    subject: str
    field: str
    verdict: str
    replacement: str | None
    by: str
    at: str


class Store(Protocol):
    """Documents in, statements out."""

    # ------------------------------------------------------------ documents

    def add(self, raw: RawDocument) -> Added:
        """Take a document in: "known" when it came just so before, "sighted" when the same text
        came under another name, place or description."""

    def document(self, id: str) -> RawDocument:
        """The document as it was added."""

    def documents(self) -> list[DocumentRow]:
        """All documents in the order they came."""

    def add_issue(self, issue: Issue) -> None:
        """Remember trouble with a file that never became a document."""

    def issues(self) -> list[Issue]:
        """All trouble, of files and of documents."""

    def left_out(self) -> list[Issue]:
        """What never became a document; no longer once a document from its place is added."""

    # ------------------------------------------------------------ coding

    def pending(self, fingerprint: str, *, retry: bool = False) -> list[str]:
        """Ids of documents not yet coded with `fingerprint`, in the order they came. Those that
        failed with this very fingerprint come again only with `retry`."""

    def save_coding(
        self,
        document: Document,
        fingerprint: str,
        statements: Sequence[Statement],
        position_fingerprints: Mapping[str, str],
    ) -> None:
        """Replace all that was derived from the document, in one transaction.

        `position_fingerprints` names every concept the statements were held against, with the
        fingerprint of what judged it. Raises DocumentError when the coding contradicts itself."""

    def save_failure(self, id: str, fingerprint: str, message: str) -> None:
        """Record that the document could not be coded; drops what an older coding derived."""

    def coded(self, id: str) -> list[Statement]:
        """The statements of a document as the rooms made them, spans in cleaned text."""

    # ------------------------------------------------------------ codebook

    def set_concepts(self, concepts: Sequence[Concept]) -> None:
        """Mirror the codebook; positions on concepts that are gone go with them."""

    def concepts(self) -> list[Concept]:
        """The codebook as last mirrored, by id."""

    def pending_positions(self, fingerprints: Mapping[str, str]) -> list[tuple[str, list[str]]]:
        """Coded documents and the concepts each must (again) be held against.

        `fingerprints` maps each concept id of the codebook to that of what judges it."""

    def save_positions(
        self,
        id: str,
        fingerprints: Mapping[str, str],
        positions: Mapping[str, Sequence[Position]],
    ) -> None:
        """Replace the positions of one document on the concepts in `fingerprints`, in one
        transaction. `positions` maps statement ids to their positions on these concepts."""

    # ------------------------------------------------------------ reading

    def statements(self, filter: StatementFilter = ...) -> list[StatementRow]:
        """Statements in document order."""

    def actors(self) -> list[ActorRow]:
        """All who speak, those with most statements first."""

    # ------------------------------------------------------------ people

    def append_decision(self, row: DecisionRow) -> None:
        """Add one human verdict. There is no verb to change or remove one."""

    def decision_rows(self) -> list[DecisionRow]:
        """All verdicts in the order they were given."""

    # ------------------------------------------------------------ the whole

    def content_hash(self) -> str:
        """Hash over all content in canonical order, without times and order of arrival."""

    def close(self) -> None:
        """Let go of the database."""
