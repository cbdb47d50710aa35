"""Ideal points: found again from simulated positions; the gradient; the sign."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
import worlds
from scipy.optimize import check_grad

from hemicycle.errors import UsageError
from hemicycle.network.graded import Observed
from hemicycle.network.resampling import resampler
from hemicycle.network.scaling import intervals, scale
from hemicycle.network.table import statements


def simulated(rng, theta, beta, b, missing=0.3):
    """Statements of actors at `theta`, levels by the model; each a document of its own."""
    z = theta @ beta.T
    above = 1 / (1 + np.exp(b[None] - z[:, :, None]))
    level = (rng.random((*z.shape, 1)) < above).sum(axis=2)  # thresholds share one draw
    rows, columns = np.nonzero(rng.random(z.shape) > missing)
    frame = pl.DataFrame(
        {
            "actor": [f"a{i:03}" for i in rows],
            "concept": [f"c{j:03}" for j in columns],
            "agree": level[rows, columns],
            "document": [f"d{n}" for n in range(len(rows))],
        }
    )
    return statements(frame, "actor", "concept", "agree", document="document")


def truth(rng, dimensions, levels, actors=60, concepts=40):
    theta = rng.normal(size=(actors, dimensions))
    beta = rng.normal(size=(concepts, dimensions)) * 1.8
    return theta, beta, np.sort(rng.normal(size=(concepts, levels - 1)) * 1.2, axis=1)


@pytest.mark.parametrize("levels", [2, 4])
def test_one_dimension_is_found_again(levels):
    rng = np.random.default_rng(levels)
    theta, beta, b = truth(rng, 1, levels)
    found = scale(worlds.counts(simulated(rng, theta, beta, b)))
    assert abs(np.corrcoef(found.points[:, 0], theta[:, 0])[0, 1]) > 0.93
    assert abs(np.corrcoef(found.loadings[:, 0], beta[:, 0])[0, 1]) > 0.9


@pytest.mark.parametrize("levels", [2, 3])
def test_two_dimensions_are_found_again_up_to_a_turn(levels):
    rng = np.random.default_rng(10 + levels)
    theta, beta, b = truth(rng, 2, levels, 80, 80)
    found = scale(worlds.counts(simulated(rng, theta, beta, b)), 2).points
    fit = found @ np.linalg.lstsq(found, theta - theta.mean(axis=0), rcond=None)[0]
    assert 1 - ((theta - theta.mean(axis=0) - fit) ** 2).mean() / theta.var() > 0.8


@pytest.mark.parametrize("dimensions", [1, 2])
def test_it_is_identified(dimensions):
    rng = np.random.default_rng(7)
    found = scale(worlds.counts(simulated(rng, *truth(rng, dimensions, 3))), dimensions)
    n = len(found.rows)
    assert found.points.mean(axis=0) == pytest.approx(np.zeros(dimensions), abs=1e-9)
    assert found.points.T @ found.points / n == pytest.approx(np.eye(dimensions), abs=1e-6)
    for column in found.loadings.T:
        assert column[abs(column).argmax()] > 0


def test_the_gradient_is_that_of_the_loss():
    rng = np.random.default_rng(0)
    n, shape = 50, (6, 5, 4, 2)
    draw = [rng.integers(size, size=n) for size in shape[:3]]
    seen = Observed(*draw, rng.random(n), *shape)
    at = rng.normal(size=6 * 2 + 5 * 2 + 5 * 3)
    wrong = check_grad(lambda x: seen.loss(x)[0], lambda x: seen.loss(x)[1], at)
    assert wrong < 1e-4


def test_camps_stand_apart_and_intervals_say_so():
    found = intervals(resampler(worlds.camps()), resamples=20)
    left = {name[0] for name, (at,) in found.items() if at.high < 0}
    right = {name[0] for name, (at,) in found.items() if at.low > 0}
    assert sorted([left, right], key=min) == [{"A"}, {"B"}]


def test_the_same_seed_gives_the_same_intervals():
    source = resampler(worlds.random(np.random.default_rng(3)))
    assert intervals(source, 2, 5, seed=4) == intervals(source, 2, 5, seed=4)


def test_intervals_cover_what_was_simulated():
    rng = np.random.default_rng(5)
    theta, beta, b = truth(rng, 1, 2, 30, 60)
    found = intervals(resampler(simulated(rng, theta, beta, b, 0.1)), resamples=40)
    at = np.array([f[0].value for f in found.values()])
    scaled = (theta[:, 0] - theta.mean()) / theta.std() * np.sign(np.corrcoef(at, theta[:, 0])[0, 1])
    inside = [f[0].low <= t <= f[0].high for f, t in zip(found.values(), scaled, strict=True)]
    assert np.mean(inside) > 0.7


def test_one_actor_nobody_and_a_qualifier_without_order():
    assert scale(worlds.counts(worlds.debate("1 a x +", "2 a y -"))).points.tolist() == [[0.0]]
    assert scale(worlds.counts(worlds.debate())).points.shape == (0, 1)
    with pytest.raises(UsageError, match="ideal points need"):
        scale(worlds.counts(worlds.camps().seen_as("actor", "concept", None)))
