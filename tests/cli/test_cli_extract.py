"""hemicycle extract, as a filter in a pipe."""

from __future__ import annotations

import json

import polars
import pytest

from cli.cli_helpers import QUOTE, article, hemicycle
from hemicycle import weights

needs_judge = pytest.mark.skipif(
    not weights.installed("judge"), reason="the trained judge is not installed"
)
DREDGE = "The Narrows should be dredged"


def test_the_documented_object(tmp_path):
    path = article(tmp_path / "a.txt", "The Narrows should be dredged, and soon")
    ran = hemicycle(
        "extract", path, "--published", "2025-03-11", "--outlet", "The Buoy", "--concept", DREDGE,
        "--concept", "The voters should be asked", "--format", "jsonl",
    )  # fmt: skip
    assert ran.exit_code == 0
    (made,) = map(json.loads, ran.stdout.splitlines())
    text = path.read_text(encoding="utf-8")
    assert made["document"] == str(path)
    assert "".join(text[a:b] for a, b in made["content"]) == made["text"]
    assert made["said_on"]["start"] == "2025-03-10"
    assert {p["concept"]: p["agreement"] for p in made["positions"]} == {DREDGE: 1}
    assert any(DREDGE in why for why in made["why"])


@needs_judge
def test_the_trained_judge_says_so_of_what_it_judged(tmp_path):
    path = article(tmp_path / "a.txt", "We must close the bridge now; it is a danger to everybody")
    told = {}
    for name in ("rules", "trained"):
        ran = hemicycle("extract", path, "--concept", "The bridge must be closed", "--judge", name)
        (made,) = map(json.loads, ran.stdout.splitlines())
        told[name] = [p["agreement"] for p in made["positions"]], made["why"]
    assert told["trained"][0] == [1]
    assert any("position/judge" in why for why in told["trained"][1])
    assert not any("position/judge" in why for why in told["rules"][1])


def test_a_judge_that_is_not_there(tmp_path):
    path = article(tmp_path / "a.txt", "We must close the bridge")
    ran = hemicycle("extract", path, "--judge", "oracle")
    assert ran.exit_code == 2
    assert "oracle" in ran.stderr


def test_several_files_and_standard_input_in_order(tmp_path):
    one, two = article(tmp_path / "1.txt", "One"), article(tmp_path / "2.txt", "Two")
    ran = hemicycle("extract", two, "-", one, input=QUOTE.format("In between"))
    told = [
        (json.loads(line)["document"], json.loads(line)["text"]) for line in ran.stdout.splitlines()
    ]
    assert told == [(str(two), "“Two,”"), ("stdin", "“In between,”"), (str(one), "“One,”")]


def test_rows_of_a_table_have_their_own_names_and_dates():
    rows = [
        {"id": "r1", "text": QUOTE.format("One"), "date": "2025-03-11", "publisher": "The Buoy"},
        {"id": "r2", "text": ""},
        {"id": "r3", "text": QUOTE.format("Three"), "published": "2025-03-18"},
    ]
    ran = hemicycle("extract", "-", "--kind", "jsonl", input="\n".join(map(json.dumps, rows)))
    assert ran.exit_code == 1
    assert "hemicycle: failed: stdin#2: it has no text (id 'r2')" in ran.stderr
    made = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [(each["document"], each["said_on"]["start"]) for each in made] == [
        ("r1", "2025-03-10"), ("r3", "2025-03-17"),
    ]  # fmt: skip


def test_offsets_are_those_of_the_page_itself(tmp_path):
    said = (
        "“We will dig &amp; dig and <b>dig</b> again,” said Odile Varn at the town hall of Skerrow."
    )
    page = f"<html><body><h1>Depth</h1><p>{said}</p></body></html>"
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    (made,) = map(json.loads, hemicycle("extract", path).stdout.splitlines())
    assert made["text"] == "“We will dig & dig and dig again,”"
    assert [page[a:b] for a, b in made["content"]] == [
        "“We will dig &amp; dig and ", "dig", " again,”",
    ]  # fmt: skip


def test_other_formats(tmp_path):
    path = article(tmp_path / "a.txt", "The Narrows should be dredged")
    assert "Odile Varn" in hemicycle("extract", path, "--format", "table").stdout
    out = tmp_path / "out.parquet"
    assert hemicycle("extract", path, "--concept", DREDGE, "-o", out).exit_code == 0
    assert polars.read_parquet(out)[f"position: {DREDGE}"].to_list() == [1]
    shown = hemicycle("extract", path, "--concept", DREDGE, "--format", "csv").stdout
    assert f"position: {DREDGE}" in shown.splitlines()[0]


def test_acts(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Odile Varn said that it would rain. The islanders noticed that it snowed.")
    told = [
        [json.loads(line)["act"] for line in hemicycle("extract", path, *asked).stdout.splitlines()]
        for asked in ((), ("--acts", "all"), ("--acts", "hears, feels"))
    ]
    assert told == [["says"], ["says", "hears"], ["hears"]]


def test_nothing_found_is_nothing_written(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("The sea was calm.")
    ran = hemicycle("extract", path)
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert "no statements" in hemicycle("extract", path, "--format", "table").stdout


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        ((), "PATH"),
        (("a.txt", ""), "one of the paths is empty"),
        (("a.txt", "--published", "soon"), "Write 2024-03-31"),
        (("a.txt", "--reader", "magic"), "there is no reader 'magic'"),
        (("a.txt", "--concept", " "), "a concept needs a wording"),
        (("a.txt", "--column-map", "body"), "FIELD=COLUMN"),
        (("a.txt", "--kind", "word"), "word"),
        (("a.txt", "--format", "xlsx"), "add: -o statements.xlsx"),
        (("a.txt", "--min-score", "x"), "x"),
        (("a.txt", "--acts", "sings"), "choose among says, believes"),
        (("a.txt", "--acts", ""), "choose among says, believes"),
    ],
)
def test_wrong_use(tmp_path, monkeypatch, arguments, hint):
    monkeypatch.chdir(tmp_path)
    article(tmp_path / "a.txt", "Dredge it")
    ran = hemicycle("extract", *arguments)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert hint in ran.stderr


def test_a_file_that_is_not_there(tmp_path):
    ran = hemicycle("extract", tmp_path / "none.txt", article(tmp_path / "a.txt", "Dredge it"))
    assert ran.exit_code == 1
    assert f"failed: {tmp_path / 'none.txt'}: there is no such file" in ran.stderr
    assert json.loads(ran.stdout)["text"] == "“Dredge it,”"


def test_an_unexpected_error_is_one_line(tmp_path, monkeypatch):
    from hemicycle.verbs import texts

    def broken(*args, **more):
        raise RuntimeError("a loose board")

    monkeypatch.setattr(texts, "extract_files", broken)
    path = article(tmp_path / "a.txt", "Dredge it")
    ran = hemicycle("extract", path)
    assert ran.exit_code == 1
    assert "RuntimeError: a loose board" in ran.stderr
    assert "hemicycle --debug" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert isinstance(hemicycle("--debug", "extract", path).exception, RuntimeError)
