"""Results as tables: what the command line shows and programs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hemicycle.network.backbone import Backbone, Step
from hemicycle.network.kernel import Slice
from hemicycle.verbs.series import Phase
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


def ties_over_time(series: Iterable[tuple[Window | Slice, Network]]) -> pl.DataFrame:
    """Every tie of every window: first and last second of the window (of a smoothed network the
    moment it is of), source, target, weight."""
    import polars as pl

    frames = [
        made.to_frame().select(
            *(pl.from_epoch(pl.lit(at, pl.Int64)).alias(name) for name, at in _when(moment)),
            pl.all(),
        )
        for moment, made in series
    ]
    return pl.concat(frames) if frames else pl.DataFrame()


def _when(moment: Window | Slice) -> Iterator[tuple[str, int]]:
    if isinstance(moment, Slice):
        yield "moment", moment.middle
    else:
        yield from (("first", moment.start), ("last", moment.stop))


def phases(found: Sequence[Phase]) -> pl.DataFrame:
    """One phase a row; energy and p are of the change it begins with."""
    import polars as pl

    return pl.DataFrame([asdict(phase) for phase in found], infer_schema_length=None)


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
    made = pl.DataFrame(rows, list(heads), orient="row")
    held = [s.interval for s in found if s.interval]
    if not held:
        return made
    ends = {"low": [each.low for each in held], "high": [each.high for each in held]}
    return made.with_columns(**{name: pl.Series(cells) for name, cells in ends.items()})


def parts(found: Backbone) -> pl.DataFrame:
    """Which concepts are in the backbone, and which are redundant."""
    import polars as pl

    rows = [(name, "backbone") for name in found.backbone]
    rows += [(name, "redundant") for name in found.redundant]
    return pl.DataFrame(rows, ["concept", "part"], orient="row")


def lost(found: Backbone) -> pl.DataFrame:
    """What keeping just the backbone loses, with its interval if there is one, and what keeping
    just the others does, in one row."""
    import polars as pl

    held = found.interval
    ends = (held.low, held.high) if held else (None, None)
    row = (found.backbone_loss, *ends, found.redundant_loss)
    heads = dict.fromkeys(("loss", "low", "high", "redundant_loss"), pl.Float64)
    return pl.DataFrame([row], heads, orient="row")


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
