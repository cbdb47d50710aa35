"""Seats nodes in camps so that the ties inside camps sum to the most: moves, joins, kicks.

For ties L_i . R_i' (any sign) the quality of a seating is sum over i != i' in the same camp of
L_i . R_i'. Single nodes move to the camp that gains most while any gains (local moving), then
whole camps join while that gains (aggregation); a kick halves every camp at random and starts
over, so that what was joined wrongly can come apart. As in Blondel et al. (2008) and Traag,
Waltman & van Eck (2019), but a camp is remembered by the sum of its rows of R: the sum of a
node's ties to a camp is one short product, however many are seated there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hemicycle.network.factors import own
from hemicycle.network.table import Floats, Ints

if TYPE_CHECKING:
    import numpy as np

START, SWEEPS, PARTS = 10, 20, 64


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """Nodes with their ties; never more than `most` camps. A gain of `small` is rounding only;
    `constant` is added to every quality."""

    left: Any
    right: Any
    own: Floats
    most: int
    small: float
    constant: float

    @property
    def size(self) -> int:
        """How many nodes."""
        return len(self.own)

    def camps(self, seats: Ints, room: int) -> tuple[Floats, Floats]:
        """Sums of the rows of L and of R in each camp, one column a camp."""
        chosen = _one_hot(seats, room)
        return self.left.T @ chosen, self.right.T @ chosen

    def quality(self, seats: Ints) -> float:
        """Sum of the ties inside camps, both directions."""
        left, right = self.camps(seats, int(seats.max(initial=-1)) + 1)
        return float((left * right).sum() - self.own.sum()) + self.constant


def board(left: Any, right: Any, most: int | None = None, constant: float = 0.0) -> Board:
    """A `Board`; without `most`, as many camps as nodes."""
    inside = own(left, right)
    size = max(1, len(inside))
    norms = float((left * left).sum()) * float((right * right).sum())
    return Board(left, right, inside, most or size, 1e-10 * norms**0.5 / size, constant)


def seated(on: Board, rng: np.random.Generator, restarts: int = 10, kicks: int = 3) -> Ints:
    """The best seating of `restarts` random starts, each kicked `kicks` times."""
    import numpy as np

    best, most = np.zeros(on.size, dtype=np.int64), -np.inf
    for _ in range(restarts if on.size else 0):
        start = rng.integers(min(START, on.most, on.size), size=on.size)
        seats = _settled(on, start, rng)
        for _ in range(kicks):
            tried = _settled(on, _kicked(seats, on.most, rng), rng)
            if on.quality(tried) > on.quality(seats):
                seats = tried
        if on.quality(seats) > most + on.small:
            best, most = seats, on.quality(seats)
    return best


def _settled(on: Board, seats: Ints, rng: np.random.Generator) -> Ints:
    """Moves and joins until neither helps."""
    quality = on.quality(seats)
    while True:
        tried = _joined(on, _moved(on, seats, rng))
        better = on.quality(tried)
        if better <= quality + on.small:
            return seats
        seats, quality = tried, better


def _moved(on: Board, seats: Ints, rng: np.random.Generator) -> Ints:
    """Every node to where it gains most, sweep by sweep; of a large board a 64th at a time."""
    import numpy as np

    step = max(1, on.size // PARTS)
    for _ in range(SWEEPS):
        seats = _without_gaps(seats)
        room = min(int(seats.max()) + 2, on.most)  # one camp is empty
        totals = on.camps(seats, room)[1]
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
                totals += on.right[moved].T @ change
                seats[moved] = to
                moves += len(moved)
        if not moves:
            break
    return _without_gaps(seats)


def _joined(on: Board, seats: Ints) -> Ints:
    """Camps joined, best pair first, while that gains."""
    import numpy as np

    room = int(seats.max()) + 1
    left, right = on.camps(seats, room)
    between = left.T @ right
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
