"""What may happen to a database file, and what the user is told."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from hemicycle.errors import StoreError
from hemicycle.store import migrate, sqlite
from hemicycle.store.contract import DecisionRow, Store
from hemicycle.store.tables import Json, metadata
from store.store_builders import raw, save

TEXT = "Ada Lund: Yes to the bridge."


def holder(path: Path) -> subprocess.Popen[str]:
    """Another process that holds the writer's lock until it is told to end."""
    code = (
        "import sys; from pathlib import Path; from hemicycle.store import sqlite\n"
        "store = sqlite.open(Path(sys.argv[1]), writer='hemicycle run')\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    return process


# -------------------------------------------------------------------- tables


def test_tables_mirror_the_migrations(path):
    """Same tables, columns, order, keys, and types up to our own names for TEXT."""
    made = inspect(create_engine(f"sqlite:///{path}"))
    assert set(made.get_table_names()) == set(metadata.tables)
    for name, table in metadata.tables.items():
        stored = {c["name"]: str(c["type"]) for c in made.get_columns(name)}
        mirror = {
            c.name: "TEXT" if isinstance(c.type, Json) else c.type.compile() for c in table.columns
        }
        same = {"FLOAT": "REAL", "BOOLEAN": "INTEGER"}
        assert stored == {n: same.get(t, t) for n, t in mirror.items()}, name
        keys = set(made.get_pk_constraint(name)["constrained_columns"])
        assert keys == {c.name for c in table.primary_key}, name


def test_pragmas(store):
    with store.engine.begin() as db:
        asked = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        got = [db.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert got == ["wal", 1, 1, 30_000]


# -------------------------------------------------------------------- one writer


def test_a_second_writer_is_told_who_writes_and_readers_go_on(path):
    process = holder(path)
    try:
        message = rf"being written by hemicycle run \(process {process.pid}\): wait"
        with pytest.raises(StoreError, match=message):
            sqlite.open(path, writer="hemicycle add")
        with sqlite.open(path) as reader:
            assert reader.documents() == []
    finally:
        process.communicate("", timeout=30)
    sqlite.open(path, writer="hemicycle add").close()


def test_a_killed_writer_locks_nobody_out(path):
    process = holder(path)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    assert str(process.pid) in path.with_name("hemicycle.db.lock").read_text()
    with sqlite.open(path, writer="hemicycle run") as store:
        assert store.add(raw(TEXT)) == "added"


def test_closing_lets_the_next_one_write(path):
    sqlite.open(path, writer="one").close()
    sqlite.open(path, writer="two").close()


def test_a_reader_cannot_write(path):
    with sqlite.open(path) as reader, pytest.raises(StoreError, match="opened for reading only"):
        reader.add(raw(TEXT))


def test_a_database_that_another_program_holds(path, monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    with sqlite.open(path, writer="w") as store, closing(sqlite3.connect(path)) as browser:
        browser.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program holds it"):
            store.add(raw(TEXT))


# -------------------------------------------------------------------- versions


LAST = max(migrate.steps())
NEXT_STEPS = {**migrate.steps(), LAST + 1: "ALTER TABLE documents ADD COLUMN mood TEXT;"}


def columns(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [row[1] for row in db.execute("PRAGMA table_info(documents)")]


def test_an_older_database_is_upgraded_after_a_copy(path, monkeypatch):
    with sqlite.open(path, writer="w") as store:
        save(store, raw(TEXT))
        before = store.content_hash()
    monkeypatch.setattr(migrate, "steps", lambda: NEXT_STEPS)
    with sqlite.open(path) as reader:  # a reader may be the first to come
        assert reader.content_hash() == before
    assert "mood" in columns(path)
    copy = path.with_name(f"hemicycle.db.format-{LAST}.backup")
    assert "mood" not in columns(copy)
    monkeypatch.undo()
    with sqlite.open(copy) as old:
        assert old.content_hash() == before
    with pytest.raises(StoreError, match=rf"newer Hemicycle \(format {LAST + 1}.*Upgrade"):
        sqlite.open(path)


def test_what_was_coded_before_there_were_acts_is_taken_for_saying(path):
    with sqlite.open(path, writer="w") as store:
        save(store, raw("Ada Lund: A rumour of a bridge."))
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            "DROP TABLE outlooks; ALTER TABLE statements DROP COLUMN act; "
            "ALTER TABLE positions DROP COLUMN read; PRAGMA user_version = 2;"
        )
    with sqlite.open(path) as upgraded:
        assert [row.act for row in upgraded.statements()] == ["says"]


def test_what_was_coded_before_there_were_outlooks_has_none(path):
    with sqlite.open(path, writer="w") as store:
        save(store, raw("Ada Lund: The bridge will fall by 2033."))
        assert [len(row.outlooks) for row in store.statements()] == [1]
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            "DROP TABLE outlooks; ALTER TABLE positions DROP COLUMN read; PRAGMA user_version = 3;"
        )
    with sqlite.open(path) as upgraded:
        assert [(row.forecast, row.outlooks) for row in upgraded.statements()] == [(True, ())]


def test_a_step_that_fails_leaves_the_database_before_it(path, monkeypatch):
    broken = {**migrate.steps(), 99: "ALTER TABLE documents ADD COLUMN mood TEXT; NONSENSE;"}
    monkeypatch.setattr(migrate, "steps", lambda: broken)
    with pytest.raises(StoreError, match="NONSENSE"):
        sqlite.open(path)
    monkeypatch.undo()
    assert "mood" not in columns(path)
    sqlite.open(path).close()


def test_an_upgrade_waits_for_the_writer(path, monkeypatch):
    process = holder(path)
    try:
        monkeypatch.setattr(migrate, "steps", lambda: NEXT_STEPS)
        with pytest.raises(StoreError, match="being written by hemicycle run"):
            sqlite.open(path)
    finally:
        process.communicate("", timeout=30)


# -------------------------------------------------------------------- damage


def test_no_database(tmp_path):
    with pytest.raises(StoreError, match=r"none\.db is not there.*hemicycle init"):
        sqlite.open(tmp_path / "none.db")


def test_a_file_of_no_bytes(path):
    path.write_bytes(b"")
    with pytest.raises(StoreError, match="0 bytes"):
        sqlite.open(path)


def test_a_file_that_is_no_database(path):
    path.write_bytes(b"%PDF-1.7 " + b"x" * 5000)
    with pytest.raises(StoreError, match="not a Hemicycle database"):
        sqlite.open(path, writer="w")
    assert path.read_bytes().startswith(b"%PDF")


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE t (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        sqlite.open(path, writer="w")
    assert path.read_bytes() == before


def test_a_truncated_database(path):
    with sqlite.open(path, writer="w") as store:
        for n in range(30):
            save(store, raw(f"Ada Lund: Yes to the bridge, {n}. " + "x" * 2000, f"{n}.txt"))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(StoreError, match=r"hemicycle\.db: it is damaged or cut short"):
        sqlite.open(path)


def test_a_page_of_garbage(path):
    with sqlite.open(path, writer="w") as store:
        for n in range(30):
            save(store, raw(f"Ada Lund: Yes to the bridge, {n}. " + "x" * 2000, f"{n}.txt"))
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with (
        pytest.raises(StoreError, match=r"damaged or cut short.*\.recover"),
        sqlite.open(path) as store,
    ):
        store.statements()


# -------------------------------------------------------------------- disk and folder


def test_disk_full_keeps_what_was_saved(path):
    """SQLite's own error, by a cap on the number of pages; then there is room again."""
    with sqlite.open(path, writer="w") as store:
        save(store, raw(TEXT))
        before = store.content_hash()
        with store.engine.connect() as db:
            pages = db.exec_driver_sql("PRAGMA page_count").scalar()
            db.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match=r"hemicycle\.db: the disk is full. Free some space"):
            store.add(raw("y" * 1_000_000))
        assert store.content_hash() == before
        with store.engine.connect() as db:
            db.exec_driver_sql("PRAGMA max_page_count = 100000")
        assert store.add(raw("y" * 1_000_000)) == "added"


def test_a_folder_that_cannot_be_written(tmp_path, path, monkeypatch):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"hemicycle\.db: it cannot be opened"):
        sqlite.create(tmp_path / "file" / "hemicycle.db")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StoreError, match=r"hemicycle\.db\.lock cannot be written \(Permission"):
        sqlite.open(path, writer="w")


