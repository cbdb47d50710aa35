"""Which names a crowded drawing can carry, and on which side of their marks.

The most active actors are served first; a name that would run over a mark or another name is
left to the pointer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Side = Literal["right", "left", "below", "above"]
SIDES: tuple[Side, ...] = ("right", "left", "below", "above")
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Disc:
    """A mark with its name."""

    x: float
    y: float
    r: float
    name: str


def sides(discs: Sequence[Disc], size: float, width: float) -> list[tuple[Side, bool]]:
    """For each disc, first come first served: the side its name goes on, and whether it fits
    beside the others, in letters of `size`, in a drawing that is `width` wide."""
    taken = [(d.x - d.r, d.y - d.r, d.x + d.r, d.y + d.r) for d in discs]
    found: list[tuple[Side, bool]] = []
    for disc in discs:
        inside = [s for s in SIDES if _inside(box(disc, s, size), width)] or ["below"]
        free = [s for s in inside if not any(_meet(box(disc, s, size), other) for other in taken)]
        side: Side = (free or inside)[0]
        found.append((side, bool(free)))
        if free:
            taken.append(box(disc, side, size))
    return found


def box(disc: Disc, side: Side, size: float) -> Box:
    """Where the name would stand."""
    wide, high, gap = 0.58 * size * len(disc.name), 1.1 * size, 3.5
    left = {"right": disc.x + disc.r + gap, "left": disc.x - disc.r - gap - wide}
    top = {"below": disc.y + disc.r + 1, "above": disc.y - disc.r - 1 - high}
    x, y = left.get(side, disc.x - wide / 2), top.get(side, disc.y - high / 2)
    return x, y, x + wide, y + high


def _inside(where: Box, width: float) -> bool:
    return where[0] >= 0 and where[2] <= width


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
