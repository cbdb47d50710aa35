"""hemicycle backbone: over what the debate is held."""

from __future__ import annotations

from typing import Annotated, Any

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
    Seed,
    Source,
    choosing,
)
from hemicycle.verbs import backbones, frames
from hemicycle.verbs.choosing import Choice


@app.command(
    epilog=examples(
        "hemicycle backbone",
        "hemicycle backbone --size 3 --resamples 100",
        "hemicycle backbone --penalty 3.5",
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
    normalisation: Normalisation = "average",
    aggregation: AggregationOption = Aggregation.subtract,
    resamples: Intervals = 0,
    seed: Seed = 0,
    misread: MisreadOption = Misread.drop,
    as_json: options.AsJson = False,
) -> None:
    """Show which concepts carry the network.

    By default they are taken away one after another, the one whose absence changes the network
    least first; with --size or --penalty the best set is searched for. --resamples 100 tells in
    which interval 95 % of the losses lie when documents are drawn anew, and positions as surely as
    they were read.
    """
    how: dict[str, Any] = {"aggregation": aggregation.value, "normalisation": normalisation}
    how |= {"resamples": resamples, "seed": seed, "misread": misread.value, **choice}
    if size is None and not penalty:
        tables.out(frames.steps(backbones.nested_backbone(source, **how)), as_json)
        return
    found = backbones.backbone(source, size, penalty, **how)
    lost = frames.lost(found)
    if as_json:
        tables.several({"concepts": frames.parts(found), "lost": lost}, as_json)
        return
    loss, low, high, redundant = lost.row(0)
    note = f"lost without the others: {tables.with_ends(loss, low, high)}, without these: "
    tables.out(frames.parts(found), as_json, note + tables.number(redundant))
