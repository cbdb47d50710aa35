"""The commands of a project, one after another, as a person would."""

from __future__ import annotations

import csv
import io
import json
import shlex
from pathlib import Path

import polars
import pytest

from cli.cli_helpers import article, hemicycle
from hemicycle.cli import progress, projects
from hemicycle.engines.local import RunSummary
from hemicycle.verbs import debates


@pytest.fixture
def inside(tmp_path, monkeypatch) -> Path:
    """A project with two articles, one of them broken off; we stand in it."""
    (tmp_path / "in").mkdir()
    article(tmp_path / "in" / "one.txt", "The Narrows should be dredged")
    article(tmp_path / "in" / "two.txt", "The oysters will be gone")
    assert hemicycle("init", tmp_path / "p").exit_code == 0
    monkeypatch.chdir(tmp_path / "p")
    return tmp_path


def test_a_debate_from_init_to_report(inside):
    made = hemicycle("concept", "add", "The Narrows should be dredged", "--definition", "Deeper.")
    assert made.stdout.startswith("the-narrows-should-be-dredged: The Narrows should be dredged")
    listed = json.loads(hemicycle("concept", "list", "--json").stdout)
    more = json.loads(hemicycle("concept", "add", "The voters should decide", "--json").stdout)
    assert more["id"] == "the-voters-should-decide"
    assert listed[0]["definition"] == "Deeper."
    assert "should be dredged" in hemicycle("concept", "list").stdout

    added = hemicycle("add", "../in", "--published", "2025-03-11", "--outlet", "The Buoy")
    assert (added.exit_code, added.stdout) == (0, "2 added. Next: hemicycle run\n")
    assert hemicycle(
        "add", "../in", "--published", "2025-03-11", "--outlet", "The Buoy"
    ).stdout == ("0 added, 2 known already\n")
    waiting = json.loads(hemicycle("documents", "--json").stdout)["documents"]
    assert [each["state"] for each in waiting] == ["waiting", "waiting"]

    ran = hemicycle("run")
    assert ran.exit_code == 0
    assert ran.stdout.startswith("2 coded (")
    assert ran.stdout.endswith("Next: hemicycle report -o report.html\n")
    assert hemicycle("run").stdout.startswith("2 up to date")

    hemicycle("concept", "add", "The voters should be asked")
    again = hemicycle("run").stdout
    assert again.startswith("2 judged again for the changed codebook. Next:"), again

    shown = hemicycle("statements", env={"COLUMNS": "80"}).stdout
    assert "Odile Varn" in shown
    assert "2 statements" in shown
    assert max(map(len, shown.splitlines())) <= 80
    (actor,) = json.loads(hemicycle("actors", "--json").stdout)
    assert (actor["name"], actor["statements"], actor["first"]) == ("Odile Varn", 2, "2025-03-10")
    assert "Odile Varn" in hemicycle("actors").stdout
    assert "2 coded" in hemicycle("documents").stdout

    written = hemicycle("report", "-o", "r.html", "--title", "Depth")
    assert written.stdout.startswith("file://")
    assert "Depth" in Path("r.html").read_text(encoding="utf-8")


def test_a_run_without_documents_or_concepts_says_what_is_next(inside):
    assert "Next: hemicycle add" in hemicycle("run").stdout
    hemicycle("add", "../in")
    assert "The codebook is empty" in hemicycle("run").stdout


def test_documents_that_failed(inside, monkeypatch):
    from hemicycle.pipeline import Coder
    from hemicycle.verbs import debates

    code = Coder.code

    def touchy(self, raw):
        if "oysters" in raw.text:
            raise ValueError("bad blood")
        return code(self, raw)

    hemicycle("add", "../in", "../in/none.txt")
    with monkeypatch.context() as patch:
        patch.setattr(Coder, "code", touchy)
        patch.setattr(debates, "_workers", lambda *_: 0)  # here, where the patch holds
        ran = hemicycle("run")
    assert ran.exit_code == 1
    assert "1 coded" in ran.stdout
    assert "1 failed" in ran.stdout
    assert "hemicycle: failed: ../in/two.txt: ValueError: bad blood" in ran.stderr
    shown = hemicycle("documents", "--failed").stdout
    assert "bad blood" in shown
    assert "../in/one.txt" not in shown
    assert "../in/none.txt: there is no such file" in shown
    assert hemicycle("run").stdout.startswith("2 up to date")
    assert "1 coded" in hemicycle("run", "--retry").stdout


