"""hemicycle concept suggest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.cli import options, show
from hemicycle.cli.app import examples
from hemicycle.cli.concepts import concept
from hemicycle.cli.door import say
from hemicycle.cli.progress import progress
from hemicycle.verbs import suggested_codebook as written
from hemicycle.verbs.suggesting import Suggested, suggest_concepts, write_suggested

HEADS = ("proposition", "for", "against", "documents", "said for it", "said against it")


@concept.command(
    epilog=examples(
        "hemicycle concept suggest",
        "hemicycle concept suggest troops-debate --count 20 -o suggested.toml",
    )
)
def suggest(
    project: Annotated[
        Path, typer.Argument(metavar="[PROJECT]", help="Folder of the project, or one inside it.")
    ] = Path("."),
    count: Annotated[int, typer.Option(metavar="N", min=1, help="How many at most.")] = 12,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed, the same result.")] = 0,
    output: options.Output = None,
    as_json: options.AsJson = False,
) -> None:
    """Propose what to ask: propositions that people in the coded documents disagree on.

    Each is worded after one statement, which is named: edit it. Sides count actors, as far as a
    machine can tell them; the most divided come first, what only one side speaks of last. What the
    codebook covers is left out. -o writes a codebook of its own, with examples.
    """
    with progress("reading") as (reading,):
        found = suggest_concepts(project, count, seed, reading)
    if output is not None:
        write_suggested(found, output, project)
        say(f"{len(found.suggestions):,} suggestions written to {output}: edit it, then copy what")
        say("you keep into codebook.toml")
    if as_json:
        made = [written.record(each, found.rows) for each in found.suggestions]
        typer.echo(json.dumps(made, ensure_ascii=False, indent=2))
    elif output is None or found.suggestions:
        _table(found)


def _table(found: Suggested) -> None:
    rows = [
        [
            each.concept.wording,
            f"{each.for_:,}",
            f"{each.against:,}",
            f"{each.documents:,}",
            _example(found, n, 1),
            _example(found, n, -1),
        ]
        for n, each in enumerate(found.suggestions)
    ]
    show.cells(HEADS, (False, True, True, True, False, False), rows)
    if not rows:
        typer.echo("no proposition on which two actors take a side; add documents, then: run")


def _example(found: Suggested, n: int, side: int) -> str:
    for row in written.examples(found.suggestions[n], found.rows, side)[:1]:
        return f"{row.actor.name if row.actor else ''}: {written.example(row)} [{row.id}]"
    return ""
