"""Shares and Brier scores of resolved forecasts, against numbers worked out by hand."""

from __future__ import annotations

import pytest

from hemicycle.evaluate.brier import Resolved, brier, share_true

FOUR = [
    Resolved("a", 0.93, True),
    Resolved("a", 0.5, False),
    Resolved("b", 0.75, False),
    Resolved("c", None, True),
]


def test_the_share_counts_all_and_the_score_those_with_a_probability():
    right, score = share_true(FOUR, 200, 0), brier(FOUR, 200, 0)
    assert (right.value, right.count) == (0.5, 4)
    assert score.count == 3
    assert score.value == pytest.approx((0.07**2 + 0.5**2 + 0.75**2) / 3)


@pytest.mark.parametrize(
    ("probability", "came_true", "expected"),
    [(1.0, True, 0.0), (1.0, False, 1.0), (0.5, True, 0.25), (0.5, False, 0.25)],
)
def test_perfect_worst_and_one_half(probability, came_true, expected):
    assert brier([Resolved("a", probability, came_true)], 10, 0).value == expected


def test_nothing_and_one_document():
    assert share_true([], 10, 0).value is None
    one = share_true(FOUR[:2], 10, 0)
    assert (one.value, one.low, one.high) == (0.5, None, None)


def test_the_same_seed_gives_the_same_interval_around_the_value():
    first, again, other = (share_true(FOUR, 300, seed) for seed in (1, 1, 2))
    assert first == again
    assert first.low <= first.value <= first.high
    assert (first.low, first.high) != (first.value, first.value)
    assert other.value == first.value


def test_forecasts_of_one_document_are_drawn_together():
    """Two documents, one all right and one all wrong: the share is 0, one half or 1."""
    found = [Resolved("a", 0.9, True)] * 50 + [Resolved("b", 0.9, False)] * 50
    drawn = share_true(found, 400, 0)
    assert (drawn.low, drawn.high) == (0.0, 1.0)


def test_the_interval_covers_the_truth_about_as_often_as_it_says():
    """Simulated forecasters of known worth, one forecast a document."""
    from random import Random

    random, hits = Random(3), 0
    for trial in range(200):
        found = [Resolved(str(n), 0.9, random.random() < 0.7) for n in range(40)]
        interval = share_true(found, 300, trial)
        hits += interval.low <= 0.7 <= interval.high
    assert 0.88 <= hits / 200 <= 0.99
