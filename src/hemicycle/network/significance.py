"""Ties that are more than activity makes likely: the stochastic degree sequence model.

Neal (2014), "The backbone of bipartite projections", Social Networks 39, 84; probabilities by the
bipartite configuration model, as Neal, Domagalski & Sagan (2021), Sci. Rep. 11, 23929, advise.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

from hemicycle.errors import UsageError
from hemicycle.network.counts import Counts, count
from hemicycle.network.result import Network
from hemicycle.network.table import Floats, Ints, Mask

if TYPE_CHECKING:
    import polars as pl

Correction = Literal["holm", "bh", "no"]
TURNS, CLOSE = 20_000, 1e-9


def significant(
    counts: Counts, alpha: float = 0.05, correction: Correction = "holm"
) -> pl.DataFrame:
    """Every pair of rows that share a position, most significant first: source, target, `shared`
    (how many positions), `expected`, `p`, `adjusted`, `significant` (adjusted <= alpha).

    A position is a concept at a level of the qualifier; an actor has it or not, however often. In
    the null model all actors take all positions independently, with `probabilities` that keep
    every actor's number of positions and every position's number of actors on average. p is the
    probability of at least as many shared: the exact tail of a Poisson-binomial distribution, sum
    of coins of p_ik p_jk. All pairs of actors are tested, so `adjusted` is for n (n - 1) / 2
    tests: "holm" bounds the chance of any false tie (Holm 1979), "bh" the share of false ones
    (Benjamini & Hochberg 1995). Work grows with actors^2 x positions x most shared.
    """
    import numpy as np
    import polars as pl

    if correction not in get_args(Correction):
        raise UsageError(f"a correction is one of {get_args(Correction)}, not {correction!r}")
    taken = np.asarray(counts.flat.toarray() > 0)
    chances = probabilities(taken)
    source, target = np.triu_indices(len(taken), 1)
    shared = (taken.astype(np.int64) @ taken.T.astype(np.int64))[source, target]
    p = np.ones(len(shared))
    for i in range(len(taken) - 1):
        mine = np.flatnonzero((source == i) & (shared > 0))
        if len(mine):
            p[mine] = tails(chances[i] * chances[target[mine]], shared[mine])
    rows = np.array(counts.rows, dtype=object)
    frame = pl.DataFrame(
        {
            "source": pl.Series(rows[source], dtype=pl.String),
            "target": pl.Series(rows[target], dtype=pl.String),
            "shared": shared,
            "expected": (chances @ chances.T)[source, target],
            "p": p,
            "adjusted": adjusted(p, correction),
        }
    )
    frame = frame.with_columns(significant=pl.col("adjusted") <= alpha)
    return frame.filter(pl.col("shared") > 0).sort("p", "source", "target")


def kept(network: Network, alpha: float = 0.05, correction: Correction = "holm") -> Network:
    """The one-mode `network` with its significant ties alone, of each of which `shared`,
    `expected`, `p` and `adjusted` are known (see `significant`). What they weigh stays. Raises
    UsageError for a network of two modes."""
    import numpy as np
    from scipy import sparse

    if network.mode != "one":
        raise UsageError("significance is of ties between actors: a network of one mode")
    if not 0 < alpha < 1:
        raise UsageError(f"a level of significance is between 0 and 1, not {alpha}")
    tested = significant(count(network.statements), alpha, correction)
    tested = tested.filter("significant").drop("significant")
    place = {name: at for at, name in enumerate(network.rows)}
    ends = [np.array([place[n] for n in tested[end]], dtype=int) for end in ("source", "target")]
    shape = network.weights.shape
    mask = sparse.csr_array((np.ones(len(tested), dtype=bool), tuple(ends)), shape=shape)
    weights = network.weights.multiply(mask + mask.T).tocsr()
    return replace(network, weights=weights, known=tested)


def probabilities(taken: Mask) -> Floats:
    """p_ik = x_i y_k / (1 + x_i y_k) with row and column sums as in `taken` (bipartite
    configuration model: Squartini & Garlaschelli 2011, New J. Phys. 13, 083001), by fixed point;
    rows and columns that are full or empty stay what they are."""
    import numpy as np

    out = taken.astype(np.float64)
    rows, columns = _free(taken)
    inside = taken[np.ix_(rows, columns)]
    if not inside.size:
        return out
    across, down = inside.sum(axis=1).astype(float), inside.sum(axis=0).astype(float)
    x, y = across / down.sum() ** 0.5, down / down.sum() ** 0.5
    for _ in range(TURNS):
        x = across / (y / (1 + np.outer(x, y))).sum(axis=1)
        y = down / (x[:, None] / (1 + np.outer(x, y))).sum(axis=0)
        p = np.outer(x, y) / (1 + np.outer(x, y))
        if abs(p.sum(axis=1) - across).max() < CLOSE:
            break
    out[np.ix_(rows, columns)] = p
    return out


def _free(taken: Mask) -> tuple[Mask, Mask]:
    """Rows and columns that are not full or empty, nor become so without those that are."""
    import numpy as np

    rows, columns = (np.ones(size, dtype=bool) for size in taken.shape)
    while True:
        across = taken[:, columns].sum(axis=1)
        down = taken[rows].sum(axis=0)
        fixed = rows & ((across == 0) | (across == columns.sum()))
        settled = columns & ((down == 0) | (down == rows.sum()))
        if not (fixed.any() or settled.any()):
            return rows, columns
        rows, columns = rows & ~fixed, columns & ~(settled & ~fixed.any())


def tails(chances: Floats, least: Ints) -> Floats:
    """P(X >= least) of sums X of independent coins, one sum a row of `chances`. Exact: the
    distribution grows coin by coin, all at or above the largest `least` in one bin."""
    import numpy as np

    most = int(least.max(initial=0))
    held = np.zeros((len(chances), most + 1))
    held[:, 0] = 1
    for p in chances.T:
        up = held * p[:, None]
        up[:, -1] = held[:, -1]
        held[:, :-1] *= 1 - p[:, None]
        held[:, -1] = up[:, -1]
        held[:, 1:] += up[:, :-1]
    above = np.cumsum(held[:, ::-1], axis=1)[:, ::-1]
    tail: Floats = np.minimum(above[np.arange(len(chances)), least], 1)
    return tail


def adjusted(p: Floats, correction: Correction) -> Floats:
    """p values for as many tests as there are."""
    import numpy as np
    from scipy.stats import false_discovery_control

    if correction == "no" or not len(p):
        return p
    if correction == "bh":
        return np.asarray(false_discovery_control(p, method="bh"))
    order = np.argsort(p, kind="stable")
    out = np.empty(len(p))
    out[order] = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    return np.minimum(out, 1)
