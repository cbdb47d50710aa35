"""From a tie to its statements and back. Nothing is stored: it is looked up when asked."""

from __future__ import annotations

from typing import Any

from hemicycle.errors import UsageError
from hemicycle.network.table import Column, Ints, Mask, Statements
from hemicycle.network.weighing import Weighing


def of_cell(statements: Statements, row: str, column: str) -> list[Any]:
    """Ids of the statements of `row` about `column`, in their order."""
    here = _is(statements.rows, row) & _is(statements.columns, column)
    ids: list[Any] = statements.id[here].tolist()
    return ids


def of_tie(statements: Statements, weighing: Weighing, one: str, other: str) -> list[Any]:
    """Ids of the statements of the two that count for or against their tie, in their order."""
    import numpy as np

    if one == other:
        return []
    mine, theirs = (np.flatnonzero(_is(statements.rows, name)) for name in (one, other))
    counted = [
        some[_count_for_something(statements, weighing, some, others)]
        for some, others in ((mine, theirs), (theirs, mine))
    ]
    ids: list[Any] = statements.id[np.sort(np.concatenate(counted))].tolist()
    return ids


def ties_of(
    statements: Statements, weighing: Weighing | None, rows: tuple[str, ...], statement: Any
) -> list[tuple[str, str]]:
    """The (row, column) or (row, other row) that the statement of that id has part in."""
    import numpy as np

    found = np.flatnonzero(statements.id == statement)
    if not len(found):
        raise UsageError(f"no statement {statement!r} among the {len(statements)} of this network")
    at = found[0]
    row = statements.rows.labels[statements.rows.codes[at]]
    concept = statements.columns.codes
    if weighing is None:
        return [(row, statements.columns.labels[concept[at]])]
    level, about = _level(statements), concept == concept[at]
    met = _rows_of(statements, about & (weighing.between[level[at]][level] != 0))
    if weighing.absent:
        met |= set(rows) - _rows_of(statements, about & (level == level[at]))
    return [(row, other) for other in rows if other in met and other != row]


def _count_for_something(
    statements: Statements, weighing: Weighing, some: Ints, others: Ints
) -> Mask:
    """Which of `some` have a counterpart among `others`, or lack one where that counts."""
    import numpy as np

    concept, level = statements.columns.codes, _level(statements)
    said = np.zeros((len(statements.columns.labels), len(weighing.between)), dtype=bool)
    said[concept[others], level[others]] = True
    counts = said @ (weighing.between != 0)
    if weighing.absent:
        counts |= ~said
    chosen: Mask = counts[concept[some], level[some]]
    return chosen


def _rows_of(statements: Statements, chosen: Mask) -> set[str]:
    codes = set(statements.rows.codes[chosen].tolist())
    return {statements.rows.labels[code] for code in codes}


def _level(statements: Statements) -> Ints:
    """Levels as the weighing numbers them; the one without a qualifier is its last."""
    import numpy as np

    levels = statements.levels
    return np.zeros(len(statements), dtype=np.int64) if levels is None else levels.codes


def _is(column: Column, label: str) -> Mask:
    mask: Mask = column.codes == column.labels.index(label)
    return mask
