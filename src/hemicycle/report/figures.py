"""The marks: what a stance looks like, a seat, the whole hemicycle, a bar.

Side is told twice, by colour and by shape, so that neither colour-blind readers nor a grey printer
lose it: a disc is for, a square against, a diamond neither, half square and half disc divided, a
dashed ring unclear, a ring silent. Colours are classes; the style sheet owns them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sqrt

from markupsafe import Markup, escape

from hemicycle.report.counts import Stance
from hemicycle.report.seats import Point, hemicycle_seats, plan

__all__ = ["Seat", "bar", "hemicycle", "hemicycle_seats", "icon", "shape"]


def shape(stance: Stance, x: float, y: float, r: float) -> Markup:
    """The mark of a stance, of equal area for all, in a place of radius `r`."""
    s = r * sqrt(pi) / 2  # half the side of a square of the disc's area
    d = r * sqrt(pi / 2)  # half the diagonal of a diamond of the disc's area
    marks = {
        "for": f'<circle r="{r:.2f}"/>',
        "against": f'<rect x="{-s:.2f}" y="{-s:.2f}" width="{2 * s:.2f}" height="{2 * s:.2f}" '
        f'rx="{s / 5:.2f}"/>',
        "neither": f'<path d="M0 {-d:.2f}L{d:.2f} 0L0 {d:.2f}L{-d:.2f} 0Z"/>',
        "divided": f'<path class="half against" d="M0 {-s:.2f}H{-s:.2f}V{s:.2f}H0Z"/>'
        f'<path class="half for" d="M0 {-r:.2f}A{r:.2f} {r:.2f} 0 0 1 0 {r:.2f}Z"/>',
        "unclear": f'<circle r="{r * 0.88:.2f}" stroke-dasharray="{r * 0.55:.2f} {r * 0.37:.2f}"/>',
        "silent": f'<circle r="{r * 0.88:.2f}"/>',
    }
    place = f' transform="translate({x:.2f} {y:.2f})"' if x or y else ""
    return Markup(f'<g class="mark {stance}"{place}>{marks[stance]}</g>')


def icon(stance: Stance) -> Markup:
    """The mark on its own, for legends, tables and lists."""
    return Markup('<svg class="icon" viewBox="-8 -8 16 16" aria-hidden="true">{}</svg>').format(
        shape(stance, 0, 0, 6)
    )


@dataclass(frozen=True, slots=True)
class Seat:
    """Whom a seat is for. `key` is what opens on a click, `label` what a screen reader hears."""

    stance: Stance
    key: int
    initials: str
    name: str
    label: str


def hemicycle(seats: Sequence[Seat], width: float = 680) -> Markup:
    """The seating plan as SVG; the first seat is in the tab order, arrow keys do the rest."""
    layout = plan(len(seats))
    scale = width / 2 / (1 + layout.radius)
    edge = layout.radius * scale
    height = scale + 2 * edge
    drawn = Markup("").join(
        _seat(seat, (width / 2 + x * scale, height - edge - y * scale), edge, at == 0)
        for at, (seat, (x, y)) in enumerate(zip(seats, layout.seats, strict=True))
    )
    dense = " dense" if edge < 17 else ""
    return Markup(
        '<svg class="hemicycle{}" viewBox="0 0 {:.0f} {:.0f}" role="group" '
        'aria-label="Seating plan, from against on the left to for on the right" data-rove>{}</svg>'
    ).format(dense, width, height, drawn)


def _seat(seat: Seat, at: Point, edge: float, first: bool) -> Markup:
    px, py = at
    return Markup(
        '<g class="seat" role="button" tabindex="{}" data-set="{}" data-name="{}" data-say="{}" '
        'aria-label="{}"><title>{}</title>{}{}</g>'
    ).format(
        0 if first else -1,
        seat.key,
        seat.name,
        seat.label,
        f"{seat.name}: {seat.label}",
        f"{seat.name}: {seat.label}",
        shape(seat.stance, px, py, edge * 0.86),
        _initials(seat, px, py, edge),
    )


def _initials(seat: Seat, x: float, y: float, edge: float) -> Markup:
    if edge < 11:
        return Markup("")
    size = edge * (0.72 if len(seat.initials) < 3 else 0.55)
    return Markup(
        '<text class="{}" x="{:.2f}" y="{:.2f}" font-size="{:.1f}" aria-hidden="true">{}</text>'
    ).format(seat.stance, x, y + size * 0.35, size, escape(seat.initials))


def bar(part: float, whole: float, kind: str) -> Markup:
    """A share as a horizontal bar (0 to 100 in x), without any style attribute."""
    width = 100 * part / whole if whole else 0
    return Markup(
        '<svg class="bar {}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{:.2f}" height="4"/></svg>'
    ).format(kind, width)
