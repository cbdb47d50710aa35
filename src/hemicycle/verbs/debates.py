"""Verbs on a project. Each takes an open project or a folder that lies in one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hemicycle import project as projects
from hemicycle.project import Project
from hemicycle.records import Concept, Issue, RawDocument
from hemicycle.rows import ActorRow, DocumentRow, StatementRow
from hemicycle.verbs import asked, reviewed, teaching, texts

if TYPE_CHECKING:
    from hemicycle.engines.local import RunSummary
    from hemicycle.pipeline import Coder
    from hemicycle.store.contract import Store

Place = Project | str | Path
Progress = Callable[[int, int, int], None]  # documents done, documents in all, words read

PATIENCE = 10.0  # seconds to wait for another program that is adding to the codebook
FEW = 8  # fewer documents than this one worker has coded before a second one has started


def init(folder: str | Path) -> Project:
    """Make a project in `folder`: settings, codebook and database. Raises ProjectError."""
    return projects.init(folder)


def open(folder: str | Path = ".") -> Project:
    """The project that `folder` lies in. Raises ProjectError when there is none."""
    return projects.open(folder)


# ---------------------------------------------------------------- what goes in


def concepts(project: Place) -> list[Concept]:
    """The codebook. Raises CodebookError naming the place of a mistake."""
    from hemicycle.position import codebook

    return codebook.load(opened(project).codebook)


def add_concept(
    project: Place,
    wording: str,
    *,
    definition: str = "",
    examples: Sequence[str] = (),
    counter_examples: Sequence[str] = (),
    parent: str | None = None,
) -> Concept:
    """Append a concept to the codebook, whose comments stay. Raises CodebookError."""
    from hemicycle.position import codebook
    from hemicycle.store.lock import WriterLock

    for text in (wording, definition, *examples, *counter_examples, parent or ""):
        asked.words(text, "concept")
    path = opened(project).codebook
    lock = WriterLock(path, "hemicycle concept add", PATIENCE)
    with contextlib.ExitStack() as held:
        held.callback(lock.release)
        return codebook.add(path, wording, definition, examples, counter_examples, parent)


@dataclass(frozen=True, slots=True)
class Added:
    """How many documents were new, known, or known under another name; and what went wrong."""

    added: int
    known: int
    sighted: int
    issues: tuple[Issue, ...]

    @property
    def failures(self) -> list[Issue]:
        """What could not be added."""
        return [issue for issue in self.issues if issue.level == "error"]


def add(
    project: Place,
    paths: str | Path | Iterable[str | Path],
    *,
    published: asked.Day = None,
    outlet: str | None = None,
    title: str | None = None,
    columns: Mapping[str, str] | None = None,
    kind: str | None = None,
    on_document: Callable[[int], None] | None = None,
) -> Added:
    """Take documents into the project: files, folders, patterns, tables, "-".

    `published`, `outlet` and `title` win over what a file states. A document that cannot be read
    is an Issue, remembered in the project, and the next one follows. `on_document` is told how
    many there were so far. Raises UsageError, StoreError.
    """
    hints = asked.metadata(published, outlet, title)
    with opened(project).store(writer="hemicycle add") as store:
        return take_in(store, texts.read(paths, hints, columns, kind), on_document)


def take_in(
    store: Store,
    found: Iterable[RawDocument | Issue],
    on_document: Callable[[int], None] | None = None,
) -> Added:
    """Add what was found to the store and keep count."""
    count = {"added": 0, "known": 0, "sighted": 0}
    issues: list[Issue] = []
    for number, each in enumerate(found, start=1):
        if isinstance(each, Issue):
            issues.append(each)
            if each.level != "note":
                store.add_issue(each)
        else:
            outcome = store.add(each)
            count[outcome] += 1
            issues += each.issues if outcome == "added" else ()
        if on_document:
            on_document(number)
    return Added(**count, issues=tuple(issues))


# ---------------------------------------------------------------- the run


@dataclass(frozen=True, slots=True)
class Ran:
    """Documents that were coded, and coded ones held against concepts new or changed (None when
    it did not come to that)."""

    coding: RunSummary
    positions: RunSummary | None

    @property
    def interrupted(self) -> bool:
        """Whether Ctrl-C ended it."""
        return self.coding.interrupted or bool(self.positions and self.positions.interrupted)

    @property
    def failures(self) -> tuple[tuple[str, str], ...]:
        """(document name, reason) of everything that failed in this run."""
        return self.coding.failures + (self.positions.failures if self.positions else ())


def run(
    project: Place,
    *,
    workers: int | None = 0,
    retry: bool = False,
    on_coding: Progress | None = None,
    on_positions: Progress | None = None,
) -> Ran:
    """Code what is not yet coded, then judge again what a change of the codebook made stale.

    `workers` is how many processes are at work; None is all cores but one, for few documents one
    (a script then needs its `if __name__ == "__main__":`). In a worker a document that takes too
    much time or memory fails alone; with 0 all is done in this process, which nothing guards.
    `retry` tries failed documents again. Ctrl-C ends it between
    documents; what is done is kept. Raises CodebookError, StoreError.
    """
    from hemicycle.engines import local

    place = opened(project)
    codebook = concepts(place)
    coding_by = coder(place, codebook)
    made = coding_by.concept_fingerprints
    with place.store(writer="hemicycle run") as store:
        store.set_concepts(codebook)
        due = len(store.pending(coding_by.fingerprint, retry=retry))
        coding = local.run(
            store, coding_by.code, coding_by.fingerprint, made,
            workers=_workers(workers, due), retry=retry, on_progress=on_coding,
        )  # fmt: skip
        if coding.interrupted:
            return Ran(coding, None)
        due = len(store.pending_positions(made))
        positions = local.run_positions(
            store, coding_by.judge, made, workers=_workers(workers, due), on_progress=on_positions
        )
        return Ran(coding, positions)


def _workers(asked_for: int | None, documents: int) -> int:
    if asked_for is not None:
        return asked_for
    return 1 if documents < FEW else max(1, (os.cpu_count() or 1) - 1)


# ---------------------------------------------------------------- what comes out


def documents(project: Place) -> list[DocumentRow]:
    """All documents in the order they came, and how far each is."""
    with opened(project).store() as store:
        return store.documents()


def issues(project: Place) -> list[Issue]:
    """All trouble so far, of files that never became a document and of documents."""
    with opened(project).store() as store:
        return store.issues()


def left_out(project: Place) -> list[Issue]:
    """What never became a document, and why; no longer once a document from its place is added."""
    with opened(project).store() as store:
        return store.left_out()


def statements(
    project: Place,
    *,
    actor: str | None = None,
    concept: str | None = None,
    from_: asked.Day = None,
    to: asked.Day = None,
    outlet: str | None = None,
    agreement: asked.Side | str | None = None,
    reported: bool | None = None,
    min_score: float | None = None,
    acts: str | Iterable[str] | None = None,
) -> list[StatementRow]:
    """Statements in document order, as people decided; every filter that is given must hold.

    `actor` is an id or part of a name, `concept` an id or a wording, `from_` and `to` are days of
    saying (else of publication), both included; `agreement` is for, against or neutral (1, -1, 0)
    on `concept`, or on any; `reported` True keeps what somebody else carried, False what is first
    hand; `acts` are kinds of act, of those that
    were coded. Raises UsageError for a concept, day or act that there is not.
    """
    from hemicycle.store.contract import StatementFilter

    place = opened(project)
    first, last = asked.days(from_, to)
    wanted = StatementFilter(
        actor=asked.words(actor, "actor") if actor else None,
        concept=asked.concept(concepts(place), concept).id if concept else None,
        from_=first.start if first else None,
        to=last.end - timedelta(days=1) if last else None,
        outlet=asked.words(outlet, "outlet") if outlet else None,
        agreement=asked.side(agreement),
        reported=reported,
        min_score=min_score,
        acts=asked.acts(acts) if acts is not None else None,
    )
    with place.store() as store:
        return reviewed.statements(store, wanted)


def actors(project: Place) -> list[ActorRow]:
    """All who speak, those with most statements first."""
    with opened(project).store() as store:
        return reviewed.actors(reviewed.statements(store))


def report(
    project: Place,
    path: str | Path,
    *,
    title: str | None = None,
    concepts: Sequence[str] = (),
    generated: date | None = None,
    figures: str | Path | None = None,
    png: bool = False,
) -> Path:
    """Write the report, one HTML file, and return where it is.

    `concepts` (ids or wordings) are those shown, in that order; by default the whole codebook as
    of the last run. `figures` is a folder for the drawings of who stands with whom, as SVG and,
    with `png`, as PNG (needs the extra "png").
    Raises UsageError when something cannot be written or a concept is not there.
    """
    from importlib.metadata import version

    from hemicycle.exchange.files import replacing
    from hemicycle.report import page
    from hemicycle.verbs.together import drawn, together

    place = opened(project)
    with place.store() as store:
        codebook = _in_order(place, store.concepts())
        shown = [asked.concept(codebook, name) for name in concepts] or codebook
        rows = reviewed.statements(store)
        actors = reviewed.actors(rows)
        ties = together(rows, shown)
        html = page.render(
            asked.words(title or place.settings.name, "title"),
            shown,
            rows,
            actors,
            store.documents(),
            together=ties,
            quote_chars=place.settings.quote_chars,
            document_chars=place.settings.document_chars,
            generated=generated or date.today(),
            version=version("hemicycle"),
        )
    with replacing(path, place.files) as out:
        out.write(html.encode("utf-8", "replace"))
    if figures is not None:
        drawn(figures, shown, rows, actors, ties, png)
    return Path(path)


# ---------------------------------------------------------------- how


def opened(project: Place) -> Project:
    """The project itself, or the one that a folder lies in."""
    return project if isinstance(project, Project) else projects.open(project)


def coder(place: Project, codebook: Sequence[Concept]) -> Coder:
    """Who codes this project, as it is set and as it was taught."""
    from hemicycle.pipeline import Coder

    chosen = place.settings
    return Coder(
        tuple(codebook), chosen.reader, chosen.min_score, chosen.acts,
        chosen.unclear_below, teaching.kept(place), chosen.judge,
    )  # fmt: skip


def _in_order(place: Project, known: Sequence[Concept]) -> list[Concept]:
    """The concepts that were coded, in the order of the codebook."""
    order = {concept.id: n for n, concept in enumerate(concepts(place))}
    return sorted(known, key=lambda concept: order.get(concept.id, len(order)))
