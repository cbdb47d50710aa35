"""A .dna file read and written keeps all that is in it; what is none is told apart."""

from __future__ import annotations

import dataclasses
import sqlite3
import tempfile
from pathlib import Path

import pytest
from dna_samples import ORACLE, databases, needs_oracle, tables_of
from hypothesis import given, settings

from hemicycle.errors import HemicycleError, UsageError
from hemicycle.exchange.dna import model, password
from hemicycle.exchange.dna.read import read
from hemicycle.exchange.dna.schema import ddl
from hemicycle.exchange.dna.write import write


def small(**changes) -> model.DnaDatabase:
    base = model.DnaDatabase(
        settings={"version": "3.0.11", "date": "2025-01-01"},
        coders=(model.DnaCoder(1, "Admin", "x"),),
        documents=(model.DnaDocument(1, "Buoy", "One two three", 1),),
        types=(model.DnaType(1, "DNA Statement"),),
        variables=(
            model.DnaVariable(1, "person", "short text", 1),
            model.DnaVariable(2, "agreement", "boolean", 1),
        ),
        attributes=(model.DnaAttribute(1, 1, "Type"),),
        entities=(model.DnaEntity(1, 1, "Odile Varn"),),
        statements=(model.DnaStatement(1, 1, 1, 4, 7, 1, {1: 1, 2: True}),),
    )
    return dataclasses.replace(base, **changes)


def there_and_back(database: model.DnaDatabase) -> model.DnaDatabase:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.dna")
        write(database, path)
        return read(path)


@needs_oracle
@pytest.mark.parametrize("name", ["synth.dna", "synth_basic.dna"])
def test_what_dna_holds_comes_out_equal_row_by_row(name, tmp_path):
    report = write(read(ORACLE / name), tmp_path / "copy.dna")
    assert report.notes == ()
    assert tables_of(tmp_path / "copy.dna") == tables_of(ORACLE / name)


@settings(max_examples=60, deadline=None)
@given(databases())
def test_any_database_round_trips(database):
    assert there_and_back(database) == database


@needs_oracle
def test_the_password_of_a_coder():
    stored = read(ORACLE / "synth.dna").coders[0].password
    assert password.matches("sample", stored)
    assert not password.matches("Sample", stored)
    assert not password.matches("sample", "no hash at all")
    assert password.matches("naïf", password.hashed("nai\u0308f"))


def test_nothing_is_overwritten_without_being_told(tmp_path):
    path = tmp_path / "x.dna"
    path.write_bytes(b"mine")
    with pytest.raises(UsageError, match="left alone"):
        write(small(), path)
    assert path.read_bytes() == b"mine"
    write(small(), path, overwrite=True)
    assert read(path).documents[0].title == "Buoy"
    assert [file.name for file in tmp_path.iterdir()] == ["x.dna"]


def test_long_values_are_cut_apart_and_told(tmp_path):
    long = "a" * 300
    entities = (model.DnaEntity(1, 1, long + "b", attributes={1: long}),
                model.DnaEntity(2, 1, long + "c"))  # fmt: skip
    report = write(small(entities=entities), tmp_path / "x.dna")
    one, two = read(tmp_path / "x.dna").entities
    assert one.value == "a" * 189 + "…"
    assert two.value == "a" * 186 + " (2)"
    assert len(one.attributes[1]) == 190
    assert "cut to 190 characters" in str(report)
    assert "value of entities 1" in str(report)


def test_line_ends_move_statements_along(tmp_path):
    text = "One\r\ntwo\r\nthree \U0001f600"
    documents = (model.DnaDocument(1, "Buoy", text, 1),)
    statements = (model.DnaStatement(1, 1, 1, text.index("three"), len(text), 1, {1: 1, 2: True}),)
    report = write(small(documents=documents, statements=statements), tmp_path / "x.dna")
    got = read(tmp_path / "x.dna")
    assert got.documents[0].text[got.statements[0].start : got.statements[0].stop] == text[10:]
    assert {"Buoy"} == {where for note in report.notes for where in note.where}
    assert len(report.notes) == 2


