"""hemicycle statements, actors, report: what comes out of a project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.cli import options, show
from hemicycle.cli.app import app, examples
from hemicycle.cli.options import Format
from hemicycle.cli.writing import write
from hemicycle.errors import UsageError
from hemicycle.exchange.statements import actor_record
from hemicycle.verbs import debates

HERE = Path(".")


@app.command(
    epilog=examples(
        "hemicycle statements --actor Sikorski",
        "hemicycle statements --concept send-troops --agreement against --from 2024-02",
        "hemicycle statements --reported --format jsonl | jq .actor.name",
        "hemicycle statements -o statements.xlsx",
    )
)
def statements(
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Id, or part of a name.")
    ] = None,
    concept: Annotated[
        str | None, typer.Option(metavar="ID", help="Id or wording; those that speak to it.")
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="First day of saying, else of publication."),
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="DATE", help="Last day, included.")] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Published by this outlet.")
    ] = None,
    agreement: Annotated[
        str | None,
        typer.Option(metavar="SIDE", help="for, against or neutral (or 1, -1, 0)."),
    ] = None,
    reported: Annotated[
        bool | None,
        typer.Option("--reported/--first-hand", help="Carried by somebody else, or first hand."),
    ] = None,
    min_score: options.MinScore = None,
    acts: options.Acts = None,
    format: Annotated[
        Format | None,
        typer.Option(metavar="FORMAT", help="table, jsonl, csv, xlsx or parquet."),
    ] = None,
    output: options.Output = None,
    project: options.ProjectFolder = HERE,
    as_json: options.AsJsonLines = False,
) -> None:
    """Show or write the statements that fit.

    Every filter that is given must hold. The format is that of the file's name where -o is given,
    else a table. The JSON object is described in docs/statement-format.md.
    """
    asked = Format.jsonl if as_json else format
    chosen = options.chosen_format(asked, output, Format.table)
    opened = debates.open(project)
    rows = debates.statements(
        opened, actor=actor, concept=concept, from_=from_, to=to, outlet=outlet,
        agreement=agreement, reported=reported, min_score=min_score, acts=acts,
    )  # fmt: skip
    names = {each.id: each.id for each in debates.concepts(opened)}
    write(rows, names, chosen, output, opened.files)


@app.command(epilog=examples("hemicycle actors", "hemicycle actors --json | jq '.[].name'"))
def actors(project: options.ProjectFolder = HERE, as_json: options.AsJson = False) -> None:
    """Show who speaks, how much, when, and where each stands."""
    rows = debates.actors(project)
    if as_json:
        typer.echo(json.dumps([actor_record(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        show.actors(rows)


@app.command(
    epilog=examples(
        "hemicycle report -o report.html",
        "hemicycle report -o report.html --figures figures/ --png",
        'hemicycle report -o troops.html --concept send-troops --title "Troops, spring 2024"',
    )
)
def report(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.")
    ] = Path("report.html"),
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Its headline; else the project's name.")
    ] = None,
    concept: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Show only this concept; repeatable."),
    ] = None,
    figures: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Also write its network drawings as SVG files there."),
    ] = None,
    png: Annotated[
        bool, typer.Option("--png", help="With --figures: beside each SVG a PNG (extra: png).")
    ] = False,
    project: options.ProjectFolder = HERE,
) -> None:
    """Write the report, one HTML file that opens offline.

    Every number in it opens the statements behind it. How much it may quote is set in
    hemicycle.toml, under [report]: quote_chars around one statement (400 unless set), and
    document_chars of one document over all its statements (2000).
    """
    if png and figures is None:
        raise UsageError("--png is about the drawings; add: --figures FOLDER")
    path = debates.report(
        project, output, title=title, concepts=concept or (), figures=figures, png=png
    )
    typer.echo(path.resolve().as_uri())
