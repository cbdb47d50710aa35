"""What the levels of the qualifier mean for two actors who speak about the same concept.

All one-mode aggregations are one formula,

    N[i,i'] = sum_j sum_kl W[k,l] A[i,j,k] A[i',j,l]
            + absent * sum_jk ( A[i,j,k] [A[i',j,k] = 0] + A[i',j,k] [A[i,j,k] = 0] )

and differ in W (levels x levels) and `absent` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemicycle.errors import UsageError
from hemicycle.network.table import Floats, Kind

if TYPE_CHECKING:
    from hemicycle.network.selecting import Aggregation, Compat


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """W and `absent` of the formula above."""

    between: Floats
    absent: float = 0.0


def weighing(
    aggregation: Aggregation,
    kind: Kind | None,
    values: Floats | None,
    levels: int,
    compat: Compat = None,
) -> Weighing:
    """How `aggregation` weighs `levels` levels against each other (Leifeld 2017; DNA's
    Exporter.computeOneModeMatrix).

    Numbers: congruence 1 - |q_k - q_l| / r, conflict |q_k - q_l| / r, r the largest distance;
    where there is one number only, r = 0, all agree (DNA: NaN). Texts: congruence is the same
    text used by both, conflict a text that one of them does not use. Subtract is congruence less
    conflict; "combine" and networks without a qualifier are "ignore". compat="dna": the NaN.
    """
    import numpy as np

    if aggregation in ("ignore", "combine"):
        return Weighing(np.ones((levels, levels)))
    if kind is None:
        raise UsageError(f"aggregation {aggregation!r} needs a qualifier; without one: 'ignore'")
    if values is None:
        return _of_texts(aggregation, levels)
    far = np.abs(values[:, None] - values[None, :])
    widest = far.max(initial=0.0)
    with np.errstate(invalid="ignore"):
        conflict = far / widest if widest or compat == "dna" else far
    return Weighing(_of_both(aggregation, 1 - conflict, conflict))


def _of_texts(aggregation: Aggregation, levels: int) -> Weighing:
    import numpy as np

    same, none = np.eye(levels), np.zeros((levels, levels))
    return {
        "congruence": Weighing(same),
        "conflict": Weighing(none, 1.0),
        "subtract": Weighing(same, -1.0),
    }[aggregation]


def _of_both(aggregation: Aggregation, congruence: Floats, conflict: Floats) -> Floats:
    both = {
        "congruence": congruence,
        "conflict": conflict,
        "subtract": congruence - conflict,
    }
    return both[aggregation]
