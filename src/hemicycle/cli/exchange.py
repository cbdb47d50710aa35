"""hemicycle export, import-dna: a project for the Discourse Network Analyzer, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hemicycle.cli import options
from hemicycle.cli.app import app, examples
from hemicycle.cli.door import FAILED, Told
from hemicycle.errors import UsageError
from hemicycle.verbs import graphs

Database = Annotated[Path, typer.Argument(metavar="FILE.dna", help="A database of DNA 3.")]


@app.command(epilog=examples("hemicycle export debate.dna"))
def export(file: Database, project: options.ProjectFolder = Path(".")) -> None:
    """Write the project for the Discourse Network Analyzer.

    Tells what DNA has no place for. A file that is there already is left alone.
    """
    if file.suffix.lower() != ".dna":
        raise UsageError(
            f"{file}: a project is exported to a file that ends in .dna; statements as tables are "
            "written by: hemicycle statements -o FILE, networks by: hemicycle network -o FILE"
        )
    typer.echo(f"{graphs.write_dna(project, file)}")


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
