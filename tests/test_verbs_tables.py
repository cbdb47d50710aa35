"""Tables of positions: written and read again they give the same networks; workbooks of others."""

from __future__ import annotations

import zipfile
from datetime import date, datetime

import polars as pl
import pytest
import xlsxwriter

import hemicycle
from cli.cli_helpers import hemicycle as command
from hemicycle.exchange import workbook
from hemicycle.verbs import tabular

ENDINGS = ("csv", "xlsx", "jsonl", "json", "parquet")


def ties(source, **choice) -> dict[tuple[str, str], float]:
    return {(a, b): w for a, b, w in hemicycle.network(source, **choice).to_frame().iter_rows()}


@pytest.mark.parametrize("ending", ENDINGS)
def test_exported_positions_are_read_as_the_project_is(demo_folder, tmp_path, ending):
    out = tmp_path / f"p.{ending}"
    ran = command("export", out, "-p", demo_folder)
    frame = hemicycle.positions(demo_folder)
    assert f"{frame.height:,} positions" in ran.stdout, ran.stderr
    for choice in ({}, {"by": "outlet"}, {"by": "organisation", "from_": "2025-03-10"}):
        for normalisation in ("no", "average"):
            how = {"normalisation": normalisation, **choice}
            assert ties(out, **how) == ties(demo_folder, **how)
    read = tabular.read(out)
    assert read["text"].to_list() == frame["text"].to_list()
    assert read["agreement"].to_list() == frame["agreement"].to_list()
    assert [str(d)[:10] for d in read["date"]] == [str(d) for d in frame["date"]]
    again = command("export", out, "-p", demo_folder)
    assert (again.exit_code, "left alone" in again.stderr) == (2, True)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "jsonl", "parquet"])
def test_exported_statements_are_read_too(demo_folder, tmp_path, ending):
    out = tmp_path / f"s.{ending}"
    assert command("statements", "-p", demo_folder, "-o", out).exit_code == 0
    expected = hemicycle.positions(demo_folder)
    groups = {
        row.id: row.actor.name
        for row in hemicycle.statements(demo_folder)
        if row.actor and row.actor.members
    }
    if ending != "jsonl":  # a table has no members: the group is the actor
        named = pl.col("id").replace_strict(groups, default=pl.col("actor")).alias("actor")
        expected = expected.with_columns(named).unique(["id", "actor", "concept"])
    assert ties(out) == ties(expected)
    assert ties(out, normalisation="cosine") == ties(expected, normalisation="cosine")


def test_members_of_a_group_are_read_from_json_lines(tmp_path):
    (tmp_path / "s.jsonl").write_text(
        '{"id":"s","document":"d","text":"x","act":"says","forecast":false,"score":0.5,"said_on":null,'
        '"actor":{"name":"Doe and Orm","kind":"group","members":[{"name":"Doe","kind":"person"},'
        '{"name":"Orm","kind":"person"}]},"positions":[{"concept":"toll","agreement":1,"score":0.5}]}\n'
    )
    assert ties(tmp_path / "s.jsonl") == {("Doe", "Orm"): 1}


@pytest.mark.parametrize("ending", ENDINGS)
def test_hard_texts_survive(tmp_path, ending):
    hard = ["=1+1", "-x", "'a", "a\nb", "é “–”", "_x0041_"]
    frame = pl.DataFrame({"actor": hard, "agreement": [1, 0, -1, None, 1, 1]})
    tabular.write(frame, tmp_path / f"t.{ending}")
    assert tabular.read(tmp_path / f"t.{ending}").rows() == frame.rows()


# ---------------------------------------------------------------- workbooks that others made


def test_a_workbook_with_days_formulas_gaps_and_errors(tmp_path):
    path = tmp_path / "coded.xlsx"
    book = xlsxwriter.Workbook(path)
    day, moment = (book.add_format({"num_format": f}) for f in ("dd.mm.yy", "yyyy-mm-dd hh:mm"))
    odd = book.add_format({"num_format": '0 "days"'})
    sheet = book.add_worksheet("Codings")
    book.add_worksheet("Notes").write(0, 0, "not this one")
    for n, head in enumerate(("actor", "concept", "agreement", "date", "at", "n", "flag")):
        sheet.write(2, n, head)
    sheet.write_row(3, 0, ["Doe", "toll", 1])
    sheet.write_datetime(3, 3, datetime(2025, 3, 1), day)
    sheet.write_datetime(3, 4, datetime(2025, 3, 1, 12, 30), moment)
    sheet.write_number(3, 5, 7, odd)
    sheet.write_boolean(3, 6, True)
    sheet.write_row(5, 0, ["Orm"])
    sheet.write_formula(5, 1, '="to"&"ll"', value="toll")
    sheet.write_formula(5, 2, "=1/0", value="#DIV/0!")
    sheet.write_rich_string(6, 0, "P", book.add_format({"bold": True}), "ell", " x")
    book.close()
    assert workbook.read(path) == {
        "actor": ["Doe", "Orm", "Pell x"],
        "concept": ["toll", "toll", None],
        "agreement": [1.0, None, None],
        "date": [date(2025, 3, 1), None, None],
        "at": [datetime(2025, 3, 1, 12, 30), None, None],
        "n": [7.0, None, None],
        "flag": [True, None, None],
    }
    frame = tabular.read(path)
    assert (frame["agreement"].dtype, frame["date"].dtype) == (pl.Int64, pl.Date)
    shown = command("network", path, "--mode", "two", "--json")
    assert '"target": "toll"' in shown.stdout, shown.stderr


def test_days_since_1904(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "m.xlsx", {"date_1904": True})
    sheet = book.add_worksheet()
    sheet.write(0, 0, "date")
    sheet.write_datetime(1, 0, datetime(2025, 3, 1), book.add_format({"num_format": 14}))
    book.close()
    assert workbook.read(tmp_path / "m.xlsx") == {"date": [date(2025, 3, 1)]}


def test_what_is_no_workbook_is_refused(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"actor;concept")
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as other:
        other.writestr("readme.txt", "hello")
    for name in ("a.xlsx", "b.xlsx"):
        with pytest.raises(hemicycle.UsageError, match="no Excel workbook"):
            hemicycle.network(tmp_path / name)
    (tmp_path / "c.ods").write_bytes(b"")
    with pytest.raises(hemicycle.UsageError, match=r"\.xlsx"):
        hemicycle.network(tmp_path / "c.ods")
