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
    """The matrix whose blocks `make` gives, diagonal 0, without its zeros (NaN stays).

    Blocks are asked for where most cells are a tie, so the whole is laid out dense, each block and
    its mirror image, and its own cells become those of the sparse matrix.
    """
    import numpy as np
    from scipy import sparse

    whole = np.empty((size, size))
    step = max(1, CELLS // max(size, 1))
    for at in range(0, size, step):
        part = slice(at, min(at + step, size))
        block = make(part)
        whole[part, at:] = block
        whole[part.stop :, part] = block[:, part.stop - at :].T
        square = np.triu(block[:, : part.stop - at], 1)
        whole[part, part] = square + square.T
    kind = np.int32 if size * size < 2**31 else np.int64
    places = np.tile(np.arange(size, dtype=kind), size)
    starts = np.arange(0, size * size + 1, max(size, 1), dtype=kind)[: size + 1]
    stored = sparse.csr_array((whole.ravel(), places, starts), shape=whole.shape)
    stored.eliminate_zeros()
    return stored


def _exact(left: sparse.csr_array, right: sparse.csr_array) -> bool:
    import numpy as np

    whole = all(bool((m.data == np.rint(m.data)).all()) for m in (left, right))
    norms = [float((m * m).sum(axis=1).max()) for m in (left, right)]
    return whole and norms[0] * norms[1] < EXACT**2
