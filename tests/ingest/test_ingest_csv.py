"""What a CSV file holds, and what is said of what cannot be read."""

import tomllib
from pathlib import Path

import pytest

from hemicycle.ingest.files import read
from hemicycle.records import Issue, RawDocument

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/ingest_csv.toml").read_text())["case"]


def read_csv(folder, content: bytes):
    """Documents, and (row, level, message) of all that was said."""
    path = folder / "a.csv"
    path.write_bytes(content)
    found = list(read(path))
    documents = [each for each in found if isinstance(each, RawDocument)]
    said = [(row_of(i.document), i.level, i.message) for i in found if isinstance(i, Issue)]
    said += [(row_of(d.uri), i.level, i.message) for d in documents for i in d.issues]
    return documents, said


def row_of(place: str) -> int:
    return int(place.rpartition("#")[2]) if "#" in place else 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tries"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_rows(case, end, tmp_path):
    documents, said = read_csv(tmp_path, case["csv"].replace("\n", end).encode())
    assert [d.text.replace(end, "\n") for d in documents] == case["texts"]
    expected = [(row, "error", part) for row, part in case.get("errors", [])]
    expected += [(row, "warning", part) for row, part in case.get("doubts", [])]
    assert [told[:2] for told in said] == [told[:2] for told in expected], said
    assert all(part in message for (_, _, message), (*_, part) in zip(said, expected, strict=True))


def test_wide_tables_are_told_apart_from_prose_by_many_rows(tmp_path):
    rows = [f"a,He said no {n}.,b" for n in "abcdefghijklmnopqrstuvwxyz"]
    rows[2] = 'a,"open,b'
    documents, said = read_csv(tmp_path, "\n".join(["title,text,kind", *rows]).encode())
    assert len(documents) == 25
    assert [(row, level) for row, level, _ in said] == [(3, "error")]


ROWS = "id,text\n1,He said “no” at the café.\n2,“Yes”\n"


@pytest.mark.parametrize(
    ("content", "doubt"),
    [
        (ROWS.encode(), ""),
        (ROWS.encode("utf-8-sig"), ""),
        (ROWS.encode("utf-16"), ""),
        (ROWS.encode("utf-32"), ""),
        (ROWS.replace("\n", "\r").encode(), ""),
        (ROWS.replace(",", "\t").encode(), ""),
        (ROWS.encode("utf-16-le"), "no byte order mark"),
        (ROWS.encode("cp1252"), "guessed cp1252"),
    ],
)
def test_encodings_and_line_ends(tmp_path, content, doubt):
    documents, said = read_csv(tmp_path, content)
    assert [d.text for d in documents] == ["He said “no” at the café.", "“Yes”"]
    assert [message for *_, message in said if doubt not in message] == []
    assert len(said) == bool(doubt)


def test_one_broken_byte_changes_nothing_else(tmp_path):
    content = "id,text\n1,“No” at Y café\n".encode().replace(b"Y", b"\x92")
    (document,), ((_, level, message),) = read_csv(tmp_path, content)
    assert document.text == "“No” at ’ café"
    assert (level, "cp1252" in message) == ("warning", True)


def test_a_mark_never_closed_in_a_large_file_costs_one_row(tmp_path):
    rows = [f"{n},{chr(34) * (n == 3)}He said no and no and no.,2024-03-01" for n in range(9_000)]
    documents, said = read_csv(tmp_path, "\n".join(["id,text,date", *rows]).encode())
    assert len(documents) == 8_999
    assert len(said) == 1
