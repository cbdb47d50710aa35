"""hemicycle adapt: positions learn from what a person decided."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from hemicycle.cli import options
from hemicycle.cli.app import app, examples
from hemicycle.verbs import teaching
from hemicycle.verbs.teaching import Lesson


@app.command(epilog=examples("hemicycle adapt", "hemicycle adapt --json | jq '.[].right'"))
def adapt(
    project: options.ProjectFolder = Path("."),
    as_json: options.AsJson = False,
) -> None:
    """Learn from decisions on positions and judge again.

    For each concept with at least 20 decided statements a model of its own is fitted, and takes the
    judge's place only where cross-validation says that it is better. Statements are not read
    again, and nothing leaves the machine. What was learned lies in adapted.json.
    """
    lessons = teaching.adapt(project)
    if as_json:
        typer.echo(json.dumps([_record(lesson) for lesson in lessons], indent=2))
    elif not lessons:
        typer.echo("No positions were decided on yet.")
    for lesson in () if as_json else lessons:
        typer.echo(_told(lesson))


def _told(lesson: Lesson) -> str:
    from hemicycle.position.adapt import FEWEST

    head, count = lesson.head, lesson.decisions
    if head is None:
        why = f"{FEWEST} are needed" if count < FEWEST else "the judge does as well"
        return f"{lesson.concept}: {count} decisions; {why}"
    return (
        f"{lesson.concept}: {count} decisions; right {head.right:.0%} instead of "
        f"{head.general_right:.0%} (cross-validated); {lesson.rescored:,} positions judged again, "
        f"{lesson.changed:,} changed"
    )


def _record(lesson: Lesson) -> dict[str, Any]:
    record = {key: value for key, value in asdict(lesson).items() if key != "head"}
    head = asdict(lesson.head) if lesson.head else {}
    return {**record, **{key: value for key, value in head.items() if key != "weights"}}
