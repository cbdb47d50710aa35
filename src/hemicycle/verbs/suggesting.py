"""Propositions that a project's statements divide over, for the codebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hemicycle.errors import UsageError
from hemicycle.verbs import debates

if TYPE_CHECKING:
    from hemicycle.position.suggestions import Suggestion
    from hemicycle.records import Document, Statement
    from hemicycle.rows import StatementRow
    from hemicycle.store.contract import Store

ROOM = 5  # candidates judged for each suggestion asked for


@dataclass(frozen=True, slots=True)
class Suggested:
    """The suggestions, best first, and the statements they name, by id."""

    suggestions: list[Suggestion]
    rows: dict[str, StatementRow]


def suggest_concepts(
    project: debates.Place,
    count: int = 12,
    seed: int = 0,
    on_progress: debates.Progress | None = None,
) -> Suggested:
    """Propositions that actors of a coded project disagree on and the codebook does not hold yet.

    Every wording is cut from a statement that is named; nothing is written. `on_progress` counts
    each document twice. Raises UsageError where no document is coded.
    """
    from hemicycle.position.candidates import candidates, middle, said
    from hemicycle.position.suggestions import best, judged, numbered, suggestion

    place = debates.opened(project)
    known = debates.concepts(place)
    with place.store() as store:
        coded = [row.id for row in store.documents() if row.coded]
        if not coded:
            raise UsageError("no document is coded yet. Next: hemicycle add PATH, hemicycle run")
        tell = _counting(2 * len(coded), on_progress)
        told = [one for each in _read(store, coded, tell) for one in said(*each)]
        found = candidates(told, known, ROOM * count, seed)
        near = {id for candidate in found for id in candidate.near}
        voices = numbered(
            pair
            for document, statements in _read(store, coded, tell)
            for pair in judged(document, [s for s in statements if s.id in near], found)
        )
        made = [suggestion(each, voices.get(n, ())) for n, each in enumerate(found)]
        kept = best(made, middle(told), count) if told else []
        named = {v.statement for s in kept for v in s.voices} | {s.taken_from for s in kept}
        return Suggested(kept, {r.id: r for r in store.statements() if r.id in named})


def write_suggested(found: Suggested, path: str | Path, project: debates.Place) -> Path:
    """Write them as a codebook of their own, each with its source and counts as comments, for a
    person to edit. Raises UsageError where the file is there already."""
    from hemicycle.exchange.files import replacing
    from hemicycle.verbs.suggested_codebook import text

    place = Path(path)
    if place.exists():
        raise UsageError(f"{path} is there already and was left alone: choose another name")
    with replacing(place, debates.opened(project).files) as out:
        out.write(text(found.suggestions, found.rows).encode("utf-8", "replace"))
    return place


def _read(
    store: Store, ids: list[str], tell: Callable[[int], None]
) -> Iterator[tuple[Document, list[Statement]]]:
    """The documents as the rooms see them, one at a time, with their statements."""
    from hemicycle.clean import page

    for id in ids:
        statements = store.coded(id)
        document = page.clean(store.document(id))
        if statements:
            yield document, statements
        tell(len(document.text.split()))


def _counting(total: int, on_progress: debates.Progress | None) -> Callable[[int], None]:
    """Told the words of each document, it tells how far the two readings of all are."""
    done = words = 0

    def tell(read: int) -> None:
        nonlocal done, words
        done, words = done + 1, words + read
        if on_progress:
            on_progress(done, total, words)

    return tell