def test_what_is_left_out_until_it_is_mended(inside):
    """A row that shares its id with a document is listed all the same; a mended one no more."""
    table = inside / "t.csv"
    rows = "id,text\nr1,“Dig” said Odile Varn.\nr2,{}\n"
    (inside / "other.csv").write_text("id,text\nr2,“Wait” said Petra Soleng.\n", encoding="utf-8")
    table.write_text(rows.format(""), encoding="utf-8")
    hemicycle("add", inside / "other.csv", table)
    for asked in ((), ("--failed",)):
        assert "it has no text (id 'r2')" in hemicycle("documents", *asked).stdout
    table.write_text(rows.format("“Dig deeper” said Odile Varn."), encoding="utf-8")
    hemicycle("add", table)
    assert json.loads(hemicycle("documents", "--json").stdout)["left_out"] == []


def test_json_of_a_run_and_of_adding(inside):
    added = hemicycle("add", "../in", "../in/none.txt", "--json")
    assert added.exit_code == 1
    told = json.loads(added.stdout)
    assert (told["added"], told["failed"], told["issues"][0]["document"]) == (
        2,
        1,
        "../in/none.txt",
    )
    ran = json.loads(hemicycle("run", "--json").stdout)
    assert (ran["coded"], ran["failed"], ran["interrupted"], ran["failures"]) == (2, 0, False, [])


def test_an_interrupted_run_says_how_it_goes_on(inside, monkeypatch):
    def interrupted(*args, **more):
        return debates.Ran(RunSummary(1, 0, 0, 9, 1.0, interrupted=True), None)

    monkeypatch.setattr(debates, "run", interrupted)
    ran = hemicycle("run")
    assert ran.exit_code == 130
    assert "`hemicycle run` goes on from there" in ran.stderr


def test_a_lost_database_is_made_anew_as_the_message_says(inside):
    hemicycle("concept", "add", "The Narrows should be dredged")
    Path("hemicycle.db").unlink()
    ran = hemicycle("run")
    assert ran.exit_code == 1
    advice = ran.stderr.partition("`hemicycle ")[2].partition("`")[0]
    made = hemicycle(*shlex.split(advice))
    assert made.exit_code == 0
    assert "with the codebook.toml and hemicycle.toml it had" in made.stdout
    assert "2 added" in hemicycle("add", "../in").stdout
    assert hemicycle("run").exit_code == 0
    assert "should be dredged" in hemicycle("concept", "list").stdout


@pytest.mark.parametrize("columns", ["-5", "0", "1", "20", "many", "200"])
def test_a_terminal_of_any_width_shows_the_names(inside, columns):
    hemicycle("add", "../in")
    hemicycle("run")
    for asked, word in (("documents", "one.txt"), ("statements", "oysters"), ("actors", "Odile")):
        assert word in hemicycle(asked, env={"COLUMNS": columns}).stdout, asked


def test_a_folder_with_blanks_in_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "cd 'my debate'" in hemicycle("init", "my debate").stdout


def test_a_text_that_is_none(inside):
    """What a shell hands on may be bytes of no known encoding."""
    bad = b"\xff".decode("utf-8", "surrogateescape")
    for asked in (
        ("concept", "add", bad), ("concept", "add", "Dig", "--example", bad),
        ("statements", "--actor", bad), ("statements", "--outlet", bad),
        ("statements", "--concept", bad), ("report", "--title", bad),
        ("add", "../in", "--outlet", bad), ("extract", "../in", "--concept", bad),
    ):  # fmt: skip
        ran = hemicycle(*asked)
        assert (ran.exit_code, ran.stdout) == (2, ""), asked
        assert "holds bytes that are no UTF-8 text" in ran.stderr, asked
    assert sorted(path.name for path in Path().iterdir()) == [
        "codebook.toml", "hemicycle.db", "hemicycle.toml",
    ]  # fmt: skip


# ---------------------------------------------------------------- tables in


