"""Phases: cuts where they were made, none where there are none."""

from __future__ import annotations

import numpy as np
import pytest

from hemicycle.errors import UsageError
from hemicycle.network.phases import _best, changes


def distances(points):
    return np.linalg.norm(points[:, None] - points[None, :], axis=2)


def series(rng, *lengths, step=3.0):
    return np.concatenate([rng.normal(n * step, 1, size=(k, 5)) for n, k in enumerate(lengths)])


def test_cuts_are_found_where_they_were_made():
    found = changes(distances(series(np.random.default_rng(0), 12, 8, 15)))
    assert [change.at for change in found] == [12, 20]
    assert all(change.p <= 0.05 for change in found)


def test_without_a_change_there_is_hardly_ever_one():
    rng = np.random.default_rng(1)
    found = [changes(distances(series(rng, 20)), seed=s) for s in range(60)]
    assert sum(map(bool, found)) <= 8  # 5 % of 60 is 3


def test_the_energy_is_the_formula():
    d = distances(series(np.random.default_rng(2), 5, 4))
    at, energy = _best(d, 2)
    each = []
    for cut in range(2, 8):
        a, b = d[:cut, :cut], d[cut:, cut:]
        n, m = cut, 9 - cut
        mean = 2 * d[:cut, cut:].mean() - a.sum() / (n * (n - 1)) - b.sum() / (m * (m - 1))
        each.append(n * m / 9 * mean)
    assert (at, energy) == (int(np.argmax(each)) + 2, pytest.approx(max(each)))


def test_the_same_seed_gives_the_same():
    d = distances(series(np.random.default_rng(3), 6, 6, step=1.0))
    assert changes(d, seed=1) == changes(d, seed=1)


@pytest.mark.parametrize("windows", [0, 1, 3, 10])
def test_few_windows_and_equal_ones(windows):
    assert changes(np.zeros((windows, windows))) == []


def test_what_is_no_matrix_of_distances():
    with pytest.raises(UsageError, match="square"):
        changes(np.zeros((3, 2)))
    with pytest.raises(UsageError, match="at least 2"):
        changes(np.zeros((3, 3)), least=1)