def test_rows_that_dna_crashes_without_are_filled_in(tmp_path):
    statements = (model.DnaStatement(1, 1, 1, 0, 3, 1, {}),)
    report = write(small(statements=statements), tmp_path / "x.dna")
    got = read(tmp_path / "x.dna")
    assert got.entities[-1].value == ""
    assert got.statements[0].values == {1: got.entities[-1].id, 2: True}
    assert [entity.attributes for entity in got.entities] == [{1: ""}, {1: ""}]
    assert "person of 1" in str(report)


def test_half_characters_are_replaced_and_told(tmp_path):
    report = write(
        small(documents=(model.DnaDocument(1, "a\x00b\ud800", "w" * 9, 1),)), tmp_path / "x"
    )
    assert read(tmp_path / "x").documents[0].title == "a\ufffdb\ufffd"
    assert "title of documents 1" in str(report)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"coders": ()}, "at least one coder"),
        ({"statements": (model.DnaStatement(1, 1, 7, 0, 3, 1, {1: 1, 2: True}),)}, "DOCUMENTS"),
        ({"statements": (model.DnaStatement(1, 1, 1, 3, 3, 1, {1: 1, 2: True}),)}, "Start"),
        ({"statements": (model.DnaStatement(1, 1, 1, 0, 3, 1, {9: 1}),)}, "variable 9"),
    ],
)
def test_a_database_that_contradicts_itself_is_not_written(changes, message, tmp_path):
    with pytest.raises(UsageError, match=message):
        write(small(**changes), tmp_path / "x.dna")
    assert list(tmp_path.iterdir()) == []


def _sqlite(path: Path, script: str) -> None:
    with sqlite3.connect(path) as db:
        db.executescript(script)


STRANGE = {
    "empty": (b"", "is empty"),
    "DNA 1": (b"<?xml version='1.0'?><DNA/>", "DNA 1"),
    "profile": (b"c2FsdHNhbHRzYWx0c2FsdA==", "connection profile"),
    "encrypted": (bytes(range(200, 256)) * 20, "encrypted, damaged"),
    "cut off": (
        b"SQLite format 3\x00" + b"\x10\x00\x01\x01\x00\x40\x20\x20" + b"x" * 99,
        "damaged",
    ),
}


@pytest.mark.parametrize(("content", "message"), STRANGE.values(), ids=STRANGE)
def test_a_file_that_is_no_database_is_told_apart(content, message, tmp_path):
    path = tmp_path / "x.dna"
    path.write_bytes(content)
    with pytest.raises(HemicycleError, match=message) as told:
        read(path)
    assert "x.dna" in str(told.value)


FOREIGN = {
    "other": ("CREATE TABLE songs (id)", "not of DNA"),
    "hemicycle": ("CREATE TABLE documents (id); CREATE TABLE statements (id)", "not of DNA"),
    "DNA 2": ("CREATE TABLE DOCUMENTS (ID); CREATE TABLE STATEMENTLINKS (ID)", "DNA 2"),
    "lacking": (ddl() + "DROP TABLE REGEXES;", "without REGEXES"),
    "older": (ddl() + "ALTER TABLE REGEXES DROP COLUMN Blue;", "lacks Blue"),
    "future": (ddl() + "INSERT INTO SETTINGS VALUES ('version', '4.1');", "only version 3"),
    "loose": (ddl() + "INSERT INTO VARIABLES VALUES (1, 'a', 'integer', 5);", "not there"),
    "nobody": (
        ddl() + "INSERT INTO DOCUMENTS (ID, Title, Text, Date) VALUES (1, '', '', 1);",
        "has no Coder",
    ),
}


@pytest.mark.parametrize(("script", "message"), FOREIGN.values(), ids=FOREIGN)
def test_other_databases_are_told_apart(script, message, tmp_path):
    _sqlite(tmp_path / "x.dna", script)
    with pytest.raises(HemicycleError, match=message):
        read(tmp_path / "x.dna")


def test_a_folder_and_nothing_at_all(tmp_path):
    with pytest.raises(UsageError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(UsageError, match="cannot be read"):
        read(tmp_path / "gone.dna")