TABLE = "head,prose,day,note\nDepth,“Dig {0}” said Odile Varn.,2025-03-1{0},x\n"


def test_preview_adds_nothing(inside):
    table = inside / "t.csv"
    table.write_text(TABLE.format(1) + "Empty,,soon,y\n", encoding="utf-8")
    refused = hemicycle("add", table, "--preview")
    assert refused.exit_code == 1
    assert "no column is known to hold the text" in refused.stderr
    seen = hemicycle(
        "add", table, "--preview", "--column-map", "text=prose,published=day,title=head"
    )
    assert seen.exit_code == 0
    for words in (
        "2 rows",
        "text       from column 'prose'",
        "published  from column 'day'",
        "not used: 'note'",
        "1 rows have no text",
        "1 rows have no date",
        "'soon'",
        "title      Depth",
        "Nothing was added",
    ):
        assert words in seen.stdout, words
    assert json.loads(hemicycle("documents", "--json").stdout)["documents"] == []


def test_standard_input_is_not_previewed(inside):
    ran = hemicycle("add", "-", "--preview")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "cannot be previewed" in ran.stderr


def test_a_table_with_a_column_map(inside):
    table = inside / "t.csv"
    table.write_text(TABLE.format(1), encoding="utf-8")
    added = hemicycle("add", table, "--column-map", "text=prose, published=day")
    assert (added.exit_code, "1 added" in added.stdout) == (0, True)
    (row,) = json.loads(hemicycle("documents", "--json").stdout)["documents"]
    assert row["published"]["start"] == "2025-03-11"


def test_standard_input(inside):
    row = json.dumps({"id": "r1", "text": "“Dig,” said Odile Varn.", "date": "2025-03-11"})
    assert "1 added" in hemicycle("add", "-", "--kind", "jsonl", input=row).stdout
    assert json.loads(hemicycle("documents", "--json").stdout)["documents"][0]["name"] == "r1"


# ---------------------------------------------------------------- statements out


def lines(*arguments: object) -> list[dict]:
    return [json.loads(line) for line in hemicycle("statements", *arguments).stdout.splitlines()]


def test_filters_of_statements(demo_folder):
    project = ("-p", demo_folder, "--json")
    every = lines(*project)
    assert len(every) > 200
    varn = lines(*project, "--actor", "varn")
    assert varn
    assert all("Varn" in json.dumps(each["actor"]) for each in varn)
    against = lines(*project, "--concept", "dredging", "--agreement", "against")
    assert against == lines(*project, "--concept", "dredging", "--agreement", "-1")
    assert all(
        {"dredging": -1}.items()
        <= {p["concept"]: p["agreement"] for p in each["positions"]}.items()
        for each in against
    )
    carried, first_hand = lines(*project, "--reported"), lines(*project, "--first-hand")
    assert len(carried) + len(first_hand) == len(every)
    assert all(each["via"] for each in carried)
    assert lines(*project, "--outlet", "the daily buoy", "--from", "2025-04-01")
    assert lines(*project, "--to", "1900") == []
    assert all(each["score"] >= 0.7 for each in lines(*project, "--min-score", "0.7"))


def test_formats(demo_folder, tmp_path):
    asked = ("statements", "-p", demo_folder, "--actor", "Haldane")
    count = len(hemicycle(*asked, "--format", "jsonl").stdout.splitlines())
    for name in ("out.jsonl", "out.csv", "out.xlsx", "out.parquet"):
        ran = hemicycle(*asked, "-o", tmp_path / name)
        assert (ran.exit_code, ran.stdout) == (0, "")
        assert f"{count} statements written to" in ran.stderr
    table = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8"), newline="")))
    frame = polars.read_parquet(tmp_path / "out.parquet")
    assert (len(table), frame.height) == (count, count)
    exact = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert frame["text"].to_list() == [each["text"] for each in exact]
    assert "position: dredging" in frame.columns
    assert (tmp_path / "out.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--format", "xlsx"), "add: -o statements.xlsx"),
        (("--format", "parquet"), "add: -o statements.parquet"),
        (("-o", "out.txt"), "jsonl, csv, xlsx or parquet"),
        (("--format", "table", "-o", "out.csv"), "a table is for the terminal"),
        (("--format", "html"), "table"),
        (("--concept", "tunnel"), "there are: dredging"),
        (("--agreement", "maybe"), "for, against or neutral"),
        (("--from", "soon"), "2024-03-31"),
        (("--from", "2025-04", "--to", "2025-03"), "the first day comes after the last"),
        (("--min-score", "2"), "--min-score"),
        (("--colour",), "--colour"),
    ],
)
def test_wrong_use_of_statements(demo_folder, arguments, hint):
    ran = hemicycle("statements", "-p", demo_folder, *arguments)
    assert ran.exit_code == 2
    assert hint in ran.stderr
    assert "Traceback" not in ran.stderr


