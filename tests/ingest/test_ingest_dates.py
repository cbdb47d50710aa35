import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hemicycle.ingest import dates_stated
from hemicycle.intervals import Interval

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/ingest_dates.toml").read_text())["case"]


def interval(text: str) -> Interval | None:
    parts = [int(part) for part in text.split("-") if part]
    if len(parts) == 3:
        return Interval.day(date(*parts))
    if len(parts) == 2:
        return Interval.month(*parts)
    return Interval.year(*parts) if parts else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tries"])
def test_stated_date(case):
    found = dates_stated.read(case["text"])
    assert found.value == interval(case["expected"])
    if case.get("unknown") == "said":
        assert case["text"] in found.reason
    elif case.get("unknown") == "quiet":
        assert found.reason == "not stated"


def test_a_column_tells_how_it_writes_dates():
    assert dates_stated.order_of(["03/04/2024", "03/25/2024"]) == "month first"
    assert dates_stated.order_of(["03/04/2024", "25/03/2024"]) == "day first"
    assert dates_stated.order_of(["03/04/2024"]) is None
    assert dates_stated.order_of(["25/03/2024", "03/25/2024"]) is None
    assert dates_stated.read("03/04/2024", "month first").value == Interval.day(date(2024, 3, 4))
    assert dates_stated.read("03/04/2024", "day first").value == Interval.day(date(2024, 4, 3))


def test_values_of_typed_columns():
    assert dates_stated.read(date(2024, 3, 11)).value == Interval.day(date(2024, 3, 11))
    stamp = datetime(2024, 3, 11, 5, tzinfo=UTC)
    assert dates_stated.read(stamp).value == Interval.day(date(2024, 3, 11))
    assert dates_stated.read(None).reason == "not stated"


@pytest.mark.parametrize("filler", ["2099-12-31", "0001-01-01", "January 2099", "1799", "2099"])
def test_no_article_came_out_then(filler):
    found = dates_stated.published(filler)
    assert found.value is None
    assert filler in found.reason


def test_tomorrow_has_begun_somewhere():
    today = datetime.now(UTC).date()
    assert dates_stated.published(str(today + timedelta(days=1))).value
    assert dates_stated.published(str(today + timedelta(days=2))).value is None
    assert dates_stated.published("1800").value == Interval.year(1800)
    assert dates_stated.read(date(9999, 12, 31)).value is None
