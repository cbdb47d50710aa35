"""Time windows: the statements of each stretch of time, one after another, none computed ahead.

What a network of each is, the caller says: `one_mode(window.statements, ...)`. A window is
a slice of the sorted statements, so it costs no more than it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from hemicycle.errors import UsageError
from hemicycle.network.clock import Unit, beginning, midpoints, shifted
from hemicycle.network.selecting import Compat
from hemicycle.network.table import Statements


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Statements from `start` to `stop`, both included; `middle` names it (seconds, UTC)."""

    middle: int
    start: int
    stop: int
    statements: Statements


def windows(
    statements: Statements,
    unit: Unit,
    size: int,
    start: int | None = None,
    stop: int | None = None,
    compat: Compat = None,
) -> Iterator[Window]:
    """Moving windows [t - a, t + a], a = size // 2 units, t moving on by one unit (DNA's
    Exporter.computeTimeWindowMatrices); so a size of 1 is a moment and 3 spans two units: for
    whole days, weeks, months see `stretches`.

    The range [start, stop] (seconds) is that of the statements given, unless it is said; t begins
    at its start, and a window that is not wholly inside is left out, an empty one is not. Months
    and years go by the calendar: t is the start plus so many months, on the last day of a
    shorter month (compat="dna": and from then on). Give `windows` filtered statements:
    duplicates are those of the whole range.

    Unit "events": the t-th statement with size // 2 before and after it. Of several with the
    same time, DNA draws at random; here they stand in the order of the table.
    """
    if size < 1:
        raise UsageError(f"a window has a size of at least 1, not {size}")
    if unit == "events":
        yield from _events(statements, size // 2)
    if unit == "events" or not (len(statements) or None not in (start, stop)):
        return
    first = int(statements.time[0]) if start is None else start
    last = int(statements.time[-1]) if stop is None else stop
    for middle in midpoints(first, last, unit, compat):
        begin, end = shifted(middle, unit, -(size // 2)), shifted(middle, unit, size // 2)
        if first <= begin and end <= last:
            yield Window(middle, begin, end, between(statements, begin, end))


def stretches(statements: Statements, unit: Unit) -> Iterator[Window]:
    """Every whole day, ISO week, month or year from the first statement's to the last one's,
    side by side, each statement in exactly one; empty ones too. `middle` is the start."""
    if unit not in ("days", "weeks", "months", "years"):
        raise UsageError(f"stretches are days, weeks, months or years, not {unit!r}")
    if not len(statements):
        return
    first, last = int(statements.time[0]), int(statements.time[-1])
    for at in midpoints(beginning(first, unit), last, unit):
        end = shifted(at, unit, 1) - 1
        yield Window(at, at, end, between(statements, at, end))


def sliding(
    statements: Statements, size: tuple[int, Unit], step: tuple[int, Unit]
) -> Iterator[Window]:
    """Windows [t, t + size), t moving on by `step` from the beginning of the unit of `size` that
    holds the first statement, until one reaches the last. Empty ones too; `middle` is t."""
    if size[0] < 1 or step[0] < 1:
        raise UsageError("a window has a size and a step of at least 1")
    if not len(statements):
        return
    last = int(statements.time[-1])
    first = beginning(int(statements.time[0]), size[1])
    for number in count():
        at = shifted(first, step[1], number * step[0])
        end = shifted(at, size[1], size[0]) - 1
        yield Window(at, at, end, between(statements, at, end))
        if end >= last:
            return


def between(statements: Statements, start: int, stop: int) -> Statements:
    """Those with start <= time <= stop, a slice."""
    low = int(statements.time.searchsorted(start, "left"))
    high = int(statements.time.searchsorted(stop, "right"))
    return statements.take(slice(low, max(low, high)))


def _events(statements: Statements, around: int) -> Iterator[Window]:
    time = statements.time
    for t in range(around, len(statements) - around):
        low, high = t - around, t + around
        inside = statements.take(slice(low, high + 1))
        yield Window(int(time[t]), int(time[low]), int(time[high]), inside)
