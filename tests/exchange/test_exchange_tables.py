"""Tables: exact for programs, harmless for people."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import zipfile
from datetime import date

import polars
import pytest

import hemicycle
from hemicycle.exchange import tables
from hemicycle.records import Carrier
from hemicycle.rows import PositionRow

TEXT = "“Dredge it,” said Odile Varn, the mayor of Skerrow, on Monday.\n"
NAMES = {"dredging": "dredging", "vote": "Let us vote"}


@pytest.fixture
def rows():
    (one,) = hemicycle.extract(TEXT, published="2025-03-11", name="buoy.txt", outlet="The Buoy")
    one = dataclasses.replace(
        one,
        via=(Carrier("Northline", "agency"), Carrier("Il Molo", "outlet")),
        content=((0, 5), (8, 12)),
        positions=(
            PositionRow("dredging", 1, 0.8, "", "x@1"),
            PositionRow("vote", None, 0.2, "", "x@1"),
        ),
    )
    two = dataclasses.replace(
        one,
        text='=HYPERLINK("x")',
        actor=None,
        said_on=None,
        outlet=None,
        via=(),
        content=((0, 1),),
        positions=(PositionRow("dredging", -1, 0.8, "", "x@1"),),
    )
    return [one, two]


def written(rows, format) -> bytes:
    out = io.BytesIO()
    assert tables.write(iter(rows), format, out, NAMES) == len(rows)
    return out.getvalue()


def test_csv(rows):
    one, two = csv.DictReader(io.StringIO(written(rows, "csv").decode("utf-8"), newline=""))
    assert (one["document"], one["outlet"], one["actor"]) == ("buoy.txt", "The Buoy", "Odile Varn")
    assert (one["said_on_start"], one["said_on_end"]) == ("2025-03-10", "2025-03-11")
    assert one["via"] == "Northline (agency); Il Molo (outlet)"
    assert one["content"] == "0-5; 8-12"
    assert (one["forecast"], one["published"]) == ("false", "2025-03-11")
    assert (one["position: dredging"], one["position: Let us vote"]) == ("1", "")
    assert (two["position: dredging"], two["actor"], two["said_on_start"]) == ("-1", "", "")
    assert two["text"] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_for_people_is_a_formula(rows, start):
    odd = [dataclasses.replace(rows[0], text=start + "1+1", outlet=start + "cmd")]
    (row,) = csv.DictReader(io.StringIO(written(odd, "csv").decode("utf-8"), newline=""))
    assert (row["text"], row["outlet"]) == ("'" + start + "1+1", "'" + start + "cmd")
    assert json.loads(written(odd, "jsonl"))["text"] == start + "1+1"
    assert polars.read_parquet(io.BytesIO(written(odd, "parquet")))["text"][0] == start + "1+1"


def test_csv_keeps_line_breaks_and_quotes(rows):
    odd = [dataclasses.replace(rows[0], text='a "b",\nc; d')]
    (row,) = csv.DictReader(io.StringIO(written(odd, "csv").decode("utf-8"), newline=""))
    assert row["text"] == 'a "b",\nc; d'


def test_jsonl(rows):
    lines = written(rows, "jsonl").decode("utf-8").splitlines()
    assert [json.loads(line)["positions"] for line in lines] == [
        [{"concept": "dredging", "agreement": 1, "score": 0.8}],
        [{"concept": "dredging", "agreement": -1, "score": 0.8}],
    ]


def test_jsonl_and_csv_survive_half_a_surrogate(rows):
    odd = [dataclasses.replace(rows[0], document_name="caf\udce9.txt")]
    assert json.loads(written(odd, "jsonl"))["document"] == "caf\udce9.txt"
    assert b"caf\\udce9.txt" in written(odd, "csv")


def test_parquet_has_types(rows):
    frame = polars.read_parquet(io.BytesIO(written(rows, "parquet")))
    assert frame["said_on_start"].to_list() == [date(2025, 3, 10), None]
    assert frame["content"].to_list() == [[[0, 5], [8, 12]], [[0, 1]]]
    assert frame["via"].to_list() == [["Northline (agency)", "Il Molo (outlet)"], []]
    assert frame["position: dredging"].to_list() == [1, -1]
    assert frame["position: Let us vote"].to_list() == [None, None]
    assert frame.schema["forecast"] == polars.Boolean


def test_parquet_in_batches(rows, monkeypatch):
    monkeypatch.setattr(tables, "_BATCH", 2)
    assert polars.read_parquet(io.BytesIO(written(rows * 2 + rows[:1], "parquet"))).height == 5


def test_xlsx(rows):
    odd = dataclasses.replace(rows[0], text="a\x00b" + "x" * 40_000, title="http://x.org")
    book = zipfile.ZipFile(io.BytesIO(written([*rows, odd], "xlsx")))
    sheet = book.read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert "'=HYPERLINK(" in sheet
    assert "a\ufffdb" in sheet
    assert "x" * 32_700 in sheet
    assert "x" * 32_767 not in sheet
    assert "<v>45726</v>" in sheet  # 2025-03-10 as a date that can be sorted


def test_xlsx_that_is_full_says_so(rows, monkeypatch):
    monkeypatch.setattr(tables, "XLSX_ROWS", 2)
    with pytest.raises(hemicycle.HemicycleError, match=r"at most 2 rows.*parquet"):
        written(rows, "xlsx")


@pytest.mark.parametrize("format", tables.FORMATS)
def test_nothing_is_a_table_too(format):
    found = written([], format)
    assert found if format != "jsonl" else found == b""
    if format == "parquet":
        assert "text" in polars.read_parquet(io.BytesIO(found)).columns
