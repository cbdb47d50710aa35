"""Imprecise dates as half-open intervals."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.intervals import Interval

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 1))


@given(DAYS)
def test_every_reading_holds_its_day(day):
    for interval in (
        Interval.day(day),
        Interval.week(day),
        Interval.month(day.year, day.month),
        Interval.year(day.year),
    ):
        assert interval.contains(day)
        assert not interval.contains(interval.end)


@given(DAYS, DAYS)
def test_before_and_overlap_exclude_each_other(one, two):
    first, second = Interval.week(one), Interval.month(two.year, two.month)
    assert first.overlaps(second) == second.overlaps(first)
    assert not (first.before(second) and first.overlaps(second))
    assert first.before(second) or second.before(first) or first.overlaps(second)


@pytest.mark.parametrize(
    ("interval", "told"),
    [
        (Interval.day(date(2024, 3, 9)), "2024-03-09"),
        (Interval.month(2024, 12), "2024-12-01/2025-01-01 (month)"),
        (Interval.week(date(2024, 2, 29)), "2024-02-26/2024-03-04 (week)"),
    ],
)
def test_told(interval, told):
    assert str(interval) == told


def test_an_interval_must_end_after_it_starts():
    with pytest.raises(ValueError, match="must end after"):
        Interval(date(2024, 3, 9), date(2024, 3, 9))
