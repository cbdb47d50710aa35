"""Where the seats of a hemicycle stand: geometry, and nothing of who sits there.

Seats are places of one size on concentric half rings, filled from left to right across all rings
at once, so that a camp becomes a wedge as in a parliament's seating plan. The unit half disc has
its centre at (0, 0), radius 1, y upwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, floor, pi, sin

INNER = 0.42  # the innermost ring is at least this far out
AIR = 1.04  # distance between neighbours, as a multiple of a seat's width
MOST = 0.12  # largest seat radius, so that three people do not sit on three plates
ROWS = 16

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """Seat centres from left to right and the radius of a seat's own place."""

    seats: tuple[Point, ...]
    radius: float


def hemicycle_seats(n: int) -> list[Point]:
    """Centres of `n` seats in the unit half disc, ordered left to right (by angle)."""
    return list(plan(n).seats)


def plan(n: int) -> Plan:
    """The number of rings, packed from the outside in, that lets `n` seats be largest."""
    if n <= 0:
        return Plan((), MOST)
    radius, rows = max((_largest(n, rows), -rows) for rows in range(1, min(n, ROWS) + 1))
    radii = _radii(-rows, radius)
    counts = _apportion(n, radii)
    seats = [(angle, r) for k, r in zip(counts, radii, strict=True) for angle in _angles(k)]
    seats.sort(key=lambda seat: (-round(seat[0], 9), -seat[1]))
    return Plan(tuple((r * cos(angle), r * sin(angle)) for angle, r in seats), radius)


def _largest(n: int, rows: int) -> float:
    """The largest seat radius, by halving, with which `n` seats fit on `rows` rings."""
    low, high = 0.0, MOST
    if _fits(n, rows, high):
        return high
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if _fits(n, rows, middle) else (low, middle)
    return low


def _fits(n: int, rows: int, radius: float) -> bool:
    radii = _radii(rows, radius)
    if radii[-1] < INNER:
        return False
    counts = _apportion(n, radii)
    return all(
        _spacing(k, r) >= 2 * AIR * radius for k, r in zip(counts, radii, strict=True) if k > 1
    )


def _radii(rows: int, radius: float) -> list[float]:
    """Ring radii from the outer one inwards."""
    return [1 - 2 * AIR * radius * row for row in range(rows)]


def _apportion(n: int, radii: Sequence[float]) -> list[int]:
    """Seats per ring in proportion to its length, by largest remainder."""
    quotas = [n * radius / sum(radii) for radius in radii]
    counts = [floor(quota) for quota in quotas]
    by_rest = sorted(range(len(radii)), key=lambda row: counts[row] - quotas[row])
    for row in by_rest[: n - sum(counts)]:
        counts[row] += 1
    return counts


def _angles(k: int) -> list[float]:
    """`k` directions from left (pi) to right (0); a single seat stands in the middle."""
    return [pi / 2] if k == 1 else [pi - pi * at / (k - 1) for at in range(k)]


def _spacing(k: int, radius: float) -> float:
    """Straight distance between neighbours among `k` on a half ring."""
    return 2 * radius * sin(pi / (k - 1) / 2)
