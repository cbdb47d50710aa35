"""Camps: against all partitions, other libraries' modularity, and debates with known camps."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
import worlds

from hemicycle.errors import UsageError
from hemicycle.network.coalitions import coalitions
from hemicycle.network.onemode import one_mode


def partitions(items):
    """All of them."""
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for smaller in partitions(rest):
        yield [[first], *smaller]
        for n, camp in enumerate(smaller):
            yield [*smaller[:n], [first, *camp], *smaller[n + 1 :]]


def signed_modularity(agree, conflict, camps):
    """The formula of the docstring, cell by cell."""
    total = agree.sum() + conflict.sum()
    q = 0.0
    for camp in camps:
        for i in camp:
            for j in camp:
                q += agree[i, j] - conflict[i, j]
                q -= agree[i].sum() * agree[j].sum() / (agree.sum() or 1)
                q += conflict[i].sum() * conflict[j].sum() / (conflict.sum() or 1)
    return q / total if total else 0.0


def ties(table):
    return [one_mode(table, how).dense() for how in ("congruence", "conflict")]


@pytest.mark.parametrize("seed", range(12))
def test_no_partition_of_seven_actors_is_better(seed):
    table = worlds.random(np.random.default_rng(seed), actors=7, concepts=4, statements=30)
    agree, conflict = ties(table)
    found = coalitions(worlds.counts(table), seed=seed)
    every = partitions(list(range(len(agree))))
    best = max(signed_modularity(agree, conflict, camps) for camps in every)
    assert found.quality == pytest.approx(best, abs=1e-12)
    rows = one_mode(table, "congruence").rows
    seats = [[rows.index(name) for name in camp] for camp in found.camps.values()]
    assert found.quality == pytest.approx(signed_modularity(agree, conflict, seats), abs=1e-12)


def test_without_conflict_it_is_the_modularity_of_networkx():
    table = worlds.debate("1 a x +", "1 b x +", "2 c y +", "2 d y +", "3 b z +", "3 c z +")
    network = one_mode(table, "congruence")
    for method in ("signed", "leiden"):
        found = coalitions(worlds.counts(table), method)
        graph = network.to_networkx()
        assert found.camps == {1: ["a", "b"], 2: ["c", "d"]}
        assert found.quality == pytest.approx(nx.community.modularity(graph, found.camps.values()))


def test_leiden_finds_the_best_of_all_partitions_of_the_positive_part():
    table = worlds.random(np.random.default_rng(5), actors=7)
    network = one_mode(table, "subtract")
    network.weights.data[network.weights.data < 0] = 0
    network.weights.eliminate_zeros()
    graph = network.to_networkx()
    tied = [name for name in network.rows if graph.degree(name)]
    best = max(nx.community.modularity(graph.subgraph(tied), p) for p in partitions(tied))
    assert coalitions(worlds.counts(table), "leiden").quality == pytest.approx(best)


@pytest.mark.parametrize("sizes", [(2, 2), (2, 12), (4, 4), (9, 3), (3, 4, 5)])
def test_perfect_camps_are_found(sizes):
    table = worlds.camps(sizes[:2]) if len(sizes) == 2 else worlds.three(sizes)
    for method in ("signed", "leiden"):
        found = coalitions(worlds.counts(table), method)
        assert [len(camp) for camp in found.camps.values()] == sorted(sizes, reverse=True)
        assert all(len({name[0] for name in camp}) == 1 for camp in found.camps.values())


def test_all_agree_is_one_camp():
    table = worlds.debate("1 a x +", "2 b x +", "3 c x +")
    assert coalitions(worlds.counts(table)).camps == {1: ["a", "b", "c"]}


def test_all_in_conflict_each_stand_alone():
    table = worlds.debate("1 a x +", "1 b x -", "2 b y +", "2 c y -", "3 a z +", "3 c z -")
    assert coalitions(worlds.counts(table)).camps == {1: ["a"], 2: ["b"], 3: ["c"]}
    assert coalitions(worlds.counts(table), "leiden").camps == {}


@pytest.mark.parametrize("method", ["signed", "leiden"])
def test_nobody_and_one_actor_and_one_without_ties(method):
    assert coalitions(worlds.counts(worlds.debate()), method).members == {}
    assert coalitions(worlds.counts(worlds.debate("1 a x +")), method).members == {}
    table = worlds.debate("1 a x +", "1 b x +", "2 hermit y -")
    assert coalitions(worlds.counts(table), method).members == {"a": 1, "b": 1}


@pytest.mark.parametrize("method", ["signed", "leiden"])
def test_the_same_seed_finds_the_same(method):
    table = worlds.counts(worlds.random(np.random.default_rng(1), 40, 8, 300))
    assert coalitions(table, method, seed=3) == coalitions(table, method, seed=3)


def test_a_scale_and_texts_and_no_qualifier():
    table = worlds.camps()
    plain = table.seen_as("actor", "concept", None)
    assert len(coalitions(worlds.counts(plain)).camps) == 1  # all speak about all


def test_a_method_that_is_not_there():
    with pytest.raises(UsageError, match="'louvain'"):
        coalitions(worlds.counts(worlds.debate()), "louvain")
