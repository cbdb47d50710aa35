"""Kill `hemicycle run` at random moments and show that nothing is lost.

    python bench/kill_nine.py ARTICLES.jsonl[.gz] [--articles 100] [--kills 10] [--seed 1]

Makes two projects of the same articles. One runs undisturbed; the other is killed with SIGKILL at
random moments and started again. Both must end at the same content, with a sound database and no
failed document. Prints what it did; exit status 1 if they differ.
"""

import argparse
import gzip
import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hemicycle import project

CONCEPT = "The government should act"


def main() -> int:
    asked = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        table = folder / "articles.jsonl"
        _write_some(asked.articles_file, table, asked.articles)
        calm, killed = (_project(folder / name, table) for name in ("calm", "killed"))
        started = time.monotonic()
        _run(calm).wait()
        seconds = time.monotonic() - started
        print(f"undisturbed: {seconds:.1f} s, {_told(calm)}")
        chance = random.Random(asked.seed)
        for n in range(asked.kills):
            _kill(_run(killed), chance.uniform(0.5, seconds / asked.kills + 4), n)
        _run(killed).wait()
        print(f"after {asked.kills} kills: {_told(killed)}")
        return 0 if _told(calm) == _told(killed) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles_file", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _write_some(source: Path, target: Path, count: int) -> None:
    opened = gzip.open if source.suffix == ".gz" else open
    with opened(source, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    keep = rows[:: max(1, len(rows) // count)][:count]
    target.write_text("".join(json.dumps(row) + "\n" for row in keep), encoding="utf-8")


def _project(folder: Path, table: Path) -> Path:
    for words in (["init", folder], ["add", table], ["concept", "add", CONCEPT]):
        _hemicycle(words, None if words[0] == "init" else folder).wait()
    return folder


def _run(folder: Path) -> subprocess.Popen[bytes]:
    return _hemicycle(["run"], folder)


def _hemicycle(words: list[object], folder: Path | None) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "hemicycle.cli.main", *map(str, words)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet)


def _kill(process: subprocess.Popen[bytes], after: float, n: int) -> None:
    try:
        process.wait(timeout=after)
        print(f"kill {n + 1}: the run was over before {after:.1f} s")
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        print(f"kill {n + 1}: after {after:.1f} s")


def _told(folder: Path) -> str:
    """What the database holds, in one line that is equal exactly when the content is."""
    opened = project.open(folder)
    check = sqlite3.connect(opened.database).execute("pragma integrity_check").fetchone()[0]
    with opened.store() as store:
        rows = store.documents()
        coded = sum(row.coded is not None for row in rows)
        failed = sum(row.failure is not None for row in rows)
        statements = sum(row.statements for row in rows)
        return (
            f"{len(rows)} documents, {coded} coded, {failed} failed, {statements} statements, "
            f"integrity {check}, content {store.content_hash()[:12]}"
        )


if __name__ == "__main__":
    sys.exit(main())
