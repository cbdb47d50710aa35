"""hemicycle concept add, list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from hemicycle.cli import options, show
from hemicycle.cli.app import app, examples
from hemicycle.exchange.statements import concept_record
from hemicycle.verbs import debates

concept = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(
    concept,
    name="concept",
    help="The codebook: what people can be for or against.",
    epilog=examples('hemicycle concept add "Troops should be sent"', "hemicycle concept list"),
)


@concept.command(
    epilog=examples(
        'hemicycle concept add "Western troops should be sent to Ukraine"',
        'hemicycle concept add "Trainers should be sent" --parent troops --example "Send ours."',
    )
)
def add(
    wording: Annotated[
        str, typer.Argument(metavar="WORDING", help="A claim one can support or oppose.")
    ],
    definition: Annotated[
        str, typer.Option(metavar="TEXT", help="What counts as support and as opposition.")
    ] = "",
    example: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="Words that speak for it; repeatable.")
    ] = None,
    counter_example: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="Words that look like it but are not; repeatable."),
    ] = None,
    parent: Annotated[
        str | None, typer.Option(metavar="ID", help="The wider concept it belongs to.")
    ] = None,
    project: options.ProjectFolder = Path("."),
    as_json: options.AsJson = False,
) -> None:
    """Append a concept to the codebook.

    codebook.toml can as well be edited by hand; its comments and order stay as they are.
    """
    made = debates.add_concept(
        project,
        wording,
        definition=definition,
        examples=example or (),
        counter_examples=counter_example or (),
        parent=parent,
    )
    told = f"{made.id}: {made.wording}\nNext: hemicycle run"
    typer.echo(_json(concept_record(made)) if as_json else told)


@concept.command("list", epilog=examples("hemicycle concept list", "hemicycle concept list --json"))
def list_(project: options.ProjectFolder = Path("."), as_json: options.AsJson = False) -> None:
    """Show the codebook."""
    rows = debates.concepts(project)
    if as_json:
        typer.echo(_json([concept_record(row) for row in rows]))
    else:
        show.concepts(rows)


def _json(record: Any) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2)