def test_no_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for asked in ("run", "documents", "statements", "actors", "report"):
        ran = hemicycle(asked)
        assert ran.exit_code == 2
        assert "Make one with: hemicycle init" in ran.stderr


def test_two_writers(inside):
    with debates.open(".").store(writer="hemicycle run"):
        ran = hemicycle("add", "../in")
    assert ran.exit_code == 1
    assert "is being written by hemicycle run (process" in ran.stderr


def test_a_broken_codebook(inside):
    Path("codebook.toml").write_text("[[concept]\n")
    ran = hemicycle("run")
    assert ran.exit_code == 2
    assert "codebook.toml, line 1" in ran.stderr


@pytest.mark.parametrize(
    "asked",
    [
        ("statements", "--format", "csv", "-o", "hemicycle.db"),
        ("statements", "--format", "csv", "-o", "../p/codebook.toml"),
        ("report", "-o", "hemicycle.toml"),
        ("report", "-o", "link.html"),
        ("extract", "../in/one.txt", "../in/two.txt", "-o", "../in/two.txt", "--format", "csv"),
    ],
)
def test_what_is_read_from_is_not_overwritten(inside, asked):
    Path("link.html").symlink_to("hemicycle.db")
    files = [*Path().iterdir(), *Path("../in").iterdir()]
    before = [path.read_bytes() for path in files]
    ran = hemicycle(*asked)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "nothing was changed. Name another file" in ran.stderr
    assert [path.read_bytes() for path in files] == before


# ---------------------------------------------------------------- demo and evaluate


def test_demo(demo_folder):
    """The folder is coded already: the command uses it again, and tells the whole story."""
    ran = hemicycle("demo", demo_folder, env={"COLUMNS": "80"})
    assert ran.exit_code == 0
    for words in (
        "16 invented articles", "The Orm Narrows should be dredged into a deep channel", "  for ",
        "  against ", "  neither ", "Corvin Haldane", "Where to look now:", "hemicycle statements",
    ):  # fmt: skip
        assert words in ran.stdout, words
    assert (demo_folder / "report.html").resolve().as_uri() in ran.stdout
    assert "Odile Varn" in (demo_folder / "report.html").read_text(encoding="utf-8")


def test_demo_leaves_other_folders_alone(inside):
    ran = hemicycle("demo", ".")
    assert ran.exit_code == 2
    assert "is not the demo; nothing was changed" in ran.stderr


def test_evaluate(tmp_path):
    text = "“Dredge it,” said Odile Varn.\n\n“Leave it,” said Petra Soleng.\n"
    gold = [{"content": [[0, 12]], "cue": [[13, 17]], "source": [[18, 28]]},
            {"content": [[31, 42]], "cue": [[43, 47]], "source": [[0, 3]]}]  # fmt: skip
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "x", "text": text, "attributions": gold}), encoding="utf-8")
    told = json.loads(hemicycle("evaluate", path, "--json").stdout)
    rates = {(rate["measure"], rate["part"]): rate for rate in told["rates"]}
    strict = rates["attribution_strict", "all"]
    assert (strict["hits"], strict["gold"], strict["f1"]) == (1, 2, 0.5)
    assert [miss["kind"] for miss in told["misses"]] == ["wrong source"]
    assert {act: count for act, count in told["acts"].items() if count} == {"says": 2}
    shown = hemicycle("evaluate", path)
    assert shown.exit_code == 0
    assert "attribution_strict" in shown.stdout
    assert "acts: says 2, believes 0, intends 0, feels 0, hears 0" in shown.stdout
    assert "wrong source · x" in shown.stdout
    assert "wrong source" not in hemicycle("evaluate", path, "--misses", "0").stdout
    path.write_text("{")
    assert hemicycle("evaluate", path).exit_code == 2
    assert hemicycle("evaluate", tmp_path / "none").exit_code == 2


