"""Networks through the doors: the bundled debate, small tables, and what DNA computed."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest

import hemicycle
from cli.cli_helpers import hemicycle as command
from hemicycle.exchange.dna.read import read
from hemicycle.exchange.dna.write import write
from hemicycle.network import membership
from hemicycle.review import decisions as ledger
from hemicycle.verbs.choosing import stretch
from network import dna_oracle as dna

dna_files = SimpleNamespace(read=read, write=write)


def told(*rows, heads=("actor", "concept", "agreement", "date", "document")) -> pl.DataFrame:
    return pl.DataFrame(rows, list(heads), orient="row")


TOLL = told(
    ("Doe", "toll", 1, "2025-03-01", "a"),
    ("Orm", "toll", 1, "2025-03-02", "b"),
    ("Pell", "toll", -1, "2025-03-20", "c"),
    ("Pell", "tax", 1, "2025-04-20", "d"),
    ("Doe", "tax", -1, "2025-04-21", "e"),
    ("Roe", "toll", 0, "2025-04-22", "e"),
)


def ties(network) -> dict[tuple[str, str], float]:
    return {(a, b): w for a, b, w in network.to_frame().iter_rows()}


# ---------------------------------------------------------------- from Python


def test_agreement_0_ties_nobody_unless_it_is_to_count():
    assert ties(hemicycle.network(TOLL)) == {
        ("Doe", "Orm"): 1, ("Doe", "Pell"): -2, ("Orm", "Pell"): -1,
    }  # fmt: skip
    assert "Roe" in hemicycle.network(TOLL, aggregation="ignore").rows
    half = ties(hemicycle.network(TOLL, aggregation="congruence", neutral=True))
    assert half["Doe", "Roe"] == 0.5


@pytest.mark.parametrize("make", [lambda t: t, lambda t: t.to_pandas(), lambda t: t.to_arrow()])
def test_any_table_gives_the_same(make):
    assert ties(hemicycle.network(make(TOLL))) == ties(hemicycle.network(TOLL))


def test_choosing():
    assert hemicycle.network(TOLL, to="2025-03").rows == ("Doe", "Orm", "Pell")
    assert hemicycle.network(TOLL, exclude={"actor": ["Pell"]}).rows == ("Doe", "Orm")
    assert hemicycle.network(TOLL, only={"concept": ["tax"]}).rows == ("Doe", "Pell")
    assert hemicycle.network(TOLL, min_statements=2).rows == ("Doe", "Pell")
    other = TOLL.rename({"concept": "issue"})
    assert hemicycle.network(other, columns={"concept": "issue"}).rows == ("Doe", "Orm", "Pell")


def test_statements_without_a_date_are_left_out_only_where_one_is_needed():
    gap = pl.concat([TOLL, told(("Zed", "toll", 1, None, "f"))])
    heard: list[str] = []
    assert "Zed" in hemicycle.network(gap).rows
    assert "Zed" not in hemicycle.network(gap, from_="2025", tell=heard.append).rows
    assert heard == ["1 of 7 statements have no date and are left out"]


def test_windows_side_by_side_and_by_a_step():
    sizes = [len(w.statements) for w, _ in hemicycle.networks(TOLL, "1m")]
    assert sizes == [3, 2]
    stepped = list(hemicycle.networks(TOLL, "30d", "7d"))
    assert [w.start - stepped[0][0].start for w, _ in stepped[:3]] == [0, 604800, 1209600]
    assert stretch("2w") == (2, "weeks")
    with pytest.raises(hemicycle.UsageError, match="write 30d"):
        stretch("soon")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (lambda: hemicycle.network(TOLL, by="party"), "no column for 'party'"),
        (lambda: hemicycle.network(TOLL, from_="2030"), "none of the 6 statements"),
        (lambda: hemicycle.network(TOLL.with_columns(party=None), by="party"), "has a party"),
        (lambda: hemicycle.network(TOLL.drop("concept")), "--column-map concept=NAME"),
        (lambda: hemicycle.network(3), "is no table of statements"),
        (lambda: hemicycle.network(TOLL.clear()), "holds no statements"),
        (lambda: hemicycle.network("nowhere.csv"), "there is no file"),
        (lambda: hemicycle.backbone(TOLL), "a size"),
    ],
)
def test_errors_say_what_to_do(asked, message):
    with pytest.raises(hemicycle.UsageError, match=message):
        asked()


def test_the_debate(demo_folder):
    made = hemicycle.network(demo_folder)
    frame = hemicycle.positions(demo_folder)
    assert set(made.rows) <= set(frame["actor"])
    one, other, weight = made.to_frame().sort("weight").row(-1)
    found = hemicycle.evidence(demo_folder, one, other)
    assert sorted(made.evidence(one, other)) == sorted(found["id"])
    assert set(found["actor"]) == {one, other}
    assert weight <= found.height**2
    assert hemicycle.events(demo_folder).height == len(made.statements)
    camps = hemicycle.coalitions(demo_folder, resamples=5)
    seated = membership.members(camps)
    assert set(seated["actor"]) == set(camps.coalitions.members)
    assert membership.camps(camps)["actors"].sum() == seated.height
    months = hemicycle.timeline(demo_folder, resamples=2)
    assert sum(each.statements for each in months) == len(made.statements)


def test_a_project_of_yes_and_neither_has_no_noes(demo_folder, monkeypatch):
    """0 is neither, and not no, also where nobody is against."""
    from hemicycle.verbs import positions

    for_all = positions.positions(demo_folder).filter(pl.col("agreement") >= 0)
    monkeypatch.setattr(positions, "positions", lambda _: for_all)
    made = hemicycle.network(demo_folder)
    assert (
        len(made.statements)
        == (for_all["agreement"] == 1).sum()
        - for_all.filter(pl.col("actor").is_null(), agreement=1).height
    )
    assert made.weights.min() >= 0


# ---------------------------------------------------------------- at the command line


def test_what_a_terminal_would_obey_is_written_out(tmp_path):
    table = tmp_path / "t.csv"
    bad = TOLL.with_columns(actor=pl.col("actor").replace("Doe", "\x1b[31mDoe"))
    bad.write_csv(table)
    shown = command("network", table).stdout
    assert "\\u001b[31mDoe" in shown
    assert "\x1b" not in shown


def test_a_command_shows_what_the_function_gives(demo_folder):
    shown = json.loads(command("network", demo_folder, "--json").stdout)
    made = ties(hemicycle.network(demo_folder))
    assert {(t["source"], t["target"]): t["weight"] for t in shown} == made
    weights = [abs(t["weight"]) for t in shown]
    assert weights == sorted(weights, reverse=True)
    each = json.loads(command("polarisation", demo_folder, "--resamples", 3, "--json").stdout)[0]
    assert each["polarisation"] == hemicycle.polarisation(demo_folder, 3).interval.value
    points = json.loads(command("scale", demo_folder, "--resamples", 2, "--json").stdout)
    held = hemicycle.scale(demo_folder, resamples=2).intervals
    assert {p["actor"]: p["point"] for p in points} == {n: i[0].value for n, i in held.items()}
    steps = json.loads(command("backbone", demo_folder, "--json").stdout)
    assert steps[0]["taken away"] == hemicycle.nested_backbone(demo_folder)[0].column
    drawn = json.loads(command("backbone", demo_folder, "--resamples", 5, "--json").stdout)
    held = [s.interval for s in hemicycle.nested_backbone(demo_folder, resamples=5)]
    best = json.loads(
        command("backbone", demo_folder, "--size", 2, "--resamples", 5, "--json").stdout
    )
    known = hemicycle.backbone(demo_folder, 2, resamples=5)
    assert [c["concept"] for c in best["concepts"] if c["part"] == "backbone"] == [*known.backbone]
    assert best["lost"][0]["high"] == known.interval.high
    assert [(s["low"], s["high"]) for s in drawn] == [(each.low, each.high) for each in held]


def test_commands_for_people(demo_folder):
    for asked, word in (
        (("network",), "ties,"), (("network", "--mode", "two", "--by", "outlet"), "concepts,"),
        (("coalitions", "--resamples", 3), "Camp 1"), (("backbone", "--size", 2), "redundant"),
        (("backbone", "--size", 2, "--resamples", 2), " to "),
        (("timeline", "--resamples", 2), "2025-03-01"),
        (("polarisation", "--resamples", 2), "two camps explain"),
        (("network", "--window", "1m"), "rows"), (("network", "--mode", "events"), "rows"),
        (("network", "--evidence", "Corvin Haldane", "Velm Federation"), "Corvin Haldane"),
    ):  # fmt: skip
        ran = command(asked[0], demo_folder, *asked[1:])
        assert (ran.exit_code, word in ran.stdout) == (0, True), (asked, ran.stderr)


@pytest.mark.parametrize(
    "name", ["n.graphml", "n.visone.graphml", "n.gexf", "n.dl", "n.csv", "n.xlsx", "n.parquet"]
)
def test_every_file_a_network_is_written_to(demo_folder, tmp_path, name):
    for mode in ("one", "two"):
        (tmp_path / mode).mkdir()
        ran = command("network", demo_folder, "--mode", mode, "-o", tmp_path / mode / name)
        assert ran.exit_code == 0, ran.stderr
        assert list((tmp_path / mode).iterdir())
    again = command("network", demo_folder, "--mode", "two", "-o", tmp_path / "two" / name)
    assert (again.exit_code, "left alone" in again.stderr) == (2, True)


def test_a_table_written_is_read_again(demo_folder, tmp_path):
    for name in ("e.csv", "e.jsonl", "e.parquet"):
        assert (
            command("network", demo_folder, "--mode", "events", "-o", tmp_path / name).exit_code
            == 0
        )
        assert ties(hemicycle.network(tmp_path / name)) == ties(hemicycle.network(demo_folder))


def test_a_project_without_positions_says_what_to_do(tmp_path):
    hemicycle.init(tmp_path / "p")
    ran = command("coalitions", tmp_path / "p")
    assert (ran.exit_code, "hemicycle concept add" in ran.stderr) == (2, True)
    hemicycle.add_concept(tmp_path / "p", "The toll should go")
    assert "hemicycle add" in command("network", tmp_path / "p").stderr
    wrong = command("network", tmp_path / "p", "--exclude", "outlet")
    assert (wrong.exit_code, "COLUMN=VALUE" in wrong.stderr) == (2, True)


def test_to_dna_and_back(demo_folder, tmp_path):
    assert command("export", tmp_path / "d.dna", "-p", demo_folder).exit_code == 0
    assert hemicycle.read_dna(tmp_path / "d.dna").height > 20
    made = hemicycle.network(tmp_path / "d.dna", by="person", compat="dna")
    assert made.to_frame().height
    hemicycle.init(tmp_path / "p")
    ran = command("import-dna", tmp_path / "d.dna", "-p", tmp_path / "p")
    assert "16 documents and 4 concepts added" in ran.stdout
    again = command("import-dna", tmp_path / "d.dna", "-p", tmp_path / "p")
    assert "0 documents and 0 concepts added, 0 decisions" in again.stdout
    assert command("export", "d.zip", "-p", demo_folder).exit_code == 2


def test_what_coders_decided_in_dna_is_recorded_once_and_goes_back(demo_folder, tmp_path):
    project = tmp_path / "p"
    shutil.copytree(demo_folder, project)
    hemicycle.write_dna(project, tmp_path / "sent.dna")
    database = dna_files.read(tmp_path / "sent.dna")
    sided = {v.name: v.id for v in database.variables_of(1)}["agreement"]
    number, one = next((n, s) for n, s in enumerate(database.statements) if sided in s.values)
    turned = replace(one, values={**one.values, sided: not one.values[sided]}, coder=9)
    coders = (*database.coders, replace(database.coders[0], id=9, name="Ines"))
    statements = [*database.statements[:number], turned, *database.statements[number + 1 :]]
    changed = replace(database, statements=tuple(statements), coders=coders)
    dna_files.write(changed, tmp_path / "coded.dna")

    ran = command("import-dna", tmp_path / "coded.dna", "-p", project)
    assert "0 documents and 0 concepts added, 1 decisions recorded." in ran.stdout
    with hemicycle.open(project).store() as store:
        (decision,) = ledger.read(store)
    with hemicycle.open(project).store(writer="test") as store:
        row = next(row for row in store.statements() if row.id == decision.subject)
        ledger.record(store, ledger.Decision(row.id, "actor", "accept", "Ines"))
        ledger.record(store, ledger.Decision(row.id, "form", "replace", "Ines", "mixed"))
    held = {f"position:{p.concept}": p.agreement for p in row.positions}
    assert decision.by == "Ines"
    assert decision.replacement == -held[decision.field] == (1 if turned.values[sided] else -1)
    assert "0 decisions" in command("import-dna", tmp_path / "coded.dna", "-p", project).stdout

    told = str(hemicycle.write_dna(project, tmp_path / "again.dna"))
    assert f"no mark: actor of {row.id}, accept by Ines" in told
    assert f"trace alone: form of {row.id}, replace by Ines" in told
    again = dna_files.read(tmp_path / "again.dna")
    (ines,) = (coder.id for coder in again.coders if coder.name == "Ines")
    theirs = [s.values[sided] for s in again.statements if s.coder == ines]
    assert theirs == [turned.values[sided]]


@pytest.mark.skipif(not dna.ARCHIVE.exists(), reason="the results of DNA are not there")
@pytest.mark.parametrize(
    "name",
    ["onemode-subtract-average", "onemode-congruence-jaccard", "onemode-conflict-cosine",
     "twomode-subtract-activity", "twomode-combine-no"],
)  # fmt: skip
def test_the_command_gives_the_numbers_of_dna(tmp_path, name):
    entry = dna.results()[name]
    job, out = entry["job"], tmp_path / "n.csv"
    ran = command(
        "network", dna.FOLDER / "synth.statements.csv", "--by", "organization",
        "--mode", job["networkType"].removesuffix("mode"),
        "--aggregation", job["qualifierAggregation"],
        "--normalisation", job["normalization"], "--compat", "dna", "-o", out,
    )  # fmt: skip
    assert ran.exit_code == 0, ran.stderr
    with out.open(encoding="utf-8", newline="") as file:
        head, *body = csv.reader(file, delimiter=";")
    ours = {(row[0], c): float(x) for row in body for c, x in zip(head[1:], row[1:], strict=True)}
    theirs = dna.matrix(entry["result"]["file"])
    assert list(ours) == list(theirs)
    assert np.allclose(list(ours.values()), list(theirs.values()), atol=1e-6)
