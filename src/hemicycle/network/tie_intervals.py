"""How sure each tie is: its weight in resamples of documents and of readings.

The interval of a tie holds the middle part of what its weight comes to when the documents are drawn
anew and positions may have been misread (`resampling.py`); `holds` is the share of resamples in
which it has the same sign. Ties that only a resample has are not looked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from hemicycle.errors import UsageError
from hemicycle.network.counts import Counts
from hemicycle.network.onemode import one_mode_weights
from hemicycle.network.resampling import Resampler, middle
from hemicycle.network.result import Network
from hemicycle.network.selecting import Aggregation, Compat
from hemicycle.network.table import Floats, Ints
from hemicycle.network.twomode import two_mode_weights

if TYPE_CHECKING:
    from scipy import sparse

MOST = 40_000_000  # numbers that are held at once: resamples times ties


def with_intervals(
    network: Network,
    source: Resampler,
    aggregation: Aggregation = "subtract",
    normalisation: str = "no",
    compat: Compat = None,
    resamples: int = 200,
    level: float = 0.95,
    seed: int = 0,
) -> Network:
    """`network`, which was made so of the statements of `source`, with `low`, `high` and `holds`
    (0 to 1) known of each tie. Percentile intervals (Efron & Tibshirani 1993, chapter 13). Raises
    UsageError for a level that is none, and for more ties times resamples than memory should hold.
    """
    import numpy as np

    ends = middle(level)
    frame = network.to_frame()
    if frame.height * resamples > MOST:
        raise UsageError(
            f"{frame.height:,} ties in {resamples} resamples are too many: ask for fewer, "
            "or leave out who says little (--min-statements)"
        )
    weigh = _weigher(network, aggregation, normalisation, compat)
    one = _places(frame["source"].to_list(), source.counts.rows)
    other = _places(frame["target"].to_list(), _others(network, source.counts))
    drawn = np.array(
        [_at(weigh(counts), one, other) for counts in source.draws(resamples, seed)],
        dtype=np.float64,
    ).reshape(resamples, frame.height)
    low, high = np.quantile(drawn, ends, axis=0)
    same = (np.sign(drawn) == np.sign(frame["weight"].to_numpy())).mean(0)
    known = frame.drop("weight").with_columns(low=low, high=high, holds=same)
    return replace(network, known=known)


def _weigher(
    network: Network, aggregation: Aggregation, normalisation: str, compat: Compat
) -> Callable[[Counts], sparse.csr_array]:
    if network.mode == "two":
        return lambda counts: two_mode_weights(counts, aggregation, normalisation, compat)
    return lambda counts: one_mode_weights(counts, aggregation, normalisation, compat)[0]


def _others(network: Network, counts: Counts) -> tuple[str, ...]:
    return counts.columns if network.mode == "two" else counts.rows


def _places(names: list[str], order: tuple[str, ...]) -> Ints:
    import numpy as np

    place = {name: n for n, name in enumerate(order)}
    return np.array([place[name] for name in names], dtype=np.int64)


def _at(weights: sparse.csr_array, rows: Ints, columns: Ints) -> Floats:
    """The weights at these places."""
    import numpy as np

    if not len(rows):
        return np.zeros(0)
    found: Floats = np.asarray(weights.tocsr()[rows, columns], dtype=np.float64).ravel()
    return found
