"""One voice for every actor on every concept it speaks about, however often it does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hemicycle.network.counts import Counts
from hemicycle.network.factors import Layers, matrices, placed
from hemicycle.network.table import Floats, Ints

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True, eq=False)
class Voices:
    """Row, column and the shares of its statements at each level, of every pair that met; `shape`
    is that of rows by columns."""

    rows: Ints
    columns: Ints
    shares: Floats
    shape: tuple[int, int]

    def layers(self) -> Layers:
        """The shares, one matrix a level."""
        return placed(self.rows, self.columns, self.shares, self.shape)

    def dealt(self, rng: np.random.Generator) -> Voices:
        """The voices on each concept dealt anew among those who speak about it."""
        import numpy as np

        wide = self.shape[1]
        narrow = self.columns.astype(np.uint16) if wide < 2**16 else self.columns
        order = np.argsort(narrow, kind="stable")
        dealt = order.copy()
        ends = np.cumsum(np.bincount(self.columns, minlength=wide)).tolist()
        for start, end in zip([0, *ends], ends, strict=False):
            rng.shuffle(dealt[start:end])
        seats = self.rows[order], self.columns[order]
        return replace(self, rows=seats[0], columns=seats[1], shares=self.shares[dealt])


def voices(counts: Counts) -> Voices:
    """The voices of `counts`, row by row."""
    import numpy as np

    shape = len(counts.rows), len(counts.columns)
    if not counts.flat.nnz:
        nobody = np.zeros(0, dtype=np.int64)
        return Voices(nobody, nobody, np.zeros((0, len(counts.levels))), shape)
    each = matrices(counts)
    total = sum(each[1:], each[0].copy())
    rows, columns = total.nonzero()
    levels = [np.asarray(layer[rows, columns]).ravel() for layer in each]
    said = np.asarray(total[rows, columns]).ravel()
    return Voices(rows, columns, np.column_stack(levels) / said[:, None], shape)
