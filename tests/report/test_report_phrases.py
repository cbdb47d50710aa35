"""Dates, numbers and names in words."""

from __future__ import annotations

from datetime import date

import pytest

from hemicycle.intervals import Interval
from hemicycle.report import phrases


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Marta Ilvesk", "MI"),
        ("Prof. Edda van der Winterhalter", "PW"),
        ("several League members", "Le"),
        ("two officials", "TO"),
        ("NATO", "NAT"),
        ("Plato", "Pl"),
        ("Jean-Luc", "JL"),
        ("“”", "?"),
        ("", "?"),
    ],
)
def test_initials(name: str, shown: str) -> None:
    assert phrases.initials(name) == shown


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (Interval.day(date(2031, 3, 9)), "9 March 2031"),
        (Interval.month(2031, 2), "February 2031"),
        (Interval.year(2030), "2030"),
        (Interval.week(date(2031, 3, 12)), "the week of 10 March 2031"),
        (Interval(date(2031, 3, 9), date(2031, 3, 12), "range"), "9 to 11 March 2031"),
        (Interval(date(2031, 3, 30), date(2031, 4, 3), "range"), "30 March to 2 April 2031"),
        (
            Interval(date(2030, 12, 30), date(2031, 1, 3), "range"),
            "30 December 2030 to 2 January 2031",
        ),
    ],
)
def test_interval(when: Interval, shown: str) -> None:
    assert phrases.interval(when) == shown


@pytest.mark.parametrize(
    ("n", "shown"),
    [(0, "no actors"), (1, "one actor"), (12, "twelve actors"), (1300, "1,300 actors")],
)
def test_number(n: int, shown: str) -> None:
    assert phrases.number(n, "actor") == shown


@pytest.mark.parametrize(
    ("code", "shown"), [("FR", "France"), ("Marvenia", "Marvenia"), ("QM", "QM"), (None, None)]
)
def test_country(code: str | None, shown: str | None) -> None:
    assert phrases.country(code) == shown