def test_create_neither_overwrites_nor_leaves_halves(path, monkeypatch):
    before = path.read_bytes()
    with pytest.raises(StoreError, match="there already"):
        sqlite.create(path)
    assert path.read_bytes() == before
    monkeypatch.setattr(migrate, "steps", lambda: {1: "NONSENSE"})
    with pytest.raises(StoreError):
        sqlite.create(path.with_name("new.db"))
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox (Personal)/debate", "Dropbox"),
        ("OneDrive - Uni/x", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-me/x", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("dropped/box", None),
    ],
)
def test_folders_that_another_program_synchronises(tmp_path, folder, service):
    assert sqlite.synced_by(tmp_path / folder / "hemicycle.db") == service


# -------------------------------------------------------------------- people


def test_decisions_are_only_ever_added(store: Store, path):
    row = DecisionRow("s1", "actor", "reject", None, "Mia", "2031-01-01T00:00:00+00:00")
    coded = save(store, raw(TEXT))
    store.append_decision(row)
    store.append_decision(row)
    store.save_coding(coded.document, "toy-2", [], {})
    store.save_failure(coded.document.id, "toy-3", "x")
    store.set_concepts([])
    assert store.decision_rows() == [row, row]
    for sql in ("DELETE FROM decisions", "UPDATE decisions SET verdict = 'accept'"):
        with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError):
            db.execute(sql)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_the_lock_holds_without_its_note_on_a_full_disk(path):
    path.with_name("hemicycle.db.lock").symlink_to("/dev/full")
    store = sqlite.open(path, writer="one")
    with pytest.raises(StoreError, match="being written by another program"):
        sqlite.open(path, writer="two")
    store.close()
    sqlite.open(path, writer="two").close()


def test_what_is_in_a_row_is_damaged(path):
    with sqlite.open(path, writer="the tests") as store:
        save(store, raw("Ada Lund: Yes to the bridge."))
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE statements SET content = '[[1,'")
    with sqlite.open(path) as store, pytest.raises(StoreError, match=r"'\[\[1,'.*damaged"):
        store.statements()


def test_a_folder_in_the_place_of_the_database(tmp_path):
    with pytest.raises(StoreError, match="is a folder"):
        sqlite.open(tmp_path)
