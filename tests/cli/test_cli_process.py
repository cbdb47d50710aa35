"""What only a process of its own shows: statuses, streams, pipes, Ctrl-C."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.cli_helpers import QUOTE, article, command, hemicycle, process
from hemicycle.cli.terminal import visible
from hemicycle.verbs import debates


def test_help_is_quick():
    started = time.monotonic()
    assert process("--help").returncode == 0
    assert time.monotonic() - started < 10


def test_output_is_utf8_whatever_the_code_page(tmp_path):
    path = article(tmp_path / "Wałęsa.txt", "Żeglować")
    ran = process("extract", path)
    assert ran.returncode == 0
    made = json.loads(ran.stdout.decode("utf-8"))
    assert (made["document"], made["text"]) == (str(path), "“Żeglować,”")


def test_messages_go_to_standard_error_and_name_the_file(tmp_path):
    (tmp_path / "Łódź.txt").write_bytes(b"")
    ran = process("extract", tmp_path / "Łódź.txt")
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert "failed: " + str(tmp_path / "Łódź.txt") in ran.stderr.decode("utf-8")


def test_wrong_use_is_two():
    assert process("frobnicate").returncode == 2
    assert process("extract").returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGPIPE")
def test_a_reader_that_hangs_up_is_no_trouble(tmp_path):
    rows = [json.dumps({"id": f"r{n}", "text": QUOTE.format("More " * 400)}) for n in range(60)]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
    ours = subprocess.Popen(
        command("extract", tmp_path / "in.jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert ours.stdout is not None
    assert ours.stderr is not None
    assert ours.stdout.readline().startswith(b'{"document": "r0"')  # it streams
    ours.stdout.close()
    assert ours.wait(60) == 141
    assert ours.stderr.read() == b""
    ours.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise")
def test_ctrl_c_keeps_what_is_done(tmp_path):
    rows = [json.dumps({"id": f"r{n}", "text": QUOTE.format(f"{n} more") * 60}) for n in range(30)]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
    folder = debates.init(tmp_path / "p").folder
    debates.add(folder, tmp_path / "in.jsonl")
    ours = subprocess.Popen(
        command("run", "-p", folder, "--workers", "1"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    while not _coded(folder) and ours.poll() is None:
        time.sleep(0.1)
    os.killpg(ours.pid, signal.SIGINT)
    _, err = ours.communicate(timeout=60)
    assert ours.returncode == 130
    assert b"`hemicycle run` goes on from there" in err
    assert b"Traceback" not in err
    done = _coded(folder)
    assert 0 < done < 30
    ran = json.loads(hemicycle("run", "-p", folder, "--json").stdout)
    assert (ran["coded"], ran["up_to_date"]) == (30 - done, done)


def _coded(folder: Path) -> int:
    return sum(row.coded is not None for row in debates.documents(folder))


READING = (
    ("statements", "--json"), ("actors",), ("documents",), ("concept", "list"),
    ("report", "-o", "elsewhere.html"),
)  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are kept otherwise")
def test_a_folder_that_cannot_be_written_is_read(demo_folder, tmp_path):
    folder = shutil.copytree(demo_folder, tmp_path / "lent #1?", ignore=_locks)
    with _nothing_may_be_written(folder):
        for asked in READING:
            ran = _heedful(*asked, "-p", folder, cwd=tmp_path)
            assert (ran.returncode, ran.stderr) == (0, b""), asked
            assert ran.stdout
        ran = _heedful("run", "-p", folder)
        assert ran.returncode == 1
        assert b"copy the project to a folder of your own" in ran.stderr
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        path.name for path in demo_folder.iterdir() if not path.name.endswith(".lock")
    )


def _locks(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith(".lock")]


@contextlib.contextmanager
def _nothing_may_be_written(folder: Path) -> Iterator[None]:
    places = [folder, *folder.iterdir()]
    for place in places:
        place.chmod(place.stat().st_mode & ~0o222)
    yield
    for place in places:
        place.chmod(place.stat().st_mode | 0o200)


def _heedful(*arguments: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    """A process that heeds permissions, even where the tests are run by root."""
    powers = "--bounding-set=-dac_override,-dac_read_search"
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root may write everywhere")
    ahead = ["setpriv", powers] if os.geteuid() == 0 else []
    return subprocess.run([*ahead, *command(*arguments)], capture_output=True, **more)


def test_concepts_added_at_once_are_all_kept(tmp_path):
    debates.init(tmp_path / "p")
    wordings = [f"Claim number {n}" for n in range(6)]
    adding = [subprocess.Popen(command("concept", "add", w), cwd=tmp_path / "p") for w in wordings]
    assert [each.wait(60) for each in adding] == [0] * 6
    assert sorted(c.wording for c in debates.concepts(tmp_path / "p")) == wordings


# ---------------------------------------------------------------- the standard streams


def test_visible():
    acts = "a\x1b[31mb\x07\u009b\r\u202ec\n\td\u200d\ud800"
    assert visible(acts) == r"a\u001b[31mb\u0007\u009b\u000d\u202ec" + "\n\td\u200d" + r"\ud800"


EVIL = "\x1b]0;owned\x07"
ON_A_TERMINAL = (
    ("documents",), ("documents", "--json"), ("statements",), ("statements", "--format", "csv"),
    ("statements", "--json"), ("actors",), ("concept", "list"), ("concept", "add", EVIL + "Dig"),
    ("extract", EVIL + ".txt"), ("add", "corpus.csv", "--preview"), ("--" + EVIL,), ("run",),
)  # fmt: skip


@pytest.fixture(scope="module")
def evil(tmp_path_factory) -> Path:
    """A project whose every text would drive a terminal."""
    folder = debates.init(tmp_path_factory.mktemp("evil") / "p").folder
    article(folder / f"{EVIL}.txt", f"{EVIL}\u009b31m Dig")
    (folder / "corpus.csv").write_text(f"text,note\nDig.,{EVIL}\n", encoding="utf-8")
    debates.add_concept(folder, f"{EVIL} should be dug")
    debates.add(folder, [folder / f"{EVIL}.txt", folder / f"{EVIL}.none"], outlet=EVIL, title=EVIL)
    debates.run(folder)
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("asked", ON_A_TERMINAL, ids=" ".join)
def test_what_documents_hold_cannot_drive_the_terminal(evil, asked):
    shown = _on_a_terminal(*asked, cwd=evil)
    assert b"\x1b]" not in shown
    assert b"\x07" not in shown
    assert "\u009b".encode() not in shown
    assert b"Traceback" not in shown
    assert shown.strip()


def test_a_pipe_gets_every_text_as_it_is(evil):
    assert EVIL.encode() in process("statements", "--format", "csv", cwd=evil).stdout


def _on_a_terminal(*arguments: object, cwd: Path) -> bytes:
    """All that a process writes to a terminal of its own."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command(*arguments), stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd
    ) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux says that nobody writes any more
            while got := os.read(ours, 1 << 16):
                shown += got
        process.wait(60)
    os.close(ours)
    return shown


