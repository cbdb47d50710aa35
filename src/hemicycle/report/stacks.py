"""The statements of one side in one period: dots while they are few, a bar when they are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hemicycle.report.counts import Side
from hemicycle.report.figures import shape
from hemicycle.report.timeline import Column, Mark

WORDY = 24  # pixels a bar must be wide to carry its number


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stack begins and which way it grows, down (1) or up (-1), in the drawing's pixels.

    `x` is the middle of a period `pitch` wide, `cell` the width and `row` the height of one mark;
    nothing may reach beyond `right`.
    """

    x: float
    base: float
    grow: int
    cell: float
    row: float
    pitch: float
    right: float


def group(key: int, label: str, count: int, place: Place, inside: Markup) -> Markup:
    """What opens together, on an invisible plate, so that a click between two dots counts too."""
    height = max(count * place.row, 4)
    width = max(place.cell, 6)
    top = place.base if place.grow > 0 else place.base - height
    plate = Markup(
        '<rect class="hit" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>'
    ).format(place.x - width / 2, top, width, height)
    return Markup(
        '<g class="stack" role="button" tabindex="-1" data-set="{}" data-say="{}" aria-label="{}">'
        "<title>{}</title>{}{}</g>"
    ).format(key, label, label, label, plate, inside)


def dots(side: Side, marks: Sequence[Mark], column: Column, place: Place) -> Markup:
    """One mark per statement, known days of speaking first; a whisker over all days possible."""
    drawn = []
    for at, mark in enumerate(sorted(marks, key=lambda m: (not m.said, m.statement))):
        y = place.base + place.grow * (at + 0.5) * place.row
        if mark.end > column.end and not column.edge:
            drawn.append(_whisker(side, mark, column, place, y))
        kind = "said" if mark.said else "published"
        dot = shape(side, place.x, y, place.cell * 0.42)
        drawn.append(Markup('<g class="{}">{}</g>').format(kind, dot))
    return Markup("").join(drawn)


def _whisker(side: Side, mark: Mark, column: Column, place: Place, y: float) -> Markup:
    days = (column.end - column.start).days
    middle = place.x - place.pitch / 2
    ends = [
        middle + (day - column.start).days * place.pitch / days for day in (mark.start, mark.end)
    ]
    line = Markup('<line class="whisker {}" x1="{:.1f}" x2="{:.1f}" y1="{:.1f}" y2="{:.1f}"/>')
    return line.format(side, ends[0], min(ends[1], place.right), y, y)


def bars(side: Side, marks: Sequence[Mark], column: Column, place: Place) -> Markup:
    """Known days of speaking next to the axis, days of publication hollow beyond."""
    said = sum(mark.said for mark in marks) * place.row
    rest = len(marks) * place.row - said
    drawn = [
        _bar(kind, side, place, start, length)
        for kind, start, length in (("said", 0.0, said), ("published", said, rest))
        if length
    ]
    if place.cell >= WORDY and side in ("for", "against"):
        end = place.base + place.grow * (said + rest) + (14 if place.grow > 0 else -4)
        text = Markup('<text class="tick" x="{:.1f}" y="{:.1f}">{:,}</text>')
        drawn.append(text.format(place.x, end, len(marks)))
    return Markup("").join(drawn)


def _bar(kind: str, side: Side, place: Place, start: float, length: float) -> Markup:
    y = place.base + (start if place.grow > 0 else -start - length)
    x, width = place.x - place.cell * 0.42, place.cell * 0.84
    return Markup(
        '<g class="{}"><rect class="mark {}" x="{:.1f}" y="{:.1f}" '
        'width="{:.1f}" height="{:.1f}"/></g>'
    ).format(kind, side, x, y, width, length)
