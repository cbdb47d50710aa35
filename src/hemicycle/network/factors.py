"""Agreement and conflict as products of narrow matrices, which are never multiplied out.

The tie of i and i' is sum_kl W[k,l] sum_j A[i,j,k] A[i',j,l] (see `weighing`). With the
eigenvectors v and eigenvalues w of W it is sum_v w (A v)_i (A v)_i', so what matters about 5,000
actors on 300 concepts is 5,000 x 300 numbers, not 5,000 x 5,000; for true and false, congruence
less conflict is one product, of agreements less disagreements.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hemicycle.network.counts import Counts
from hemicycle.network.table import Floats, Ints
from hemicycle.network.weighing import weighing

DENSE = 20_000_000  # cells up to which an ordinary array is the faster one


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """The counts, one matrix of rows by columns for each level; `inner[k, l]` is, for each row,
    the sum over columns of its counts at levels k and l, multiplied."""

    matrices: list[Any]
    inner: Floats

    def folded(self, between: Floats) -> tuple[Any, Floats]:
        """L and w with sum_f w_f L_if L_i'f the tie of i and i' that `between` (W) makes."""
        import numpy as np

        values, vectors = np.linalg.eigh(between)
        kept = np.flatnonzero(abs(values) > 1e-12 * abs(values).max(initial=1e-300))
        parts = [_weighed(vectors[:, k], self.matrices) for k in kept]
        wide = self.matrices[0].shape[1]
        if not parts:
            return self.matrices[0] * 0, np.zeros(wide)
        return beside(parts), np.repeat(values[kept], wide)

    def degrees(self, between: Floats) -> Floats:
        """Sum of the ties of each row with all others."""
        import numpy as np

        sums = between @ np.array([m.sum(axis=0) for m in self.matrices])
        ties: Floats = sum(m @ to for m, to in zip(self.matrices, sums, strict=True))
        return ties - self.own(between)

    def own(self, between: Floats) -> Floats:
        """The tie of each row with itself, as the formula has it."""
        import numpy as np

        out: Floats = np.tensordot(between, self.inner)
        return out


def _weighed(factors: Floats, matrices: list[Any]) -> Any:
    return sum(v * m for v, m in zip(factors, matrices, strict=True) if v)


def layers(counts: Counts) -> Layers:
    """Those of `counts`, dense where that is not too large."""
    made = matrices(counts)
    return Layers(made, _inner(made))


def matrices(counts: Counts) -> list[Any]:
    """One a level, dense where that is not too large."""
    if counts.flat.shape[0] * counts.flat.shape[1] > DENSE:
        return list(counts.layers)
    flat, wide = counts.flat.toarray(), len(counts.columns)
    return [flat[:, k * wide : (k + 1) * wide] for k in range(len(counts.levels))]


def placed(rows: Ints, columns: Ints, values: Floats, shape: tuple[int, int]) -> Layers:
    """One matrix a column of `values`, each value at its row and column."""
    import numpy as np
    from scipy import sparse

    made: list[Any] = []
    for level in values.T:
        if shape[0] * shape[1] * len(values.T) > DENSE:
            made.append(sparse.csr_array((level, (rows, columns)), shape=shape))
        else:
            made.append(np.zeros(shape))
            made[-1][rows, columns] = level
    return Layers(made, _inner(made))


def _inner(matrices: list[Any]) -> Floats:
    import numpy as np
    from scipy import sparse

    number = len(matrices)
    out: Floats = np.zeros((number, number, matrices[0].shape[0] if matrices else 0))
    for k, one in enumerate(matrices):
        for other in range(k, number):
            two = matrices[other]
            by_hand = sparse.issparse(one)
            out[k, other] = (one * two).sum(axis=1) if by_hand else _rowwise(one, two)
            out[other, k] = out[k, other]
    return out


def _rowwise(one: Floats, other: Floats) -> Floats:
    """Products of the rows of one with those of the other, without a matrix in between."""
    import numpy as np

    sums: Floats = np.einsum("ij,ij->i", one, other)
    return sums


def beside(parts: list[Any]) -> Any:
    """Matrices next to each other."""
    import numpy as np
    from scipy import sparse

    if len(parts) == 1:
        return parts[0]
    if any(sparse.issparse(part) for part in parts):
        return sparse.hstack([sparse.csr_array(part) for part in parts], "csr")
    return np.hstack(parts)


def sides(counts: Counts) -> tuple[Floats, Floats]:
    """W of agreement and W of conflict. Numbers, true and false: congruence and conflict; texts:
    the same text agrees, nothing conflicts; no qualifier: what both speak about agrees."""
    import numpy as np

    number = len(counts.levels)
    how = "ignore" if counts.kind is None else "congruence"
    agree = weighing(how, counts.kind, counts.values, number).between  # type: ignore[arg-type]
    if counts.values is None:
        return agree, np.zeros((number, number))
    return agree, weighing("conflict", counts.kind, counts.values, number).between
