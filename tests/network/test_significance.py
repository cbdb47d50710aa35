"""Significant ties: against every outcome of the coins, and the margins the model must keep."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import worlds

from hemicycle.network.significance import adjusted, probabilities, significant, tails


@pytest.mark.parametrize("seed", range(4))
def test_tails_are_the_sum_over_all_outcomes(seed):
    coins = np.random.default_rng(seed).random((3, 7))
    for least in range(8):
        expected = [
            sum(
                np.prod([q if y else 1 - q for q, y in zip(row, outcome, strict=True)])
                for outcome in product((0, 1), repeat=7)
                if sum(outcome) >= least
            )
            for row in coins
        ]
        assert tails(coins, np.full(3, least)) == pytest.approx(expected)


def test_tails_far_out_keep_their_digits():
    assert tails(np.full((1, 20), 0.01), np.array([20])) == pytest.approx([1e-40])


@pytest.mark.parametrize("seed", range(4))
def test_probabilities_keep_the_margins(seed):
    taken = np.random.default_rng(seed).random((9, 14)) < 0.3
    taken[0], taken[1], taken[:, 3] = True, False, True
    p = probabilities(taken)
    assert p.sum(axis=1) == pytest.approx(taken.sum(axis=1), abs=1e-6)
    assert p.sum(axis=0) == pytest.approx(taken.sum(axis=0), abs=1e-6)
    inner = p[2:, 4:]  # odds are a product of a row's and a column's factor
    inner = inner[:, ((inner > 0) & (inner < 1)).all(axis=0)]
    odds = np.log(inner / (1 - inner))
    apart = odds - odds[:1]
    assert np.allclose(apart, apart[:, :1], atol=1e-6)


def test_equal_margins_have_equal_chances():
    assert probabilities(np.eye(5, dtype=bool)) == pytest.approx(np.full((5, 5), 0.2))


def test_camps_are_tied_inside_only():
    found = significant(worlds.counts(worlds.camps((6, 6), concepts=40)))
    assert len(found) == 30
    assert found["significant"].all()
    assert all(a[0] == b[0] for a, b in zip(found["source"], found["target"], strict=True))
    assert found["expected"].to_list() == pytest.approx([20] * 30)


def test_random_positions_have_hardly_any_tie():
    share = [
        significant(worlds.counts(worlds.random(np.random.default_rng(s), 20, 15, 200)))
        .get_column("significant").any()
        for s in range(20)
    ]  # fmt: skip
    assert sum(share) <= 3


def test_holm_and_benjamini_hochberg_by_hand():
    p = np.array([0.01, 0.04, 0.03])
    assert adjusted(p, "holm") == pytest.approx([0.03, 0.06, 0.06])
    assert adjusted(p, "bh") == pytest.approx([0.03, 0.04, 0.04])


def test_nobody_and_one_actor():
    assert not len(significant(worlds.counts(worlds.debate())))
    assert not len(significant(worlds.counts(worlds.debate("1 a x +"))))
