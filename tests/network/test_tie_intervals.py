"""Intervals of ties: against a bootstrap by hand, and at the ends of what can be sure."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from hemicycle.errors import UsageError
from hemicycle.network.onemode import one_mode
from hemicycle.network.resampling import generators, resampler
from hemicycle.network.table import statements
from hemicycle.network.tie_intervals import with_intervals
from hemicycle.network.twomode import two_mode


def table(documents: int = 12, seed: int = 1) -> pl.DataFrame:
    """Four actors on three concepts, one side each in most documents."""
    chance = np.random.default_rng(seed)
    rows = [
        {
            "document": f"d{n}",
            "actor": actor,
            "concept": f"c{chance.integers(3)}",
            "agreement": int(chance.random() < 0.7)
            if actor in "ab"
            else int(chance.random() < 0.3),
        }
        for n in range(documents)
        for actor in "abcd"
        if chance.random() < 0.8
    ]
    return pl.DataFrame(rows)


def made(frame: pl.DataFrame):
    return statements(
        frame, row="actor", column="concept", qualifier="agreement", document="document"
    )


@pytest.mark.parametrize(("make", "normalisation"), [(one_mode, "average"), (two_mode, "no")])
def test_as_a_bootstrap_of_whole_tables_by_hand(make, normalisation) -> None:
    """The same documents drawn, each table built anew by joining copies of the documents."""
    frame, resamples, seed = table(), 40, 3
    found = made(frame)
    told = with_intervals(
        make(found, "subtract", normalisation), resampler(found, "subtract"), "subtract",
        normalisation, resamples=resamples, seed=seed,
    ).to_frame()  # fmt: skip
    names = sorted(frame["document"].unique())
    weights = []
    for rng in generators(resamples, seed):
        drawn = rng.integers(len(names), size=len(names))
        copies = [
            frame.filter(pl.col("document") == names[d]).with_columns(document=pl.lit(f"copy{n}"))
            for n, d in enumerate(drawn)
        ]
        again = make(made(pl.concat(copies)), "subtract", normalisation).to_frame()
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
    found = made(pl.DataFrame(rows))
    (tie,) = (
        with_intervals(one_mode(found, "congruence"), resampler(found, "congruence"), "congruence")
        .to_frame()
        .to_dicts()
    )
    assert tie["holds"] == 1.0
    assert tie["low"] == tie["high"] == tie["weight"]


def test_what_cannot_be_held_is_refused() -> None:
    found = made(table())
    network, source = one_mode(found), resampler(found)
    with pytest.raises(UsageError, match="between 0 and 1"):
        with_intervals(network, source, level=1.0)
    with pytest.raises(UsageError, match="too many"):
        with_intervals(network, source, resamples=10**8)
