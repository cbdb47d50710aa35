"""Seats nodes in camps so that the ties inside camps sum to the most: moves, joins, kicks.

The tie of i and i' is sum_f w_f L_if L_i'f (see `factors`), of any sign; the quality of a seating
is the sum of the ties of all i != i' in the same camp. Single nodes move to the camp that gains
most while any gains (local moving), then whole camps join while that gains (aggregation); a kick
halves every camp at random and starts over, so that what was joined wrongly can come apart. As in
Blondel et al. (2008) and Traag, Waltman & van Eck (2019), but a camp is remembered by the sum of
its rows of L: the sum of a node's ties to a camp is one short product, however many sit there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hemicycle.network.table import Floats, Ints

if TYPE_CHECKING:
    import numpy as np

START, SWEEPS, PARTS = 10, 20, 64
LARGE, ROUGH = 1_000_000, 1e4  # cells of L; gains that single precision can tell, by `small`


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """Nodes with their ties; never more than `most` camps. A gain of `small` is rounding only;
    `constant` is added to every quality. `fast` is L as moves read it, with the least gain that is
    one there: of a large board in single precision, which decides where a node goes, never what is
    better in the end."""

    left: Any
    fast: Any
    least: float
    weights: Floats
    own: Floats
    most: int
    small: float
    constant: float

    @property
    def size(self) -> int:
        """How many nodes."""
        return len(self.own)

    @property
    def few(self) -> int:
        """So many moves in a sweep change nothing that matters: none, of a large board one node in
        a thousand."""
        return 0 if self.fast is self.left else self.size // 1000

    def camps(self, seats: Ints, room: int) -> Floats:
        """Sum of the rows of L in each camp, one column a camp."""
        return _camps(self.left, seats, room)

    def quality(self, sums: Floats) -> float:
        """Sum of the ties inside camps, both directions, from the sums of `camps`."""
        inside = float(self.weights @ (sums * sums).sum(axis=1))
        return inside - float(self.own.sum()) + self.constant


def board(
    left: Any, weights: Floats, own: Floats, most: int | None = None, constant: float = 0.0
) -> Board:
    """A `Board`; `own` is sum_f w_f L_if^2; without `most`, as many camps as nodes."""
    import numpy as np

    size = max(1, len(own))
    scale = float(abs(weights) @ (left * left).sum(axis=0)) / size
    small, large = 1e-10 * scale, left.shape[0] * left.shape[1] >= LARGE
    fast = left.astype(np.float32) if large else left
    return Board(
        left, fast, ROUGH * small if large else small, weights, own, most or size, small, constant
    )


def seated(
    on: Board,
    rng: np.random.Generator,
    restarts: int = 10,
    kicks: int = 3,
    begin: Ints | None = None,
) -> tuple[Ints, float]:
    """The best seating of `restarts` random starts, or `begin` and one fewer, each kicked `kicks`
    times; its quality."""
    import numpy as np

    best = np.zeros(on.size, dtype=np.int64), -np.inf
    for at in range(restarts if on.size else 0):
        start = rng.integers(min(START, on.most, on.size), size=on.size)
        if at == 0 and begin is not None:
            start = begin
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
    quality = -float("inf")
    while True:
        moved, calm = _moved(on, seats, rng)
        tried, better = _joined(on, moved)
        if better <= quality + on.small:
            return seats, quality
        seats, quality = tried, better
        if calm and seats.max() == moved.max():  # nothing was joined, so nothing would move
            return seats, quality


def _moved(on: Board, seats: Ints, rng: np.random.Generator) -> tuple[Ints, bool]:
    """Every node to where it gains most, sweep by sweep; of a large board a 64th at a time, in an
    order drawn once, so that a sweep reads L from front to back. And whether none would move on."""
    import numpy as np

    order, moves = rng.permutation(on.size), 0
    left, own, seats = on.fast[order], on.own[order], _without_gaps(seats[order])
    weights = on.weights.astype(left.dtype)[:, None]
    totals = weights * _camps(left, seats, int(seats.max()) + 1)
    step = max(1, on.size // PARTS)
    for _ in range(SWEEPS):
        seats, totals = _with_one_empty(seats, totals, on.most)
        room, moves = totals.shape[1], 0
        for at in range(0, on.size, step):
            now = seats[at : at + step]
            here = np.arange(len(now))
            sums = left[at : at + step] @ totals
            sums[here, now] -= own[at : at + step]
            best = sums.argmax(axis=1)
            go = np.flatnonzero(sums[here, best] > sums[here, now] + on.least)
            if len(go):
                change = _one_hot(best[go], room) - _one_hot(now[go], room)
                change = left[at + go].T @ change.astype(left.dtype)
                totals += weights * change
                seats[at + go] = best[go]
                moves += len(go)
        if moves <= on.few:
            break
    back = np.empty(on.size, dtype=np.int64)
    back[order] = seats
    return _without_gaps(back), moves <= on.few


def _with_one_empty(seats: Ints, totals: Floats, most: int) -> tuple[Ints, Floats]:
    """Camps numbered without gaps, and one more that is empty, where there may be more."""
    import numpy as np

    used = np.bincount(seats, minlength=totals.shape[1]) > 0
    kept = totals[:, used]
    if kept.shape[1] < most:
        kept = np.column_stack([kept, np.zeros(len(kept), dtype=kept.dtype)])
    return (np.cumsum(used) - 1)[seats], kept


def _joined(on: Board, seats: Ints) -> tuple[Ints, float]:
    """Camps joined, best pair first, while that gains; the quality then."""
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
    merged = sums @ _one_hot(names, room)
    return _without_gaps(names[seats]), on.quality(merged)


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


def _camps(left: Any, seats: Ints, room: int) -> Floats:
    from scipy import sparse

    here = range(len(seats) + 1)
    chosen = sparse.csr_array(([1.0] * len(seats), seats, here), shape=(len(seats), room))
    sums = chosen.astype(left.dtype).T @ left
    dense: Floats = sums.toarray() if sparse.issparse(sums) else sums
    return dense.T


def _one_hot(seats: Ints, room: int) -> Floats:
    import numpy as np

    chosen = np.zeros((len(seats), room))
    chosen[np.arange(len(seats)), seats] = 1
    return chosen
