"""Imprecise dates as half-open intervals of days.

"February 2024" is not a point: it is every day from 2024-02-01 up to, not including, 2024-03-01,
known to the month. Days are calendar days (UTC where a time was given).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "week", "month", "season", "year", "decade", "range"]


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Days from `start` up to, not including, `end`; `precision` is what the words gave."""

    start: date
    end: date
    precision: Precision = "day"

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"an interval must end after it starts: {self.start} to {self.end}")

    @classmethod
    def day(cls, day: date) -> Interval:
        """That one day."""
        return cls(day, day + timedelta(days=1), "day")

    @classmethod
    def week(cls, day: date) -> Interval:
        """The ISO week (Monday to Sunday) that holds `day`."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=7), "week")

    @classmethod
    def month(cls, year: int, month: int) -> Interval:
        """That calendar month."""
        return cls(date(year, month, 1), _first_of_next_month(year, month), "month")

    @classmethod
    def year(cls, year: int) -> Interval:
        """That calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1), "year")

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share at least one day."""
        return self.start < other.end and other.start < self.end

    def contains(self, day: date) -> bool:
        """Whether `day` lies inside."""
        return self.start <= day < self.end

    def before(self, other: Interval) -> bool:
        """Whether this one surely ended by the time the other starts."""
        return self.end <= other.start

    def __str__(self) -> str:
        if self.precision == "day":
            return self.start.isoformat()
        return f"{self.start.isoformat()}/{self.end.isoformat()} ({self.precision})"


def _first_of_next_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)
