"""Seats nodes in camps so that the ties inside camps sum to the most: moves, joins, kicks.

The tie of i and i' is sum_f w_f L_if L_i'f (see `factors`), of any sign; the quality of a seating
is the sum of the ties of all i != i' in the same camp. Single nodes move to the camp that gains most while any gains (local moving), then
whole camps join while that gains (aggregation); a kick halves every camp at random and starts
over, so that what was joined wrongly can come apart. As in Blondel et al. (2008) and Traag,
Waltman & van Eck (2019), but a camp is remembered by the sum of its rows of L: the sum of a
node's ties to a camp is one short product, however many are seated there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hemicycle.network.table import Floats, Ints

if TYPE_CHECKING:
    import numpy as np

START, SWEEPS, PARTS = 10, 20, 64


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """Nodes with their ties; never more than `most` camps. A gain of `small` is rounding only;
    `constant` is added to every quality."""

    left: Any
    weights: Floats
    own: Floats
    most: int
    small: float
    constant: float

    @property
    def size(self) -> int:
        """How many nodes."""
        return len(self.own)

    def camps(self, seats: Ints, room: int) -> Floats:
        """Sum of the rows of L in each camp, one column a camp."""
        from scipy import sparse

        here = range(len(seats) + 1)
        chosen = sparse.csr_array(([1.0] * len(seats), seats, here), shape=(len(seats), room))
        sums = chosen.T @ self.left
        return (sums.toarray() if sparse.issparse(sums) else sums).T

    def quality(self, seats: Ints) -> float:
        """Sum of the ties inside camps, both directions."""
        sums = self.camps(seats, int(seats.max(initial=-1)) + 1)
        inside = float(self.weights @ (sums * sums).sum(axis=1))
        return inside - float(self.own.sum()) + self.constant


def board(
    left: Any, weights: Floats, own: Floats, most: int | None = None, constant: float = 0.0
) -> Board:
    """A `Board`; `own` is sum_f w_f L_if^2; without `most`, as many camps as nodes."""
    size = max(1, len(own))
    scale = float(abs(weights) @ (left * left).sum(axis=0)) / size
    return Board(left, weights, own, most or size, 1e-10 * scale, constant)


def seated(
    on: Board, rng: np.random.Generator, restarts: int = 10, kicks: int = 3
) -> tuple[Ints, float]:
    """The best seating of `restarts` random starts, each kicked `kicks` times; its quality."""
    import numpy as np

    best = np.zeros(on.size, dtype=np.int64), -np.inf
    for _ in range(restarts if on.size else 0):
        start = rng.integers(min(START, on.most, on.size), size=on.size)
        found = _settled(on, start, rng)
        for _ in range(kicks):
            tried = _settled(on, _kicked(found[0], on.most, rng), rng)
            found = max(found, tried, key=_by_quality)
        if found[1] > best[1] + on.small:
            best = found
    return best


def _by_quality(found: tuple[Ints, float]) -> float:
    return found[1]


def _settled(on: Board, seats: Ints, rng: np.random.Generator) -> tuple[Ints, float]:
    """Moves and joins until neither helps; the quality too."""
    quality = on.quality(seats)
    while True:
        tried = _joined(on, _moved(on, seats, rng))
        better = on.quality(tried)
        if better <= quality + on.small:
            return seats, quality
        seats, quality = tried, better


def _moved(on: Board, seats: Ints, rng: np.random.Generator) -> Ints:
    """Every node to where it gains most, sweep by sweep; of a large board a 64th at a time."""
    import numpy as np

    step = max(1, on.size // PARTS)
    for _ in range(SWEEPS):
        seats = _without_gaps(seats)
        room = min(int(seats.max()) + 2, on.most)  # one camp is empty
        totals = on.weights[:, None] * on.camps(seats, room)
        order, moves = rng.permutation(on.size), 0
        for at in range(0, on.size, step):
            part = order[at : at + step]
            here = np.arange(len(part))
            sums = on.left[part] @ totals
            sums[here, seats[part]] -= on.own[part]
            best = sums.argmax(axis=1)
            go = sums[here, best] > sums[here, seats[part]] + on.small
            if go.any():
                moved, to = part[go], best[go]
                change = _one_hot(to, room) - _one_hot(seats[moved], room)
                totals += on.weights[:, None] * (on.left[moved].T @ change)
                seats[moved] = to
                moves += len(moved)
        if not moves:
            break
    return _without_gaps(seats)


def _joined(on: Board, seats: Ints) -> Ints:
    """Camps joined, best pair first, while that gains."""
    import numpy as np

    room = int(seats.max()) + 1
    sums = on.camps(seats, room)
    between = sums.T @ (on.weights[:, None] * sums)
    np.fill_diagonal(between, -np.inf)
    names = np.arange(room)
    while room > 1 and between.max() > on.small:
        a, b = np.unravel_index(between.argmax(), between.shape)
        between[a] += between[b]
        between[:, a] += between[:, b]
        between[b], between[:, b], between[a, a] = -np.inf, -np.inf, -np.inf
        names[names == b] = a
    return _without_gaps(names[seats])


def _kicked(seats: Ints, most: int, rng: np.random.Generator) -> Ints:
    """Every camp halved at random; where no more camps may be, a tenth seated anew."""
    import numpy as np

    camps = int(seats.max()) + 1
    if 2 * camps <= most:
        return _without_gaps(seats * 2 + rng.integers(2, size=len(seats)))
    anew = rng.random(len(seats)) < 0.1
    return _without_gaps(np.where(anew, rng.integers(min(most, camps + 1), size=len(seats)), seats))


def _without_gaps(seats: Ints) -> Ints:
    import numpy as np

    used = np.bincount(seats) > 0
    return np.asarray((np.cumsum(used) - 1)[seats], dtype=np.int64)


def _one_hot(seats: Ints, room: int) -> Floats:
    import numpy as np

    chosen = np.zeros((len(seats), room))
    chosen[np.arange(len(seats)), seats] = 1
    return chosen
