"""Coalitions: camps of actors who agree among themselves and are in conflict with the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from hemicycle.errors import UsageError
from hemicycle.network.counts import Counts
from hemicycle.network.factors import beside, layers, sides
from hemicycle.network.onemode import one_mode_weights
from hemicycle.network.seating import Board, board, seated
from hemicycle.network.selecting import Aggregation
from hemicycle.network.table import Ints

Method = Literal["signed", "leiden"]


@dataclass(frozen=True, slots=True)
class Coalitions:
    """`members`: the camp of every actor who is in one, camps numbered from 1, the largest first
    (of the same size: the one whose first member comes first). An actor without ties is in none.
    `quality` is that of `method` (see there), from -1 to 1."""

    members: dict[str, int]
    quality: float
    method: str
    seed: int

    @property
    def camps(self) -> dict[int, list[str]]:
        """The members of each camp."""
        out: dict[int, list[str]] = {}
        for name, camp in sorted(self.members.items(), key=lambda pair: pair[1]):
            out.setdefault(camp, []).append(name)
        return out


def coalitions(
    counts: Counts, method: Method = "signed", seed: int = 0, restarts: int = 10, kicks: int = 3
) -> Coalitions:
    """Camps among the rows of `counts` (see `count`).

    "signed": with the congruence C and the conflict X of each pair (one-mode, diagonal 0), c and
    x their row sums, 2c and 2x their totals, the camps that make the signed modularity

        Q = sum over i, i' in one camp of
            [ C_ii' - X_ii' - c_i c_i' / 2c + x_i x_i' / 2x ] / (2c + 2x)

    the largest found (Gomez, Jensen & Arenas 2009, Phys. Rev. E 80, 016114; Traag & Bruggeman
    2009, Phys. Rev. E 80, 036115), -1 to 1, 0 for one camp of all.

    "leiden": those of largest modularity (Newman & Girvan 2004) of the positive part of C - X,
    by Leiden (Traag, Waltman & van Eck 2019, Sci. Rep. 9, 5233).

    Both are searches from `restarts` random starts; the same seed finds the same camps.
    """
    import numpy as np

    if method not in get_args(Method):
        raise UsageError(f"a method for coalitions is one of {get_args(Method)}, not {method!r}")
    if method == "leiden":
        return _leiden(counts, seed, restarts)
    rng = np.random.default_rng(seed)
    seats, quality = signed(counts, rng, restarts, kicks)
    return Coalitions(_named(counts.rows, seats), quality, method, seed)


def signed(
    counts: Counts, rng: np.random.Generator, restarts: int, kicks: int
) -> tuple[Ints, float]:
    """The camp number of every row (0 is none) by signed modularity, and that modularity."""
    import numpy as np

    seats = np.zeros(len(counts.rows), dtype=np.int64)
    on, tied, total = _board(counts)
    if not total:
        return seats, 0.0
    found, quality = seated(on, rng, restarts, kicks)
    seats[tied] = by_size(found)
    return seats, quality / total


def _board(counts: Counts) -> tuple[Board, Ints, float]:
    """Actors with ties, the ties less what is expected by chance, and 2c + 2x."""
    import numpy as np

    parts, (agree, conflict) = layers(counts), sides(counts)
    degrees = np.column_stack([parts.degrees(agree), parts.degrees(conflict)])
    totals = degrees.sum(axis=0)
    tied = np.flatnonzero(degrees.any(axis=1))
    left, weights = parts.folded(agree - conflict)
    chance = np.divide([-1.0, 1.0], totals, out=np.zeros(2), where=totals > 0)
    null = degrees**2 @ chance
    on = board(
        beside([left, degrees])[tied],
        np.concatenate([weights, chance]),
        (parts.own(agree - conflict) + null)[tied],
        constant=float(null.sum()),
    )
    return on, tied, float(totals.sum())


def by_size(seats: Ints) -> Ints:
    """Camps numbered from 1 by size, then by their first member."""
    import numpy as np

    names, first, where, sizes = np.unique(
        seats, return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(names), dtype=np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(1, len(names) + 1)
    return rank[where]


def _named(rows: tuple[str, ...], seats: Ints) -> dict[str, int]:
    return {name: int(seat) for name, seat in zip(rows, seats, strict=True) if seat}


def _leiden(counts: Counts, seed: int, restarts: int) -> Coalitions:
    import graspologic_native as native
    import numpy as np
    from scipy import sparse

    how: Aggregation = "ignore" if counts.kind is None else "subtract"
    ties = sparse.triu(one_mode_weights(counts, how, "no")[0], 1, "coo")
    kept = ties.data > 0
    if not kept.any():
        return Coalitions({}, 0.0, "leiden", seed)
    pairs = zip(ties.row[kept], ties.col[kept], ties.data[kept], strict=True)
    edges = [(str(i), str(j), float(weight)) for i, j, weight in pairs]
    quality, found = native.leiden(edges, seed=seed, trials=restarts, iterations=2)
    rows = np.array(sorted(int(i) for i in found))
    seats = np.zeros(len(counts.rows), dtype=np.int64)
    seats[rows] = by_size(np.array([found[str(i)] for i in rows]))
    return Coalitions(_named(counts.rows, seats), float(quality), "leiden", seed)
