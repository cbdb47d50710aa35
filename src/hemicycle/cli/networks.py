"""hemicycle network, timeline: who stands with whom, and when."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hemicycle.cli import options, tables
from hemicycle.cli.app import app, examples
from hemicycle.cli.choosing import (
    Aggregation,
    AggregationOption,
    Intervals,
    Misread,
    MisreadOption,
    Normalisation,
    Resamples,
    Seed,
    Source,
    Step,
    Window,
    choosing,
)
from hemicycle.cli.door import say
from hemicycle.errors import UsageError
from hemicycle.verbs import frames, graphs, moving, networks, series, tabular, timeline
from hemicycle.verbs.choosing import Choice

if TYPE_CHECKING:
    import polars as pl

    from hemicycle.exchange.report import Report


STRONGEST = 20  # ties shown in the terminal


class Mode(StrEnum):
    """What is tied to what, or the statements themselves."""

    one = "one"
    two = "two"
    events = "events"


class Kernel(StrEnum):
    """How statements weigh that are not of the very moment."""

    uniform = "uniform"
    triangular = "triangular"
    epanechnikov = "epanechnikov"
    gaussian = "gaussian"


class Correction(StrEnum):
    """What many tests at once ask for."""

    holm = "holm"
    bh = "bh"
    no = "no"


@app.command(
    epilog=examples(
        "hemicycle network",
        "hemicycle network --by organisation --normalisation average -o ties.graphml",
        "hemicycle network --mode two --from 2024-02 -o positions.csv",
        "hemicycle network --significant 0.05 -o beyond-chance.graphml",
        "hemicycle network --resamples 200 --seed 1",
        "hemicycle network --window 30d --step 7d --kernel gaussian -o moving.gexf",
        'hemicycle network --evidence "Jens Stoltenberg" "Olaf Scholz"',
        "hemicycle network coded.dna --by organization --compat dna -o dna.csv",
    )
)
@choosing
def network(
    choice: Choice,
    source: Source = ".",
    mode: Annotated[
        Mode,
        typer.Option(metavar="MODE", help="one: who with whom; two: who says what; events."),
    ] = Mode.one,
    aggregation: AggregationOption = Aggregation.subtract,
    normalisation: Normalisation = "no",
    isolates: Annotated[bool, typer.Option("--isolates", help="Keep who has no tie.")] = False,
    window: Window = None,
    step: Step = None,
    kernel: Annotated[
        Kernel | None,
        typer.Option(
            metavar="NAME",
            help="Smooth windows: uniform, triangular, epanechnikov or gaussian.",
        ),
    ] = None,
    significant: Annotated[
        float | None,
        typer.Option(metavar="P", help="Only ties beyond chance at this level, as 0.05."),
    ] = None,
    correction: Annotated[
        Correction,
        typer.Option(metavar="WAY", help="For many tests at once: holm, bh or no."),
    ] = Correction.holm,
    resamples: Intervals = 0,
    seed: Seed = 0,
    evidence: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="ONE OTHER", help="List the statements that make this tie."),
    ] = None,
    dialect: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="dna: files as DNA writes them (graphml, dl, csv)."),
    ] = None,
    output: options.Output = None,
    as_json: options.AsJson = False,
) -> None:
    """Show or write who stands with whom, or who says what.

    Without -o, the strongest ties. The file's ending says how it is written: .graphml,
    .visone.graphml, .gexf, .dl, .csv, .xlsx, .parquet; with --mode events, --evidence or --window
    a table: .csv, .jsonl, .parquet. With --window, .gexf is one network through time for Gephi.

    Two actors are tied by the concepts both speak about: "congruence" counts pairs of statements
    on the same side, "conflict" on opposite sides, "subtract" takes the one from the other.
    Statements for neither side (agreement 0) count only with --aggregation ignore or --neutral.
    --significant keeps the ties of those who share more positions than their activity makes likely.
    --resamples 200 draws documents anew, and positions as surely as they were read, and tells for
    each tie the middle 95 % of its weight and in how many resamples it holds.
    """
    how: dict[str, Any] = {"aggregation": aggregation.value, **choice}
    if mode is Mode.events:
        _table(networks.events(source, **how), output, as_json)
        return
    how["mode"] = mode.value
    if evidence:
        _table(networks.evidence(source, *evidence, **how), output, as_json)
        return
    how |= {"normalisation": normalisation, "isolates": isolates}
    how |= {"significant": significant, "correction": correction.value}
    if window:
        how["kernel"] = kernel and kernel.value
        _over_time(series.networks(source, window, step, **how), output, as_json)
        return
    how |= {"resamples": resamples, "seed": seed}
    if kernel or step:
        raise UsageError("--kernel and --step are about windows; add: --window 30d")
    _network(networks.network(source, **how), output, as_json, dialect or choice.get("compat"))


def _over_time(found: series.Series, output: Path | None, as_json: bool) -> None:
    if output is None or output.suffix.lower() != ".gexf":
        _table(frames.ties_over_time(found), output, as_json)
        return
    _written(moving.write(found, output), output)


def _network(made: Any, output: Path | None, as_json: bool, dialect: str | None) -> None:
    if output is not None:
        if dialect not in (None, "dna"):
            raise UsageError(f"--dialect {dialect}: there is dna, and none")
        _written(graphs.write_network(made, output, "dna" if dialect else "plain"), output)
        return
    wide = "" if made.mode == "one" else f" and {len(made.columns):,} {made.statements.column}s"
    ties = frames.strongest(made)
    note = f"{len(made.rows):,} {made.statements.row}s{wide}, {ties.height:,} ties, "
    tables.out(ties, as_json, f"{note}{len(made.statements):,} statements", STRONGEST)


def _written(report: Report, output: Path) -> None:
    first, *notes = str(report).splitlines()
    for line in (f"{first} written to {output}", *notes):
        say(line)


def _table(frame: pl.DataFrame, output: Path | None, as_json: bool) -> None:
    if output is not None:
        tabular.write(frame, output)
        say(f"{frame.height:,} rows written to {output}")
        return
    wanted = ("date", "first", "time", "actor", "person", "concept", "agreement", "text")
    shown = [name for name in wanted if name in frame.columns]
    brief = frame if as_json or len(shown) < 3 else frame.select(shown)
    tables.out(brief, as_json, f"{frame.height:,} rows")


@app.command(
    "timeline",
    epilog=examples("hemicycle timeline", "hemicycle timeline --window 30d --step 7d --json"),
)
@choosing
def over_time(
    choice: Choice,
    source: Source = ".",
    window: Window = "1m",
    step: Step = None,
    resamples: Resamples = 50,
    seed: Seed = 0,
    misread: MisreadOption = Misread.drop,
    as_json: options.AsJson = False,
) -> None:
    """Show how polarisation and camps change through time.

    A camp keeps its number through time while most of it stays together; the table gives the size
    of each, --json its members. The interval of a
    window's polarisation is that of 95 % of its resamples; it is not known where all statements
    are of one document.
    """
    found = timeline.timeline(
        source, window or "1m", step, resamples, seed, misread.value, **choice
    )
    tables.out(frames.moments(found, names=as_json), as_json)
