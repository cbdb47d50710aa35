"""Seconds since 1970 UTC, moved by units of time as java.time does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from hemicycle.errors import UsageError
from hemicycle.network.selecting import Compat

Unit = Literal["seconds", "minutes", "hours", "days", "weeks", "months", "years", "events"]
SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800}
MONTHS = {"months": 1, "years": 12}


def shifted(time: int, unit: Unit, by: int) -> int:
    """`time` moved by so many units; months keep the day or take the last of a shorter month."""
    import numpy as np

    if unit in SECONDS:
        return time + by * SECONDS[unit]
    if unit not in MONTHS:
        known = ", ".join((*SECONDS, *MONTHS))
        raise UsageError(f"{unit!r} is no unit of time; there are: {known}")
    days, clock = divmod(time, 86400)
    day = np.datetime64(days, "D")
    month = day.astype("M8[M]")
    there = month + by * MONTHS[unit]
    longest = (there + 1).astype("M8[D]") - there.astype("M8[D]")
    into = min((day - month.astype("M8[D]")).astype(int), longest.astype(int) - 1)
    return int((there.astype("M8[D]").astype(int) + into) * 86400 + clock)


def midpoints(
    start: int, stop: int, unit: Unit, compat: Compat = None, by: int = 1
) -> Iterator[int]:
    """start, start + `by` units, start + 2 `by` units ... up to stop; compat="dna": each is the
    one before plus a unit, so that a 31st that became a 28th stays one."""
    count, at = 0, start
    while at <= stop:
        yield at
        count += by
        at = shifted(at, unit, 1) if compat == "dna" else shifted(start, unit, count)


def beginning(time: int, unit: Unit) -> int:
    """First second of the day, ISO week, month or year that holds `time`."""
    import numpy as np

    if unit in MONTHS:
        moment = np.datetime64(time, "s").astype("M8[M]" if unit == "months" else "M8[Y]")
        return int(moment.astype("M8[s]").astype(int))
    monday = 4 * SECONDS["days"] if unit == "weeks" else 0  # 1970-01-05
    return time - (time - monday) % SECONDS[unit]
