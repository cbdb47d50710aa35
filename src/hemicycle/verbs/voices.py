"""Whose voice matters: who bridges the camps, what divides them, where they disagree inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Unpack

from hemicycle.network import measures
from hemicycle.network.coalitions import coalitions
from hemicycle.network.counts import count, counted
from hemicycle.verbs.choosing import Choice, chosen

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True, eq=False)
class Voices:
    """`camps`: camp, actors, discord. `between`: camp, other, pairs, agreement, conflict, means of
    a pair of actors within a camp or between two. `actors`: actor, camp, participation,
    betweenness, who bridges most first. `concepts`: concept, actors, between, within, information,
    what divides most first. Units and papers are in `network.measures`."""

    camps: pl.DataFrame
    between: pl.DataFrame
    actors: pl.DataFrame
    concepts: pl.DataFrame


def voices(source: Any, seed: int = 0, **choice: Unpack[Choice]) -> Voices:
    """Who bridges the camps (`coalitions`), which concepts divide them, and how much they disagree
    inside and with each other."""
    found = chosen(source, "subtract", **choice)
    counts = count(counted(found.statements, "subtract"))
    camps = coalitions(counts, seed=seed)
    return Voices(
        measures.discord(counts, camps),
        measures.density(counts, camps),
        measures.bridging(counts, camps),
        measures.dividing(counts, camps),
    )
