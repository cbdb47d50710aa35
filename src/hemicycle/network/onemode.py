"""One-mode networks: who stands with whom, or against whom, by what both speak about.

Leifeld (2017), "Discourse Network Analysis: Policy Debates as Dynamic Networks", in The Oxford
Handbook of Political Networks; numbers as in DNA (Exporter.computeOneModeMatrix).
"""

from __future__ import annotations

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
    same, union = remembered(times(counts.flat, counts.flat)), remembered(_union(counts))
    pairs = _pairs(counts, weighed, same)
    divisor = _divisor(counts, normalisation, union)

    def block(part: slice) -> Floats:
        import numpy as np

        ties = pairs(part)
        if weighed.absent:
            ties = ties + weighed.absent * (union(part) - same(part))
        if normalisation != "no":
            by = divisor(part)
            ties = np.divide(ties, by, out=np.zeros_like(ties), where=by != 0)
        return ties

    return symmetric(block, len(counts.rows)), weighed


def _pairs(counts: Counts, weighed: Weighing, same: Block) -> Block:
    """sum_j sum_kl W[k,l] A[i,j,k] A[i',j,l]; W is scaled to whole numbers where it can be."""
    import numpy as np
    from scipy import sparse

    between = weighed.between
    if np.isnan(between).any():
        return lambda part: np.full_like(same(part), np.nan)
    if (between == np.eye(len(between))).all():
        return same
    scale = _whole(between)
    spread = sparse.kron(np.rint(between * scale) if scale > 1 else between,
                         sparse.eye_array(len(counts.columns)), "csr")  # fmt: skip
    if (between == 1).all():
        total = (counts.flat @ spread[:, : len(counts.columns)]).tocsr()
        return times(total, total)
    product = times(counts.flat, counts.flat @ spread)
    return lambda part: product(part) / scale


def _whole(between: Floats) -> float:
    """The smallest number up to 64 that makes all weights whole, else 1."""
    import numpy as np

    fits = (s for s in range(1, 65) if np.allclose(between * s, np.rint(between * s), atol=1e-12))
    return float(next(fits, 1))


def _union(counts: Counts) -> Block:
    """sum_jk ( S [S'=0] + S' [S=0] + S S' ), S and S' the counts of two: n + n' + D D' - P P'
    with P = [S > 0], D = S - P, products of matrices both."""
    used, n = counts.flat.sign(), counts.activity
    more = (counts.flat - used).tocsr()
    more.eliminate_zeros()
    both, again = times(used, used), times(more, more)
    return lambda part: n[part, None] + n[None, part.start :] + again(part) - both(part)


def _divisor(counts: Counts, normalisation: str, union: Block) -> Block:
    n = counts.activity
    if normalisation == "average":
        return lambda part: (n[part, None] + n[None, part.start :]) / 2
    if normalisation == "cosine":
        return lambda part: n[part, None] * n[None, part.start :]
    return union
