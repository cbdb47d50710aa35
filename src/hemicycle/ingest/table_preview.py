"""What is understood of a table, before anything is coded.

A wrong column map is the mistake that is noticed last, so it is shown first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO

from hemicycle.ingest import dates_stated
from hemicycle.ingest.columns import FIELDS
from hemicycle.ingest.ids import Ids
from hemicycle.ingest.row import WHOLE_FILE
from hemicycle.ingest.sandbox import Limits
from hemicycle.ingest.tables import excerpt, opened

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class TablePreview:
    """`fields` maps each field to the column that holds it, `fallbacks` to those that stand in
    where a row leaves it empty; `unused` are the other columns. `rows` holds the first rows as
    field → beginning of its value; `unreadable_dates`, `broken_rows` and `doubts` give examples.
    """

    path: str
    fields: dict[str, str]
    fallbacks: dict[str, tuple[str, ...]]
    unused: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    total: int
    without_text: int
    without_date: int
    unreadable_dates: tuple[str, ...]
    broken_rows: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
    """Counts, and the first examples, of the rows so far."""

    order: dates_stated.Order | None
    total: int = 0
    no_text: int = 0
    no_date: int = 0
    first: list[dict[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    ids: Ids = field(default_factory=Ids)

    def take(self, number: int, picked: Mapping[str, object]) -> None:
        text = picked.get("text")
        self.no_text += not isinstance(text, str) or not text.strip()
        self.ids.take(picked.get("id"), number)
        date = dates_stated.published(picked.get("published"), self.order)
        self.no_date += date.value is None
        if date.value is None and date.reason != "not stated" and len(self.unread) < _EXAMPLES:
            self.unread.append(str(picked["published"]))
        if len(self.first) < _EXAMPLES:
            self.first.append({name: excerpt(picked[name]) for name in FIELDS if name in picked})


def preview_table(
    kind: str, stream: IO[bytes], path: str, columns: Mapping[str, str] | None, limits: Limits
) -> TablePreview:
    """Read the whole table, keep only counts and examples."""
    map_, names, order, all_rows = opened(kind, stream, path, columns, limits)
    tally = _Tally(order)
    broken: list[str] = []
    doubts: list[str] = []
    for row in all_rows:
        whole = row.number == WHOLE_FILE
        tally.total += not whole
        if row.trouble and len(broken) < _EXAMPLES:
            broken.append(f"row {row.number}: {row.trouble}")
        if row.doubt and len(doubts) < _EXAMPLES:
            doubts.append(row.doubt if whole else f"row {row.number}: {row.doubt}")
        if not row.trouble and not whole:
            tally.take(row.number, map_.pick(row.values))
    wanted = map_.wanted(names)
    return TablePreview(
        path,
        map_.understood(names),
        map_.fallbacks(names),
        tuple(name for name in names if name not in wanted),
        tuple(tally.first),
        tally.total,
        tally.no_text,
        tally.no_date,
        tuple(tally.unread),
        tuple(broken),
        (*doubts, *filter(None, [tally.ids.repeated()])),
    )
