"""DNA's polarization score of given groups, for those who compare. No index of polarisation:
it is the distance from a polarised ideal, so two perfect camps score lowest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hemicycle.errors import UsageError
from hemicycle.network.clock import Unit
from hemicycle.network.kernel import Slice, smoothed
from hemicycle.network.kernel_dna import Kernel, network
from hemicycle.network.result import Network
from hemicycle.network.table import Floats, Statements


def score(
    congruence: Floats, conflict: Floats, groups: Sequence[int], normalised: bool = False
) -> float:
    """Q / 2 of DNA (dna.export.Polarization), or Q / (2 (|C| + |X|)) if `normalised`.

    C and X are the congruence and conflict networks (n x n), |.| the sum of absolute cells,
    s_g the size of group g, W = sum s_g (s_g - 1), B = n (n - 1) - W. Q sums, over ordered pairs,
    |C_ab - s_g (s_g - 1) |C| / W^2| + |X_ab| within group g, and
    |C_ab| + |X_ab - s_g s_h |X| / B^2| between g and h. Raises UsageError when the
    number of groups' members does not fit the matrices.
    """
    import numpy as np

    group = np.unique(np.asarray(groups), return_inverse=True)[1]
    if congruence.shape != conflict.shape or len(group) != len(congruence):
        raise UsageError(f"{len(group)} memberships for {len(congruence)} actors")
    size = np.bincount(group)[group].astype(np.float64)
    same = group[:, None] == group[None, :]
    inside = float((size - 1).sum())
    outside = len(group) * (len(group) - 1) - inside
    c, x = abs(congruence).sum(), abs(conflict).sum()
    ideal_c = _share(size * (size - 1), inside, c)[:, None] * same
    ideal_x = _share(size[:, None] * size[None, :], outside, x) * ~same
    off = abs(congruence - ideal_c) + abs(conflict - ideal_x)
    np.fill_diagonal(off, 0)
    total = off.sum() / 2
    return float(total / (c + x)) if normalised and c + x else float(total)


def _share(pairs: Floats, all_pairs: float, total: float) -> Floats:
    import numpy as np

    return pairs / all_pairs * (total / all_pairs) if all_pairs else np.zeros(pairs.shape)


def slices(
    statements: Statements, kernel: Kernel, unit: Unit, size: int
) -> Iterator[tuple[Slice, Network]]:
    """The networks that DNA's polarization over time is of: "subtract" for both C and X, their
    diagonal 0. Unlike `kernel.networks`, rows, levels and the counts of the normalisation are
    those of the slice, and statements on its very edge are left out (all count for "gaussian")."""
    import numpy as np

    for at in smoothed(statements, kernel, unit, size, indent=False, compat="dna"):
        time = at.statements.time
        inside = ((at.start < time) & (time < at.stop)) | np.full(len(time), kernel == "gaussian")
        felt = at.statements.take(inside).compact()
        made = network(felt, felt, at.weights[inside], "one", "subtract", "average")
        made.weights.setdiag(0)
        yield at, made
