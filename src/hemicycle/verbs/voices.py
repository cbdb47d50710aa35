"""Whose voice matters: who bridges the camps, what divides them, where they disagree inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Unpack

from hemicycle.network import measures
from hemicycle.network.coalitions import coalitions
from hemicycle.network.counts import count, counted
from hemicycle.network.resampling import OneDocument
from hemicycle.network.table_intervals import Measure, measured
from hemicycle.verbs.choosing import Choice, chosen
from hemicycle.verbs.networks import Misread, resampled

if TYPE_CHECKING:
    import polars as pl

MEASURES: dict[str, Measure] = {
    "camps": measures.discord,
    "between": measures.density,
    "actors": measures.bridging,
    "concepts": measures.dividing,
}


@dataclass(frozen=True, slots=True, eq=False)
class Voices:
    """`camps`: camp, actors, discord. `between`: camp, other, pairs, agreement, conflict, means of
    a pair of actors within a camp or between two. `actors`: actor, camp, participation,
    betweenness, who bridges most first. `concepts`: concept, actors, between, within, information,
    what divides most first. Units and papers are in `network.measures`; every number x has its
    interval, `x_low` and `x_high`, beside it (`network.table_intervals`), where there is one."""

    camps: pl.DataFrame
    between: pl.DataFrame
    actors: pl.DataFrame
    concepts: pl.DataFrame


def voices(
    source: Any,
    seed: int = 0,
    resamples: int = 100,
    level: float = 0.95,
    misread: Misread = "drop",
    **choice: Unpack[Choice],
) -> Voices:
    """Who bridges the camps (`coalitions`), which concepts divide them, and how much they disagree
    inside and with each other, with intervals (`misread` as for `coalitions`). The camps are held
    as found. With no `resamples`, or statements of one document only, there are no intervals."""
    found = chosen(source, "subtract", **choice)
    counts = count(counted(found.statements, "subtract"))
    camps = coalitions(counts, seed=seed)
    try:
        drawn = resampled(found.statements, found.scores, misread) if resamples else None
    except OneDocument:
        drawn = None
    if drawn is None:
        debate = measures.seated(counts, camps)
        return Voices(**{name: measure(debate) for name, measure in MEASURES.items()})
    return Voices(**measured(MEASURES, drawn, camps, resamples, level, seed))
