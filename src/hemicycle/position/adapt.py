"""What a user's decisions on one concept teach.

A judge knows the language of taking sides, not what counts as one on this concept here. From a few
dozen decisions a multinomial logistic regression is fitted on what was read of the statement (its
content as a vector, or the trained judge's own numbers), with the log of what the judge found
likely as a fixed offset: without a decision it says what the judge says, and each decision moves it
a little. It takes the judge's place only where cross-validation says that it is better. Nothing
leaves the machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hemicycle.records import Agreement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Rows = NDArray[np.int64]

FEWEST = 20  # decisions that a head is fitted on
ORDER: tuple[Agreement, ...] = (1, -1, 0)  # what the columns of all arrays stand for
SHRINK = (3.0, 10.0, 30.0, 100.0, 300.0)  # penalties that are tried
FOLDS = 5
LEAST = 0.01  # nats that a head must gain
EDGE = 1e-4  # probabilities are kept this far from 0


@dataclass(frozen=True, slots=True)
class Head:
    """What is added to the judge's log-probabilities: `weights` (width + 1, 3), the last row fixed.

    `decisions` were used; the losses and shares right are those of cross-validation, of the judge
    (general) and of this head.
    """

    weights: tuple[tuple[float, ...], ...]
    decisions: int
    shrink: float
    general_loss: float
    loss: float
    general_right: float
    right: float

    def shares(self, read: Array, general: Array) -> Array:
        """Probabilities (pairs, 3) from what was read (pairs, width) and likely (pairs, 3)."""
        import numpy as np

        return _shares(_padded(read), _logs(general), np.array(self.weights))


@dataclass(frozen=True, slots=True)
class Decided:
    """Decided pairs: what was read (pairs, width), what the judge found likely (pairs, 3), and the
    sides that a person gave, as columns of ORDER (pairs,)."""

    read: Array
    general: Array
    sides: Rows

    def part(self, rows: Rows) -> Decided:
        """Some of the pairs."""
        return Decided(self.read[rows], self.general[rows], self.sides[rows])


def adapted(decided: Decided) -> Head | None:
    """A head for the concept; None with too few decisions or where the judge does as well.

    Deterministic: folds are dealt by side and order.
    """
    import numpy as np

    if len(decided.sides) < FEWEST:
        return None
    folds = _folds(decided.sides)
    general = decided.general
    tried = {shrink: _crossed(decided, folds, shrink) for shrink in SHRINK}
    best = min(SHRINK, key=lambda shrink: loss(tried[shrink], decided.sides))
    losses = loss(general, decided.sides), loss(tried[best], decided.sides)
    rights = right(general, decided.sides), right(tried[best], decided.sides)
    if not _better(general, tried[best], decided.sides) or rights[1] < rights[0]:
        return None
    weights = fitted(decided, best)
    rows = tuple(tuple(float(x) for x in np.round(row, 6)) for row in weights)
    return Head(rows, len(decided.sides), best, losses[0], losses[1], rights[0], rights[1])


def fitted(decided: Decided, shrink: float) -> Array:
    """Weights (width + 1, 3) of least penalised loss, by L-BFGS."""
    import numpy as np
    from scipy.optimize import minimize

    x, logs = _padded(decided.read), _logs(decided.general)
    gold = np.eye(3)[decided.sides]
    penalty = np.full((x.shape[1], 1), shrink)
    penalty[-1] = 1.0

    def cost(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(-1, 3)
        found = _shares(x, logs, weights)
        value = (
            -float((gold * np.log(found + 1e-12)).sum()) + float((penalty * weights**2).sum()) / 2
        )
        slope = x.T @ (found - gold) + penalty * weights
        return value, slope.ravel()

    start = np.zeros(3 * x.shape[1])
    done = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    weights: Array = done.x.reshape(-1, 3)
    return weights


def loss(shares: Array, sides: Rows) -> float:
    """Mean cross entropy, in nats."""
    return float(_losses(shares, sides).mean())


def right(shares: Array, sides: Rows) -> float:
    """Share of pairs whose likeliest side is the one given, 0 to 1."""
    return float((shares.argmax(1) == sides).mean())


def _better(general: Array, tried: Array, sides: Rows) -> bool:
    """Whether the mean loss is less by more than its standard error over the pairs, and by
    something worth the name."""
    import numpy as np

    gained = _losses(general, sides) - _losses(tried, sides)
    error = float(gained.std(ddof=1)) / float(np.sqrt(len(gained)))
    return float(gained.mean()) > max(error, LEAST)


def _losses(shares: Array, sides: Rows) -> Array:
    import numpy as np

    found: Array = -np.log(shares[np.arange(len(sides)), sides] + EDGE)
    return found


def _crossed(decided: Decided, folds: Rows, shrink: float) -> Array:
    """Each pair's probabilities from a head fitted on the other folds."""
    import numpy as np

    out = np.array(decided.general, dtype=float)
    for fold in range(FOLDS):
        held, rest = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        if len(held):
            part = decided.part(held)
            weights = fitted(decided.part(rest), shrink)
            out[held] = _shares(_padded(part.read), _logs(part.general), weights)
    return out


def _folds(sides: Rows) -> Rows:
    """Which fold each pair is in: sides spread evenly."""
    import numpy as np

    folds = np.empty(len(sides), dtype=np.int64)
    order = np.argsort(sides, kind="stable")
    folds[order] = np.arange(len(sides)) % FOLDS
    return folds


def _padded(read: Array) -> Array:
    """What was read, each row of length 1, and a constant."""
    import numpy as np

    rows = np.asarray(read, dtype=float)
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.hstack([rows / np.maximum(length, 1e-9) * 4.0, np.ones((len(rows), 1))])


def _logs(general: Array) -> Array:
    import numpy as np

    logs: Array = np.log(np.clip(np.asarray(general, dtype=float), EDGE, 1.0))
    return logs


def _shares(x: Array, logs: Array, weights: Array) -> Array:
    import numpy as np

    z = logs + x @ weights
    e = np.exp(z - z.max(1, keepdims=True))
    shares: Array = e / e.sum(1, keepdims=True)
    return shares


def sides_of(values: Sequence[int]) -> list[int]:
    """Sides 1, -1 and 0 as columns of ORDER."""
    return [ORDER.index(value) for value in values]
