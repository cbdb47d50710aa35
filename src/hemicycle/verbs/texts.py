"""Verbs that need no project: documents in, statements out."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hemicycle.errors import DocumentError, UsageError
from hemicycle.extract.acts import ACTS, ALL, STATEMENTS
from hemicycle.project import JUDGE, READER
from hemicycle.records import Issue, Metadata, RawDocument
from hemicycle.rows import StatementRow
from hemicycle.verbs import asked

if TYPE_CHECKING:
    from hemicycle.evaluate.evaluation import Evaluation
    from hemicycle.evaluate.positions import Answered
    from hemicycle.evaluate.readings import Coded, Marked
    from hemicycle.pipeline import Coder


def extract(
    text: str,
    *,
    published: asked.Day = None,
    outlet: str | None = None,
    title: str | None = None,
    concepts: Sequence[str] = (),
    name: str = "text",
    reader: str = READER,
    min_score: float = 0.0,
    acts: str | Iterable[str] = STATEMENTS,
    judge: str = JUDGE,
) -> list[StatementRow]:
    """The statements in one text, in its order.

    `published` dates what the text calls "on Monday"; each of `concepts` is a claim that speakers
    may be for or against, and its positions stand under the slug of its wording. Spans in the rows
    are code points of `text`. `acts` are the kinds of act that count as statements, "all" every
    one; `judge` says which side they take. Raises UsageError for a date, reader, judge or act that
    there is not, DocumentError when the text is empty or too large.
    """
    from hemicycle.ingest import files

    raw = files.read_text(text, name, asked.metadata(published, outlet, title))
    return _Rows(_coder(concepts, reader, min_score, acts, judge))((raw,))


def extract_files(
    paths: str | Path | Iterable[str | Path],
    *,
    published: asked.Day = None,
    outlet: str | None = None,
    title: str | None = None,
    concepts: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    kind: str | None = None,
    reader: str = READER,
    min_score: float = 0.0,
    acts: str | Iterable[str] = STATEMENTS,
    judge: str = JUDGE,
    workers: int = 0,
) -> Iterator[StatementRow | Issue]:
    """The statements of files, folders, patterns or "-", document after document.

    Trouble with a document comes as an Issue among them: of level "error" when nothing was read
    from it. `columns` maps fields to the columns of a table, `kind` says what standard input is.
    With `workers` documents are coded in other processes, where one that takes too much time or
    memory fails alone; several give them in the order they are done. Raises UsageError as
    `extract` does.
    """
    hints = asked.metadata(published, outlet, title)
    coder = _coder(concepts, reader, min_score, acts, judge)
    return _extracted(coder, read(paths, hints, columns, kind), workers)


def read(
    paths: str | Path | Iterable[str | Path],
    hints: Metadata,
    columns: Mapping[str, str] | None = None,
    kind: str | None = None,
) -> Iterator[RawDocument | Issue]:
    """The documents at all of `paths`, with trouble among them."""
    from hemicycle.ingest import files

    for path in asked.listed(paths):
        if str(path) == files.STANDARD_INPUT and sys.stdin is None:
            raise UsageError("standard input is closed: pipe a document into it, or name a file")
        yield from files.read(path, hints, columns, kind=kind)


def evaluate(
    gold: str | Path, *, reader: str = READER, min_score: float = 0.0, outer: bool = False
) -> Evaluation:
    """How well the reader finds what people coded in the JSON Lines file `gold` (.gz allowed);
    with `outer` without what is said inside another one's statement, where people marked none.

    All acts are read, as people coded them all. Raises UsageError when there is no such file or
    reader, or a line is no coded document.
    """
    from hemicycle.evaluate import evaluation
    from hemicycle.evaluate import gold as coded

    count = Counter[str]()
    mark = _marker(_coder((), reader, 0.0, ALL), min_score, count)
    try:
        found = evaluation.evaluate(coded.read(Path(gold)), mark, outer)
    except DocumentError as slip:
        raise UsageError(str(slip)) from slip
    return replace(found, acts={act: count[act] for act in ACTS})


def evaluate_positions(gold: str | Path, *, adapt: int = 0, judge: str = JUDGE) -> list[Answered]:
    """What `judge` says of the pairs that people coded in the JSON Lines file `gold`.

    `evaluate.positions` makes figures of it. With `adapt` the first so many pairs of each concept
    that speak to it are taken as a user's decisions: it learns from them (`position/adapt.py`),
    and only the other pairs of that concept are given. Raises UsageError when there is no such
    file or judge, or a line is no coded pair.
    """
    from hemicycle.evaluate import gold_positions
    from hemicycle.verbs import judging

    return judging.answered(gold_positions.read(Path(gold)), adapt, judge)


# ---------------------------------------------------------------- how


def _coder(
    concepts: Sequence[str],
    reader: str,
    min_score: float,
    acts: str | Iterable[str],
    judge: str = JUDGE,
) -> Coder:
    from hemicycle.pipeline import Coder

    known = tuple(asked.worded(concepts).values())
    return Coder(known, reader, min_score, asked.acts(acts), judged_by=judge)


def _extracted(
    coder: Coder, found: Iterable[RawDocument | Issue], workers: int
) -> Iterator[StatementRow | Issue]:
    from hemicycle.engines.local import per_document
    from hemicycle.engines.workers import Failed, each

    trouble: deque[Issue] = deque()  # met on the way to the next document
    limits = per_document(len(coder.concepts))
    for (raw,), outcome in each(_Rows(coder), _tasks(found, trouble), workers, limits):
        yield from _drained(trouble)
        if isinstance(outcome, Failed):
            yield Issue("extract", raw.name, "error", outcome.message)
        else:
            yield from outcome
    yield from _drained(trouble)


def _tasks(
    found: Iterable[RawDocument | Issue], trouble: deque[Issue]
) -> Iterator[tuple[RawDocument]]:
    """The documents; what is no document, and what was noticed in one, goes to `trouble`."""
    for each in found:
        if isinstance(each, Issue):
            trouble.append(each)
        else:
            trouble.extend(each.issues)
            yield (each,)


def _drained(queue: deque[Issue]) -> Iterator[Issue]:
    """Take everything out of the queue, the oldest first."""
    while queue:
        yield queue.popleft()


@dataclass(frozen=True, slots=True)
class _Rows:
    """Codes one document; can be sent to another process."""

    coder: Coder

    def __call__(self, task: tuple[RawDocument]) -> list[StatementRow]:
        from hemicycle.flat import statement_row

        coding = self.coder.code(task[0])
        rows = enumerate(coding.statements)
        return [statement_row(coding.document, statement, order) for order, statement in rows]


def _marker(coder: Coder, min_score: float, acts: Counter[str]) -> Callable[[Coded], list[Marked]]:
    """What the reader finds in a gold document, in code points of the document's text: all that it
    is sure enough of, whoever the actor. `acts` counts what kinds of act these are."""

    def mark(document: Coded) -> list[Marked]:
        coding = coder.code(_gold_document(document))
        spans = coding.document.original_spans
        read = [statement.attribution for statement in coding.statements]
        found = [a for a in read if a.score >= min_score]
        acts.update(a.act for a in found)
        return [
            {
                "source": spans(a.source),
                "cue": spans(a.cue),
                "content": spans(a.content),
                "score": a.score,
                "act": a.act,
            }
            for a in found
        ]

    return mark


def _gold_document(document: Coded) -> RawDocument:
    """Its text as ingest would give it; an id that ends in .html tells that it is a page."""
    from hemicycle.ingest import files

    stated = {key: document.get(key) for key in ("published", "outlet", "title")}
    try:
        hints = asked.metadata(**stated)  # type: ignore[arg-type]
    except UsageError as slip:
        raise DocumentError(document["id"], str(slip)) from slip
    suffix = Path(document["id"]).suffix.lower()
    if suffix not in (".html", ".htm", ".md"):
        return files.read_text(document["text"], document["id"], hints)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, f"page{suffix}")
        page.write_bytes(document["text"].encode())
        (found,) = files.read(page, hints)
    if isinstance(found, Issue):
        raise DocumentError(document["id"], found.message)
    return found
