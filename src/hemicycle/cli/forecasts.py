"""hemicycle forecasts: what people said is to come, what came of it, who was right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from hemicycle.cli import options, tables
from hemicycle.cli.app import app, examples
from hemicycle.cli.choosing import Resamples, Seed
from hemicycle.cli.deciding import By, ProjectArgument
from hemicycle.cli.forecast_rows import LONG, SCORED, SHORTENED, frame, row, scored, short
from hemicycle.errors import UsageError
from hemicycle.verbs import forecast_scores, foretelling, tabular

if TYPE_CHECKING:
    import polars as pl

LIST = "list"


class Listing(TyperGroup):
    """A group that lists where no command is named: `hemicycle forecasts PROJECT`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put "list" before what is no command."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [LIST, *args]
        return super().parse_args(ctx, args)


forecasts = typer.Typer(cls=Listing, rich_markup_mode=None)
app.add_typer(
    forecasts,
    name="forecasts",
    help="Forecasts: what is to come, by when, how sure; who was right.",
    epilog=examples("hemicycle forecasts troops-debate", "hemicycle forecasts score troops-debate"),
)


@forecasts.command(
    LIST,
    epilog=examples(
        "hemicycle forecasts list troops-debate --actor Lund",
        "hemicycle forecasts troops-debate --state overdue",
        "hemicycle forecasts troops-debate --kind threat -o threats.csv",
    ),
)
def list_(
    project: ProjectArgument = ".",
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Id, or part of a name.")
    ] = None,
    kind: Annotated[
        str, typer.Option(metavar="KIND,...", help="Among forecast, plan, promise, threat.")
    ] = "forecast",
    state: Annotated[
        str | None,
        typer.Option(metavar="STATE", help="open, overdue (its time is past), true, false, void."),
    ] = None,
    output: options.Output = None,
    as_json: options.AsJson = False,
) -> None:
    """List what is to come, by when, and how sure it is worded.

    The word "list" may be left out. A forecast foretells what its speaker does not decide; plans,
    promises and threats are the speaker's own, and shown with --kind. How sure is the probability
    that Kent's scale (1964), or the IPCC's, gives to the words. -o writes .csv, .jsonl or .parquet.
    """
    kinds = [word.strip() for word in kind.split(",")]
    found = foretelling.forecasts(project, actor=actor, kinds=kinds, state=state)
    if output is None and not as_json:
        shown = frame([short(each) for each in found], SHORTENED)
        tables.out(shown, as_json, f"{len(found):,} in all" if found else "")
        return
    _give(frame([row(each) for each in found], LONG), output, as_json)


@forecasts.command(
    epilog=examples(
        'hemicycle forecasts resolve troops-debate 3fa9 true --by Ana --note "The Mole, 4 May"',
        "hemicycle forecasts resolve troops-debate 3fa9 undo --by Ana",
    )
)
def resolve(
    project: ProjectArgument,
    forecast: Annotated[
        str, typer.Argument(metavar="FORECAST", help="Its id, or how that begins.")
    ],
    outcome: Annotated[str, typer.Argument(metavar="OUTCOME", help="true, false, void; or undo.")],
    by: By = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What tells so: a source.")] = "",
    as_json: options.AsJson = False,
) -> None:
    """Say what came of a forecast.

    True: it came as was foretold (of "unlikely to fall": it did not fall). Void: nobody can tell,
    or what it depended on never was. Nothing is overwritten: the last word holds, and "undo" takes
    it back. `hemicycle decisions` lists them all; a file of them goes in with `hemicycle decide
    PROJECT --from FILE` (field "outcome:FORECAST", replacement "true: note").
    """
    if by is None:
        raise UsageError("an outcome must say by whom; add: --by NAME")
    made = foretelling.resolve_forecast(project, forecast, outcome, by=by, note=note)
    id = made.field.partition(":")[2]
    told_of = {"forecast": id, "statement": made.subject, "outcome": outcome, "note": note}
    told_of |= {"by": made.by, "at": made.at}
    told = f"{id}: {outcome} ({made.by}, {made.at})"
    typer.echo(json.dumps(told_of, ensure_ascii=False, indent=2) if as_json else told)


@forecasts.command(
    epilog=examples(
        "hemicycle forecasts score troops-debate",
        "hemicycle forecasts score troops-debate -o scores.csv",
    )
)
def score(
    project: ProjectArgument = ".",
    resamples: Resamples = 1000,
    seed: Seed = 0,
    output: options.Output = None,
    as_json: options.AsJson = False,
) -> None:
    """Show who was right, and how sure they were.

    The Brier score (1950) is the mean squared distance between the probability of the wording and
    what came: 0 is perfect, 0.25 what always saying one half gets. Intervals are from documents
    drawn anew, 95 %; none where an actor's forecasts are from fewer than two documents.
    """
    found = forecast_scores.forecast_scores(project, resamples=resamples, seed=seed)
    if output is None and not as_json:
        rows = [scored(each) for each in found.to_dicts()]
        tables.out(frame(rows, SCORED), as_json, f"{resamples} resamples, seed {seed}")
        return
    _give(found, output, as_json)


def _give(frame: pl.DataFrame, output: Path | None, as_json: bool) -> None:
    if output is None:
        tables.out(frame, as_json)
        return
    tabular.write(frame, output)
    typer.echo(f"{frame.height:,} rows written to {output}", err=True)
