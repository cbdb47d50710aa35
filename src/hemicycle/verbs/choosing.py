"""Which statements a network is made of: the same questions for every network verb."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from hemicycle.errors import UsageError
from hemicycle.network import selecting
from hemicycle.network.clock import Unit
from hemicycle.network.selecting import Aggregation, Compat, Duplicates
from hemicycle.network.table import Statements, statements
from hemicycle.verbs import asked
from hemicycle.verbs.positions import Table, table

if TYPE_CHECKING:
    import polars as pl

Lists = Mapping[str, Collection[object]]
UNITS: Mapping[str, Unit] = {
    "h": "hours",
    "d": "days",
    "w": "weeks",
    "m": "months",
    "y": "years",
    "e": "events",
}
BY_TIME = ("week", "month", "year")  # duplicates that need a date


class Choice(TypedDict, total=False):
    """`by`: who the rows are (actor, organisation, country, outlet, any column). `from_`, `to`:
    first and last day, included. `exclude`, `only`: values by column. `duplicates`: of statements
    that say the same within a "document", "week", "month", "year" or "acrossrange" the first alone
    counts; "include" counts all. `min_statements`: of an actor. `neutral`: agreement 0 counts.
    `columns`: what the columns of a table are called. `compat` "dna": as DNA does it. `tell` hears
    what was left out."""

    by: str
    from_: asked.Day
    to: asked.Day
    exclude: Lists
    only: Lists
    duplicates: Duplicates
    min_statements: int
    neutral: bool
    columns: Mapping[str, str]
    compat: Compat
    tell: Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """The table, and those of its statements that count; ids are places in the table."""

    table: Table
    statements: Statements
    by: str
    concept: str

    @property
    def scores(self) -> str | None:
        """The column that says how surely positions were read, if there is one."""
        return self.table.get("score")

    def named(self) -> Statements:
        """The statements under the ids that the table gives them."""
        column = self.table.get("id")
        if column is None:
            return self.statements
        ids = self.table.frame[column].to_numpy()
        return replace(self.statements, id=ids[self.statements.id])

    def rows(self, ids: Collection[int]) -> pl.DataFrame:
        """The rows of the table with these ids."""
        return self.table.frame[sorted(ids)]


def chosen(
    source: Any, aggregation: Aggregation, timed: bool = False, **choice: Unpack[Choice]
) -> Chosen:
    """The statements of `source` that are asked for. `timed`: they must have a date. Raises
    UsageError when there are none."""
    found = table(source, choice.get("columns"))
    by, concept = found.column(choice.get("by", "actor")), found.column("concept")
    if found.frame[by].null_count() == found.frame.height:
        raise UsageError(f"no statement of {found.name} has a {by}; choose another column by which")
    timed = timed or any(choice.get(k) for k in ("from_", "to"))
    timed = timed or choice.get("duplicates") in BY_TIME
    found = _dated(found, timed, choice.get("tell") or _silent)
    kept = _selected(found, by, concept, aggregation, choice)
    if not len(kept):
        raise UsageError(
            f"none of the {found.frame.height:,} statements of {found.name} is left: ask for a "
            "longer time, exclude less, or lower the least number of statements"
        )
    return Chosen(found, kept, by, concept)


def _silent(message: str) -> None:
    """What nobody wants to hear."""


def _dated(found: Table, timed: bool, tell: Callable[[str], None]) -> Table:
    """Without statements that have no date where one is needed."""
    import polars as pl

    date = found.column("date") if timed else found.get("date")
    gaps = found.frame[date].null_count() if date else 0
    if not gaps:
        return found
    if timed:
        tell(f"{gaps:,} of {found.frame.height:,} statements have no date and are left out")
        return replace(found, frame=found.frame.filter(pl.col(str(date)).is_not_null()))
    return replace(found, columns={**found.columns, "date": ""})


def _selected(
    found: Table, by: str, concept: str, aggregation: Aggregation, choice: Choice
) -> Statements:
    compat = choice.get("compat")
    lists = {
        way: {found.column(name): values for name, values in (asked_for or {}).items()}
        for way, asked_for in (("without", choice.get("exclude")), ("only", choice.get("only")))
    }
    first, last = _seconds(choice.get("from_"), choice.get("to"))
    read = _statements(found, by, concept, lists)
    kept = selecting.loaded(read, first, last, **({} if compat else lists))
    if aggregation != "ignore" and not choice.get("neutral") and not compat:
        kept = selecting.sided(kept, found.sided)
    duplicates = choice.get("duplicates", "include")
    kept = selecting.filtered(
        kept, aggregation, duplicates, compat=compat, **(lists if compat else {})
    )
    least = choice.get("min_statements", 1)
    return selecting.frequent(kept, least) if least > 1 else kept


def _statements(found: Table, by: str, concept: str, lists: Mapping[str, Lists]) -> Statements:
    named = [name for wanted in lists.values() for name in wanted]
    agreement, score = found.get("agreement"), found.get("score")
    return statements(
        found.frame,
        by,
        concept,
        agreement,
        found.get("date") or None,
        found.get("document"),
        others=[*named, *([score] if score else [])],
        order=[order for order in (found.get("order"),) if order],
        kinds={agreement: "number"} if agreement and found.sided else None,
    )


def _seconds(from_: asked.Day, to: asked.Day) -> tuple[int | None, int | None]:
    first, last = asked.days(from_, to)
    return (_at(first.start) if first else None), (_at(last.end) - 1 if last else None)


def _at(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def stretch(text: str, what: str = "window") -> tuple[int, Unit]:
    """ "30d" as (30, "days"); units h, d, w, m, y, e. Raises UsageError."""
    found = re.fullmatch(r"(\d+)\s*([hdwmye])", text.strip().lower())
    if found is None or int(found[1]) < 1:
        raise UsageError(
            f"{what}: {text!r} is no stretch of time; write 30d, 2w, 1m or 1y (hours h, days d, "
            "weeks w, months m, years y), or 50e for 50 statements"
        )
    return int(found[1]), UNITS[found[2]]
