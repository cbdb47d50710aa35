"""Bad input among good: a message with the file's name, the rest goes on, status 1."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from cli.cli_helpers import article, command, hemicycle, process


def word_file(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """A few kilobytes of DOCX that hold two gigabytes of one letter."""
    whole = zipfile.ZipFile(io.BytesIO(word_file("x")))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in whole.namelist():
            if name != "word/document.xml":
                packed.writestr(name, whole.read(name))
        with packed.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(b"<w:document><w:body><w:p><w:r><w:t>")
            for _ in range(2048):
                part.write(b"x" * (1 << 20))
            part.write(b"</w:t></w:r></w:p></w:body></w:document>")
    return out.getvalue()


def quoted(words: str) -> str:
    return f"“{words},” said Odile Varn, the mayor of Skerrow, on Monday.\n"


# name → (content, part of the message); None where the document is read after all
BAD: dict[str, tuple[bytes, str | None]] = {
    "empty.txt": (b"", "it is empty"),
    "garbage.txt": (bytes(range(256)) * 40, "this is not text"),
    "large.txt": (b"More of it. " * (50 * 2**20 // 12), "more than the limit"),
    "nested.html": (
        b"<div>" * 60_000 + quoted("Deep").encode() + b"</div>" * 60_000,
        None,
    ),
    "truncated.docx": (word_file("Deep. " * 500)[:9_000], "broken or cut short"),
    "truncated.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendo", "cut short"),
    "bomb.docx": (bomb(), "zip bomb"),
    "utf16.txt": (quoted("Sixteen bits without a mark").encode("utf-16-le"), None),
    "no-text-column.csv": (b"day,weight\n2025-03-10,4\n", "no column is known to hold the text"),
    "broken.jsonl": (b'{"id": "r1", "text": "' + b'x" \n{"id": ', "not valid JSON"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Bad files, with a good one before and one after them."""
    made = tmp_path_factory.mktemp("bad") / "in"
    made.mkdir()
    for name, (content, _) in BAD.items():
        (made / name).write_bytes(content)
    article(made / "a-good.txt", "First")
    article(made / "z-good.txt", "Last")
    return made


def failures(stderr: str) -> dict[str, str]:
    """Which files a run named as failed, and why."""
    found: dict[str, str] = {}
    for line in stderr.splitlines():
        if line.startswith("hemicycle: failed: "):
            place, _, why = line.removeprefix("hemicycle: failed: ").partition(": ")
            found[Path(place.partition("#")[0]).name] = why
    return found


def check(stderr: str) -> None:
    named = failures(stderr)
    for name, (_, message) in BAD.items():
        assert (name in named) == (message is not None), (name, named)
        assert message is None or (named[name] and message in named[name]), (name, named)
    assert "Traceback" not in stderr


def test_extract(folder):
    ran = hemicycle("extract", folder)
    assert ran.exit_code == 1
    check(ran.stderr)
    texts = [json.loads(line)["text"] for line in ran.stdout.splitlines()]
    assert texts == ["“First,”", "“Deep,”", "“Sixteen bits without a mark,”", "“Last,”"]


def test_add_and_run(folder, tmp_path):
    hemicycle("init", tmp_path / "p")
    added = hemicycle("add", folder, "-p", tmp_path / "p")
    assert added.exit_code == 1
    check(added.stderr)
    assert "4 added" in added.stdout
    ran = hemicycle("run", "-p", tmp_path / "p", "--json")
    assert (ran.exit_code, json.loads(ran.stdout)["coded"]) == (0, 4)
    listed = json.loads(hemicycle("documents", "-p", tmp_path / "p", "--json").stdout)
    assert {Path(each["document"].partition("#")[0]).name for each in listed["left_out"]} == set(
        failures(added.stderr)
    )


@pytest.fixture
def table(tmp_path) -> Path:
    """A table with thirty rows that cannot be read and one that can, in Latin letters."""
    path = tmp_path / "t.csv"
    rows = "".join(f"{n},\n" for n in range(30))
    path.write_bytes(f"id,text\n{rows}99,Odile Varn said caf\xe9s will close.\n".encode("latin-1"))
    return path


@pytest.mark.parametrize("verb", ["add", "extract"])
def test_of_one_table_the_first_failures_are_named_and_the_others_counted(table, verb, tmp_path):
    hemicycle("init", tmp_path / "p")
    ran = hemicycle(verb, table, *(["-p", tmp_path / "p"] if verb == "add" else []))
    told = [line for line in ran.stderr.splitlines() if "failed: " in line]
    assert ran.exit_code == 1
    assert told[0] == f"hemicycle: failed: {table}#1: it has no text (id '0')"
    assert told[20:] == [f"hemicycle: failed: {table}: 10 more like this"]
    assert f"warning: {table}: the encoding is not stated; guessed cp1252" in ran.stderr


