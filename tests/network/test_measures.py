"""Measures: worked by hand, and betweenness against every shortest path of networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
import worlds
from scipy import sparse

from hemicycle.network.between import betweenness
from hemicycle.network.coalitions import Coalitions, coalitions
from hemicycle.network.measures import bridging, density, discord, dividing, seated
from hemicycle.network.selecting import frequent

TABLE = worlds.debate(
    "1 a x +", "1 b x +", "2 c x -", "2 d x -",
    "3 a y +", "3 b y -", "4 c y +",
    "5 b z +", "5 c z +",
)  # fmt: skip
CAMPS = Coalitions({"a": 1, "b": 1, "c": 2, "d": 2}, 0.0, "by hand", 0)


def test_density_is_ties_by_pairs():
    # a-b agree on x, not on y; c-d agree on x; a-c on y, b-c on z; a, b against c, d on x
    assert density(seated(worlds.counts(TABLE), CAMPS)).rows() == [
        (1, 1, 1, 1.0, 1.0),
        (1, 2, 4, 0.5, 1.25),
        (2, 2, 1, 1.0, 0.0),
    ]


def test_discord_is_the_share_of_conflict_inside():
    assert discord(seated(worlds.counts(TABLE), CAMPS)).rows() == [(1, 2, 0.5), (2, 2, 0.0)]


def test_bridges_agree_with_both_camps():
    found = {row[0]: row for row in bridging(seated(worlds.counts(TABLE), CAMPS)).iter_rows()}
    assert {name: row[2] for name, row in found.items()} == pytest.approx(
        {"a": 0.5, "b": 0.5, "c": 4 / 9, "d": 0}
    )


def test_what_divides_most():
    found = {row[0]: row[1:] for row in dividing(seated(worlds.counts(TABLE), CAMPS)).iter_rows()}
    assert found["x"] == pytest.approx((4, 1, 0, 1))
    assert found["y"] == pytest.approx((3, 2 / 9, 2 / 3, np.log2(3) - 4 / 3))
    assert found["z"] == pytest.approx((2, 0, 0, 0))
    assert next(iter(found)) == "x"


def test_frequent_is_the_core():
    table = worlds.debate("1 a x +", "1 a y +", "2 b x -", "2 b y -", "3 c x +", "3 c z +")
    core = frequent(table, rows=2, columns=2)  # z goes, then c with it
    assert (core.rows.labels, core.columns.labels, len(core)) == (("a", "b"), ("x", "y"), 4)
    assert len(frequent(table, rows=3)) == 0
    assert len(frequent(table)) == 6


@pytest.mark.parametrize("seed", range(6))
def test_betweenness_counts_every_shortest_path(seed):
    graph = nx.gnp_random_graph(12, 0.2, seed=seed)
    seats = np.random.default_rng(seed).integers(0, 4, size=12)
    ours = betweenness(sparse.csr_array(nx.to_scipy_sparse_array(graph, dtype=float)), seats)
    for v in graph:
        ends = [
            (s, t) for s in graph for t in graph
            if seats[s] and seats[t] and seats[s] != seats[t] and v not in (s, t)
        ]  # fmt: skip
        share = 0.0
        for s, t in ends:
            if nx.has_path(graph, s, t):
                paths = list(nx.all_shortest_paths(graph, s, t))
                share += sum(v in path for path in paths) / len(paths)
        assert ours[v] == pytest.approx(share / max(len(ends), 1))


@pytest.mark.parametrize("measure", [bridging, density, discord, dividing])
@pytest.mark.parametrize("lines", [(), ("1 a x +",), ("1 a x +", "2 b y -")])
def test_next_to_nothing(measure, lines):
    counts = worlds.counts(worlds.debate(*lines))
    assert measure(seated(counts, coalitions(counts))).height == (
        measure is dividing and len(counts.columns)
    )
