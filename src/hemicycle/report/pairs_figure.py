"""The ties as a matrix of SVG: actors by actors, ordered by camp, each cell a mark of its tie.

Discs agree and squares conflict, as colour tells too; the area of a mark is the weight. Each tie
stands once, below the diagonal: in the row of whoever comes later, in the column of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from hemicycle.report.evidence import short

NAMES, CELL, HEAD, GAP, NAME = 212, 18, 26, 6, 25
LEAST = 520  # of the width, so that few actors are not drawn as giants


@dataclass(frozen=True, slots=True)
class Row:
    """An actor, as it is named and numbered; the camp parts it from the next."""

    name: str
    camp: int


@dataclass(frozen=True, slots=True)
class Pair:
    """The tie of two rows (places in the list, the later one first); `keys` open together."""

    row: int
    column: int
    weight: float
    title: str
    says: str
    keys: tuple[int, ...]


def draw(rows: Sequence[Row], pairs: Sequence[Pair]) -> Markup:
    """The matrix as an SVG element; actors are numbered from 1, a gap parts the camps."""
    at = _places(rows)
    most = max((abs(pair.weight) for pair in pairs), default=1.0)
    ordered = sorted(pairs, key=lambda pair: (pair.row, pair.column))
    size = (at[-1] if at else 0) + CELL
    return Markup(
        '<svg class="pairs" viewBox="0 0 {:.0f} {:.0f}" role="group" '
        'aria-label="Actors by actors" data-rove="">{}{}</svg>'
    ).format(
        max(NAMES + size, LEAST),
        HEAD + size,
        Markup("").join(_actor(n, row, at[n]) for n, row in enumerate(rows)),
        Markup("").join(_pair(pair, at[pair.column], at[pair.row], most) for pair in ordered),
    )


def _places(rows: Sequence[Row]) -> list[float]:
    """Where each row, and each column, begins."""
    at, out = 0.0, []
    for n, row in enumerate(rows):
        at += GAP if n and rows[n - 1].camp != row.camp else 0
        out.append(at)
        at += CELL
    return out


def _actor(n: int, row: Row, at: float) -> Markup:
    middle = HEAD + at + CELL / 2
    return Markup(
        '<line class="rule" x1="0" x2="{:.0f}" y1="{:.1f}" y2="{:.1f}"/>'
        '<g class="badge g{}"><circle cx="8" cy="{:.1f}" r="7.5"/>'
        '<text class="number" x="8" y="{:.1f}">{}</text></g>'
        '<text class="actor" x="22" y="{:.1f}"><title>{}</title>{} {}</text>'
        '<text class="head" x="{:.1f}" y="16"><title>{}</title>{}</text>'
    ).format(
        NAMES + at + CELL,
        HEAD + at + CELL,
        HEAD + at + CELL,
        row.camp,
        middle,
        middle + 3.6,
        row.camp or "–",
        middle + 4.2,
        row.name,
        n + 1,
        short(row.name, NAME),
        NAMES + at + CELL / 2,
        row.name,
        n + 1,
    )


def _pair(pair: Pair, x: float, y: float, most: float) -> Markup:
    return Markup(
        '<g class="dyad {}" role="button" tabindex="-1" data-set="{}" data-name="{}" '
        'data-say="{}" aria-label="{}"><title>{}</title>'
        '<rect class="hit" x="{:.1f}" y="{:.1f}" width="{}" height="{}"/>{}</g>'
    ).format(
        "agrees" if pair.weight > 0 else "conflicts",
        " ".join(map(str, pair.keys)),
        pair.title,
        pair.says,
        f"{pair.title}: {pair.says}",
        f"{pair.title}: {pair.says}",
        NAMES + x,
        HEAD + y,
        CELL,
        CELL,
        mark(pair.weight, NAMES + x + CELL / 2, HEAD + y + CELL / 2, most),
    )


def mark(weight: float, x: float, y: float, most: float) -> Markup:
    """A disc for agreement, a square for conflict; the strongest fills its cell."""
    r = 1.5 + (CELL / 2 - 2.5) * sqrt(abs(weight) / most)
    if weight > 0:
        return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>').format(x, y, r)
    side = 1.77 * r  # of the same area
    box = '<rect class="mark" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>'
    return Markup(box).format(x - side / 2, y - side / 2, side, side)
