"""One voice for every actor on every concept it speaks about, however often it does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hemicycle.network.counts import Counts
from hemicycle.network.table import Floats, Ints

if TYPE_CHECKING:
    from scipy import sparse


def voices(counts: Counts) -> tuple[Ints, Ints, Floats]:
    """Row, column and the shares of its statements at each level, of every pair that met."""
    import numpy as np

    total: sparse.csr_array = sum(counts.layers[1:], counts.layers[0].copy())
    total.eliminate_zeros()
    at = total.tocoo()
    levels = [np.asarray(layer[at.row, at.col]).ravel() for layer in counts.layers]
    shares = np.column_stack(levels).astype(np.float64) / at.data.astype(np.float64)[:, None]
    return at.row, at.col, shares


def voiced(counts: Counts, rows: Ints, columns: Ints, shares: Floats) -> Counts:
    """`counts` with these shares instead of numbers."""
    import numpy as np
    from scipy import sparse

    wide, levels = len(counts.columns), shares.shape[1]
    places = np.concatenate([columns + k * wide for k in range(levels)])
    cells = (shares.T.ravel(), (np.tile(rows, levels), places))
    return replace(counts, flat=sparse.csr_array(cells, shape=counts.flat.shape))
