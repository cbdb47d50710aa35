"""hemicycle stances on the demo."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

import hemicycle as package
from cli.cli_helpers import hemicycle


def test_every_position_of_an_actor_is_there(demo_folder):
    shown = json.loads(hemicycle("stances", demo_folder, "--json").stdout)
    told = sorted(
        (course["actor"]["name"], course["concept"], one["statement"], one["side"])
        for course in shown["courses"]
        for one in course["stances"]
    )
    rows = package.positions(demo_folder).drop_nulls("actor")
    cells = rows.select("actor", "concept", "id", "agreement").rows()
    key = lambda cell: tuple(map(str, cell))  # noqa: E731
    assert sorted(told, key=key) == sorted(cells, key=key)


def test_the_table_holds_stances_and_silences(demo_folder, tmp_path: Path):
    target = tmp_path / "stances.csv"
    assert hemicycle("stances", demo_folder, "-o", target).exit_code == 0
    frame = pl.read_csv(target, infer_schema_length=None)
    found = package.stances(demo_folder)
    heard = frame.filter(pl.col("side") != "silent")
    assert heard.height == sum(len(c.stances) for c in found.courses)
    assert frame.height - heard.height == sum(map(len, found.silent.values()))
    assert heard["statement"].null_count() == 0
    quiet = frame.filter(pl.col("side") == "silent")
    assert quiet["from"].null_count() == quiet.height  # a silence has no date


def test_one_actor_and_concept_and_what_is_left_out(demo_folder):
    every = package.stances(demo_folder, actor="Varn", concept="dredging")
    assert {c.concept for c in every.courses} == {"dredging"}
    assert all("Varn" in c.name for c in every.courses)
    sure = package.stances(demo_folder, min_score=0.99)
    total = sum(len(c.stances) for c in package.stances(demo_folder).courses)
    assert sure.left_out + sum(len(c.stances) for c in sure.courses) == total
    silent = {(row.id, c) for c, rows in sure.silent.items() for row in rows}
    before = {
        (row.id, c) for c, rows in package.stances(demo_folder).silent.items() for row in rows
    }
    assert silent == before  # below the score is not unheard


def test_the_terminal_names_the_statements(demo_folder):
    shown = hemicycle("stances", demo_folder, "--actor", "Varn")
    assert shown.exit_code == 0
    ids = {
        s.statement for c in package.stances(demo_folder, actor="Varn").courses for s in c.stances
    }
    plain = "".join(shown.stdout.split())
    assert all(id in plain for id in ids)
    assert "silent on" in shown.stdout


def test_nobody_of_that_name(demo_folder):
    shown = hemicycle("stances", demo_folder, "--actor", "Xyzzy")
    assert shown.exit_code == 2
    assert "Xyzzy" in shown.stderr
