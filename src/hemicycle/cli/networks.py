"""hemicycle network, timeline, backbone: who stands with whom, when, and over what."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hemicycle.cli import options, tables
from hemicycle.cli.app import app, examples
from hemicycle.cli.choosing import Misread, MisreadOption, Resamples, Seed, Source, choosing
from hemicycle.cli.door import say
from hemicycle.errors import UsageError
from hemicycle.verbs import frames, graphs, networks, timeline
from hemicycle.verbs.choosing import Choice

if TYPE_CHECKING:
    import polars as pl


STRONGEST = 20  # ties shown in the terminal


class Mode(StrEnum):
    """What is tied to what."""

    one = "one"
    two = "two"
    events = "events"


class Aggregation(StrEnum):
    """How statements become a tie."""

    subtract = "subtract"
    congruence = "congruence"
    conflict = "conflict"
    ignore = "ignore"
    combine = "combine"


AggregationOption = Annotated[
    Aggregation,
    typer.Option(metavar="WAY", help="subtract, congruence, conflict, ignore or combine."),
]
Window = Annotated[
    str | None,
    typer.Option(metavar="LENGTH", help="One after another: 30d, 2w, 1m, 1y; 50e for statements."),
]
Step = Annotated[
    str | None, typer.Option(metavar="LENGTH", help="How far windows begin apart, as 7d.")
]


@app.command(
    epilog=examples(
        "hemicycle network",
        "hemicycle network --by organisation --normalisation average -o ties.graphml",
        "hemicycle network --mode two --from 2024-02 -o positions.csv",
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
    normalisation: Annotated[
        str,
        typer.Option(
            metavar="WAY", help="no; one: average, jaccard, cosine; two: activity, prominence."
        ),
    ] = "no",
    isolates: Annotated[bool, typer.Option("--isolates", help="Keep who has no tie.")] = False,
    window: Window = None,
    step: Step = None,
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
    a table: .csv, .jsonl, .parquet.

    Two actors are tied by the concepts both speak about: "congruence" counts pairs of statements
    on the same side, "conflict" on opposite sides, "subtract" takes the one from the other.
    Statements for neither side (agreement 0) count only with --aggregation ignore or --neutral.
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
    if window:
        _table(
            frames.ties_over_time(networks.networks(source, window, step, **how)), output, as_json
        )
    else:
        _network(networks.network(source, **how), output, as_json, dialect or choice.get("compat"))


def _network(made: Any, output: Path | None, as_json: bool, dialect: str | None) -> None:
    if output is not None:
        if dialect not in (None, "dna"):
            raise UsageError(f"--dialect {dialect}: there is dna, and none")
        written = graphs.write_network(made, output, "dna" if dialect else "plain")
        first, *notes = str(written).splitlines()
        for line in (f"{first} written to {output}", *notes):
            say(line)
        return
    wide = "" if made.mode == "one" else f" and {len(made.columns):,} {made.statements.column}s"
    ties = frames.strongest(made)
    note = f"{len(made.rows):,} {made.statements.row}s{wide}, {ties.height:,} ties, "
    tables.out(ties, as_json, f"{note}{len(made.statements):,} statements", STRONGEST)


def _table(frame: pl.DataFrame, output: Path | None, as_json: bool) -> None:
    if output is not None:
        graphs.write_table(frame, output)
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


@app.command(
    epilog=examples(
        "hemicycle backbone", "hemicycle backbone --size 3", "hemicycle backbone --penalty 3.5"
    ),
)
@choosing
def backbone(
    choice: Choice,
    source: Source = ".",
    size: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="The best set of so many concepts.")
    ] = None,
    penalty: Annotated[
        float, typer.Option(metavar="P", min=0, help="The best set, at a price on many.")
    ] = 0.0,
    normalisation: Annotated[
        str, typer.Option(metavar="WAY", help="no, average, jaccard or cosine.")
    ] = "average",
    aggregation: AggregationOption = Aggregation.subtract,
    seed: Seed = 0,
    as_json: options.AsJson = False,
) -> None:
    """Show which concepts carry the network.

    By default they are taken away one after another, the one whose absence changes the network
    least first; with --size or --penalty the best set is searched for.
    """
    how: dict[str, Any] = {"aggregation": aggregation.value, "normalisation": normalisation}
    if size is None and not penalty:
        tables.out(frames.steps(networks.nested_backbone(source, **how, **choice)), as_json)
        return
    found = networks.backbone(source, size, penalty, seed, **how, **choice)
    note = f"lost without the others: {tables.number(found.backbone_loss)}, without these: "
    tables.out(frames.parts(found), as_json, note + tables.number(found.redundant_loss))
