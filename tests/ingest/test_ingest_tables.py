import datetime
import gzip
import io
import json
import os
import subprocess
import sys

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
    assert [issue.document for issue in issues] == [f"{path}#2"]


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


TEXT = ["He said no."]
STAMP = datetime.datetime(2024, 3, 11, 23, 30)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"text": [["a", "b"]]}, "its text is a list"),
        ({"text": [{"body": "a"}]}, "its text is a record"),
        ({"text": [5]}, "its text is a number (5)"),
        ({"text": [True]}, "its text is true or false"),
        ({"text": [float("nan")]}, "it has no text"),
        ({"text": [None]}, "it has no text"),
        ({"text": [b"\xff\xfe"]}, "bytes that are no UTF-8"),
        ({"words": ["x"]}, "no column is known to hold the text; it has 'words'"),
        ({"text": []}, "this table holds no rows"),
    ],
)
def test_why_a_parquet_text_cannot_be_read(tmp_path, columns, message):
    path = tmp_path / "a.parquet"
    polars.DataFrame(columns).write_parquet(path)
    (issue,) = read(path)
    assert (issue.level, issue.document.startswith(str(path))) == ("error", True)
    assert message in issue.message


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (polars.Series([STAMP]), "2024-03-11"),
        (polars.Series([STAMP], dtype=polars.Datetime("ns")), "2024-03-11"),
        (polars.Series([STAMP]).dt.replace_time_zone("America/New_York"), "2024-03-12"),
        (polars.Series([20240311]), "2024-03-11"),
        (polars.Series([1710115200000]), "2024-03-11"),
        (polars.Series([1710115200.0]), "2024-03-11"),
        (polars.Series(["11 March 2024"], dtype=polars.Categorical), "2024-03-11"),
        (polars.Series([datetime.date(2099, 1, 1)]), "None"),
        (polars.Series([datetime.time(1, 2)]), "None"),
        (polars.Series([[STAMP]]), "None"),
    ],
    ids=lambda value: str(getattr(value, "dtype", "")),
)
def test_types_of_dates_in_parquet(tmp_path, values, expected):
    path = tmp_path / "a.parquet"
    polars.DataFrame({"text": TEXT, "date": values}).write_parquet(path)
    ((document,), issues) = split(read(path))
    assert str(document.metadata.published) == expected
    assert (len(document.issues), issues) == (int(expected == "None"), [])


def test_what_else_parquet_writes(tmp_path):
    path = tmp_path / "a.parquet.gz"
    table = polars.DataFrame(
        {
            "body": [b"He said no."],
            "source": polars.Series(["The Vale Post"], dtype=polars.Categorical),
            "authors": [["Ann Dow", "Bo Ley"]],
            "vector": [[0.5, 0.25]],
        }
    )
    plain = io.BytesIO()
    table.write_parquet(plain)
    path.write_bytes(gzip.compress(plain.getvalue()))
    ((document,), issues) = split(read(path))
    stated = document.metadata
    assert (document.text, stated.outlet, stated.byline, issues) == (
        "He said no.", "The Vale Post", "Ann Dow, Bo Ley", [],
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="memory limits need the resource module")
def test_a_parquet_bomb_ends_in_its_child_and_the_next_file_is_read(tmp_path):
    bomb = str(tmp_path / "a.parquet")
    table = "polars.DataFrame({'text': ['a' * 300_000_000]})"
    made = f"import polars; {table}.write_parquet({bomb!r})"
    subprocess.run([sys.executable, "-c", made], check=True)  # whoever writes it takes gigabytes
    polars.DataFrame({"text": TEXT}).write_parquet(tmp_path / "b.parquet")
    documents, (issue,) = split(read(tmp_path, limits=Limits(memory=100 << 20)))
    assert [d.text for d in documents] == TEXT
    assert "needs more than 1124 MB" in issue.message


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "a", "text": "b"}', "'text' stands twice"),
        ('{"text": "caf\xe9"}', "guessed cp1252"),
    ],
)
def test_a_line_of_json_that_is_read_with_a_doubt(tmp_path, line, message):
    path = tmp_path / "a.jsonl"
    path.write_bytes(line.encode("latin-1"))
    ((document,), _) = split(read(path))
    assert message in document.issues[0].message


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[" * 100_000, "not valid JSON"),
        ('{"text": NaN}', "it has no text"),
        ('{"text": ["a"], "id": "x"}', "its text is a list (['a'])"),
        ('{"text": "a", "b": [' + "{}," * 4_000_000 + "{}]}", "needs more than 256 MB"),
        ('{"text": "' + "a" * 20_000_000 + '"}', "its line is longer than 15 MB"),
    ],
    ids=["deep", "NaN", "list", "bomb", "long"],
)
def test_one_odd_line_of_json_is_one_issue(tmp_path, line, message):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{line}\n\n{{"text": "He said no."}}\n')
    limits = Limits(characters=4_000_000, memory=256 << 20)
    ((document,), (issue,)) = split(read(path, limits=limits))
    assert document.uri == f"{path}#3"
    assert (issue.document, message in issue.message) == (f"{path}#1", True), issue.message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings_of_json_lines(tmp_path, encoding):
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "He said “no”."}\r{"text": "She said yes."}\r'.encode(encoding))
    assert [d.text for d in split(read(path))[0]] == ["He said “no”.", "She said yes."]


def test_a_large_array_of_json_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('["' + "a" * 1_000_000 + '"]')
    (issue,) = read(path, limits=Limits(characters=100_000))
    assert "JSON Lines" in issue.message


def test_preview_knows_what_stands_in_and_what_is_doubtful(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,text,content,mood\n1,,He said no.,bad\n1,She said yes.,,good\n")
    seen = preview(path)
    assert (seen.fields["text"], seen.fallbacks) == ("text", {"text": ("content",)})
    assert seen.unused == ("mood",)
    assert "'1' (rows 1, 2)" in seen.doubts[0]


@pytest.mark.skipif(sys.platform != "linux", reason="names are text on other systems")
def test_a_parquet_file_whose_name_is_no_text(tmp_path):
    plain = tmp_path / "a.parquet"
    polars.DataFrame({"text": TEXT}).write_parquet(plain)
    plain.rename(os.fsdecode(bytes(tmp_path) + b"/a\xff.parquet"))
    assert [d.text for d in split(read(tmp_path))[0]] == TEXT
