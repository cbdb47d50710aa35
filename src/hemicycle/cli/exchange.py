"""hemicycle export, import-dna: a project for the Discourse Network Analyzer, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hemicycle.cli import options
from hemicycle.cli.app import app, examples
from hemicycle.cli.door import FAILED, Told
from hemicycle.errors import UsageError
from hemicycle.verbs import graphs, positions, tabular

Exported = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="Ends in .dna, or .csv, .xlsx, .jsonl, .json, .parquet."),
]
Database = Annotated[Path, typer.Argument(metavar="FILE.dna", help="A database of DNA 3.")]


@app.command(epilog=examples("hemicycle export debate.dna", "hemicycle export positions.xlsx"))
def export(file: Exported, project: options.ProjectFolder = Path(".")) -> None:
    """Write the project for DNA, or its positions as a table.

    For the Discourse Network Analyzer it tells what that has no place for. A table has one row for
    each speaker and concept of a statement, and every command on networks reads it as it reads the
    project. A file that is there already is left alone.
    """
    ending = file.suffix.lower()
    if ending == ".dna":
        typer.echo(f"{graphs.write_dna(project, file)}")
    elif ending in tabular.WRITTEN:
        typer.echo(f"{positions.write_positions(project, file).height:,} positions")
    else:
        raise UsageError(
            f"{file}: a project is exported to a file that ends in .dna, its positions to "
            f"{', '.join(tabular.WRITTEN)}; networks are written by: hemicycle network -o FILE"
        )


@app.command("import-dna", epilog=examples("hemicycle import-dna coded.dna"))
def import_dna(file: Database, project: options.ProjectFolder = Path(".")) -> None:
    """Take in documents, concepts and decisions of a DNA database.

    Where its coders say otherwise than a statement of the project, that is recorded as their
    decision. A new document has to be coded first: run, then import again. What cannot be carried
    over is told; `hemicycle network FILE.dna` reads all of it from there.
    """
    added, new, report = graphs.import_dna(project, file)
    told = Told()
    for issue in added.issues:
        told.tell(issue)
    told.finish()
    for note in report.notes:
        typer.echo(f"- {note}")
    decided = report.counts["decisions"]
    then = " Next: hemicycle run" if added.added or new else ""
    typer.echo(
        f"{added.added:,} documents and {len(new):,} concepts added, {decided:,} decisions "
        f"recorded.{then}"
    )
    raise typer.Exit(FAILED if added.failures else 0)
