"""Intervals of measures and of what a backbone loses: against a bootstrap by hand, and where all
is sure."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import polars as pl
import pytest
import worlds

import hemicycle
from hemicycle.errors import UsageError
from hemicycle.network import backbone, measures
from hemicycle.network.coalitions import Coalitions, coalitions
from hemicycle.network.resampling import generators, resampler
from hemicycle.network.table_intervals import measured

CAMPS = Coalitions({"a": 1, "b": 1, "c": 2, "d": 2}, 0.0, "by hand", 0)
RESAMPLES, SEED = 40, 3


def by_hand(frame: pl.DataFrame, pairs: list[tuple[str, str]]) -> tuple[float, float]:
    """(conflicting, all) pairs of statements of two actors about one concept, per pair."""
    sides = frame.group_by("actor", "concept").agg(
        up=(pl.col("agreement") == 1).sum(), down=(pl.col("agreement") == 0).sum()
    )
    said = {(a, c): (up, down) for a, c, up, down in sides.iter_rows()}
    conflict = total = 0.0
    for one, other in pairs:
        for concept in ("c0", "c1", "c2"):
            (u, d), (v, e) = (said.get((who, concept), (0, 0)) for who in (one, other))
            conflict += u * e + d * v
            total += (u + d) * (v + e)
    return conflict, total


def test_discord_and_density_as_by_hand():
    frame = worlds.leaning()
    asked = {"camps": measures.discord, "between": measures.density}
    source = resampler(worlds.of_frame(frame))
    told = measured(asked, source, CAMPS, RESAMPLES, seed=SEED)
    inside, across = [], []
    for rng in generators(RESAMPLES, SEED):
        drawn = worlds.drawn_anew(frame, rng)
        conflict, total = by_hand(drawn, [("a", "b")])
        inside.append(conflict / total if total else np.nan)
        there = {*drawn["actor"]}
        pairs = [(a, c) for a in "ab" for c in "cd" if {a, c} <= there]
        across.append(by_hand(drawn, pairs)[0] / len(pairs))
    first = told["camps"].row(0, named=True)
    ends = (first["discord_low"], first["discord_high"])
    assert ends == pytest.approx(tuple(np.nanquantile(inside, [0.025, 0.975])))
    second = told["between"].row(1, named=True)
    ends = (second["conflict_low"], second["conflict_high"])
    assert ends == pytest.approx(tuple(np.quantile(across, [0.025, 0.975])))


def test_the_numbers_themselves_stay_as_they_are():
    table = worlds.of_frame(worlds.leaning())
    source = resampler(table)
    asked = {"actors": measures.bridging, "concepts": measures.dividing}
    told = measured(asked, source, CAMPS, 5)
    for name, measure in asked.items():
        plain = measure(measures.seated(source.counts, CAMPS))
        assert told[name].select(plain.columns).equals(plain)
        low, high = (
            told[name].select(f"{c}_{end}" for c in plain.columns if f"{c}_{end}" in told[name])
            for end in ("low", "high")
        )
        assert low.width == high.width == len([t for t in plain.dtypes if t.is_float()])
        assert all((a <= b).fill_null(True).all() for a, b in zip(low, high, strict=True))


def test_perfect_camps_are_sure_of_what_divides_them():
    source = resampler(worlds.camps())
    found = coalitions(source.counts)
    asked = {"camps": measures.discord, "concepts": measures.dividing}
    told = measured(asked, source, found, 30)
    assert told["camps"]["discord_high"].to_list() == [0, 0]
    assert told["concepts"]["between_low"].min() > 0.7


def test_a_voice_that_a_resample_lacks_counts_for_nothing():
    """d speaks in one document of two: its numbers are those of the resamples that have it."""
    table = worlds.debate("1 a x +", "1 b x +", "1 c x -", "2 a x +", "2 b x +", "2 c x -",
                          "2 d x -")  # fmt: skip
    told = measured({"between": measures.density}, resampler(table), CAMPS, 60)["between"]
    low = told.filter(pl.col("camp") == 2, pl.col("other") == 2)["agreement_low"].item()
    assert low > 0  # c and d agree wherever both speak; where d is silent there is no pair


def test_one_document_has_no_intervals():
    sided = worlds.leaning().with_columns(agreement=pl.col("agreement") == 1)
    alone = hemicycle.voices(sided.with_columns(document=pl.lit("d")))
    several = hemicycle.voices(sided)
    assert alone.camps.columns == ["camp", "actors", "discord"]
    assert several.camps.height > 1
    assert several.camps["discord"].max() > 0
    assert several.camps.select(alone.camps.columns).equals(alone.camps)
    assert "discord_low" in several.camps.columns
    assert hemicycle.voices(sided, resamples=0).camps.equals(alone.camps)


def test_a_resample_without_ties_has_nothing_to_lose():
    """Half the draws of three documents, each position as likely misread as not, tie nobody."""
    rows = [(f"d{n}", a, f"c{n % 2}", int(a != "c")) for n in range(3) for a in "abc"]
    frame = pl.DataFrame(rows, ["document", "actor", "concept", "agreement"], orient="row")
    table = worlds.of_frame(frame)
    source = resampler(table, scores=np.full(len(table), 0.5))
    (each,) = backbone.loss_intervals(backbone.columns(table), [()], source, 200)
    assert (each.value, each.low, each.high) == (1, 1, 1)
    assert 0 < each.resamples < 200


def test_what_a_backbone_loses_as_by_hand():
    frame = worlds.leaning(documents=30)
    table = worlds.of_frame(frame)
    asked = backbone.columns(table)
    sets = [list(kept) for kept in combinations(("c0", "c1", "c2"), 2)]
    held = backbone.loss_intervals(asked, sets, resampler(table), RESAMPLES, seed=SEED)
    again = [
        backbone.columns(worlds.of_frame(worlds.drawn_anew(frame, rng)))
        for rng in generators(RESAMPLES, SEED)
    ]
    for names, each in zip(sets, held, strict=True):
        losses = [backbone.evaluate(columns, names).backbone_loss for columns in again]
        assert each.value == asked.loss(asked.numbers(names))
        assert (each.low, each.high) == pytest.approx(tuple(np.quantile(losses, [0.025, 0.975])))


def test_keeping_all_loses_nothing_in_no_resample():
    table = worlds.of_frame(worlds.leaning())
    asked = backbone.columns(table)
    (each,) = backbone.loss_intervals(asked, [("c0", "c1", "c2")], resampler(table), 5)
    assert (each.low, each.high) == (0, 0)
    with pytest.raises(UsageError, match="not among"):
        backbone.loss_intervals(asked, [("c9",)], resampler(table), 5)
