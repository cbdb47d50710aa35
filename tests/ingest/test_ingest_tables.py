import datetime
import gzip
import io
import json

import polars
import pytest

from hemicycle.errors import DocumentError, UsageError
from hemicycle.ingest.files import preview, read
from hemicycle.ingest.sandbox import Limits
from hemicycle.records import Issue, RawDocument


def split(found):
    found = list(found)
    documents = [item for item in found if isinstance(item, RawDocument)]
    return documents, [item for item in found if isinstance(item, Issue)]


def test_json_lines_one_bad_row_is_one_issue(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [
        json.dumps(
            {"id": "x", "text": "He said “no”.\r\n", "date": "2024-03-11", "publisher": "VP"}
        ),
        "not json",
        "[1]",
        json.dumps({"id": "empty", "text": " "}),
        '{"id": "y", "text": "She said \\ud83d yes."}',
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    documents, issues = split(read(path))
    assert [(d.name, d.uri) for d in documents] == [("x", f"{path}#1"), ("y", f"{path}#5")]
    assert documents[0].original == documents[0].text == "He said “no”.\r\n"
    assert documents[0].metadata.outlet == "VP"
    assert str(documents[0].metadata.published) == "2024-03-11"
    assert documents[1].original == "She said � yes."  # a lone surrogate cannot be stored
    assert [issue.level for issue in issues] == ["error"] * 3
    assert all(str(path) in issue.document + issue.message for issue in issues)


def test_csv_dialect_quoted_newlines_ragged_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(
        b'id;headline;body;date\r\n1;A;"He said; ""no""\nand left.";13/04/2024\r\n'
        b"2;B;x;y;z;w\r\n3;C;She said yes.;03/04/2024\r\n"
    )
    documents, issues = split(read(path))
    assert [d.text for d in documents] == ['He said; "no"\nand left.', "She said yes."]
    assert [str(d.metadata.published) for d in documents] == ["2024-04-13", "2024-04-03"]
    (issue,) = issues
    assert issue.document == f"{path}#2"
    assert "6 fields" in issue.message


def test_a_date_with_two_readings_is_a_warning_on_the_document(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,date\nHe said no.,03/04/2024\n")
    ((document,), issues) = split(read(path))
    assert document.metadata.published is None
    assert not issues
    assert "03/04/2024" in document.issues[0].message


def test_cp1252_far_down_a_csv_that_began_as_ascii(tmp_path):
    path = tmp_path / "a.csv"
    filler = b"plain words said by nobody,\n" * 60_000
    path.write_bytes(b"text,title\n" + filler + "He said “no”.,Café\n".encode("cp1252"))
    documents, _ = split(read(path))
    assert documents[-1].text == "He said “no”."
    assert documents[-1].metadata.title == "Café"


def test_parquet_with_typed_dates(tmp_path):
    path = tmp_path / "a.parquet"
    polars.DataFrame(
        {"id": [1, 2], "body": ["He said no.", None], "date": [datetime.date(2024, 3, 11), None]}
    ).write_parquet(path)
    documents, issues = split(read(path))
    assert [d.name for d in documents] == ["1"]
    assert str(documents[0].metadata.published) == "2024-03-11"
    assert [issue.document for issue in issues] == ["2"]


def test_gzipped_json_lines(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": "x", "text": "He said no."}\n'))
    ((document,), _) = split(read(path))
    assert document.name == "x"


def test_column_map_wins_over_known_names(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,main part,when\nteaser,He said no.,2024-03-11\n")
    ((document,), _) = split(read(path, columns={"text": "main part", "date": "when"}))
    assert document.text == "He said no."
    assert str(document.metadata.published) == "2024-03-11"


@pytest.mark.parametrize(
    ("header", "columns", "message"),
    [
        ("a,b", None, "no column is known to hold the text; it has 'a', 'b'"),
        ("a,b", {"text": "c"}, "there is no column 'c' to read the text from; it has 'a', 'b'"),
    ],
)
def test_a_table_without_a_text_column_says_what_it_has(tmp_path, header, columns, message):
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\n1,2\n")
    documents, (issue,) = split(read(path, columns=columns))
    assert not documents
    assert issue.level == "error"
    assert issue.document == str(path)
    assert message in issue.message


def test_a_field_that_no_document_has_is_wrong_use(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(UsageError, match="the column map names 'texts'"):
        list(read(path, columns={"texts": "a"}))


def test_preview_shows_what_was_understood(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text("id\tbody\tdate\tmood\n1\tHe said no.\t2024-03-11\tbad\n2\t\tsoon\tgood\n")
    seen = preview(path)
    assert seen.fields == {"text": "body", "id": "id", "published": "date"}
    assert seen.unused == ("mood",)
    assert (seen.total, seen.without_text, seen.without_date) == (2, 1, 1)
    assert seen.unreadable_dates == ("soon",)
    assert seen.rows[0]["text"] == "He said no."
    with pytest.raises(DocumentError, match="not a table"):
        preview(__file__, kind="text")


def test_a_field_too_large_is_one_bad_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1," + "a" * 50_000 + "\n2,He said no.\n")
    documents, issues = split(read(path, limits=Limits(characters=10_000)))
    assert [d.name for d in documents] == ["2"]
    assert len(issues) == 1


def test_rows_from_standard_input(monkeypatch):
    class Input:
        buffer = io.BytesIO(b"title,text\nA,He said no.\n")

    monkeypatch.setattr("sys.stdin", Input)
    ((document,), _) = split(read("-", kind="csv"))
    assert (document.name, document.text) == ("stdin#1", "He said no.")