# ---------------------------------------------------------------- progress


def test_progress_lines(monkeypatch, capsys):
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    with progress.progress("coding") as (told,):
        for done in range(1, 9):
            now[0] += 6
            told(done, 8, done * 600)
    assert capsys.readouterr().err.splitlines() == [
        "hemicycle: coding: 2 of 8 documents, 100 words/s, 36 s left",
        "hemicycle: coding: 4 of 8 documents, 100 words/s, 24 s left",
        "hemicycle: coding: 6 of 8 documents, 100 words/s, 12 s left",
    ]


@pytest.mark.parametrize(
    ("seconds", "words"), [(4.2, "4 s"), (75, "1 min"), (3600, "1 h 0 min"), (7860, "2 h 11 min")]
)
def test_time_left(seconds, words):
    assert progress._span(seconds) == words


def test_the_summary_of_a_run_counts():
    ran = debates.Ran(RunSummary(0, 0, 5, 0, 0.0), RunSummary(3, 1, 0, 9, 1.0))
    told = projects._ran(ran)
    assert (told["judged_again"], told["up_to_date"], told["failed"]) == (3, 1, 0)


def test_extract_json_is_the_same_as_jsonl(tmp_path):
    article(tmp_path / "a.txt", "The Narrows should be dredged")
    plain, asked = (hemicycle("extract", tmp_path / "a.txt", *how) for how in ((), ("--json",)))
    assert plain.stdout == asked.stdout
    assert json.loads(asked.stdout.splitlines()[0])["text"]


@pytest.fixture
def written(demo_folder, tmp_path, monkeypatch):
    """A project in whose folder lie an article, a report and every kind of table it can read."""
    hemicycle("report", "-p", demo_folder, "-o", tmp_path / "p.html")
    for format in ("csv", "jsonl", "parquet"):
        hemicycle("statements", "-p", demo_folder, "-o", tmp_path / f"out.{format}")
    hemicycle("init", tmp_path)
    (tmp_path / "hemicycle.db-wal").touch()
    article(tmp_path / "a.txt", "Dredge it")
    monkeypatch.chdir(tmp_path)
    return {"codebook.toml", "hemicycle.db", "hemicycle.db-wal", "hemicycle.toml"} | {
        "p.html", "out.csv", "out.jsonl", "out.parquet",
    }  # fmt: skip


def test_what_hemicycle_wrote_is_no_article(written):
    added = json.loads(hemicycle("add", ".", "--json").stdout)
    assert (added["added"], added["failed"]) == (1, 0)
    left_out = {Path(each["document"]).name: each for each in added["issues"]}
    assert written <= set(left_out)
    assert all(each["message"].startswith("left out") for each in left_out.values())
    assert {each["level"] for each in left_out.values()} == {"note"}


def test_what_hemicycle_wrote_is_told_when_it_is_asked_for(written):
    for name in written:
        ran = hemicycle("extract", name)
        assert (ran.exit_code, ran.stdout) == (0, "")
        assert f"warning: {name}: left out: " in ran.stderr
    assert "left out" in hemicycle("extract", "-", input=Path("p.html").read_bytes()).stderr
    assert hemicycle("extract", "out.csv", "--column-map", "text=text").stdout


def test_the_report_draws_for_papers(demo_folder, tmp_path):
    where = ("report", "-p", demo_folder, "-o", tmp_path / "r.html")
    ran = hemicycle(*where, "--figures", tmp_path / "figures")
    assert ran.exit_code == 0, ran.stderr
    drawn = sorted(path.name for path in (tmp_path / "figures").iterdir())
    assert drawn == ["camps.svg", "matrix.svg", "network.svg", "pairs.svg"]
    assert 'id="together"' in (tmp_path / "r.html").read_text(encoding="utf-8")
    refused = hemicycle(*where, "--figures", tmp_path / "r.html")
    assert refused.exit_code == 2
    assert "cannot be made" in refused.stderr
