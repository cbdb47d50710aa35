"""The geometry of seats and periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from math import atan2, dist, hypot
from random import Random

import pytest
from invented_debate import actor_of, documents, statement

from hemicycle.intervals import Interval
from hemicycle.report import timeline_figure
from hemicycle.report.figures import bar, hemicycle, hemicycle_seats, icon
from hemicycle.report.seats import plan
from hemicycle.report.timeline import bulk, floor, following, timeline, unit_for
from hemicycle.rows import PositionRow, StatementRow


@pytest.mark.parametrize("n", [0, 1, 2, 3, 7, 13, 14, 25, 60, 150, 601])
def test_seats_are_ordered_in_the_disc_and_apart(n: int) -> None:
    layout = plan(n)
    seats = hemicycle_seats(n)
    assert len(seats) == n
    assert all(0.3 < hypot(x, y) <= 1 + 1e-9 and y >= -1e-9 for x, y in seats)
    angles = [-round(atan2(max(y, 0), x), 6) for x, y in seats]
    assert angles == sorted(angles)
    assert all(dist(a, b) >= 2 * layout.radius for a, b in combinations(seats, 2))


@pytest.mark.parametrize("n", [2, 3, 8, 40, 150])
def test_seats_are_as_many_left_as_right(n: int) -> None:
    seats = hemicycle_seats(n)
    mirrored = sorted((round(-x, 6), round(y, 6)) for x, y in seats)
    assert mirrored == sorted((round(x, 6), round(y, 6)) for x, y in seats)


def test_more_actors_never_make_larger_seats() -> None:
    sizes = [plan(n).radius for n in (5, 20, 50, 100, 200, 400)]
    assert sizes == sorted(sizes, reverse=True)
    assert plan(150).radius > 0.035  # still large enough to hit with a mouse


def test_one_seat_stands_in_the_middle() -> None:
    assert hemicycle_seats(1) == [pytest.approx((0, 1))]


def test_an_empty_house_is_drawn() -> None:
    assert "<svg" in hemicycle([])


def test_marks_differ_in_shape_and_not_only_in_colour() -> None:
    drawn = {stance: icon(stance).split("<g")[1].split(">", 1)[1] for stance in ("for", "against")}
    assert "<circle" in drawn["for"]
    assert "<rect" in drawn["against"]
    assert "<path" in icon("neither")


@pytest.mark.parametrize(
    ("part", "whole", "width"), [(1, 4, "25.00"), (0, 0, "0.00"), (2, 2, "100.00")]
)
def test_bar(part: float, whole: float, width: str) -> None:
    assert f'width="{width}"' in bar(part, whole, "words")


# ---------------------------------------------------------------- time


def on(when: Interval | None, published: date | None = None, agreement: int = 1) -> StatementRow:
    position = PositionRow("c", agreement, 0.8, "because", "rule@1")
    row = statement(0, actor_of(1), "so be it", (position,), Random(1), documents()[0])
    shown = Interval.day(published) if published else None
    return replace(row, said_on=when, published=shown)


@pytest.mark.parametrize(
    ("days", "limit", "unit"),
    [(10, 30, "day"), (40, 30, "week"), (400, 30, "month"), (1200, 30, "quarter"),
     (5000, 30, "year"), (60000, 30, "decade"), (1, 1, "day")],
)  # fmt: skip
def test_the_finest_unit_that_fits(days: int, limit: int, unit: str) -> None:
    first = date(2031, 1, 6)
    assert unit_for(first, first + timedelta(days=days - 1), limit) == unit


@pytest.mark.parametrize("unit", ["day", "week", "month", "quarter", "year", "decade"])
def test_periods_follow_without_gap_or_overlap(unit: str) -> None:
    at = floor(date(2027, 12, 30), unit)
    for _ in range(40):
        after = following(at, unit)
        assert floor(after - timedelta(days=1), unit) == at
        assert floor(after, unit) == after
        at = after


def test_the_calendar_ends() -> None:
    assert following(date(9999, 12, 30), "week") == date.max
    assert timeline([on(Interval.year(9998))], "c", 20).columns


def test_a_statement_of_long_ago_does_not_squash_the_debate() -> None:
    near = [date(2031, 1, 6) + timedelta(days=d) for d in range(0, 40, 2)]
    assert bulk([date(1946, 3, 5), *near]) == (near[0], near[-1])
    found = timeline([on(Interval.year(1946)), *(on(Interval.day(d)) for d in near)], "c", 60)
    assert found.unit == "day"
    assert [len(c.by_side["for"]) for c in found.columns if c.edge < 0] == [1]


def test_every_dated_statement_is_drawn_once() -> None:
    day = date(2031, 1, 6)
    rows = [on(Interval.day(day)), on(None, day, -1), on(Interval.month(2031, 1), day, 0), on(None)]
    found = timeline(rows, "c", 60)
    drawn = [m for c in found.columns for marks in c.by_side.values() for m in marks]
    assert sorted(mark.statement for mark in drawn) == [0, 1, 2]
    assert {mark.statement: mark.said for mark in drawn} == {0: True, 1: False, 2: True}
    assert found.undated == (3,)


@pytest.mark.parametrize(("many", "holds"), [(12, "<circle"), (13, 'class="mark for" x=')])
def test_few_statements_are_dots_and_many_a_bar(many: int, holds: str) -> None:
    found = timeline([on(Interval.day(date(2031, 1, 6)))] * many, "c", 60)
    assert holds in timeline_figure.draw(found, timeline_figure.WIDE, lambda title, at: 0)
