"""hemicycle decide, decisions: what people say of what the machine found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.cli import options, tables
from hemicycle.cli.app import app, examples
from hemicycle.cli.door import FAILED, Told
from hemicycle.errors import UsageError
from hemicycle.verbs import deciding, tabular

SHOWN = 60  # code points of a statement in the list
SHORT = 8  # digits of an id
TEXTS = ("when", "by", "statement", "field", "verdict", "holds", "words")

ProjectArgument = Annotated[str, typer.Argument(metavar="PROJECT", help=options.PROJECT_HELP)]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides.")]
# "-1" is a value here; what else begins with a dash is looked at by hand.
_DASHES = {"ignore_unknown_options": True}


@app.command(
    context_settings=_DASHES,
    epilog=examples(
        "hemicycle decide troops-debate 3fa9 position:send-troops replace against --by Ana",
        'hemicycle decide troops-debate 3fa9 actor replace "Ada Lund (person)" --by Ana',
        "hemicycle decide troops-debate 3fa9 statement reject --by Ana",
        "hemicycle decide troops-debate 3fa9 actor undo --by Ana",
        "hemicycle decide troops-debate --from verdicts.csv",
    ),
)
def decide(
    project: ProjectArgument,
    statement: Annotated[
        str | None, typer.Argument(metavar="STATEMENT", help="Its id, or how that begins.")
    ] = None,
    field: Annotated[
        str | None,
        typer.Argument(
            metavar="FIELD",
            help="statement, actor, via, said_on, forecast, form, position:CONCEPT.",
        ),
    ] = None,
    verdict: Annotated[
        str | None, typer.Argument(metavar="VERDICT", help="accept, reject, replace or undo.")
    ] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="[VALUE]", help="What to replace it by.")
    ] = None,
    by: By = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Decisions as .csv, .tsv or .jsonl."),
    ] = None,
    as_json: options.AsJson = False,
) -> None:
    """Accept, reject or replace what the machine found.

    Decisions lie over the machine's rows and survive every run; all that comes out of the project
    (statements, networks, report, exports) is as they say. Nothing is overwritten: an "undo" takes
    back what was decided on a field so far.

    A value is for, against or neutral (1, -1, 0) of a position; "Ada Lund (person)" of the actor,
    without the kind where the debate knows the name; "The Mole (outlet); Bo Ek (person)" of via;
    2031-05-04, 2031-05 or 2031-05-04/2031-05-10 of said_on; true or false of forecast. A file has
    the columns subject (the statement), field, verdict, replacement, by and at; what cannot be
    used in it is named, and the others go in.
    """
    given = [statement, field, verdict, value]
    _refuse_options(given)
    if from_ is not None:
        if any(given):
            raise UsageError("--from FILE brings all decisions: leave out STATEMENT and the rest")
        _take(project, from_, by, as_json)
        return
    if statement is None or field is None or verdict is None:
        raise UsageError(
            "a decision needs STATEMENT FIELD VERDICT, as in: hemicycle decide troops-debate 3fa9 "
            "actor reject --by Ana; a file of them: hemicycle decide troops-debate --from FILE"
        )
    if by is None:
        raise UsageError("a decision must say by whom; add: --by NAME")
    made = deciding.decide(project, statement, field, verdict, value, by=by)
    (row,) = deciding.listed([deciding.Ruling(made, made.verdict != "undo", None)])
    typer.echo(json.dumps(row, ensure_ascii=False, indent=2) if as_json else _told(row))


def _told(row: dict[str, str]) -> str:
    value = f" by {row['replacement']}" if row["replacement"] else ""
    return f"{row['subject']} {row['field']}: {row['verdict']}{value} ({row['by']}, {row['at']})"


def _take(project: str, path: Path, by: str | None, as_json: bool) -> None:
    taken = deciding.decide_from(project, path, by=by)
    told = Told()
    for issue in taken.issues:
        told.tell(issue)
    told.finish()
    counts = {"added": len(taken.decisions), "known": taken.known, "failed": len(taken.issues)}
    words = f"{counts['added']:,} decisions added"
    words += f", {taken.known:,} known already" if taken.known else ""
    words += f", {counts['failed']:,} failed" if taken.issues else ""
    typer.echo(json.dumps(counts) if as_json else words)
    raise typer.Exit(FAILED if taken.issues else 0)


def _refuse_options(given: list[str | None]) -> None:
    for word in given:
        if word and word.startswith("--"):
            raise UsageError(f"no such option: {word}; see: hemicycle decide --help")


@app.command(
    epilog=examples("hemicycle decisions troops-debate", "hemicycle decisions . -o verdicts.csv")
)
def decisions(
    project: ProjectArgument = ".",
    output: options.Output = None,
    as_json: options.AsJson = False,
) -> None:
    """List what people decided, in the order they did.

    A decision holds until a later one on the same field, or an undo. -o writes .csv, .jsonl or
    .parquet; the first two are read by: hemicycle decide PROJECT --from FILE
    """
    import polars as pl

    rows = list(deciding.listed(deciding.decisions(project)))
    names = ("subject", "field", "verdict", "replacement", "by", "at", "text")
    schema = {**dict.fromkeys(names, pl.String), "holds": pl.Boolean}
    frame = pl.DataFrame(rows, {name: schema[name] for name in (*names[:-1], "holds", "text")})
    if output is not None:
        tabular.write(frame, output)
        typer.echo(f"{frame.height:,} decisions written to {output}", err=True)
    elif as_json:
        tables.out(frame, as_json)
    else:
        short = pl.DataFrame([_short(row) for row in rows], dict.fromkeys(TEXTS, pl.String))
        lost = sum(row["text"] is None and row["holds"] for row in rows)
        note = f"{lost:,} on statements that are no longer there" if lost else ""
        tables.out(short, as_json, note)


def _short(row: dict[str, str | None]) -> dict[str, str]:
    """For the terminal."""
    text = row["text"] or "no longer there"
    verdict = " ".join(filter(None, (row["verdict"], row["replacement"])))
    return {
        "when": (row["at"] or "")[:10],
        "by": row["by"] or "",
        "statement": (row["subject"] or "")[:SHORT],
        "field": row["field"] or "",
        "verdict": verdict,
        "holds": "yes" if row["holds"] else "no",
        "words": text if len(text) <= SHOWN else text[: SHOWN - 1] + "…",
    }