@pytest.fixture
def many(tmp_path, monkeypatch) -> Path:
    """A project beside a folder of 130 articles, none of which can be coded."""
    monkeypatch.setattr("hemicycle.pipeline.Coder.code", lambda *_: 1 / 0)
    monkeypatch.setattr("hemicycle.verbs.debates._workers", lambda *_: 0)  # where the patch holds
    hemicycle("init", tmp_path / "p")
    (tmp_path / "in").mkdir()
    for n in range(130):
        article(tmp_path / "in" / f"{n}.txt", f"Number {n}")
    return tmp_path


def named(stderr: str) -> tuple[int, str]:
    """How many failures were named one by one, and what was said last."""
    return stderr.count("hemicycle: failed: "), stderr.splitlines()[-1]


def test_of_many_files_the_first_hundred_failures_are_named_and_the_others_counted(many):
    kept = "; all are in `hemicycle documents --failed`"
    hemicycle("add", many / "in", "-p", many / "p")
    ran = hemicycle("run", "-p", many / "p")
    assert (ran.exit_code, named(ran.stderr)) == (1, (100, f"hemicycle: and 30 more failed{kept}"))
    for each in (many / "in").iterdir():
        each.write_bytes(b"")
    added = hemicycle("add", many / "in", "-p", many / "p")
    assert named(added.stderr) == (100, f"hemicycle: and 30 more failed{kept}")
    assert named(hemicycle("extract", many / "in").stderr) == (100, "hemicycle: and 30 more failed")


def test_of_many_tables_a_hundred_failures_are_named_in_all(tmp_path):
    for n in range(12):
        (tmp_path / f"{n}.csv").write_text("id,text\n" + "1,\n" * 30)
    told = hemicycle("extract", tmp_path).stderr.splitlines()
    failed = [line for line in told if "failed" in line]
    assert all("it has no text" in line for line in failed[:100])
    assert all(line.endswith(": 10 more like this") for line in failed[100:105])
    assert failed[105:] == ["hemicycle: and 210 more failed"]


def test_all_failures_are_kept(table, tmp_path):
    hemicycle("init", tmp_path / "p")
    added = json.loads(hemicycle("add", table, "-p", tmp_path / "p", "--json").stdout)
    listed = json.loads(hemicycle("documents", "-p", tmp_path / "p", "--json").stdout)
    assert (added["failed"], len(listed["left_out"])) == (30, 30)
    assert len(added["issues"]) == 31


def test_no_article_comes_out_in_a_hundred_years(table):
    ran = hemicycle("extract", table, "--published", "2124-01-01")
    assert (ran.exit_code, "2124-01-01" in ran.stderr) == (2, True)


def test_the_parsers_own_limits_leave_this_process_small(folder):
    """The bomb is met in a child: this process stays far below what it would take."""
    resource = pytest.importorskip("resource")
    assert hemicycle("extract", folder / "bomb.docx").exit_code == 1
    unit = 1 if sys.platform == "darwin" else 1024
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < 2 << 30


@pytest.mark.parametrize(
    "arguments",
    [("init", "file/project"), ("extract", "a.txt", "-o", "file/out.jsonl"),
     ("extract", "a.txt", "-o", "none/out.csv")],
)  # fmt: skip
def test_a_place_that_cannot_be_written(tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    article(tmp_path / "a.txt", "Dredge it")
    ran = hemicycle(*arguments)
    assert ran.exit_code == 2
    assert arguments[-1].partition("/")[0] in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
@pytest.mark.parametrize("format", ["jsonl", "csv", "xlsx", "parquet"])
def test_a_full_disk(tmp_path, format):
    good = article(tmp_path / "a.txt", "Dredge it")
    ran = hemicycle("extract", good, "--format", format, "-o", "/dev/full")
    assert ran.exit_code == 1
    assert "/dev/full: the disk is full" in ran.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_nothing_is_said_after_the_full_disk(tmp_path):
    """No complaint of a half-closed file when the process ends."""
    good = article(tmp_path / "a.txt", "Dredge it")
    ran = process("extract", good, "-o", "/dev/full", "--format", "xlsx")
    assert (ran.returncode, len(ran.stderr.splitlines())) == (1, 1)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_standard_output(tmp_path):
    good = article(tmp_path / "a.txt", "Dredge it")
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(command("extract", good), stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 1
    assert ran.stderr == (
        b"hemicycle: standard output cannot be read or written (No space left on device)\n"
    )
