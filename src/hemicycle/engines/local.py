"""Code what is pending in a store, on this machine.

A run of hours meets documents that fail, a person who presses Ctrl-C, a machine that dies. Each
document is one transaction, so whatever happens the next run goes on where this one stopped and
ends at the same content. This process is the only one that writes; workers only compute.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from hemicycle.engines.workers import Failed, Limits, each
from hemicycle.errors import DocumentError
from hemicycle.records import Document, Position, RawDocument, Statement
from hemicycle.store.contract import Store

Progress = Callable[[int, int, int], None]  # done, total, words
Task = tuple[Any, ...]  # a document, and what else its function takes

PATIENCE = 60.0  # seconds that any document may take
PACE = 1_000  # code points a second: what runs at a tenth of the usual pace is stuck
LONGEST = 900.0  # seconds, whatever the length
MEMORY = 4 << 30  # bytes of address space; an article takes a third of a gigabyte, models included
Judge = Callable[
    [RawDocument, Sequence[Statement], Sequence[str]], Mapping[str, Sequence[Position]]
]


class Coding(Protocol):
    """What coding one document gives."""

    @property
    def document(self) -> Document:
        """The cleaned document."""

    @property
    def statements(self) -> Sequence[Statement]:
        """What was said in it."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did. `skipped` were up to date; `failures` are (document name, reason)."""

    done: int
    failed: int
    skipped: int
    words: int
    seconds: float
    interrupted: bool = False
    failures: tuple[tuple[str, str], ...] = ()


def run(
    store: Store,
    code: Callable[[RawDocument], Coding],
    fingerprint: str,
    position_fingerprints: Mapping[str, str] | None = None,
    *,
    workers: int = 0,
    limits: Limits[Task] | None = None,
    retry: bool = False,
    on_progress: Progress | None = None,
) -> RunSummary:
    """Code every document that was not yet coded with `fingerprint`.

    `position_fingerprints` names the concepts that `code` holds statements against. A document
    that raises is recorded as failed, with its reason, and tried again only with `retry`. Without
    `workers` it runs in this process; with them `code` must be picklable, and a document may take
    no more than `limits` (by default those of `per_document`). Ctrl-C abandons the document at
    hand and returns. Raises StoreError when saving fails.
    """
    ids = store.pending(fingerprint, retry=retry)
    tally = _Tally(len(ids), len(store.documents()) - len(ids), on_progress)
    concepts = position_fingerprints or {}

    def save(raw: RawDocument, coding: Coding) -> None:
        store.save_coding(coding.document, fingerprint, coding.statements, concepts)

    def fail(raw: RawDocument, reason: str) -> None:
        store.save_failure(raw.id, fingerprint, reason)

    tasks = ((store.document(id),) for id in ids)
    limits = limits or per_document(len(concepts))
    outcomes = each(_Spread(code), tasks, min(workers, len(ids)), limits)
    return tally.through(outcomes, save, fail)


def run_positions(
    store: Store,
    judge: Judge,
    fingerprints: Mapping[str, str],
    *,
    workers: int = 0,
    limits: Limits[Task] | None = None,
    on_progress: Progress | None = None,
) -> RunSummary:
    """Hold coded documents against the concepts that are new or have changed, and no others.

    `fingerprints` maps every concept of the codebook to that of what judges it. `judge` takes a
    document, its statements and the ids of the concepts due, and gives positions by statement id.
    A document that raises keeps its older positions and is tried again in the next run.
    """
    due = dict(store.pending_positions(fingerprints))
    tally = _Tally(len(due), len(store.documents()) - len(due), on_progress)

    def save(raw: RawDocument, found: Mapping[str, Sequence[Position]]) -> None:
        made = {concept: fingerprints[concept] for concept in due[raw.id]}
        store.save_positions(raw.id, made, found)

    tasks = ((store.document(id), store.coded(id), concepts) for id, concepts in due.items())
    limits = limits or per_document(len(fingerprints))
    outcomes = each(_Spread(judge), tasks, min(workers, len(due)), limits)
    return tally.through(outcomes, save, lambda raw, reason: None)


def seconds_for(document: RawDocument, concepts: int = 0) -> float:
    """How long coding a document of this length may take before it is given up; as long again for
    each concept that it is held against."""
    return min(LONGEST, PATIENCE + (1 + concepts) * len(document.text) / PACE)


def per_document(concepts: int) -> Limits[Task]:
    """What a document may take that is held against so many concepts."""
    return Limits(lambda task: seconds_for(task[0], concepts), MEMORY)


class _Spread:
    """A function of several arguments as one of a tuple; picklable when the function is."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    def __call__(self, arguments: tuple[Any, ...]) -> Any:
        return self.function(*arguments)


class _Tally:
    """Saves what comes in and keeps count. The first member of every task is the document."""

    def __init__(self, total: int, skipped: int, on_progress: Progress | None) -> None:
        self.total, self.skipped, self.on_progress = total, skipped, on_progress
        self.done = self.words = 0
        self.failures: list[tuple[str, str]] = []
        self.started = time.monotonic()

    def through(
        self,
        outcomes: Iterable[tuple[tuple[Any, ...], Any]],
        save: Callable[[RawDocument, Any], None],
        fail: Callable[[RawDocument, str], None],
    ) -> RunSummary:
        """Take every outcome, until there is no more or Ctrl-C."""
        try:
            for (raw, *_), outcome in outcomes:
                reason = _trouble(save, raw, outcome)
                if reason is not None:
                    fail(raw, reason)
                self._count(raw, reason)
        except KeyboardInterrupt:
            return self._summary(interrupted=True)
        return self._summary(interrupted=False)

    def _count(self, raw: RawDocument, reason: str | None) -> None:
        self.words += len(raw.text.split())
        if reason is None:
            self.done += 1
        else:
            self.failures.append((raw.name, reason))
        if self.on_progress:
            self.on_progress(self.done + len(self.failures), self.total, self.words)

    def _summary(self, interrupted: bool) -> RunSummary:
        return RunSummary(
            self.done,
            len(self.failures),
            self.skipped,
            self.words,
            time.monotonic() - self.started,
            interrupted,
            tuple(self.failures),
        )


def _trouble(
    save: Callable[[RawDocument, Any], None], raw: RawDocument, outcome: Any
) -> str | None:
    """Save the outcome; why not, when it is a failure or contradicts itself."""
    if isinstance(outcome, Failed):
        return outcome.message
    try:
        save(raw, outcome)
    except DocumentError as error:
        return error.message
    return None
