"""People's decisions by command: given, listed, taken back, and seen in all that comes out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polars
import pytest

import hemicycle as package
from cli.cli_helpers import hemicycle


@pytest.fixture
def project(demo_folder, tmp_path) -> Path:
    """The demo, to be changed."""
    return Path(shutil.copytree(demo_folder, tmp_path / "demo"))


@pytest.fixture
def row(project):
    """A statement with a side, whose speaker is named."""
    return next(
        r
        for r in package.statements(project)
        if r.actor and not r.actor.members and any(p.agreement is not None for p in r.positions)
    )


def decide(project, *words):
    return hemicycle("decide", project, *words, "--by", "Ana")


def of(project, id):
    return next(r for r in package.statements(project) if r.id == id)


def test_a_side_is_replaced_shown_and_given_back(project, row):
    held = next(p for p in row.positions if p.agreement is not None)
    other = "-1" if held.agreement == 1 else "1"
    before = package.positions(project)
    made = decide(project, row.id[:8], f"position:{held.concept}", "replace", other)
    assert made.exit_code == 0, made.output
    assert made.stdout.startswith(f"{row.id} position:{held.concept}: replace by")
    changed = of(project, row.id)
    assert {p.concept: p.agreement for p in changed.positions}[held.concept] == int(other)
    (mark,) = changed.decided
    found = {1: "for", -1: "against", 0: "neutral"}[held.agreement]
    assert (mark.by, mark.verdict, mark.found) == ("Ana", "replace", found)

    shown = hemicycle("statements", "--project", project, "--format", "jsonl").stdout
    records = {r["id"]: r for r in map(json.loads, shown.splitlines())}
    assert records[row.id]["decided"][0]["by"] == "Ana"
    assert [r for r in records.values() if r["decided"]] == [records[row.id]]
    table = hemicycle("statements", "--project", project, "--concept", held.concept).stdout
    assert f"✎ position:{held.concept}: replace by Ana" in table
    after = package.positions(project)
    mine = (polars.col("id") == row.id) & (polars.col("concept") == held.concept)
    assert set(after.filter(mine)["agreement"]) == {int(other)}
    assert after.filter(~mine).equals(before.filter(~mine))

    assert decide(project, row.id[:8], f"position:{held.concept}", "undo").exit_code == 0
    assert of(project, row.id) == row
    given = json.loads(hemicycle("decisions", project, "--json").stdout)
    assert [(d["verdict"], d["holds"]) for d in given] == [("replace", False), ("undo", False)]


def test_filters_and_actors_hear_of_a_decision(project, row):
    """A statement is found under the actor that a person named, and no longer under the other."""
    assert decide(project, row.id, "actor", "replace", "Eva Dalsund (person)").exit_code == 0
    assert [r.id for r in package.statements(project, actor="dalsund")] == [row.id]
    assert row.id not in [r.id for r in package.statements(project, actor=row.actor.id)]
    assert "Eva Dalsund" in [a.name for a in package.actors(project)]


def test_a_known_actor_is_who_it_is_elsewhere(project, row):
    other = next(
        a for a in package.actors(project) if a.id != row.actor.id and (a.country or a.organisation)
    )
    assert decide(project, row.id, "actor", "replace", other.name).exit_code == 0
    changed = of(project, row.id).actor
    assert (changed.id, changed.kind) == (other.id, other.kind)
    assert (changed.country, changed.organisation) == (other.country, other.organisation)


def test_a_rejected_statement_is_nowhere(project, row, tmp_path):
    words = row.text[:30]
    assert decide(project, row.id, "statement", "reject").exit_code == 0
    assert row.id not in [r.id for r in package.statements(project)]
    assert row.id not in list(package.positions(project)["id"])
    page = package.report(project, tmp_path / "r.html").read_text(encoding="utf-8")
    others = [r for r in package.statements(project) if words in r.paragraph or words in r.text]
    assert (words in page) == bool(others)
    assert decide(project, row.id, "statement", "undo").exit_code == 0
    assert of(project, row.id) == row


def test_the_report_marks_a_persons_word(project, row, tmp_path):
    decide(project, row.id, "actor", "accept")
    page = package.report(project, tmp_path / "r.html").read_text(encoding="utf-8")
    assert "actor: accept by Ana" in page


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["zzzz", "actor", "reject"], "no statement has an id that begins with 'zzzz'"),
        (["", "actor", "reject"], "a decision needs STATEMENT"),
        (["ID", "mood", "reject"], "no field 'mood' can be decided on"),
        (["ID", "actor", "maybe"], "no verdict 'maybe'"),
        (["ID", "actor", "replace"], "a replacement goes with the verdict"),
        (["ID", "actor", "replace", "Nobody Known"], "in words: Ada Lund (person)"),
        (["ID", "position:nowhere", "replace", "for"], "no concept 'nowhere' in the codebook"),
        (["ID", "actor", "reject", "--bye"], "no such option: --bye"),
    ],
)
def test_wrong_use_is_named_and_changes_nothing(project, row, words, message):
    words = [row.id if word == "ID" else word for word in words]
    if not words[0]:
        words = []
    made = decide(project, *words)
    assert made.exit_code == 2
    assert message in made.stderr
    assert package.decisions(project) == []


def test_who_decides_must_be_said(project, row):
    made = hemicycle("decide", project, row.id, "actor", "reject")
    assert (made.exit_code, "--by NAME" in made.stderr) == (2, True)


def test_a_beginning_that_fits_several(project):
    made = decide(project, package.statements(project)[0].id[:0] or "0", "actor", "reject")
    assert made.exit_code == 2
    assert "Give more of it" in made.stderr


def test_a_file_of_decisions_goes_in_but_for_its_bad_rows(project, row, tmp_path):
    file = tmp_path / "v.csv"
    file.write_text(
        "subject,field,verdict,replacement,by\n"
        f"{row.id[:10]},said_on,replace,2025-03,Ana\n"
        f"{row.id},actor,replace,Nobody Known,Ana\n"
        "zz,actor,reject,,Ana\n"
        f"{row.id},forecast,replace,true,\n",
        encoding="utf-8",
    )
    made = hemicycle("decide", project, "--from", file)
    assert (made.exit_code, made.stdout) == (1, "1 decisions added, 3 failed\n")
    for number, why in ((2, "in words: Ada Lund"), (3, "begins with 'zz'"), (4, "by whom")):
        assert f"{file}#{number}: " in made.stderr
        assert why in made.stderr
    again = hemicycle("decide", project, "--from", file, "--by", "Bo")
    assert again.stdout == "1 decisions added, 1 known already, 2 failed\n"
    changed = of(project, row.id)
    assert (changed.said_on.precision, changed.forecast) == ("month", True)
    assert [d.by for d in changed.decided] == ["Bo", "Ana"]


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_what_is_written_is_read_back_elsewhere(project, row, demo_folder, tmp_path, ending):
    other = Path(shutil.copytree(demo_folder, tmp_path / "other"))
    held = row.positions[0].concept
    decide(project, row.id, f"position:{held}", "replace", "neutral")
    decide(project, row.id, "actor", "replace", "=Eva; Dal (person)")
    decide(project, row.id, "via", "replace", '[{"name": "A; B", "kind": "outlet"}]')
    decide(project, row.id, "form", "reject")
    out = tmp_path / f"v.{ending}"
    assert hemicycle("decisions", project, "-o", out).exit_code == 0
    assert hemicycle("decide", other, "--from", out).stdout == "4 decisions added\n"
    assert [r.decision for r in package.decisions(other)] == [
        r.decision for r in package.decisions(project)
    ]
    assert package.statements(other) == package.statements(project)
    assert hemicycle("decide", other, "--from", out).stdout == (
        "0 decisions added, 4 known already\n"
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("v.txt", "x", "read from .csv, .tsv or .jsonl"),
        ("v.csv", "id,field,verdict\n", "no column 'subject'"),
        ("w.csv", None, "cannot be read"),
    ],
)
def test_a_file_that_holds_no_decisions(project, tmp_path, name, text, message):
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = hemicycle("decide", project, "--from", tmp_path / name)
    assert made.exit_code == 2
    assert message in made.stderr


def test_lines_that_are_no_objects(project, tmp_path):
    (tmp_path / "v.jsonl").write_text("{oops\n[1]\n", encoding="utf-8")
    made = hemicycle("decide", project, "--from", tmp_path / "v.jsonl")
    assert made.exit_code == 1
    assert "it is no JSON object" in made.stderr


def test_the_list_in_a_terminal(project, row):
    decide(project, row.id, "actor", "reject")
    shown = hemicycle("decisions", project, env={"COLUMNS": "120"}).stdout
    assert row.id[:8] in shown
    assert "Ana" in shown
