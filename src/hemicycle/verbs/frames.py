"""Results as tables: what the command line shows and programs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from hemicycle.network.backbone import Backbone, Step
from hemicycle.verbs.timeline import Moment

if TYPE_CHECKING:
    import polars as pl

    from hemicycle.network.result import Network
    from hemicycle.network.windows import Window
    from hemicycle.verbs.networks import Scaled


def strongest(made: Network) -> pl.DataFrame:
    """The ties of a network, those farthest from 0 first."""
    import polars as pl

    return made.to_frame().sort(pl.col("weight").abs(), descending=True, maintain_order=True)


def ties_over_time(series: Iterable[tuple[Window, Network]]) -> pl.DataFrame:
    """Every tie of every window: first and last second of the window, source, target, weight."""
    import polars as pl

    frames = [
        made.to_frame().select(
            pl.lit(window.start, pl.Int64).alias("first"),
            pl.lit(window.stop, pl.Int64).alias("last"),
            pl.all(),
        )
        for window, made in series
    ]
    moments = [pl.from_epoch(name).alias(name) for name in ("first", "last")]
    return pl.concat(frames).with_columns(moments) if frames else pl.DataFrame()


def points(found: Scaled) -> pl.DataFrame:
    """Actors from left to right: actor, point, low, high; one row for each dimension."""
    import polars as pl

    rows = [
        (name, number, each.value, each.low, each.high)
        for name, held in found.intervals.items()
        for number, each in enumerate(held, 1)
    ]
    heads = {"actor": pl.String, "dimension": pl.Int64}
    numbers = dict.fromkeys(("point", "low", "high"), pl.Float64)
    made = pl.DataFrame(rows, {**heads, **numbers}, orient="row").sort("dimension", "point")
    return made if found.scale.points.shape[1] > 1 else made.drop("dimension")


def steps(found: Sequence[Step]) -> pl.DataFrame:
    """A nested backbone, the most redundant concept first."""
    import polars as pl

    rows = [(s.column, s.backbone_loss, s.redundant_loss, s.statements) for s in found]
    heads = ("taken away", "loss", "loss of those taken", "statements left")
    return pl.DataFrame(rows, list(heads), orient="row")


def parts(found: Backbone) -> pl.DataFrame:
    """Which concepts are in the backbone, and which are redundant."""
    import polars as pl

    rows = [(name, "backbone") for name in found.backbone]
    rows += [(name, "redundant") for name in found.redundant]
    return pl.DataFrame(rows, ["concept", "part"], orient="row")


def moments(found: Sequence[Moment], names: bool = True) -> pl.DataFrame:
    """A timeline, one window a row; camps with the names, or the number, of their members."""
    import polars as pl

    return pl.DataFrame([_moment(each, names) for each in found], infer_schema_length=None)


def _moment(each: Moment, names: bool) -> dict[str, Any]:
    held = each.polarisation
    numbers = (held.value, held.low, held.high) if held else (None, None, None)
    return {
        "first": each.first,
        "last": each.last,
        "statements": each.statements,
        "actors": each.actors,
        "ties": each.ties,
        **dict(zip(("polarisation", "low", "high"), numbers, strict=True)),
        "camps": "; ".join(_camp(n, who, names) for n, who in each.camps.items()),
        "changes": "; ".join(_changes(each)),
    }


def _camp(number: int, who: Sequence[str], names: bool) -> str:
    return f"{number}: {', '.join(who) if names else len(who)}"


def _changes(each: Moment) -> Iterator[str]:
    for number, who in each.joined.items():
        if who:
            yield f"{', '.join(who)} to {number}"
