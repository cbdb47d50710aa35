"""hemicycle coalitions, polarisation, scale: camps, how far apart, and where on a line."""

from __future__ import annotations

from math import isnan
from typing import Annotated

import typer

from hemicycle.cli import options, tables
from hemicycle.cli.app import app, examples
from hemicycle.cli.choosing import Misread, MisreadOption, Resamples, Seed, Source, choosing
from hemicycle.network import membership
from hemicycle.verbs import frames, networks
from hemicycle.verbs.choosing import Choice


@app.command(epilog=examples("hemicycle coalitions", "hemicycle coalitions --by organisation"))
@choosing
def coalitions(
    choice: Choice,
    source: Source = ".",
    resamples: Resamples = 200,
    seed: Seed = 0,
    misread: MisreadOption = Misread.drop,
    as_json: options.AsJson = False,
) -> None:
    """Show the camps, and how often each is found again.

    In every resample documents are drawn anew, and a position counts as often as its score says.
    A camp holds where at least three quarters of it and of the camp found are the same; a member
    stays as often as it is in one camp with the others.
    """
    import polars as pl

    found = networks.coalitions(source, resamples, seed, misread.value, **choice)
    members = membership.members(found)
    if as_json:
        tables.out(members.join(membership.camps(found), on="camp"), as_json)
        return
    for camp, actors, holds, overlap, low, high in membership.camps(found).iter_rows():
        typer.echo(
            f"Camp {camp}, {actors} members: holds in {holds:.0%} of resamples (overlap "
            f"{overlap:.2f}, 95 % from {low:.2f} to {high:.2f})"
        )
        mine = members.filter(members["camp"] == camp).drop("camp")
        stays = ["" if share is None else f"{share:.0%}" for share in mine["stays"]]
        tables.out(pl.DataFrame({"actor": mine["actor"], "stays": stays}), as_json)
        typer.echo("")
    typer.echo(f"quality {found.coalitions.quality:.2f}, {resamples} resamples, seed {seed}")


@app.command(epilog=examples("hemicycle polarisation", "hemicycle polarisation --from 2024-02"))
@choosing
def polarisation(
    choice: Choice,
    source: Source = ".",
    resamples: Resamples = 200,
    seed: Seed = 0,
    misread: MisreadOption = Misread.drop,
    as_json: options.AsJson = False,
) -> None:
    """Show how far the debate falls into two camps.

    It says how far two camps explain who agrees with whom: 1 is two perfect camps, 0 what chance
    would give. An interval that holds 0 says that the debate
    need not be polarised at all.
    """
    import polars as pl

    found = networks.polarisation(source, resamples, seed, misread=misread.value, **choice)
    each = found.interval
    if as_json:
        row = {"polarisation": each.value, "low": each.low, "high": each.high}
        more = {"explained": found.explained, "chance": found.chance, "resamples": each.resamples}
        tables.out(pl.DataFrame([row | more]), as_json)
        return
    low, high = tables.number(each.low), tables.number(each.high)
    bounds = f", 95 % from {low} to {high} ({each.resamples} resamples)"
    unknown = ": with so few concepts, chance splits the debate as well"
    typer.echo(
        f"polarisation {tables.number(each.value)}{unknown if isnan(each.value) else bounds}\n"
        f"two camps explain {tables.number(found.explained)}, by chance "
        f"{tables.number(found.chance)}"
    )
    sides = pl.DataFrame({"actor": [*found.split], "side": [*found.split.values()]})
    tables.out(sides.sort("side", "actor"), as_json)


@app.command(epilog=examples("hemicycle scale", "hemicycle scale --dimensions 2 --json"))
@choosing
def scale(
    choice: Choice,
    source: Source = ".",
    dimensions: Annotated[
        int, typer.Option(metavar="N", min=1, help="1 for a line, 2 a plane.")
    ] = 1,
    resamples: Resamples = 100,
    seed: Seed = 0,
    misread: MisreadOption = Misread.drop,
    as_json: options.AsJson = False,
) -> None:
    """Show where actors stand on a line, with intervals.

    Points have mean 0 and standard deviation 1. Two actors whose intervals overlap may well stand
    the other way round.
    """
    found = networks.scale(source, dimensions, resamples, seed, misread=misread.value, **choice)
    tables.out(frames.points(found), as_json)
