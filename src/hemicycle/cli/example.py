"""hemicycle demo."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.cli import show
from hemicycle.cli.app import app, examples
from hemicycle.cli.progress import progress
from hemicycle.cli.projects import finish
from hemicycle.verbs import debates, example


@app.command(epilog=examples("hemicycle demo", "hemicycle demo ~/orm-narrows"))
def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to make it.")] = Path(
        example.FOLDER
    ),
) -> None:
    """Show it all, articles to report, on an invented debate.

    Running it again uses the folder that is there.
    """
    project = example.demo(folder)
    with progress("coding", "judging") as (coding, judging):
        ran = debates.run(project, workers=None, on_coding=coding, on_positions=judging)
    written = debates.report(project, folder / "report.html")
    _tell(folder)
    show.sides(debates.concepts(project), debates.actors(project))
    _where_to_look(folder, written)
    finish(ran)


def _tell(folder: Path) -> None:
    documents = debates.documents(folder)
    outlets = {row.outlet for row in documents if row.outlet}
    found = sum(row.statements for row in documents)
    typer.echo(
        f"Should the Orm Narrows be dredged? {len(documents)} invented articles by {len(outlets)} "
        f"outlets, {found} statements found.\nNumbers are statements for, against, or neither.\n"
    )


def _where_to_look(folder: Path, report: Path) -> None:
    place = shlex.quote(os.fspath(folder))
    typer.echo(
        f"Where to look now:\n"
        f"  {report.resolve().as_uri()}\n"
        f"  cd {place}\n"
        f"  hemicycle statements --concept referendum\n"
        f"  hemicycle statements --actor Varn\n"
        f"  hemicycle actors\n"
        f"Your own debate:\n"
        f"  hemicycle init my-debate"
    )
