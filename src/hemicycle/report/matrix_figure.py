"""The matrix as SVG: actors by propositions, ordered by camp, each cell a mark of its stance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from hemicycle.report.counts import Stance
from hemicycle.report.evidence import short
from hemicycle.report.figures import shape

WIDTH, NAMES, ROW, HEAD, GAP = 380, 186, 22, 26, 9
LEAST = 16  # pixels of a column; with more columns than fit, the drawing widens
NAME = 25


@dataclass(frozen=True, slots=True)
class Cell:
    """What one actor says on one proposition."""

    stance: Stance
    count: int
    key: int
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """An actor with its cells, None where it takes no side."""

    name: str
    camp: int
    cells: tuple[Cell | None, ...]


def draw(rows: Sequence[Row], columns: Sequence[str]) -> Markup:
    """The matrix as an SVG element; columns are numbered from 1, a gap parts the camps."""
    pitch = max((WIDTH - NAMES) / max(len(columns), 1), LEAST)
    width = NAMES + pitch * len(columns)
    most = max((c.count for row in rows for c in row.cells if c), default=1)
    heads = Markup("").join(_head(at, word, pitch) for at, word in enumerate(columns))
    placed = list(_placed(rows))
    body = Markup("").join(_row(row, y, pitch, most, width) for row, y in placed)
    height = (placed[-1][1] if placed else HEAD) + ROW
    return Markup(
        '<svg class="matrix" viewBox="0 0 {:.0f} {:.0f}" role="group" '
        'aria-label="Actors by propositions" data-rove="">{}{}</svg>'
    ).format(width, height, heads, body)


def _placed(rows: Sequence[Row]) -> Iterator[tuple[Row, float]]:
    """Rows with their upper edges."""
    y: float = HEAD
    for at, row in enumerate(rows):
        y += GAP if at and rows[at - 1].camp != row.camp else 0
        yield row, y
        y += ROW


def _head(at: int, wording: str, pitch: float) -> Markup:
    text = '<text class="head" x="{:.1f}" y="16"><title>{}</title>{}</text>'
    return Markup(text).format(NAMES + (at + 0.5) * pitch, wording, at + 1)


def _row(row: Row, y: float, pitch: float, most: int, width: float) -> Markup:
    name = Markup(
        '<line class="rule" x1="0" x2="{:.0f}" y1="{:.1f}" y2="{:.1f}"/>'
        '<g class="badge g{}"><circle cx="8" cy="{:.1f}" r="7.5"/>'
        '<text class="number" x="8" y="{:.1f}">{}</text></g>'
        '<text class="actor" x="22" y="{:.1f}"><title>{}</title>{}</text>'
    ).format(
        width,
        y + ROW,
        y + ROW,
        row.camp,
        y + ROW / 2,
        y + ROW / 2 + 3.6,
        row.camp or "–",
        y + ROW / 2 + 4.2,
        row.name,
        short(row.name, NAME),
    )
    middle = y + ROW / 2
    cells = [
        _cell(cell, NAMES + (at + 0.5) * pitch, middle, pitch, most)
        for at, cell in enumerate(row.cells)
        if cell
    ]
    return name + Markup("").join(cells)


def _cell(cell: Cell, x: float, y: float, pitch: float, most: int) -> Markup:
    r = 3.5 + (min(ROW, pitch) / 2 - 5.5) * sqrt(cell.count / most)
    return Markup(
        '<g class="cell" role="button" tabindex="-1" data-set="{}" data-name="{}" data-say="{}" '
        'aria-label="{}"><title>{}</title>'
        '<rect class="hit" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}"/>{}</g>'
    ).format(
        cell.key,
        cell.title,
        cell.says,
        f"{cell.title}: {cell.says}",
        f"{cell.title}: {cell.says}",
        x - pitch / 2,
        y - ROW / 2,
        pitch,
        ROW,
        shape(cell.stance, x, y, r),
    )
