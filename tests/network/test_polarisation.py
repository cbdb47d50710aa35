"""Polarisation: 1 for perfect camps, 0 for consensus, about 0 for coins, best among all splits."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
import worlds
from scipy import sparse

from hemicycle.errors import UsageError
from hemicycle.network.factors import sides
from hemicycle.network.onemode import one_mode_weights
from hemicycle.network.polarisation import best_split, polarisation
from hemicycle.network.resampling import resampler
from hemicycle.network.voices import voices


@pytest.mark.parametrize("sizes", [(2, 2), (2, 12), (9, 3)])
def test_two_perfect_camps_are_1_whatever_their_sizes(sizes):
    found = polarisation(resampler(worlds.camps(sizes)), 10)
    at = found.interval
    assert (at.value, at.low, at.high) == (1, 1, 1)
    assert {(name[0], camp) for name, camp in found.split.items()} in (
        {("A", 1), ("B", 2)}, {("A", 2), ("B", 1)},
    )  # fmt: skip


def test_three_camps_are_less_than_two():
    found = polarisation(resampler(worlds.three()), 20).interval
    assert 0 < found.value < 0.6


def test_consensus_is_0():
    lines = [f"{a}{c} a{a} c{c} +" for a in range(5) for c in range(4)]
    found = polarisation(resampler(worlds.debate(*lines)), 10)
    assert (found.interval.value, found.interval.low, found.interval.high) == (0, 0, 0)


def test_scattered_dissent_in_a_consensus_is_not_polarisation():
    rng = np.random.default_rng(1)
    lines = [f"{a}.{c} a{a} c{c} {'+-'[rng.random() < 0.08]}" for a in range(20) for c in range(12)]
    found = polarisation(resampler(worlds.debate(*lines)), 60).interval
    assert found.low <= 0 <= found.high


@pytest.mark.parametrize("seed", range(6))
def test_coins_give_an_interval_that_covers_0(seed):
    table = worlds.random(np.random.default_rng(seed), 12, 8, 200, 80)
    found = polarisation(resampler(table), 60).interval
    assert found.low <= 0 <= found.high


@pytest.mark.parametrize("seed", range(6))
def test_no_split_explains_more(seed):
    held = worlds.counts(worlds.random(np.random.default_rng(seed), actors=8, statements=60))
    said, wide = voices(held), len(held.columns)
    flat = np.zeros(held.flat.shape)
    for row, column, shares in zip(said.rows, said.columns, said.shares, strict=True):
        flat[row, column::wide] = shares
    held = replace(held, flat=sparse.csr_array(flat))
    agree, conflict = (
        one_mode_weights(held, h, "no")[0].toarray() for h in ("congruence", "conflict")
    )
    most = max(
        agree[same := np.equal.outer(s, s)].sum() / agree.sum()
        + conflict[~same].sum() / conflict.sum()
        - 1
        for s in map(np.array, product((0, 1), repeat=len(held.rows)))
    )
    assert best_split(said, sides(held), np.random.default_rng(0), 5)[0] == pytest.approx(most)


def test_one_concept_cannot_tell():
    table = worlds.debate("1 a x +", "2 b x +", "3 c x -", "4 d x -")
    assert np.isnan(polarisation(resampler(table), 5).interval.value)


def test_nobody_and_one_actor():
    assert polarisation(resampler(worlds.debate()), 3).interval.value == 0
    assert polarisation(resampler(worlds.debate("1 a x +", "2 a x -")), 3).interval.value == 0


def test_all_in_conflict():
    table = worlds.debate("1 a x +", "2 b x -", "3 b y +", "4 a y -")
    assert polarisation(resampler(table), 3).explained == 1


def test_it_needs_two_sides():
    plain = worlds.camps().seen_as("actor", "concept", None)
    with pytest.raises(UsageError, match="polarisation needs"):
        polarisation(resampler(plain, "ignore"), 3)
