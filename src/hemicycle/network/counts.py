"""How often each row value met each column value at each level of the qualifier."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hemicycle.network.selecting import Aggregation, said
from hemicycle.network.table import Column, Floats, Ints, Kind, Statements

if TYPE_CHECKING:
    from scipy import sparse


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """A[i,j,k]: statements of row value i on column value j at level k.

    `flat` is the array of shape (rows, levels x columns) that has the levels beside each other,
    so that products over columns and levels are products of matrices. `values` are the numbers
    of the levels, None where they are texts or where there is no qualifier (one level).
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    levels: tuple[str, ...]
    kind: Kind | None
    values: Floats | None
    flat: sparse.csr_array

    @property
    def layers(self) -> list[sparse.csr_array]:
        """The matrices of rows by columns, one a level."""
        wide = len(self.columns)
        return [self.flat[:, k * wide : (k + 1) * wide] for k in range(len(self.levels))]

    @property
    def activity(self) -> Floats:
        """n_i: all statements of each row value."""
        sums: Floats = self.flat.sum(axis=1)
        return sums

    def over(self, columns: Ints) -> Counts:
        """The same with only some of the columns (their numbers)."""
        import numpy as np

        wide = len(self.columns)
        places = [k * wide + np.asarray(columns) for k in range(len(self.levels))]
        names = tuple(self.columns[j] for j in columns)
        flat = self.flat[:, np.concatenate(places)]
        return Counts(self.rows, names, self.levels, self.kind, self.values, flat)


def counted(statements: Statements, aggregation: Aggregation) -> Statements:
    """Those of `statements` that go into a network. The levels of a document's text are those
    that occur in them, all others those that were loaded."""
    keep = said(statements, aggregation)
    kept = statements if keep.all() else statements.take(keep)
    if kept.levels is None or kept.levels.kind != "document":
        return kept
    return replace(kept, named={**kept.named, str(kept.qualifier): kept.levels.compact()})


def count(statements: Statements, isolates: bool = False, weights: Floats | None = None) -> Counts:
    """Counts of `counted` statements; with `weights`, sums of these (one per statement).

    Rows and columns are those that occur, with `isolates` all that were loaded. Statements
    without a qualifier, of which there are some where it is ignored, have a level "" of their own.
    """
    import numpy as np
    from scipy import sparse

    rows, i = _labels(statements.rows, isolates)
    columns, j = _labels(statements.columns, isolates)
    levels, k = _levels(statements)
    ones = np.ones(len(i)) if weights is None else weights
    shape = len(rows), len(levels.labels) * len(columns)
    flat = sparse.coo_array((ones, (i, k * len(columns) + j)), shape=shape).tocsr()
    kind = None if statements.levels is None else levels.kind
    return Counts(rows, columns, levels.labels, kind, levels.values, flat)


def _labels(column: Column, every: bool) -> tuple[tuple[str, ...], Ints]:
    shown = column if every else column.compact()
    return shown.labels, shown.codes


def _levels(statements: Statements) -> tuple[Column, Ints]:
    """The levels, and each statement's; without a qualifier there is one level."""
    import numpy as np

    levels = statements.levels
    if levels is None:
        nothing = np.zeros(len(statements), dtype=np.int64)
        return Column(nothing, ("",)), nothing
    if (levels.codes >= 0).all():
        return levels, levels.codes
    last = np.where(levels.codes < 0, len(levels.labels), levels.codes)
    return Column(last, (*levels.labels, ""), levels.kind), last
