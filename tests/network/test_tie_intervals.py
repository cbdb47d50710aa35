"""Intervals of ties: against a bootstrap by hand, and at the ends of what can be sure."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
import worlds

from hemicycle.errors import UsageError
from hemicycle.network.onemode import one_mode
from hemicycle.network.resampling import generators, resampler
from hemicycle.network.tie_intervals import with_intervals
from hemicycle.network.twomode import two_mode


@pytest.mark.parametrize(("make", "normalisation"), [(one_mode, "average"), (two_mode, "no")])
def test_as_a_bootstrap_of_whole_tables_by_hand(make, normalisation) -> None:
    """The same documents drawn, each table built anew by joining copies of the documents."""
    frame, resamples, seed = worlds.leaning(), 40, 3
    found = worlds.of_frame(frame)
    told = with_intervals(
        make(found, "subtract", normalisation), resampler(found, "subtract"), "subtract",
        normalisation, resamples=resamples, seed=seed,
    ).to_frame()  # fmt: skip
    weights = []
    for rng in generators(resamples, seed):
        drawn = worlds.of_frame(worlds.drawn_anew(frame, rng))
        again = make(drawn, "subtract", normalisation).to_frame()
        weights.append({(s, t): w for s, t, w in again.select("source", "target", "weight").rows()})
    for tie in told.iter_rows(named=True):
        values = [w.get((tie["source"], tie["target"]), 0.0) for w in weights]
        low, high = np.quantile(values, [0.025, 0.975])
        assert (tie["low"], tie["high"]) == pytest.approx((low, high))
        assert tie["holds"] == np.mean(np.sign(values) == np.sign(tie["weight"]))


def test_a_tie_that_every_document_makes_is_sure() -> None:
    rows = [
        {"document": f"d{n}", "actor": actor, "concept": "c", "agreement": 1}
        for n in range(10)
        for actor in "ab"
    ]
    found = worlds.of_frame(pl.DataFrame(rows))
    (tie,) = (
        with_intervals(one_mode(found, "congruence"), resampler(found, "congruence"), "congruence")
        .to_frame()
        .to_dicts()
    )
    assert tie["holds"] == 1.0
    assert tie["low"] == tie["high"] == tie["weight"]


def test_what_cannot_be_held_is_refused() -> None:
    found = worlds.of_frame(worlds.leaning())
    network, source = one_mode(found), resampler(found)
    with pytest.raises(UsageError, match="between 0 and 1"):
        with_intervals(network, source, level=1.0)
    with pytest.raises(UsageError, match="too many"):
        with_intervals(network, source, resamples=10**8)
