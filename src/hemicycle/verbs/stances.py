"""Where actors stand on concepts through time, with the statements that show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hemicycle.errors import UsageError
from hemicycle.verbs import asked, debates

if TYPE_CHECKING:
    import polars as pl

    from hemicycle.position.timeline import Course, Stance
    from hemicycle.records import Concept
    from hemicycle.rows import ActorRow

SIDES = {1: "for", -1: "against", 0: "neither", None: "unclear"}


@dataclass(frozen=True, slots=True)
class Stances:
    """`courses` by actor and concept; `silent` the actors who speak in the project and were never
    heard on a concept, by concept; `left_out` counts stances below the least score."""

    courses: list[Course]
    silent: dict[str, list[ActorRow]]
    left_out: int


def stances(
    project: debates.Place,
    *,
    actor: str | None = None,
    concept: str | None = None,
    min_score: float = 0.0,
) -> Stances:
    """The course of each actor's position on each concept (see `position/timeline.py`).

    `actor` is an id or part of a name, `concept` an id or wording, `min_score` (0 to 1) the least
    score of a stance. Raises UsageError where there is no such actor or concept.
    """
    from hemicycle.position import timeline

    place = debates.opened(project)
    codebook = debates.concepts(place)
    wanted = [asked.concept(codebook, concept)] if concept else codebook
    with place.store() as store:
        rows, actors = store.statements(), _named(store.actors(), actor)
    ids, concepts = {row.id for row in actors}, [each.id for each in wanted]
    every = _kept(timeline.courses(rows), ids, concepts)
    found = _kept(timeline.courses(rows, min_score), ids, concepts)
    left_out = _count(every) - _count(found)
    silent = timeline.silent(ids, concepts, every)
    quiet = {c: [row for row in actors if (row.id, c) in silent] for c in concepts}
    return Stances(found, quiet, left_out)


def _named(actors: list[ActorRow], name: str | None) -> list[ActorRow]:
    """Those with this id or this in a name; all for None."""
    if name is None:
        return actors
    part = asked.words(name, "actor").casefold()
    found = [
        a for a in actors if a.id == name or part in "\n".join((a.name, *a.aliases)).casefold()
    ]
    if not found:
        raise UsageError(f"there is no actor {name!r} in the project; hemicycle actors lists all")
    return found


def _kept(found: list[Course], actors: set[str], concepts: list[str]) -> list[Course]:
    return [each for each in found if each.actor in actors and each.concept in concepts]


def _count(found: list[Course]) -> int:
    return sum(len(each.stances) for each in found)


def write_stances(found: Stances, path: str | Path) -> Path:
    """As .csv, .jsonl or .parquet: a row for each stance and each silence. Raises UsageError."""
    from hemicycle.verbs import tabular

    return tabular.write(frame(found), path)


def frame(found: Stances) -> pl.DataFrame:
    """One row a stance. `from` and `to` are the first and last day on which it can have been said.
    `changed_from` is the earlier statement of a change that this one completes, `conflicts_with`
    the statements of the other side on dates that overlap; `final` marks the final position. The
    side of an actor who was never heard on a concept is "silent"."""
    import polars as pl

    texts = ("actor_id", "actor", "concept", "side", "precision", "dated_by", "told_by")
    marks = ("statement", "document", "changed_from", "conflicts_with", "text", "reason")
    schema: dict[str, Any] = {**dict.fromkeys((*texts, *marks), pl.String)}
    schema |= {"from": pl.Date, "to": pl.Date, "score": pl.Float64, "final": pl.Boolean}
    rows = [*_heard(found.courses), *_silences(found.silent)]
    order = ["actor_id", "actor", "concept", "from", "to", "precision", "dated_by", "side", "final"]
    order += ["score", "told_by", "changed_from", "conflicts_with", "statement", "document"]
    return pl.DataFrame(rows, schema, orient="row").select(*order, "text", "reason")


def _heard(courses: list[Course]) -> Iterator[dict[str, Any]]:
    for each in courses:
        before = {after.statement: one.statement for one, after in each.changes}
        for one in each.stances:
            rivals = [r for pair in each.conflicts if one in pair for r in pair if r is not one]
            yield {
                "actor_id": each.actor,
                "actor": each.name,
                "concept": each.concept,
                **_day(one),
                "side": SIDES[one.side],
                "final": one is each.final,
                "score": one.score,
                "told_by": one.told_by or None,
                "changed_from": before.get(one.statement),
                "conflicts_with": " ".join(r.statement for r in rivals) or None,
                "statement": one.statement,
                "document": one.document,
                "text": one.text,
                "reason": one.reason,
            }


def _day(one: Stance) -> dict[str, Any]:
    from datetime import timedelta

    if one.said is None:
        return {}
    last = one.said.end - timedelta(days=1)
    how = {"precision": one.said.precision, "dated_by": one.dated_by}
    return {"from": one.said.start, "to": last, **how}


def _silences(silent: dict[str, list[ActorRow]]) -> Iterator[dict[str, Any]]:
    for concept, actors in silent.items():
        for row in actors:
            who = {"actor_id": row.id, "actor": row.name}
            yield {**who, "concept": concept, "side": "silent", "final": False}


def record(found: Stances, codebook: list[Concept]) -> dict[str, Any]:
    """Everything for a program: courses with stances whole, changes and conflicts by statement."""
    wording = {concept.id: concept.wording for concept in codebook}
    courses = [
        {
            "actor": {"id": each.actor, "name": each.name},
            "concept": each.concept,
            "wording": wording.get(each.concept, each.concept),
            "stances": [_stance(one) for one in each.stances],
            "changes": [{"from": _stance(a), "to": _stance(b)} for a, b in each.changes],
            "conflicts": [[_stance(a), _stance(b)] for a, b in each.conflicts],
            "final": _stance(each.final) if each.final else None,
        }
        for each in found.courses
    ]
    quiet = {c: [{"id": r.id, "name": r.name} for r in rows] for c, rows in found.silent.items()}
    return {"courses": courses, "silent": quiet, "left_out": found.left_out}


def _stance(one: Stance) -> dict[str, Any]:
    said = one.said and {
        "start": one.said.start.isoformat(),
        "end": one.said.end.isoformat(),
        "precision": one.said.precision,
    }
    return {
        "statement": one.statement,
        "document": one.document,
        "side": one.side,
        "said": said,
        "dated_by": one.dated_by or None,
        "score": round(one.score, 3),
        "told_by": one.told_by or None,
        "text": one.text,
        "reason": one.reason,
    }
