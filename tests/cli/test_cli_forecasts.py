"""Forecasts of a project: listed, resolved, taken back, scored."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import polars
import pytest

import hemicycle as package
from cli.cli_helpers import hemicycle
from hemicycle.errors import UsageError

EARLY, LATE = date(2000, 1, 1), date(2100, 1, 1)


@pytest.fixture
def project(demo_folder, tmp_path) -> Path:
    """The demo, to be changed."""
    return Path(shutil.copytree(demo_folder, tmp_path / "demo"))


def test_the_list_holds_what_statements_foretell(project):
    rows = {row.id: row for row in package.statements(project)}
    found = package.forecasts(project, today=EARLY)
    assert {each.statement for each in found} == {id for id, row in rows.items() if row.forecast}
    assert {each.outlook.kind for each in found} == {"forecast"}
    assert len({each.outlook.id for each in found}) == len(found)
    assert any(each.outlook.due for each in found)
    assert all(each.outlook.due or each.outlook.due_reason for each in found)
    assert all(0 < each.outlook.probability < 1 for each in found if each.outlook.wording)
    assert all(each.state == "open" for each in found)
    late = package.forecasts(project, today=LATE)
    assert {e.state for e in late if e.outlook.due} == {"overdue"}
    assert package.forecasts(project, state="overdue", today=EARLY) == []
    assert len(package.forecasts(project, state="open", today=LATE)) == len(late)


def test_kinds_that_are_no_forecasts(project):
    plans = package.forecasts(project, kinds=["plan", "promise", "threat"])
    assert plans
    assert all(each.outlook.probability is None for each in plans)


def test_a_forecast_is_resolved_corrected_and_taken_back(project):
    first = package.forecasts(project)[0]
    id = first.outlook.id
    made = hemicycle(
        "forecasts", "resolve", project, id[:9], "true", "--by", "Ana", "--note", "The Mole"
    )
    assert made.exit_code == 0, made.output
    (now,) = package.forecasts(project, state="true")
    assert (now.outlook.id, now.outcome.by, now.outcome.note) == (id, "Ana", "The Mole")
    hemicycle("forecasts", "resolve", project, id, "false", "--by", "Bo")
    (now,) = package.forecasts(project, state="false")
    assert (now.outlook.id, now.outcome.by) == (id, "Bo")
    hemicycle("forecasts", "resolve", project, id, "undo", "--by", "Bo")
    assert package.forecasts(project, state="true") == package.forecasts(project, state="false")
    given = [ruling.decision for ruling in package.decisions(project)]
    assert [d.verdict for d in given] == ["replace", "replace", "undo"]  # nothing is lost
    assert package.statements(project)[0].decided == ()  # what came of it changes no statement


def test_outcomes_survive_a_new_coding(project):
    id = package.forecasts(project)[0].outlook.id
    package.resolve_forecast(project, id, "true", by="Ana")
    from contextlib import closing
    from sqlite3 import connect

    with closing(connect(project / "hemicycle.db")) as db, db:
        db.execute("UPDATE codings SET fingerprint = 'old'")
    package.run(project, workers=0)
    assert [each.outlook.id for each in package.forecasts(project, state="true")] == [id]


def test_outcomes_in_a_file(project, tmp_path):
    one, two = package.forecasts(project)[:2]
    (tmp_path / "o.csv").write_text(
        "subject,field,verdict,replacement,by\n"
        f"{one.statement},outcome:{one.outlook.id},replace,false: it held,Ana\n"
        f"{two.statement},outcome:nope,replace,true,Ana\n",
        encoding="utf-8",
    )
    made = hemicycle("decide", project, "--from", tmp_path / "o.csv")
    assert (made.exit_code, made.stdout) == (1, "1 decisions added, 1 failed\n")
    assert "no forecast has an id that begins with 'nope'" in made.stderr
    assert package.forecasts(project, state="false")[0].outcome.note == "it held"


def test_a_person_says_what_is_a_forecast_and_what_is_none(project):
    yes = package.forecasts(project)[0]
    no = next(row for row in package.statements(project) if not row.forecast and not row.outlooks)
    package.decide(project, yes.statement, "forecast", "reject", by="Ana")
    package.decide(project, no.id, "forecast", "replace", "true", by="Ana")
    listed = {each.statement: each for each in package.forecasts(project)}
    assert yes.statement not in listed
    assert listed[no.id].outlook.text == no.text
    assert listed[no.id].outlook.probability is None
    package.resolve_forecast(project, listed[no.id].outlook.id, "void", by="Ana")
    assert package.forecasts(project, state="void")[0].statement == no.id


def test_scores(project, tmp_path):
    found = [each for each in package.forecasts(project) if len(each.actors) == 1]
    who = max(
        {e.actors[0].id for e in found}, key=lambda id: sum(id == e.actors[0].id for e in found)
    )
    mine = [each for each in found if each.actors[0].id == who]
    assert len(mine) >= 3
    for each, outcome in zip(mine, ("true", "false", "void"), strict=False):
        package.resolve_forecast(project, each.outlook.id, outcome, by="Ana")
    table = package.forecast_scores(project, resamples=100)
    row = table.filter(polars.col("actor_id") == who).row(0, named=True)
    assert (row["open"], row["resolved"], row["void"]) == (len(mine) - 3, 2, 1)
    assert row["right"] == 0.5
    first, second = (each.outlook.probability for each in mine[:2])
    assert row["brier"] == pytest.approx(((1 - first) ** 2 + second**2) / 2)
    total = table.row(-1, named=True)
    assert (total["actor"], total["resolved"], total["void"]) == ("all actors", 2, 1)
    assert table.equals(package.forecast_scores(project, resamples=100))
    shown = hemicycle("forecasts", "score", project, "--resamples", "50").stdout
    assert "0.50" in shown
    assert "50 resamples, seed 0" in shown
    out = tmp_path / "s.csv"
    assert hemicycle("forecasts", "score", project, "-o", out).exit_code == 0
    assert polars.read_csv(out).columns == table.columns


def test_the_list_by_command(project, tmp_path):
    shown = hemicycle("forecasts", project, env={"COLUMNS": "120"})
    assert shown.exit_code == 0
    found = package.forecasts(project)
    assert f"{len(found)} in all" in shown.stdout
    assert found[0].outlook.id[:8] in shown.stdout
    rows = json.loads(hemicycle("forecasts", "list", project, "--json").stdout)
    assert [row["id"] for row in rows] == [each.outlook.id for each in found]
    name = next(each.actors[0].name for each in found if each.actors)
    some = json.loads(hemicycle("forecasts", project, "--actor", name, "--json").stdout)
    assert 0 < len(some) < len(rows)
    out = tmp_path / "f.jsonl"
    assert hemicycle("forecasts", project, "--kind", "plan,threat", "-o", out).exit_code == 0
    assert {row["kind"] for row in polars.read_ndjson(out).to_dicts()} <= {"plan", "threat"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["resolve", "P", "zzzz", "true", "--by", "Ana"], "no forecast has an id that begins"),
        (["resolve", "P", "F", "perhaps", "--by", "Ana"], "there are true, false, void, undo"),
        (["resolve", "P", "F", "true"], "add: --by NAME"),
        (["resolve", "P", "F", "undo", "--by", "A", "--note", "x"], "what is undone has no note"),
        (["P", "--kind", "wish"], "there are forecast, plan, promise, threat"),
        (["P", "--state", "lost"], "there are open, overdue, true, false, void"),
        (["nowhere"], "there is no folder"),
    ],
)
def test_wrong_use_is_named(project, words, message):
    known = {"P": project, "F": package.forecasts(project)[0].outlook.id}
    made = hemicycle("forecasts", *(known.get(word, word) for word in words))
    assert made.exit_code == 2
    assert message in made.stderr
    assert package.decisions(project) == []


def test_a_project_without_forecasts(tmp_path):
    package.init(tmp_path / "p")
    assert package.forecasts(tmp_path / "p") == []
    assert package.forecast_scores(tmp_path / "p").height == 0
    assert "nothing" in hemicycle("forecasts", tmp_path / "p").stdout
    with pytest.raises(UsageError, match="no forecast"):
        package.resolve_forecast(tmp_path / "p", "ab", "true", by="Ana")
