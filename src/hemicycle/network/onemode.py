"""One-mode networks: who stands with whom, or against whom, by what both speak about.

Leifeld (2017), "Discourse Network Analysis: Policy Debates as Dynamic Networks", in The Oxford
Handbook of Political Networks; numbers as in DNA (Exporter.computeOneModeMatrix).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, get_args

from hemicycle.errors import UsageError
from hemicycle.network.counts import Counts, count, counted
from hemicycle.network.products import Block, remembered, symmetric, times
from hemicycle.network.result import Network
from hemicycle.network.selecting import Aggregation, Compat
from hemicycle.network.table import Floats, Statements
from hemicycle.network.weighing import Weighing, weighing

if TYPE_CHECKING:
    from scipy import sparse

Normalisation = Literal["no", "average", "jaccard", "cosine"]


def one_mode(
    statements: Statements,
    aggregation: Aggregation = "subtract",
    normalisation: Normalisation = "no",
    isolates: bool = False,
    compat: Compat = None,
) -> Network:
    """Network of row values (actors) tied by the column values (concepts) both speak about.

    With A[i,j,k] the statements of i on j at level k, the tie of i and i' is the sum of
    `weighing` over all pairs of their statements on the same j, divided by (0 where that is 0)

    - "no": 1
    - "average": (n_i + n_i') / 2, n_i = sum_jk A[i,j,k] (average activity)
    - "jaccard": sum_jk ( A[i,j,k] [A[i',j,k]=0] + A[i',j,k] [A[i,j,k]=0] + A[i,j,k] A[i',j,k] )
    - "cosine": n_i n_i'

    The last two are what DNA calls so: the Jaccard and cosine of the literature only where no
    count is above 1, and where every actor has one statement. Diagonal 0. Raises UsageError for
    an aggregation without a qualifier and for the normalisations of two-mode networks, which
    compat="dna" takes as "no", as DNA does.
    """
    kept = counted(statements, aggregation)
    counts = count(kept, isolates)
    weights, weighed = one_mode_weights(counts, aggregation, normalisation, compat)
    return Network(counts.rows, counts.rows, weights, "one", kept, weighed)


def one_mode_weights(
    counts: Counts, aggregation: Aggregation, normalisation: str, compat: Compat = None
) -> tuple[sparse.csr_array, Weighing]:
    """The matrix of `one_mode` from counts, and the weighing it was made with."""
    if normalisation not in get_args(Normalisation):
        if compat != "dna":
            raise UsageError(f"a one-mode network has no normalisation {normalisation!r}")
        normalisation = "no"
    weighed = weighing(aggregation, counts.kind, counts.values, len(counts.levels), compat)
    left, right, scale = _factors(counts, weighed)
    known = (weighed.between == weighed.between).all()  # not NaN
    if known and not weighed.absent and _few(counts):
        return _sparse(counts, left, right.T / scale, normalisation), weighed
    return _in_blocks(counts, weighed, times(left, right), scale, normalisation), weighed


def _factors(counts: Counts, weighed: Weighing) -> tuple[sparse.csr_array, sparse.csr_array, float]:
    """Matrices L, R and a number s with sum_j sum_kl W[k,l] A[i,j,k] A[i',j,l] = L R' / s; s makes
    W whole, so that the product is one of whole numbers."""
    import numpy as np
    from scipy import sparse

    between = weighed.between
    if (between == np.eye(len(between))).all():
        return counts.flat, counts.flat, 1.0
    scale = _whole(between)
    spread = sparse.kron(np.rint(between * scale) if scale > 1 else between,
                         sparse.eye_array(len(counts.columns)), "csr")  # fmt: skip
    if (between == 1).all():
        total = (counts.flat @ spread[:, : len(counts.columns)]).tocsr()
        return total, total, 1.0
    return counts.flat, (counts.flat @ spread).tocsr(), scale


def _whole(between: Floats) -> float:
    """The smallest number up to 64 that makes all weights whole, else 1."""
    import numpy as np

    fits = (s for s in range(1, 65) if np.allclose(between * s, np.rint(between * s), atol=1e-12))
    return float(next(fits, 1))


def _few(counts: Counts) -> bool:
    """Whether at most a fifth of all pairs can have a tie."""
    import numpy as np

    wide = len(counts.columns)
    users = np.bincount(counts.flat.indices % wide if wide else [], minlength=wide)
    return float((users.astype(float) ** 2).sum()) < len(counts.rows) ** 2 / 5


def _sparse(
    counts: Counts, left: sparse.csr_array, right: sparse.csr_array, normalisation: str
) -> sparse.csr_array:
    """The ties of those who have one, and only these divided."""
    from scipy import sparse

    ties, n = (left @ right).tocoo(), counts.activity
    off = ties.row != ties.col
    i, j, data = ties.row[off], ties.col[off], ties.data[off]

    def union() -> Floats:
        used, more = _used_and_more(counts)
        either: Floats = n[i] + n[j] + (more @ more.T - used @ used.T).tocsr()[i, j]
        return either

    data = _divided(data, normalisation, n[i], n[j], union)
    made = sparse.csr_array((data, (i, j)), shape=ties.shape)
    made.eliminate_zeros()
    return made


def _in_blocks(
    counts: Counts, weighed: Weighing, pairs: Block, scale: float, normalisation: str
) -> sparse.csr_array:
    same, union = remembered(times(counts.flat, counts.flat)), remembered(_union(counts))
    n, unknown = counts.activity, (weighed.between != weighed.between).any()

    def block(part: slice) -> Floats:
        ties = pairs(part) / scale if not unknown else same(part) * float("nan")
        if weighed.absent:
            ties = ties + weighed.absent * (union(part) - same(part))
        others = n[None, part.start :]
        return _divided(ties, normalisation, n[part, None], others, lambda: union(part))

    return symmetric(block, len(counts.rows))


def _divided(
    ties: Floats, normalisation: str, n: Floats, others: Floats, union: Callable[[], Floats]
) -> Floats:
    """`ties` of actors of activity `n` with `others`, normalised; 0 where that would be by 0."""
    import numpy as np

    if normalisation == "no":
        return ties
    ways = {"average": lambda: (n + others) / 2, "cosine": lambda: n * others, "jaccard": union}
    by = ways[normalisation]()
    divided: Floats = np.divide(ties, by, out=np.zeros_like(ties), where=by != 0)
    return divided


def _union(counts: Counts) -> Block:
    """sum_jk ( S [S'=0] + S' [S=0] + S S' ), S and S' the counts of two: n + n' + D D' - P P'
    with P = [S > 0], D = S - P, products of matrices both."""
    used, more = _used_and_more(counts)
    both, again, n = times(used, used), times(more, more), counts.activity
    return lambda part: n[part, None] + n[None, part.start :] + again(part) - both(part)


def _used_and_more(counts: Counts) -> tuple[sparse.csr_array, sparse.csr_array]:
    used = counts.flat.sign()
    more = (counts.flat - used).tocsr()
    more.eliminate_zeros()
    return used, more
