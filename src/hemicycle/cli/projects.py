"""hemicycle init, add, run, documents: what goes into a project, and how far it is."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from hemicycle.cli import options, show
from hemicycle.cli.app import app, examples
from hemicycle.cli.door import FAILED, KEPT, STOPPED, Told, say
from hemicycle.cli.preview import preview_all
from hemicycle.cli.progress import progress
from hemicycle.exchange.statements import document_record, issue_record, state
from hemicycle.project import held
from hemicycle.verbs import debates

HERE = Path(".")


@app.command(epilog=examples("hemicycle init troops-debate"))
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make it in.")],
) -> None:
    """Make a project: settings, codebook, database in a folder.

    Of these, what the folder holds already is kept as it is.
    """
    kept = held(folder)
    project = debates.init(folder)
    for warning in project.warnings():
        say(f"warning: {warning}")
    beside = f", with the {' and '.join(kept)} it had" if kept else ""
    typer.echo(
        f"{project.folder} is ready{beside}. Next:\n"
        f"  cd {shlex.quote(str(folder))}\n"
        f'  hemicycle concept add "What people can be for or against"\n'
        f"  hemicycle add PATH...\n"
        f"  hemicycle run"
    )


@app.command(
    epilog=examples(
        "hemicycle add articles/",
        'hemicycle add "2024-*/*.html" --outlet RT',
        "hemicycle add corpus.csv --preview",
        "hemicycle add corpus.csv --column-map text=body,published=day",
        "zcat corpus.jsonl.gz | hemicycle add - --kind jsonl",
    )
)
def add(
    paths: options.Paths,
    outlet: options.Outlet = None,
    published: options.Published = None,
    title: options.Title = None,
    column_map: options.ColumnMap = None,
    kind: options.InputKind = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what is understood of tables; add nothing.")
    ] = False,
    project: options.ProjectFolder = HERE,
    as_json: options.AsJson = False,
) -> None:
    """Take documents into the project.

    Text, Markdown, HTML, PDF, DOCX and tables (JSON Lines, JSON, CSV, TSV, Parquet), also
    gzipped. Adding the same article twice changes nothing. The project's own files, reports and
    tables of statements are left out.

    What you say about outlet, date and title wins over what a file states.
    """
    columns = options.column_map(column_map)
    if preview:
        raise typer.Exit(FAILED if preview_all(paths, columns, kind) else 0)
    added = debates.add(
        project, paths, published=published, outlet=outlet, title=title,
        columns=columns, kind=kind.value if kind else None,
    )  # fmt: skip
    told = Told(KEPT)
    for issue in sorted(added.issues, key=lambda issue: issue.level == "error"):
        told.tell(issue)
    told.finish()
    typer.echo(_json(_added(added)) if as_json else _added_in_words(added))
    raise typer.Exit(FAILED if added.failures else 0)


def _added(added: debates.Added) -> dict[str, Any]:
    return {
        "added": added.added,
        "known": added.known,
        "sighted": added.sighted,
        "failed": len(added.failures),
        "issues": [issue_record(issue) for issue in added.issues],
    }


def _added_in_words(added: debates.Added) -> str:
    left_out = sum(issue.message.startswith("left out") for issue in added.issues)
    parts = [f"{added.added:,} added"]
    parts += [f"{added.known:,} known already"] if added.known else []
    parts += [f"{added.sighted:,} known under another name or place"] if added.sighted else []
    parts += [f"{left_out:,} left out (no documents)"] if left_out else []
    parts += [f"{len(added.failures):,} failed"] if added.failures else []
    return ", ".join(parts) + (". Next: hemicycle run" if added.added else "")


@app.command(epilog=examples("hemicycle run", "hemicycle run --workers 4", "hemicycle run --retry"))
def run(
    workers: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Processes at work; by default all cores but one."),
    ] = None,
    retry: Annotated[
        bool, typer.Option("--retry", help="Try documents again that failed before.")
    ] = False,
    project: options.ProjectFolder = HERE,
    as_json: options.AsJson = False,
) -> None:
    """Code what is not yet coded.

    After a change of the codebook, what depends on it is judged again and nothing else. Ctrl-C is
    safe: what is done is kept, and the next run goes on from there. Running twice changes
    nothing.
    """
    opened = debates.open(project)
    for warning in opened.warnings():
        say(f"warning: {warning}")
    with progress("coding", "judging") as (coding, judging):
        ran = debates.run(
            opened, workers=workers, retry=retry, on_coding=coding, on_positions=judging
        )
    typer.echo(_json(_ran(ran)) if as_json else _ran_in_words(ran, opened))
    finish(ran)


def finish(ran: debates.Ran) -> None:
    """Name what failed and leave with the status that tells of it."""
    told = Told(KEPT)
    for document, reason in ran.failures:
        told.failure(document, reason)
    told.finish()
    if ran.interrupted:
        say("stopped; what is done is kept, and `hemicycle run` goes on from there")
        raise typer.Exit(STOPPED)
    raise typer.Exit(FAILED if ran.failures else 0)


def _ran(ran: debates.Ran) -> dict[str, Any]:
    return {
        "coded": ran.coding.done,
        "judged_again": ran.positions.done if ran.positions else 0,
        "failed": len(ran.failures),
        "up_to_date": _up_to_date(ran),
        "words": ran.coding.words,
        "seconds": round(ran.coding.seconds, 2),
        "interrupted": ran.interrupted,
        "failures": [{"document": name, "message": reason} for name, reason in ran.failures],
    }


def _up_to_date(ran: debates.Ran) -> int:
    """Documents that nothing was due for: neither coding nor judging again."""
    judged = ran.positions.done + ran.positions.failed if ran.positions else 0
    return max(0, ran.coding.skipped - judged)


def _ran_in_words(ran: debates.Ran, project: Any) -> str:
    coding, again = ran.coding, ran.positions.done if ran.positions else 0
    tried = coding.done + coding.failed
    rate = coding.words / coding.seconds if coding.seconds else 0
    parts = [f"{coding.done:,} coded ({coding.words:,} words, {rate:,.0f} a second)"] * bool(tried)
    parts += [f"{again:,} judged again for the changed codebook"] if again else []
    parts += [f"{_up_to_date(ran):,} up to date"] if _up_to_date(ran) else []
    parts += [f"{len(ran.failures):,} failed"] if ran.failures else []
    if not tried and not coding.skipped:
        return "no documents yet. Next: hemicycle add PATH..."
    next_ = "" if ran.interrupted else ". Next: hemicycle report -o report.html"
    if not debates.concepts(project):
        next_ = '. The codebook is empty, so nobody takes sides: hemicycle concept add "..."'
    return ", ".join(parts) + next_


@app.command(epilog=examples("hemicycle documents", "hemicycle documents --failed --json"))
def documents(
    failed: Annotated[
        bool, typer.Option("--failed", help="Only those that could not be coded.")
    ] = False,
    project: options.ProjectFolder = HERE,
    as_json: options.AsJson = False,
) -> None:
    """List the documents: coded, waiting, failed and why."""
    every = debates.documents(project)
    rows = [row for row in every if row.failure or not failed]
    lost = debates.left_out(project)
    if as_json:
        left_out = [issue_record(issue) for issue in lost]
        typer.echo(_json({"documents": [document_record(r) for r in rows], "left_out": left_out}))
        return
    show.documents(rows)
    if lost:
        typer.echo("\nNever became documents:")
        for issue in lost:
            typer.echo(f"  {issue.document}: {issue.message}")
    states = Counter(state(row) for row in every)
    typer.echo("\n" + ", ".join(f"{n:,} {name}" for name, n in sorted(states.items())))


def _json(record: Any) -> str:
    return json.dumps(record, ensure_ascii=False, indent=2)
