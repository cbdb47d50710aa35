"""How far apart networks are: cell by cell, or by their spectra."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from hemicycle.errors import UsageError
from hemicycle.network.selecting import Compat
from hemicycle.network.table import Floats

if TYPE_CHECKING:
    from scipy import sparse

    from hemicycle.network.result import Network


def spectrum(ties: Floats, compat: Compat = None) -> Floats:
    """Eigenvalues of the Laplacian D - A of a symmetric matrix, negative ties taken as 0,
    greatest first, divided by their sum (all 0 where that is 0).

    As Leifeld (2017) means it. compat="dna": DNA forgets to subtract A, so what it calls
    eigenvalues are the row sums (Exporter.computeNormalizedEigenvalues).
    """
    import numpy as np

    positive = np.maximum(ties, 0)
    degrees = positive.sum(axis=1)
    values = degrees if compat == "dna" else np.linalg.eigvalsh(np.diag(degrees) - positive)
    values = np.sort(np.maximum(values, 0))[::-1]
    total = values.sum()
    return values / total if total else np.zeros_like(values)


def spectral_loss(one: Floats, other: Floats) -> float:
    """Sum of |x_i - y_i| over two spectra of the same length."""
    return float(abs(one - other).sum())


def distances(
    networks: Sequence[Network],
    by: Literal["absolute", "spectral"] = "absolute",
    to_one: bool = False,
    compat: Compat = None,
) -> Floats:
    """Matrix of distances between networks of the same rows and columns.

    "absolute": sum over cells of |a - b|; "spectral": `spectral_loss` of their spectra (one-mode
    only). `to_one` first divides each network by the sum of its absolute weights (compat="dna":
    of its weights). Raises UsageError where rows or columns differ: use isolates.
    """
    import numpy as np
    from scipy.spatial.distance import cdist

    if len({(n.rows, n.columns) for n in networks}) > 1:
        raise UsageError("the networks differ in rows or columns: make them with isolates=True")
    ties = [_scaled(n.weights, compat) if to_one else n.weights for n in networks]
    if by == "spectral":
        features = np.array([spectrum(m.toarray(), compat) for m in ties])
    else:
        features = _cells(ties)
    apart: Floats = cdist(features, features, "cityblock") if len(ties) else np.zeros((0, 0))
    return apart


def _cells(ties: Sequence[sparse.csr_array]) -> Floats:
    """The cells of each matrix, side by side; those that are 0 in all of them left out."""
    import numpy as np
    from scipy import sparse

    if not ties:
        return np.zeros((0, 0))
    flat = sparse.vstack([sparse.coo_array(m).reshape((1, -1)) for m in ties], "csc")
    used = np.diff(flat.indptr) > 0
    cells: Floats = flat[:, used].toarray()
    return cells if cells.shape[1] else np.zeros((len(ties), 1))


def _scaled(ties: sparse.csr_array, compat: Compat) -> sparse.csr_array:
    total = ties.sum() if compat == "dna" else abs(ties).sum()
    return ties / total if total else ties
