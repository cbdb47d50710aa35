"""hemicycle voices, phases: who bridges and what divides the camps, and when the debate changed."""

from __future__ import annotations

from typing import Annotated

import typer

from hemicycle.cli import options, tables
from hemicycle.cli.app import app, examples
from hemicycle.cli.choosing import (
    Aggregation,
    AggregationOption,
    Intervals,
    Misread,
    MisreadOption,
    Mode,
    ModeOption,
    Seed,
    Source,
    Window,
    choosing,
)
from hemicycle.verbs import frames, series
from hemicycle.verbs import voices as verb
from hemicycle.verbs.choosing import Choice

MOST = 20  # rows of each table in the terminal


@app.command(epilog=examples("hemicycle voices", "hemicycle voices --by organisation --json"))
@choosing
def voices(
    choice: Choice,
    source: Source = ".",
    resamples: Intervals = 100,
    seed: Seed = 0,
    misread: MisreadOption = Misread.drop,
    as_json: options.AsJson = False,
) -> None:
    """Show who bridges the camps and what divides them.

    Participation is 0 for who agrees with one camp alone, and near 1 for who agrees with all
    alike; betweenness is how often somebody lies on the shortest path from one camp to another. A
    concept divides by the variance of positions between camps, from 0 to 1, beside what is left
    within them. Discord is the share of conflict among the members of one camp. Behind each number
    stands what it comes to in 95 % of resamples, the camps held as they were found; with
    statements of one document only there is no telling.
    """
    found = verb.voices(source, seed, resamples, misread=misread.value, **choice)
    parts = {
        "camps": found.camps,
        "between": found.between,
        "actors": found.actors,
        "concepts": found.concepts,
    }
    tables.several(parts, as_json, MOST)


@app.command(epilog=examples("hemicycle phases", "hemicycle phases --window 1w --mode two"))
@choosing
def phases(
    choice: Choice,
    source: Source = ".",
    window: Window = "1m",
    mode: ModeOption = Mode.one,
    aggregation: AggregationOption = Aggregation.subtract,
    normalisation: Annotated[
        str | None, typer.Option(metavar="WAY", help="As of network; by default average, activity.")
    ] = None,
    alpha: Annotated[
        float, typer.Option(metavar="P", min=0, max=1, help="Level of significance of a change.")
    ] = 0.05,
    permutations: Annotated[
        int, typer.Option(metavar="N", min=1, help="Random orders a change is held against.")
    ] = 999,
    seed: Seed = 0,
    as_json: options.AsJson = False,
) -> None:
    """Show the phases of the debate: when its network changed.

    The networks of windows, side by side, are cut where those before and those after differ most,
    if random orders of the windows hardly ever can be cut as well. Energy says how far apart the
    two sides of a change are, p how often chance does as well.
    """
    way = normalisation or ("average" if mode is Mode.one else "activity")
    found = series.phases(
        source, window or "1m", mode.value, aggregation.value, way, alpha, permutations, seed,
        **choice,
    )  # fmt: skip
    number = sum(phase.windows for phase in found)
    few = "; a change needs at least 4" if number < 4 else ""
    tables.out(frames.phases(found), as_json, f"{number} windows{few}")
