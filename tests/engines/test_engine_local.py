"""A run ends where it should, whatever documents, workers and people do to it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from engines import engine_helpers as helpers
from hemicycle.engines import local
from hemicycle.engines.workers import Limits
from hemicycle.errors import DocumentError, HemicycleError, StoreError
from hemicycle.store import sqlite
from store.store_builders import BRIDGE, code, judge, raw

TESTS = Path(__file__).parents[1]


@pytest.fixture
def store(tmp_path):
    sqlite.create(tmp_path / "hemicycle.db")
    with sqlite.open(tmp_path / "hemicycle.db", writer="the tests") as store:
        yield store


def add(store, *texts):
    for n, text in enumerate(texts):
        store.add(raw(text, f"{n}.txt"))


# -------------------------------------------------------------------- one process


def test_a_run_codes_what_is_pending_and_a_second_one_nothing(store):
    add(store, "Ada Lund: Yes to the bridge.", "Bo Ek: No to the bridge.")
    told = []
    first = local.run(store, code, "toy-1", BRIDGE, on_progress=lambda *n: told.append(n))
    assert (first.done, first.failed, first.skipped, first.words) == (2, 0, 0, 12)
    assert told == [(1, 2, 6), (2, 2, 12)]
    before = store.content_hash()
    second = local.run(store, code, "toy-1", BRIDGE)
    assert (second.done, second.skipped, second.interrupted) == (0, 2, False)
    assert store.content_hash() == before
    assert [p.agreement for s in store.statements() for p in s.positions] == [1, -1]


def test_a_document_that_raises_is_named_and_the_run_goes_on(store):
    add(store, "Ada Lund: Yes.", "poison", "Bo Ek: No.")
    summary = local.run(store, code, "toy-1", BRIDGE)
    assert (summary.done, summary.failed) == (2, 1)
    assert summary.failures == (("1.txt", "ValueError: poison in the well"),)
    assert [d.failure for d in store.documents()] == [None, summary.failures[0][1], None]
    assert local.run(store, code, "toy-1", BRIDGE).failed == 0  # not tried again
    assert local.run(store, code, "toy-1", BRIDGE, retry=True).failed == 1


def test_a_document_error_gives_its_own_words(store):
    add(store, "Ada Lund: Yes.")

    def refuse(source):
        raise DocumentError(source.name, "it has no letters; check the file")

    assert local.run(store, refuse, "toy-1").failures == (
        ("0.txt", "it has no letters; check the file"),
    )


def test_a_coding_that_contradicts_itself_is_a_failure(store):
    """Positions on a concept that was not declared."""
    add(store, "Ada Lund: Yes to the bridge.", "Bo Ek: Hm.")
    summary = local.run(store, code, "toy-1", {})
    assert (summary.done, summary.failed) == (1, 1)
    assert "contradicts itself" in store.documents()[0].failure


def test_trouble_with_the_database_stops_the_run(store, monkeypatch):
    add(store, "Ada Lund: Yes.")

    def full(*_):
        raise StoreError("the disk is full")

    monkeypatch.setattr(store, "save_coding", full)
    with pytest.raises(StoreError, match="full"):
        local.run(store, code, "toy-1")
    assert store.pending("toy-1") != []


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(store, workers):
    texts = [f"Ada Lund: Yes to the bridge, {n}." for n in range(6)]
    add(store, *texts)

    def press(done, total, words):
        if done == 3:
            os.kill(os.getpid(), signal.SIGINT)

    summary = local.run(store, code, "toy-1", BRIDGE, workers=workers, on_progress=press)
    assert (summary.done, summary.interrupted) == (3, True)
    assert len(store.statements()) == 3
    assert local.run(store, code, "toy-1", BRIDGE).done == 3


# -------------------------------------------------------------------- several processes


def test_workers_give_the_same_content(store, tmp_path):
    helpers.fill(tmp_path / "other.db", 12)
    for document in helpers.documents(12):
        store.add(document)
    local.run(store, helpers.slow_code, "toy-1", BRIDGE)
    with sqlite.open(tmp_path / "other.db", writer="the tests") as other:
        summary = local.run(other, helpers.slow_code, "toy-1", BRIDGE, workers=2)
        assert (summary.done, summary.failed) == (11, 1)
        assert other.content_hash() == store.content_hash()


def test_a_worker_that_dies_or_hangs_fails_its_document_only(store):
    add(store, "Ada: A.", "crash", "Ada: B.", "hang", "unpicklable", "crash 2", "Ada: C.")
    limits = Limits(seconds=lambda task: 2.0)
    summary = local.run(store, helpers.touchy_code, "toy-1", workers=2, limits=limits)
    assert summary.done == 3
    failures = dict(summary.failures)
    assert (
        failures["1.txt"] == failures["5.txt"] == "the process at work on it was ended by SIGSEGV"
    )
    assert failures["3.txt"] == "it took longer than 2 seconds"
    assert "cannot be handed over" in failures["4.txt"]


def test_a_document_that_takes_too_much_memory_fails_alone(store):
    pytest.importorskip("resource", reason="this system cannot limit memory")
    add(store, "Ada: A.", "greedy", "Ada: B.")
    limits = Limits(memory=1 << 30)
    summary = local.run(store, helpers.touchy_code, "toy-1", workers=1, limits=limits)
    assert (summary.done, summary.failures) == (
        2,
        (("1.txt", "it takes more than 1 GiB of memory; split it"),),
    )


def test_one_worker_is_held_to_the_clock_too(store):
    add(store, "hang", "Ada: A.")
    limits = Limits(seconds=lambda task: 1.0)
    summary = local.run(store, helpers.touchy_code, "toy-1", workers=1, limits=limits)
    assert (summary.done, summary.failures) == (1, (("0.txt", "it took longer than 1 seconds"),))


def test_longer_documents_have_more_time_but_none_has_for_ever():
    seconds = [local.seconds_for(raw("x" * n)) for n in (1, 100_000, 20_000_000)]
    assert seconds == [60.001, 160.0, 900.0]


def test_workers_that_cannot_start_fail_no_document(store):
    add(store, "Ada: A.", "Ada: B.")
    with pytest.raises(HemicycleError, match="no worker process could be started"):
        local.run(store, helpers.Unloadable(), "toy-1", workers=2)
    assert [d.failure for d in store.documents()] == [None, None]


# -------------------------------------------------------------------- positions


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_only_changed_concepts_are_judged_again(store, workers):
    add(store, "Ada Lund: Yes to the bridge.", "Bo Ek: No to the ferry.")
    local.run(store, code, "toy-1", BRIDGE)
    both = {**BRIDGE, "ferry": "ferry-1"}
    summary = local.run_positions(store, judge, both, workers=workers)
    assert (summary.done, summary.failed, summary.skipped) == (2, 0, 0)
    held = [[(p.concept, p.agreement) for p in s.positions] for s in store.statements()]
    assert held == [[("bridge", 1)], [("ferry", -1)]]
    assert local.run_positions(store, judge, both).skipped == 2


def test_a_judge_that_raises_leaves_the_older_positions(store):
    add(store, "Ada Lund: Yes to the bridge.")
    local.run(store, code, "toy-1", BRIDGE)
    before = store.content_hash()
    summary = local.run_positions(store, lambda *_: 1 / 0, {"bridge": "bridge-2"})
    assert summary.failures == (("0.txt", "ZeroDivisionError: division by zero"),)
    assert store.content_hash() == before
    assert store.pending_positions({"bridge": "bridge-2"}) != []


# -------------------------------------------------------------------- kill -9


def start(path: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A run in another process, at work."""
    process = subprocess.Popen(
        [sys.executable, "-m", "engines.engine_helpers", str(path), *arguments],
        cwd=TESTS,
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"go\n"
    return process


def kill_after(path: Path, documents: int, seconds: float, workers: int) -> bool:
    """Start a run, kill it that long after so many documents; whether it was still at work."""
    process = start(path, str(workers))
    assert process.stdout
    for _ in range(documents):
        process.stdout.readline()
    time.sleep(seconds)
    alive = process.poll() is None
    process.kill()
    process.communicate(timeout=30)  # until its workers, who hold its output, have ended too
    return alive


def test_workers_end_with_their_parent_even_in_a_task_that_hangs(store, tmp_path):
    add(store, "hang 1", "hang 2")
    store.close()
    process = start(tmp_path / "hemicycle.db", "2", "touchy")
    assert process.stdout
    assert process.stdout.readline() == b"hanging\n"
    process.kill()
    process.communicate(timeout=20)


def halves(path: Path) -> list[str]:
    """What is wrong in the file itself."""
    with closing(sqlite3.connect(path)) as db:
        wrong = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        wrong += [str(row) for row in db.execute("PRAGMA foreign_key_check")]
        sizes = "SELECT document FROM statements GROUP BY document HAVING count(*) <> 5"
        return wrong + [f"half of {row[0]}" for row in db.execute(sizes)]


def test_after_kills_at_random_moments_the_next_run_ends_at_the_same_content(tmp_path):
    """Twelve kills, two of them with worker processes; each database goes on from its kill."""
    fresh = tmp_path / "fresh.db"
    helpers.fill(fresh, 40)
    undisturbed = tmp_path / "undisturbed.db"
    shutil.copy(fresh, undisturbed)
    with sqlite.open(undisturbed, writer="the tests") as store:
        local.run(store, helpers.slow_code, "toy-1", BRIDGE)
        expected = store.content_hash()
    chance, hits, partly = random.Random(20310504), 0, 0
    for n in range(12):
        path = tmp_path / f"{n}.db"
        shutil.copy(fresh, path)
        workers = 2 if n >= 10 else 0
        hits += kill_after(path, chance.randrange(38), chance.uniform(0, 0.01), workers)
        assert halves(path) == []
        with sqlite.open(path, writer="the tests") as store:
            partly += 0 < len(store.pending("toy-1")) < 40
            local.run(store, helpers.slow_code, "toy-1", BRIDGE)
            assert store.content_hash() == expected, f"kill {n}"
    assert hits >= 6, "the kills came too late to try anything"
    assert partly >= 3, "too few kills hit a run at work"
