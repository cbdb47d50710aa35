"""The timeline as SVG, drawn twice: wide for a desk, narrow for a hand.

Text in a scaled drawing shrinks with it, so a phone gets a drawing of its own with fewer, larger
periods instead of a small copy. Filled marks have a known day of speaking, hollow ones stand on
the day of publication; a whisker shows a date that is known only roughly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from hemicycle.report import stacks
from hemicycle.report.counts import Side
from hemicycle.report.timeline import Column, Timeline, Unit, period_name

TALLEST = 12  # marks in one stack before dots become bars

Opens = Callable[[str, Sequence[int]], int]  # registers what a click shows: title, statements → key


@dataclass(frozen=True, slots=True)
class Frame:
    """Measures of one drawing, in its own pixels."""

    kind: str
    width: float
    cell: float
    gutter: float
    ticks: int

    @property
    def limit(self) -> int:
        """How many periods fit, with room kept for the edges."""
        return int((self.width - self.gutter) / self.cell) - 3


WIDE = Frame("wide", 1040, 15, 78, 9)
NARROW = Frame("narrow", 360, 12, 70, 4)


@dataclass(frozen=True, slots=True)
class _Lanes:
    """Where the stacks begin: for grows up from `axis`, against down, the rest up from `floor`."""

    axis: float
    floor: float
    rows: float  # pixels per statement
    dots: bool


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where a period stands: `pitch` pixels apart, half a period between them and the edges."""

    first: float
    pitch: float
    places: dict[date, int]

    @classmethod
    def of(cls, found: Timeline, frame: Frame) -> _Axis:
        core = [column.start for column in found.columns if not column.edge]
        edges = {column.edge for column in found.columns if column.edge}
        pitch = (frame.width - frame.gutter - 4) / max(len(core) + 1.5 * len(edges), 1)
        first = frame.gutter + (1.5 * pitch if -1 in edges else 0)
        return cls(first, pitch, {start: at for at, start in enumerate(core)})

    def x(self, column: Column) -> float:
        """The middle of a period."""
        ends = {-1: -1.5, 1: len(self.places) + 0.5}
        at = ends[column.edge] if column.edge else self.places[column.start]
        return self.first + (at + 0.5) * self.pitch


def draw(found: Timeline, frame: Frame, opens: Opens) -> Markup:
    """The timeline as an SVG element."""
    axis = _Axis.of(found, frame)
    frame = replace(frame, cell=min(max(axis.pitch * 0.6, frame.cell), 1.5 * frame.cell))
    lanes = _lanes(found, frame)
    parts = [_guides(frame, lanes)]
    for column in found.columns:
        parts.extend(_stacks(column, axis, lanes, found.unit, frame, opens))
    parts.append(_ticks(found, axis, frame, lanes))
    return Markup(
        '<svg class="timeline {}" viewBox="0 0 {:.0f} {:.0f}" role="group" '
        'aria-label="Statements over time" data-rove>{}</svg>'
    ).format(frame.kind, frame.width, lanes.floor + 26, Markup("").join(parts))


def _lanes(found: Timeline, frame: Frame) -> _Lanes:
    def most(*which: Side) -> int:
        return max((sum(len(c.by_side[s]) for s in which) for c in found.columns), default=0)

    highest = max(most("for"), most("against"), most("neither", "unclear"), 1)
    row = frame.cell * min(1.0, TALLEST / highest)
    least = 2.2 * frame.cell
    axis = 20 + max(most("for") * row, least)
    base = axis + max(most("against") * row, least) + 32
    no_side = most("neither", "unclear")
    return _Lanes(axis, base + max(no_side * row, least), row, highest <= TALLEST)


def _guides(frame: Frame, lanes: _Lanes) -> Markup:
    line = '<line class="{}" x1="{:.0f}" x2="{:.0f}" y1="{:.1f}" y2="{:.1f}"/>'
    label = '<text class="lane {}" x="0" y="{:.1f}">{}</text>'
    drawn = [
        Markup(line).format("axis", frame.gutter, frame.width, lanes.axis, lanes.axis),
        Markup(line).format("base", frame.gutter, frame.width, lanes.floor, lanes.floor),
        Markup(label).format("for", lanes.axis - 8, "For ↑"),
        Markup(label).format("against", lanes.axis + 17, "Against ↓"),
        Markup(label).format("", lanes.floor - 5, "No side"),
    ]
    return Markup("").join(drawn)


def _stacks(
    column: Column, axis: _Axis, lanes: _Lanes, unit: Unit, frame: Frame, opens: Opens
) -> list[Markup]:
    """One group that can be opened per side that has statements in this period."""
    name = period_name(column, unit)
    drawn, beneath = [], 0
    for side, marks in column.by_side.items():
        if not marks:
            continue
        place = _place(side, axis.x(column), axis.pitch, lanes, beneath, frame)
        beneath += len(marks) if side in ("neither", "unclear") else 0
        inside = (stacks.dots if lanes.dots else stacks.bars)(side, marks, column, place)
        key = opens(f"{name}: {_SIDE_WORDS[side]}", sorted(mark.statement for mark in marks))
        label = f"{name}: {len(marks)} {_SIDE_WORDS[side]}"
        drawn.append(stacks.group(key, label, len(marks), place, inside))
    return drawn


def _place(
    side: Side, x: float, pitch: float, lanes: _Lanes, beneath: int, frame: Frame
) -> stacks.Place:
    """For grows up from the axis, against down; the rest up from the floor, one on the other."""
    no_side = side in ("neither", "unclear")
    base = lanes.floor - beneath * lanes.rows if no_side else lanes.axis
    cell = min(pitch, frame.cell if lanes.dots else 3 * frame.cell)
    grow = 1 if side == "against" else -1
    return stacks.Place(x, base, grow, cell, lanes.rows, pitch, frame.width)


_SIDE_WORDS = {
    "for": "for",
    "against": "against",
    "neither": "neither for nor against",
    "unclear": "on it, side unclear",
}


def _ticks(found: Timeline, axis: _Axis, frame: Frame, lanes: _Lanes) -> Markup:
    """Labels of every n-th period, the year where it is new, and of the edges."""
    core = [column for column in found.columns if not column.edge]
    step = max(-(-len(core) // frame.ticks), 1)
    drawn, year = [], 0
    for column in core[::step]:
        drawn.append((axis.x(column), _tick(column, found.unit, year)))
        year = column.start.year
    edges = {-1: "earlier", 1: "later"}
    drawn += [(axis.x(column), edges[column.edge]) for column in found.columns if column.edge]
    text = Markup('<text class="tick" x="{:.1f}" y="{:.1f}">{}</text>')
    return Markup("").join(text.format(x, lanes.floor + 18, words) for x, words in drawn)


def _tick(column: Column, unit: Unit, year: int) -> str:
    if unit in ("year", "decade"):
        return str(column.start.year)
    head = (
        f"{column.start.day} {column.start:%b}" if unit in ("day", "week") else f"{column.start:%b}"
    )
    return head if column.start.year == year else f"{head} {column.start.year}"
