"""Products never multiplied out equal the matrices of `one_mode`, dense or sparse, any level."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
import worlds

from hemicycle.network import factors
from hemicycle.network.coalitions import coalitions
from hemicycle.network.onemode import one_mode_weights
from hemicycle.network.table import statements


def on_a_scale(values):
    rng = np.random.default_rng(0)
    frame = pl.DataFrame(
        {
            "actor": [f"a{k}" for k in rng.integers(9, size=120)],
            "concept": [f"c{k}" for k in rng.integers(5, size=120)],
            "agree": [values[k] for k in rng.integers(len(values), size=120)],
        }
    )
    return worlds.counts(statements(frame, "actor", "concept", "agree"))


@pytest.fixture(params=["dense", "sparse"])
def _either(request, monkeypatch):
    if request.param == "sparse":
        monkeypatch.setattr(factors, "DENSE", 0)


@pytest.mark.usefixtures("_either")
@pytest.mark.parametrize("values", [[True, False], [-2, -1, 1, 5], [3], ["pro", "contra", "open"]])
def test_ties_and_degrees_are_those_of_the_network(values):
    counts = on_a_scale(values)
    parts, (agree, conflict) = factors.layers(counts), factors.sides(counts)
    for how, between in (("congruence", agree), ("conflict", conflict)):
        if how == "conflict" and counts.values is None:
            assert not between.any()
            continue
        left, weights = parts.folded(between)
        left = left if isinstance(left, np.ndarray) else left.toarray()
        ties = (left * weights) @ left.T
        assert np.diag(ties) == pytest.approx(parts.own(between))
        np.fill_diagonal(ties, 0)
        network = one_mode_weights(counts, how, "no")[0].toarray()
        assert ties == pytest.approx(network)
        assert parts.degrees(between) == pytest.approx(network.sum(axis=1))


def test_sparse_and_dense_find_the_same_camps(monkeypatch):
    counts = worlds.counts(worlds.random(np.random.default_rng(1), 30, 8, 300))
    dense = coalitions(counts)
    monkeypatch.setattr(factors, "DENSE", 0)
    sparse = coalitions(counts)
    assert sparse.members == dense.members
    assert sparse.quality == pytest.approx(dense.quality)
