"""A network as a matrix: rows and columns with names, numbers in the cells.

A network of two modes without a tie inside a mode is a matrix of one by the other, as for persons
and concepts; every other is square. Ties that run twice between the same two are added up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hemicycle.errors import UsageError
from hemicycle.exchange.graphs.columns import distinct
from hemicycle.exchange.graphs.flat import Flat
from hemicycle.exchange.report import Notes

if TYPE_CHECKING:
    import numpy

LARGEST = 50_000_000  # cells; more are no file that anyone opens


@dataclass(frozen=True, slots=True)
class Matrix:
    """`cells[i, j]` is the weight between row i and column j."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: numpy.ndarray[Any, Any]
    two_mode: bool

    @property
    def whole(self) -> bool:
        """Whether all cells are whole numbers."""
        return bool((self.cells == self.cells.round()).all())


def matrix(flat: Flat, notes: Notes) -> Matrix:
    """The matrix of a network. Raises UsageError when it would be too large to be of use."""
    import numpy

    rows, columns = sides(flat)
    two_mode = rows is not columns
    if len(rows) * len(columns) > LARGEST:
        raise UsageError(
            f"a matrix of {len(rows):,} by {len(columns):,} is too large; write the ties instead "
            "(graphml, gexf, parquet)"
        )
    row_at = {number: at for at, number in enumerate(rows)}
    column_at = {number: at for at, number in enumerate(columns)}
    cells = numpy.zeros((len(rows), len(columns)))
    seen: set[tuple[int, int]] = set()
    for edge in flat.edges:
        source, target = edge.source, edge.target
        if two_mode and source not in row_at:
            source, target = target, source
        at = row_at[source], column_at[target]
        if at in seen:
            notes.add("ties between the same two, added up", flat.nodes[source].label)
        seen.add(at)
        cells[at] += edge.weight
        if not (flat.directed or two_mode or source == target):
            seen.add(at[::-1])
            cells[at[::-1]] += edge.weight
    labels = _labels(flat, notes)
    return Matrix(
        tuple(labels[n] for n in rows), tuple(labels[n] for n in columns), cells, two_mode
    )


def sides(flat: Flat) -> tuple[Sequence[int], Sequence[int]]:
    """Numbers of the nodes in rows and in columns; the same object when there is one mode."""
    modes = list(dict.fromkeys(node.mode for node in flat.nodes))
    of = [node.mode for node in flat.nodes]
    if len(modes) != 2 or any(of[edge.source] == of[edge.target] for edge in flat.edges):
        everyone = range(len(flat.nodes))
        return everyone, everyone
    first = [n for n, mode in enumerate(of) if mode == modes[0]]
    return first, [n for n, mode in enumerate(of) if mode == modes[1]]


def _labels(flat: Flat, notes: Notes) -> list[str]:
    """The labels; equal ones with a number behind."""
    given = [node.label for node in flat.nodes]
    labels = list(distinct(given))
    for label in sorted({one for one, own in zip(given, labels, strict=True) if one != own}):
        notes.add("nodes of the same name, told apart by a number", label)
    return labels


def quoted(label: str) -> str:
    """A label as DNA quotes it: apostrophes for quotation marks, one line."""
    return '"' + " ".join(label.replace('"', "'").splitlines()) + '"'


def numbers(row: Iterable[float], whole: bool, decimals: int | None) -> list[str]:
    """The cells of a row: whole numbers when all are, else with that many decimals or all."""
    if whole:
        return [str(int(cell)) for cell in row]
    if decimals is None:
        return [repr(float(cell)) for cell in row]
    return [f"{cell:.{decimals}f}" for cell in row]


def held(made: Matrix, decimals: int | None) -> list[list[float]]:
    """The cells with no more decimals than are written."""
    cells: list[list[float]] = made.cells.tolist()
    if decimals is None:
        return cells
    return [[float(f"{cell:.{decimals}f}") for cell in row] for row in cells]
