"""Who was right: the forecasts of each actor that were resolved, scored."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from hemicycle.verbs import debates
from hemicycle.verbs.foretelling import Forecast, forecasts

if TYPE_CHECKING:
    import polars as pl

    from hemicycle.evaluate.brier import Resolved

ALL = "all actors"


def forecast_scores(
    project: debates.Place, *, resamples: int = 1000, seed: int = 0, today: date | None = None
) -> pl.DataFrame:
    """One row per actor who has forecast, most resolved first, and one for all: how many are open,
    resolved and void; the share that came true; the Brier score of the wording (0 is best, 0.25
    what always saying one half gets) over the `worded` forecasts that give a probability; both
    with 95 % intervals from documents drawn anew, null for fewer than two documents."""
    import polars as pl

    found = forecasts(project, today=today)
    named = sorted({(a.name, a.id) for each in found for a in each.actors})
    rows = [
        _score(name, id, [e for e in found if id in {a.id for a in e.actors}], resamples, seed)
        for name, id in named
    ]
    rows.sort(key=lambda row: (-row["resolved"], -row["open"], row["actor"]))
    every = [_score(ALL, None, found, resamples, seed)] if found else []
    return pl.DataFrame([*rows, *every], _schema())


def _score(
    name: str, id: str | None, found: Collection[Forecast], resamples: int, seed: int
) -> dict[str, Any]:
    from hemicycle.evaluate.brier import brier, share_true

    resolved = list(_resolved(found))
    right, score = share_true(resolved, resamples, seed), brier(resolved, resamples, seed)
    return {
        "actor": name,
        "actor_id": id,
        "open": sum(each.outcome is None for each in found),
        "overdue": sum(each.state == "overdue" for each in found),
        "void": sum(each.state == "void" for each in found),
        "resolved": len(resolved),
        "right": right.value,
        "right_low": right.low,
        "right_high": right.high,
        "worded": score.count,
        "brier": score.value,
        "brier_low": score.low,
        "brier_high": score.high,
    }


def _resolved(found: Collection[Forecast]) -> Iterator[Resolved]:
    from hemicycle.evaluate.brier import Resolved

    for each in found:
        if each.state in ("true", "false"):
            yield Resolved(each.document, each.outlook.probability, each.state == "true")


def _schema() -> dict[str, Any]:
    import polars as pl

    counts = dict.fromkeys(("open", "overdue", "void", "resolved"), pl.Int64)
    right = dict.fromkeys(("right", "right_low", "right_high"), pl.Float64)
    score = dict.fromkeys(("brier", "brier_low", "brier_high"), pl.Float64)
    names = {"actor": pl.String, "actor_id": pl.String}
    return {**names, **counts, **right, "worded": pl.Int64, **score}
