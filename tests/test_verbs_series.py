"""Significant ties, voices, phases, kernels and networks through time, through the doors."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import combinations, pairwise, product
from math import exp, sqrt

import networkx
import numpy as np
import polars as pl
import pytest

import hemicycle
from cli.cli_helpers import hemicycle as command
from exchange.graph_samples import weights_of
from hemicycle.verbs.moving import shown, through_time

HEADS = ["actor", "concept", "agreement", "date", "document"]


def table(*rows) -> pl.DataFrame:
    return pl.DataFrame(rows, HEADS, orient="row")


TOLL = table(
    ("Doe", "toll", 1, "2025-03-01", "a"),
    ("Orm", "toll", 1, "2025-03-02", "b"),
    ("Pell", "toll", -1, "2025-03-20", "c"),
    ("Pell", "tax", 1, "2025-04-20", "d"),
    ("Doe", "tax", -1, "2025-04-21", "e"),
)


@pytest.fixture
def camps(tmp_path):
    """Two camps of five on 12 concepts, two actors in between: a file."""
    rng = np.random.default_rng(7)
    rows = []
    for n, who in enumerate([*"abcde", *"vwxyz", "m", "n"]):
        for k in range(12):
            side = 1 if n < 5 else -1 if n < 10 else (1 if (k + n) % 2 else -1)
            day = date(2025, 1 + int(rng.integers(12)), 1 + int(rng.integers(28)))
            rows.append((who, f"c{k}", side, str(day), f"d{n}{k}"))
    path = tmp_path / "camps.csv"
    table(*rows).write_csv(path)
    return path


# ---------------------------------------------------------------- significance


def test_significant_ties_are_those_few_coins_would_make(camps):
    """Against 20,000 debates drawn from the model, position by position."""
    made = hemicycle.network(camps, significant=0.05, correction="no")
    frame = pl.read_csv(camps)
    actors = sorted(set(frame["actor"]))
    positions = sorted(set(zip(frame["concept"], frame["agreement"], strict=True)))
    taken = np.zeros((len(actors), len(positions)))
    for who, concept, side in frame.select("actor", "concept", "agreement").iter_rows():
        taken[actors.index(who), positions.index((concept, side))] = 1
    # all rows have 12 of 24 positions: the coin of a position is its share of the actors
    coins = taken.mean(axis=0)
    drawn = np.random.default_rng(0).random((20_000, 2, 24)) < coins
    shared = (drawn[:, 0] & drawn[:, 1]).sum(axis=1)
    expected = {}
    for i, j in combinations(range(len(actors)), 2):
        both = int(taken[i] @ taken[j])
        p = (shared >= both).mean()
        if abs(p - 0.05) > 0.01:
            expected[actors[i], actors[j]] = p < 0.05
    found = {(a, b): p for a, b, p in made.to_frame().select("source", "target", "p").iter_rows()}
    assert sum(expected.values()) == 20  # the pairs of two camps of five
    assert {pair for pair, kept in expected.items() if kept} == set(found)
    assert max(found.values()) == pytest.approx((shared >= 12).mean(), abs=0.002)
    every = hemicycle.network(camps).to_networkx()
    assert all(made.to_networkx()[a][b]["weight"] == every[a][b]["weight"] for a, b in found)


def test_significance_at_the_command_line(camps, tmp_path):
    asked = ("network", camps, "--significant", 0.05, "--correction", "no")
    shown = json.loads(command(*asked, "--json").stdout)
    assert {row["source"] + row["target"] for row in shown} == {
        a + b for camp in ("abcde", "vwxyz") for a, b in combinations(camp, 2)
    }
    assert {"shared", "expected", "p", "adjusted"} < set(shown[0])
    out = tmp_path / "n.graphml"
    assert command(*asked, "-o", out).exit_code == 0
    edges = networkx.read_graphml(out).edges(data=True)
    assert sorted(d["shared"] for *_, d in edges) == [12] * 20
    refused = command("network", camps, "--significant", 0.05, "--mode", "two")
    assert (refused.exit_code, "one mode" in refused.stderr) == (2, True)
    assert command("network", camps, "--significant", 7).exit_code == 2


# ---------------------------------------------------------------- voices


def test_voices(camps):
    found = json.loads(command("voices", camps, "--json").stdout)
    assert set(found) == {"camps", "between", "actors", "concepts"}
    bridges = {row["actor"]: row["participation"] for row in found["actors"]}
    # m agrees with each of five on half of 12 concepts, and with n on none
    assert bridges["m"] == max(bridges.values())
    seats = hemicycle.coalitions(camps, resamples=1).coalitions.members
    toward = [sum(6 if o in "abcdevwxyz" else 0 for o, c in seats.items() if c == camp and o != "m")
              for camp in set(seats.values())]  # fmt: skip
    assert bridges["m"] == pytest.approx(1 - sum((t / sum(toward)) ** 2 for t in toward))
    assert {row["actors"] for row in found["concepts"]} == {12}
    shown = command("voices", camps)
    assert (shown.exit_code, "concepts:" in shown.stdout) == (0, True)


def test_sides_in_words_have_camps_through_time_but_no_polarisation():
    rows = [
        {"actor": a, "concept": c, "agreement": "yes" if a in "ab" else "no", "document": f"{a}{c}",
         "date": "2025-03-01"}
        for a in "abcd"
        for c in "xy"
    ]  # fmt: skip
    (moment,) = hemicycle.timeline(pl.DataFrame(rows), resamples=2)
    assert moment.polarisation is None
    assert sorted(moment.camps.values()) == [["a", "b"], ["c", "d"]]


# ---------------------------------------------------------------- windows, kernels, phases


def test_a_kernel_weighs_by_the_distance_in_time():
    found = list(hemicycle.networks(TOLL, "20d", "3d", kernel="gaussian"))
    rows = [(a, c, s, date.fromisoformat(d)) for a, c, s, d, _ in TOLL.iter_rows()]
    assert [at.middle for at, _ in found][:2] == [
        int((date(2025, 3, n) - date(1970, 1, 1)).days) * 86400 for n in (11, 14)
    ]
    for at, made in found:
        middle = at.middle / 86400
        z = [exp(-(((d - date(1970, 1, 1)).days - middle) / 10) ** 2 / 2) / sqrt(2 * np.pi)
             for *_, d in rows]  # fmt: skip
        for i, j in product(range(3), repeat=2):
            one, other = made.rows[i], made.rows[j]
            tie = sum(sqrt(z[s] * z[t]) * (1 if rows[s][2] == rows[t][2] else -1)
                      for s, t in product(range(len(rows)), repeat=2)
                      if rows[s][:2] == (one, rows[t][1]) and rows[t][0] == other)  # fmt: skip
            assert made.dense()[i, j] == pytest.approx(tie if i != j else 0)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--window", "2y", "--kernel", "uniform"), "shorter than a window"),
        (("--window", "9d", "--kernel", "uniform", "--significant", 0.05), "cannot be tested"),
        (("--kernel", "uniform"), "add: --window"),
        (("--window", "50e", "--kernel", "uniform"), "unit of time"),
    ],
)
def test_what_a_kernel_cannot_do(camps, options, message):
    ran = command("network", camps, *options)
    assert (ran.exit_code, message in ran.stderr) == (2, True), ran.stderr


def test_a_network_through_time_for_gephi(tmp_path):
    TOLL.write_csv(tmp_path / "t.csv")
    out = tmp_path / "moving.gexf"
    ran = command("network", tmp_path / "t.csv", "--window", "1m", "-o", out)
    assert ran.exit_code == 0, ran.stderr
    graph = networkx.read_gexf(out, version="1.3")
    name = {n: d["label"] for n, d in graph.nodes(data=True)}
    ties = {frozenset((name[a], name[b])): d for a, b, d in graph.edges(data=True)}
    march, april = ("2025-03-01", "2025-03-31"), ("2025-04-01", "2025-04-30")
    assert weights_of(out) == {
        ("Doe", "Orm"): [("1.0", *march)],
        ("Doe", "Pell"): [("-1.0", *march), ("-1.0", *april)],
        ("Orm", "Pell"): [("-1.0", *march)],
    }
    assert ties[frozenset(("Doe", "Pell"))]["spells"] == [(march[0], april[1])]
    assert ties[frozenset(("Orm", "Pell"))]["spells"] == [march]
    orm = next(d for d in dict(graph.nodes(data=True)).values() if d["label"] == "Orm")
    assert (orm["spells"], orm["statements"]) == ([march], 1)
    again = command("network", tmp_path / "t.csv", "--window", "12h", "-o", tmp_path / "h.gexf")
    assert (again.exit_code, "counts days" in again.stderr) == (2, True)


def test_where_windows_overlap_the_middle_parts_them():
    spells = shown([window for window, _ in hemicycle.networks(TOLL, "30d", "7d")])
    # the window of 1 March ends with the 30th, the next one begins on the 8th
    assert spells[0] == (date(2025, 3, 1), date(2025, 3, 19))
    assert spells[1] == (date(2025, 3, 19), date(2025, 3, 26))
    assert all(one[1] == other[0] for one, other in pairwise(spells))
    # the first that reaches 21 April begins on the 29th of March
    assert spells[-1][1] == date(2025, 3, 29) + timedelta(days=30)
    apart = shown([window for window, _ in hemicycle.networks(TOLL, "5d", "30d")])
    assert apart == [
        (date(2025, 3, 1), date(2025, 3, 6)), (date(2025, 3, 31), date(2025, 4, 5)),
        (date(2025, 4, 30), date(2025, 5, 5)),
    ]  # fmt: skip


def test_two_modes_through_time_keep_their_names_apart():
    same = table(("toll", "toll", 1, "2025-03-01", "a"), ("Orm", "toll", 1, "2025-04-02", "b"))
    made = through_time(hemicycle.networks(same, "1m", mode="two"))
    assert {node.id for node in made.nodes} == {"actor:toll", "concept:toll", "Orm"}


def test_phases_are_found_where_camps_were_dealt_anew(tmp_path):
    rng = np.random.default_rng(3)
    rows = []
    for month in range(1, 13):
        camp = set("abcd") if month <= 6 else set("aceg")
        for n in range(60):
            who, concept = rng.choice(list("abcdefgh")), f"c{rng.integers(3)}"
            side = 1 if (who in camp) != (rng.random() < 0.05) else -1
            rows.append((who, concept, side, f"2025-{month:02}-{1 + n % 28:02}", f"{month}-{n}"))
    table(*rows).write_csv(tmp_path / "p.csv")
    found = json.loads(command("phases", tmp_path / "p.csv", "--json").stdout)
    assert [(p["first"], p["last"], p["windows"]) for p in found] == [
        ("2025-01-01", "2025-06-30", 6), ("2025-07-01", "2025-12-31", 6),
    ]  # fmt: skip
    assert found[0]["p"] is None
    assert found[1]["p"] <= 0.05
    assert sum(p["statements"] for p in found) == 720
    for wrong in (("--window", "50e"), ("--compat", "dna")):
        assert "side by side" in command("phases", tmp_path / "p.csv", *wrong).stderr
    few = command("phases", tmp_path / "p.csv", "--window", "6m")
    assert "2 windows; a change needs at least 4" in few.stdout
