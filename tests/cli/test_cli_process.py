"""What only a process of its own shows: statuses, streams, pipes, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.cli_helpers import QUOTE, article, command, hemicycle, process
from hemicycle.cli.door import printable
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


def test_what_documents_hold_cannot_drive_the_terminal():
    assert printable("a\x1b[31mb\x07\u009bc\nd") == "a\ufffd[31mb\ufffd\ufffdc\nd"
