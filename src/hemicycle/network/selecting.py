"""Which statements count: what is loaded, what is left out, what is said twice.

As the Discourse Network Analyzer has it (Leifeld 2017, Discourse Network Analysis; DNA's
Exporter.filterStatements): first `loaded` by the document, then `filtered` by what was said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, get_args

from hemicycle.errors import UsageError
from hemicycle.network.table import Column, Ints, Mask, Statements

Duplicates = Literal["include", "document", "week", "month", "year", "acrossrange"]
Aggregation = Literal["ignore", "congruence", "conflict", "subtract", "combine"]
Compat = Literal["dna"] | None
Lists = Mapping[str, Collection[object]]


def loaded(
    statements: Statements,
    start: int | None = None,
    stop: int | None = None,
    without: Lists | None = None,
    only: Lists | None = None,
) -> Statements:
    """Statements with start <= time <= stop (seconds), none of a value listed in `without`, all
    of one listed in `only` (both by column; an empty list filters nothing). Labels become those
    that occur: isolates and levels are taken from here."""
    keep = _listed(statements, without, only)
    if start is not None:
        keep &= statements.time >= start
    if stop is not None:
        keep &= statements.time <= stop
    return statements.take(keep).compact()


def filtered(
    statements: Statements,
    aggregation: Aggregation = "ignore",
    duplicates: Duplicates = "include",
    without: Lists | None = None,
    only: Lists | None = None,
    compat: Compat = None,
) -> Statements:
    """Statements that go into a network: listed values left out, nothing empty, no duplicates.

    A duplicate has the row, the column and (unless `aggregation` is "ignore") the qualifier of
    an earlier kept one, within the same document, ISO week, month, year, or anywhere
    ("acrossrange"). Labels stay. compat="dna": weeks and months are the same whatever the year,
    and numbers outside -128..127 are never the same (Java compares objects).
    """
    if duplicates not in get_args(Duplicates):
        raise UsageError(f"duplicates must be one of {get_args(Duplicates)}, not {duplicates!r}")
    kept = statements.take(_listed(statements, without, only) & said(statements, aggregation))
    if duplicates == "include":
        return kept
    return kept.take(_first_of_each(kept, aggregation, duplicates, compat))


def sided(statements: Statements, scale: bool = False) -> Statements:
    """Those that take a side: where the qualifier holds nothing but -1, 0 and 1 (and -1 among
    them, unless `scale` says that it is such a one), those at 0, neither for nor against, are left
    out. Who takes no side agrees and conflicts with nobody."""
    import numpy as np

    levels = statements.levels
    if levels is None or levels.values is None:
        return statements
    known = np.isin(levels.values, (-1, 0, 1)).all() and (scale or bool((levels.values < 0).any()))
    if not known:
        return statements
    return statements.take(np.append(levels.values, np.nan)[levels.codes] != 0).compact()


def said(statements: Statements, aggregation: Aggregation) -> Mask:
    """Which statements have a row, a column and, where it matters, a qualifier."""
    full = (statements.rows.codes >= 0) & (statements.columns.codes >= 0)
    if statements.levels is not None and aggregation != "ignore":
        full &= statements.levels.codes >= 0
    return full


def frequent(statements: Statements, rows: int = 1, columns: int = 1) -> Statements:
    """Those of actors with at least `rows` statements and of concepts with at least `columns`,
    counted anew until both hold at once (the core of the debate). Labels become those left."""
    import numpy as np

    while True:
        keep: Mask = np.ones(len(statements), dtype=bool)
        for column, least in ((statements.rows, rows), (statements.columns, columns)):
            often = np.bincount(column.codes + 1)
            keep &= (often[column.codes + 1] >= least) & (column.codes >= 0)
        if keep.all():
            return statements.compact()
        statements = statements.take(keep)


def period(time: Ints, unit: Duplicates, compat: Compat = None) -> Ints:
    """Number of the ISO week, month or year of each time; for DNA, the number on the calendar."""
    import numpy as np

    moment = time.astype("M8[s]")
    if unit == "week":
        weeks = (moment.astype("M8[D]").astype(np.int64) + 3) // 7  # 1970-01-01 was a Thursday
        return _iso_week(weeks) if compat == "dna" else weeks
    numbers = moment.astype("M8[M]" if unit == "month" else "M8[Y]").astype(np.int64)
    return numbers % 12 if unit == "month" and compat == "dna" else numbers


def _iso_week(weeks: Ints) -> Ints:
    import numpy as np

    thursday = (weeks * 7).astype("M8[D]")  # the year of a week is that of its Thursday
    days: Ints = (thursday - thursday.astype("M8[Y]").astype("M8[D]")).astype(np.int64)
    return days // 7 + 1


def _first_of_each(
    statements: Statements, aggregation: Aggregation, duplicates: Duplicates, compat: Compat
) -> Ints:
    import numpy as np

    parts = [statements.rows.codes, statements.columns.codes]
    if statements.levels is not None and aggregation != "ignore":
        parts.append(_by_identity(statements.levels) if compat else statements.levels.codes)
    if duplicates == "document":
        parts.append(statements.document)
    elif duplicates != "acrossrange":
        parts.append(period(statements.time, duplicates, compat))
    first: Ints = np.sort(np.unique(_joined(parts), return_index=True)[1])
    return first


def _by_identity(levels: Column) -> Ints:
    """Codes in which large numbers are each their own, as Java caches only -128..127."""
    import numpy as np

    if levels.kind != "number" or levels.values is None:
        return levels.codes
    large = (levels.values < -128) | (levels.values > 127)
    places = np.arange(len(levels.codes)) + len(levels.labels)
    return np.where(large[levels.codes], places, levels.codes)


def _joined(parts: list[Ints]) -> Ints:
    """One number for each combination; made small again before it could overflow."""
    import numpy as np

    key = np.zeros(len(parts[0]), dtype=np.int64)
    size = 1
    for part in parts:
        if not len(part):
            break
        low, width = int(part.min()), int(part.max()) - int(part.min()) + 1
        if size * width >= 2**62:
            key = np.unique(key, return_inverse=True)[1]
            size = len(key)
        key, size = key * width + (part - low), size * width
    return key


def _listed(statements: Statements, without: Lists | None, only: Lists | None) -> Mask:
    import numpy as np

    keep = np.ones(len(statements), dtype=bool)
    for lists, wanted in ((without, False), (only, True)):
        for name, values in (lists or {}).items():
            if name not in statements.named:
                there = ", ".join(map(repr, statements.named))
                raise UsageError(f"there is no column {name!r} to choose by; there are: {there}")
            if values:
                keep &= _is_one_of(statements.named[name], values) == wanted
    return keep


def _is_one_of(column: Column, values: Collection[object]) -> Mask:
    import numpy as np

    texts = {"" if v is None else str(int(v)) if isinstance(v, bool) else str(v) for v in values}
    chosen: list[bool] = [label in texts for label in column.labels]
    return np.array([*chosen, "" in texts])[column.codes]
