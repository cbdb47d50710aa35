"""Who stands with whom, as the door hands it over: plain numbers, whoever counted them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tie:
    """Two actors (ids). `agree` and `conflict` count pairs of their statements on the same
    concept, on the same or on opposite sides; `weight` is above 0 where agreement prevails."""

    one: str
    other: str
    agree: int
    conflict: int
    weight: float


@dataclass(frozen=True, slots=True)
class Together:
    """`actors` are those shown (ids), most active first, `left_out` how many take a side but are
    not; `camps` are numbered from 1, an actor without ties is in none."""

    actors: tuple[str, ...]
    ties: tuple[Tie, ...]
    camps: Mapping[str, int]
    left_out: int
