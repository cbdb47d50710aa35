"""Symmetric matrices from products of counts: in blocks, sparse or dense, always exact.

A block holds the rows `part` and the columns from `part.start` on: the upper triangle is enough.
Sums of products of whole numbers are exact in single precision as long as no partial sum passes
2^24; by Cauchy and Schwarz none does while the product of the largest row norms is below. Single
precision is twice as fast.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from hemicycle.network.table import Floats

if TYPE_CHECKING:
    from scipy import sparse

EXACT = 2.0**24  # whole numbers a single-precision float can tell apart
DENSE = 0.05  # share of non-zero cells from which the dense product is the faster one
CELLS = 2**21  # cells of a block: 16 MiB

Block: TypeAlias = Callable[[slice], Floats]


def times(left: sparse.csr_array, right: sparse.csr_array) -> Block:
    """Blocks of left @ right.T."""
    import numpy as np

    size = left.shape[0]
    if not left.nnz or not right.nnz:
        return lambda part: np.zeros((part.stop - part.start, size - part.start))
    if left.nnz * right.nnz < DENSE**2 * np.prod(left.shape) * np.prod(right.shape):
        across = right.T.tocsr()
        return lambda part: (left[part] @ across)[:, part.start :].toarray()
    kind = np.float32 if _exact(left, right) else np.float64
    first, second = left.toarray().astype(kind), right.toarray().astype(kind)
    return lambda part: (first[part] @ second[part.start :].T).astype(np.float64)


def remembered(block: Block) -> Block:
    """The same, but the block asked for last is kept, for two who need it."""
    last: dict[tuple[int, int], Floats] = {}

    def ask(part: slice) -> Floats:
        key = part.start, part.stop
        if key not in last:
            last.clear()
            last[key] = block(part)
        return last[key].copy()

    return ask


def symmetric(make: Block, size: int) -> sparse.csr_array:
    """The matrix whose blocks `make` gives, diagonal 0, without its zeros (NaN stays)."""
    from scipy import sparse

    if not size:
        return sparse.csr_array((0, 0))
    step = max(1, CELLS // size)
    parts = [slice(at, min(at + step, size)) for at in range(0, size, step)]
    upper = sparse.vstack([_stored(make(part), size) for part in parts], "csr")
    return upper + upper.T.tocsr()


def _stored(block: Floats, size: int) -> sparse.csr_array:
    """Above the diagonal, as rows of the whole matrix."""
    import numpy as np
    from scipy import sparse

    rows, columns = block.shape
    block[:, :rows] = np.triu(block[:, :rows], 1)
    places = np.tile(np.arange(size - columns, size, dtype=np.int32), rows)
    starts = np.arange(0, rows * columns + 1, columns, dtype=np.int32)
    stored = sparse.csr_array((block.ravel(), places, starts), shape=(rows, size))
    stored.eliminate_zeros()
    return stored


def _exact(left: sparse.csr_array, right: sparse.csr_array) -> bool:
    import numpy as np

    whole = all(bool((m.data == np.rint(m.data)).all()) for m in (left, right))
    norms = [float((m * m).sum(axis=1).max()) for m in (left, right)]
    return whole and norms[0] * norms[1] < EXACT**2
