"""hemicycle stances: where people stand, when, and who changed sides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.cli import options, show
from hemicycle.cli.app import app, examples
from hemicycle.cli.door import say
from hemicycle.position.timeline import Course, Stance
from hemicycle.verbs import debates
from hemicycle.verbs import stances as courses
from hemicycle.verbs.stances import SIDES, Stances

SHOWN = 12  # silent actors named in the terminal


@app.command(
    epilog=examples(
        "hemicycle stances",
        "hemicycle stances troops-debate --actor Macron --concept send-troops",
        "hemicycle stances --min-score 0.5 -o stances.csv",
    )
)
def stances(
    project: Annotated[
        Path, typer.Argument(metavar="[PROJECT]", help="Folder of the project, or one inside it.")
    ] = Path("."),
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Id, or part of a name.")
    ] = None,
    concept: Annotated[str | None, typer.Option(metavar="ID", help="Id or wording.")] = None,
    min_score: Annotated[
        float, typer.Option(metavar="0-1", min=0, max=1, help="Leave out sides read less surely.")
    ] = 0.0,
    output: options.Output = None,
    as_json: options.AsJson = False,
) -> None:
    """Show each actor's positions through time.

    A change is shown with its two statements; opposite sides on dates that overlap are a conflict,
    not a change. Statements that take no side, and what others tell of somebody, are shown and
    change nothing. Times without statements are not filled, and who was never heard on a concept
    is listed as silent. -o writes one row a stance: .csv, .jsonl, .parquet.
    """
    found = courses.stances(project, actor=actor, concept=concept, min_score=min_score)
    if output is not None:
        courses.write_stances(found, output)
        say(f"{sum(len(c.stances) for c in found.courses):,} stances written to {output}")
    if as_json:
        made = courses.record(found, debates.concepts(project))
        typer.echo(json.dumps(made, ensure_ascii=False, indent=2))
    elif output is None:
        _show(found, all_silent=actor is not None)


def _show(found: Stances, all_silent: bool) -> None:
    for each in found.courses:
        typer.echo(f"{each.name} on {each.concept}: {_summary(each)}")
        marks = _marks(each)
        rows = [
            [_when(one), _side(one), marks.get(one.statement, ""), f"{one.text} [{one.statement}]"]
            for one in each.stances
        ]
        show.cells(("said", "side", "shows", "statement"), (False,) * 4, rows)
        typer.echo("")
    for concept, actors in found.silent.items():
        names = [row.name for row in actors]
        most = len(names) if all_silent else SHOWN
        more = f", and {len(names) - most:,} more" if len(names) > most else ""
        typer.echo(f"silent on {concept}: {', '.join(names[:most]) or 'nobody'}{more}")
    if found.left_out:
        typer.echo(f"{found.left_out:,} stances below --min-score left out")


def _summary(course: Course) -> str:
    last = course.final
    final = f"finally {SIDES[last.side]}, {_when(last)}" if last else "no final position"
    counts = [
        f"{n} {name}{'' if n == 1 else 's'}"
        for n, name in ((len(course.changes), "change"), (len(course.conflicts), "conflict"))
        if n
    ]
    return ", ".join([final, *counts])


def _marks(course: Course) -> dict[str, str]:
    """What each statement shows, by its id."""
    marks: dict[str, list[str]] = {}
    for n, (before, after) in enumerate(course.changes, 1):
        marks.setdefault(before.statement, []).append(f"change {n}: before")
        marks.setdefault(after.statement, []).append(f"change {n}: after")
    for n, pair in enumerate(course.conflicts, 1):
        for one in pair:
            marks.setdefault(one.statement, []).append(f"conflict {n}")
    if course.final:
        marks.setdefault(course.final.statement, []).append("final")
    return {id: ", ".join(told) for id, told in marks.items()}


def _when(one: Stance) -> str:
    if one.said is None:
        return "no date"
    published = " (published)" if one.dated_by == "publication" else ""
    return f"{show.interval(one.said)}{published}"


def _side(one: Stance) -> str:
    told = f", as told by {one.told_by}" if one.told_by else ""
    return f"{SIDES[one.side]}{told}"
