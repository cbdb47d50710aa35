"""Two-mode networks: who speaks about what, and on which side.

Leifeld (2017), "Discourse Network Analysis: Policy Debates as Dynamic Networks", in The Oxford
Handbook of Political Networks; numbers as in DNA (Exporter.computeTwoModeMatrix).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from hemicycle.errors import UsageError
from hemicycle.network.counts import Counts, count, counted
from hemicycle.network.result import Network
from hemicycle.network.selecting import Aggregation, Compat
from hemicycle.network.table import Floats, Statements

if TYPE_CHECKING:
    from scipy import sparse

Normalisation = Literal["no", "activity", "prominence"]


def two_mode(
    statements: Statements,
    aggregation: Aggregation = "subtract",
    normalisation: Normalisation = "no",
    isolates: bool = False,
    compat: Compat = None,
) -> Network:
    """Network of row values (actors) and column values (concepts).

    With A[i,j,k] the statements of i on j at level k = 1..K, the weight of (i, j) is

    - "ignore": sum_k A[i,j,k]
    - "subtract": sum_k s_k A[i,j,k], s = -1, 1 for a boolean, the value for a number, 1 for texts
    - "combine": sum_k 2^(K-k) [A[i,j,k] > 0]; boolean: 1 agreed, 2 disagreed, 3 both

    divided, for "activity" by row, for "prominence" by column, by the sum of the weights
    ("ignore"), the number of cells that are not empty ("combine") or the number of statements
    ("subtract"); 0 where that is 0. Raises UsageError for "congruence" and "conflict", which need
    two actors, for more than 50 levels to combine, and for the normalisations of one-mode
    networks, which compat="dna" takes as "no", as DNA does; combine with prominence, on which DNA
    crashes, is what is said here.
    """
    kept = counted(statements, aggregation)
    counts = count(kept, isolates)
    weights = two_mode_weights(counts, aggregation, normalisation, compat)
    return Network(counts.rows, counts.columns, weights, "two", kept)


def two_mode_weights(
    counts: Counts, aggregation: Aggregation, normalisation: str, compat: Compat = None
) -> sparse.csr_array:
    """The matrix of `two_mode` from counts."""
    if normalisation not in get_args(Normalisation):
        if compat != "dna":
            raise UsageError(f"a two-mode network has no normalisation {normalisation!r}")
        normalisation = "no"
    weights = _folded(counts, aggregation)
    if normalisation != "no":
        weights = _divided(weights, _base(counts, weights, aggregation), normalisation)
    weights.eliminate_zeros()
    return weights


def _folded(counts: Counts, aggregation: Aggregation) -> sparse.csr_array:
    """The levels of `counts` added up, each with its factor."""
    import numpy as np
    from scipy import sparse

    k = len(counts.levels)
    factors: Floats = np.ones(k)
    if aggregation == "combine":
        if k > 50:
            raise UsageError(f"{k} levels are too many to combine; 50 are the most")
        factors = np.exp2(np.arange(k - 1, -1, -1.0))
    elif aggregation in ("congruence", "conflict"):
        raise UsageError(f"a two-mode network has no aggregation {aggregation!r}")
    elif aggregation == "subtract" and counts.values is not None:
        factors = counts.values * 2 - 1 if counts.kind == "boolean" else counts.values
    fold = sparse.kron(factors[:, None], sparse.eye_array(len(counts.columns)), "csr")
    return ((counts.flat.sign() if aggregation == "combine" else counts.flat) @ fold).tocsr()


def _base(counts: Counts, weights: sparse.csr_array, aggregation: Aggregation) -> sparse.csr_array:
    """What the denominators are summed from."""
    if aggregation == "combine":
        return weights.sign()
    return _folded(counts, "ignore") if aggregation == "subtract" else weights


def _divided(
    weights: sparse.csr_array, base: sparse.csr_array, normalisation: str
) -> sparse.csr_array:
    import numpy as np
    from scipy import sparse

    sums = base.sum(axis=1 if normalisation == "activity" else 0)
    factors = sparse.diags_array(np.divide(1.0, sums, out=np.zeros(len(sums)), where=sums != 0))
    divided = factors @ weights if normalisation == "activity" else weights @ factors
    return divided.tocsr()