@pytest.mark.skipif(sys.platform == "win32", reason="no shell of this kind")
@pytest.mark.parametrize(
    ("streams", "asked", "status", "told"),
    [
        ("<&-", "extract -", 2, "standard input is closed"),
        ("<&-", "add -", 2, "standard input is closed"),
        ("<&-", "documents", 0, ""),
        (">&-", "documents", 1, "standard output cannot be read or written"),
        (">&-", "actors --json", 1, "standard output cannot be read or written"),
        (">&-", "statements --json", 1, "standard output cannot be read or written"),
        (">&-", "statements -o /dev/null --format csv", 0, "1 statements written"),
        ("2>&-", "documents", 0, ""),
        ("<&- >&- 2>&-", "frobnicate", 2, ""),
        ("| exec true; (exit ${PIPESTATUS[0]})", "statements", 141, ""),
        ("| exec true; (exit ${PIPESTATUS[0]})", "statements --format csv", 141, ""),
        ("| exec true; (exit ${PIPESTATUS[0]})", "documents", 141, ""),
        ("| exec true; (exit ${PIPESTATUS[0]})", "actors --json", 141, ""),
    ],
)
def test_streams_that_are_closed(evil, streams, asked, status, told):
    line = f"{shlex.join(command(*asked.split()))} {streams}"
    ran = subprocess.run(["bash", "-c", line], cwd=evil, stderr=subprocess.PIPE, text=True)
    assert ran.returncode == status
    assert told in ran.stderr
    assert len(ran.stderr.splitlines()) == bool(told)
