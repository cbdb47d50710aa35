"""Resamples, intervals and stability: what is drawn, what the seeds fix, what must be sure."""

from __future__ import annotations

import numpy as np
import pytest
import worlds

from hemicycle.errors import UsageError
from hemicycle.network.resampling import resampler
from hemicycle.network.stability import interval, stability

TABLE = ("1 a x +", "1 a x +", "1 b x -", "2 a x +", "2 b y +", "3 b x -", "3 c y -")


def by_hand(table, rng):
    """A resample made the slow way: documents drawn, their statements copied."""
    documents = len(set(table.document.tolist()))
    drawn = rng.integers(documents, size=documents)
    index = np.concatenate([np.flatnonzero(table.document == d) for d in drawn])
    return table.take(index)


@pytest.mark.parametrize("seed", range(5))
def test_a_resample_is_the_counts_of_the_documents_drawn(seed):
    table = worlds.random(np.random.default_rng(seed))
    fast = resampler(table).draw(np.random.default_rng(seed))
    slow = worlds.counts(by_hand(table, np.random.default_rng(seed)))
    rows = [fast.rows.index(name) for name in slow.rows]
    columns = [fast.columns.index(name) for name in slow.columns]
    for k in (0, 1):
        there = fast.layers[k].toarray()
        assert (there[np.ix_(rows, columns)] == slow.layers[k].toarray()).all()
        assert there.sum() == slow.layers[k].sum()


def test_without_drawing_the_counts_are_those_of_all():
    table = worlds.debate(*TABLE)
    for scores in (None, np.full(len(TABLE), 0.5)):
        for wrong in ("drop", "flip"):
            same = resampler(table, scores=scores, wrong=wrong).counts.flat.toarray()
            assert (same == worlds.counts(table).flat.toarray()).all()


def test_positions_are_kept_with_their_probability_dropped_or_flipped():
    table = worlds.debate(*(f"{n} a x +" for n in range(400)))
    scores = np.full(400, 0.8)
    dropped = [c.flat.toarray()[0] for c in resampler(table, scores=scores).draws(100)]
    assert np.mean(dropped, axis=0) == pytest.approx([0, 320], abs=6)
    flipping = resampler(table, scores=scores, wrong="flip").draws(100)
    assert np.mean([c.flat.toarray()[0] for c in flipping], axis=0) == pytest.approx(
        [80, 320], abs=6
    )


def test_surely_read_and_surely_misread():
    table = worlds.debate(*TABLE)
    ones, noughts = np.ones(len(TABLE)), np.zeros(len(TABLE))
    sure, plain = resampler(table, scores=ones), resampler(table)
    flipped = resampler(table, scores=noughts, wrong="flip")
    nothing = resampler(table, scores=noughts)
    for seed in range(3):
        draws = [s.draw(np.random.default_rng(seed)) for s in (plain, sure, flipped, nothing)]
        sums = [[layer.sum() for layer in d.layers] for d in draws]
        assert sums[0] == sums[1] == sums[2][::-1]
        assert sums[3] == [0, 0]


def test_statements_without_a_document_stand_for_themselves():
    table = worlds.debate(*TABLE)
    table.document[:] = -1
    assert resampler(table).documents == len(TABLE)


def test_the_interval_of_a_mean_is_that_of_the_cluster_bootstrap():
    rng = np.random.default_rng(0)
    table = worlds.random(rng, documents=100, statements=300)
    share = interval(lambda c: c.layers[1].sum() / c.flat.sum(), resampler(table), 1000)
    agree = table.levels.codes
    sums = np.bincount(table.document, agree - agree.mean())  # linearised, by document
    error = np.sqrt((sums**2).sum()) / len(agree)
    assert share.value == pytest.approx(agree.mean())
    assert (share.high - share.low) / 2 == pytest.approx(1.96 * error, rel=0.1)
    assert abs(share.bias) < error / 5


def test_seeds_fix_everything_and_longer_runs_begin_alike():
    source = resampler(worlds.random(np.random.default_rng(2)))
    one, two = stability(source, 10, seed=5), stability(source, 20, seed=5)
    assert (one.seats == two.seats[:10]).all()
    assert (one.seats != stability(source, 10, seed=6).seats).any()


@pytest.mark.parametrize("sizes", [(2, 2), (4, 4), (3, 9)])
def test_perfect_camps_always_hold(sizes):
    found = stability(resampler(worlds.camps(sizes)), 40)
    assert found.jaccard == {1: 1.0, 2: 1.0} == found.holds
    together = found.together()
    same = [[one[0] == other[0] for other in found.rows] for one in found.rows]
    assert (together == np.array(same)).all()


def test_together_is_the_share_of_resamples_where_both_speak():
    found = stability(resampler(worlds.random(np.random.default_rng(4), statements=30)), 50)
    together = found.together()
    for i, one in enumerate(found.rows):
        for j, other in enumerate(found.rows):
            assert found.pair(one, other) == pytest.approx(together[i, j], nan_ok=True)
    assert (together == together.T)[~np.isnan(together)].all()


def test_random_positions_do_not_hold():
    found = stability(resampler(worlds.random(np.random.default_rng(9), 20, 8, 150)), 50)
    assert max(found.jaccard.values()) < 0.9
    assert np.mean(list(found.holds.values())) < 0.5


def test_nobody_and_one_actor():
    assert stability(resampler(worlds.debate()), 3).jaccard == {}
    assert stability(resampler(worlds.debate("1 a x +", "2 a x -")), 3).coalitions.members == {}


@pytest.mark.parametrize(
    ("scores", "says"), [([2.0] * 7, "probabilities"), ([1.0], "1 scores for 7"), ("s", "'s'")]
)
def test_scores_that_are_none(scores, says):
    with pytest.raises(UsageError, match=says):
        resampler(worlds.debate(*TABLE), scores=scores)


def test_one_document_is_nothing_to_draw_from():
    with pytest.raises(UsageError, match="one document"):
        resampler(worlds.debate("1 a x +", "1 b x -"))
