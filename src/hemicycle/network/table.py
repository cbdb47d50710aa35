"""The table of statements that every network is counted from: arrays of codes, sorted by time.

A column is an array of codes and the labels they stand for. After `selecting.loaded` the labels
are those that occur in what was loaded, and every later selection keeps them, so that an actor
who falls silent in a window is still known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from hemicycle.errors import UsageError

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["text", "boolean", "number", "document"]
Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
Mask: TypeAlias = "NDArray[np.bool_]"
Index: TypeAlias = "slice | Ints | Mask"


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """`codes` (one per statement, -1 for empty) into `labels`; `values` are the numbers the
    labels stand for when the column holds numbers. "document" is a text that belongs to the
    document, as DNA tells it apart."""

    codes: Ints
    labels: tuple[str, ...]
    kind: Kind = "text"
    values: Floats | None = None

    def compact(self) -> Column:
        """The same without labels that no statement has (the two of a boolean always stay)."""
        import numpy as np

        if self.kind == "boolean":
            return self
        used = np.bincount(self.codes[self.codes >= 0], minlength=len(self.labels)) > 0
        codes = np.append(np.cumsum(used) - 1, -1)[self.codes]  # code -1 finds the last, -1
        labels = tuple(label for label, kept in zip(self.labels, used, strict=True) if kept)
        values = None if self.values is None else self.values[used]
        return Column(codes, labels, self.kind, values)


@dataclass(frozen=True, slots=True, eq=False)
class Statements:
    """Statements in the order of time, document, `order` and id.

    `named` holds the columns by the names they had; `row`, `column` and `qualifier` say which
    of them play those parts. `time` is in seconds since 1970 UTC, `document` a code, `id`
    whatever the caller's ids are (else the position in the caller's table).
    """

    named: Mapping[str, Column]
    row: str
    column: str
    qualifier: str | None
    time: Ints
    document: Ints
    id: NDArray[Any]

    def __len__(self) -> int:
        return len(self.time)

    @property
    def rows(self) -> Column:
        """The column of row values (actors)."""
        return self.named[self.row]

    @property
    def columns(self) -> Column:
        """The column of column values (concepts)."""
        return self.named[self.column]

    @property
    def levels(self) -> Column | None:
        """The column of the qualifier (agreement), if there is one."""
        return None if self.qualifier is None else self.named[self.qualifier]

    def seen_as(self, row: str, column: str, qualifier: str | None) -> Statements:
        """The same statements with other columns in the three parts."""
        for name in (row, column, qualifier):
            if name is not None and name not in self.named:
                raise UsageError(_missing(name, self.named))
        return replace(self, row=row, column=column, qualifier=qualifier)

    def take(self, index: Index) -> Statements:
        """The statements at `index`; labels stay."""
        named = {name: replace(c, codes=c.codes[index]) for name, c in self.named.items()}
        chosen = self.time[index], self.document[index], self.id[index]
        return Statements(named, self.row, self.column, self.qualifier, *chosen)

    def compact(self) -> Statements:
        """The same with only those labels that occur."""
        return replace(self, named={name: c.compact() for name, c in self.named.items()})


def statements(
    frame: Any,
    row: str,
    column: str,
    qualifier: str | None = None,
    time: str | None = None,
    document: str | None = None,
    id: str | None = None,
    others: Sequence[str] = (),
    order: Sequence[str] = (),
    kinds: Mapping[str, Kind] | None = None,
) -> Statements:
    """`Statements` from a polars, pandas or pyarrow table with one statement a row.

    `others` are further columns to exclude by or to look at later; `order` are columns that
    settle the order of statements of one time and document (DNA: start, stop). What a column
    holds is read off its type: true and false, or only 0 and 1, are "boolean"; other numbers
    "number"; anything else "text"; `kinds` says otherwise. `time` is
    a date, a date-time (UTC where it has no zone), ISO text or whole seconds since 1970.

    Raises UsageError for a column that is not there, a time that cannot be read or is missing,
    and an infinite number.
    """
    import narwhals as nw
    import numpy as np

    from hemicycle.network import columns

    table: nw.DataFrame[Any] = nw.from_native(frame, eager_only=True)
    wanted = [row, column, *others, *([qualifier] if qualifier else [])]
    for name in (*wanted, *order, *(x for x in (time, document, id) if x)):
        if name not in table.columns:
            raise UsageError(_missing(name, table.columns))
    table = _sorted(table, time, [x for x in (document, *order, id) if x])
    given = kinds or {}
    named = {name: columns.read(table[name], given.get(name)) for name in dict.fromkeys(wanted)}
    nothing = np.zeros(len(table), dtype=np.int64)
    return Statements(
        named,
        row,
        column,
        qualifier,
        table[_TIME].to_numpy().astype(np.int64),
        columns.read(table[document], "text").codes if document else nothing,
        table[id or _PLACE].to_numpy(),
    )


_TIME, _PLACE = "__time", "__place"


def _sorted(table: nw.DataFrame[Any], time: str | None, keys: list[str]) -> nw.DataFrame[Any]:
    import narwhals as nw

    from hemicycle.network import columns

    table = table.with_row_index(_PLACE)
    seconds = columns.seconds(table[time]) if time else nw.col(_PLACE) * 0
    return table.with_columns(seconds.alias(_TIME)).sort(_TIME, *keys, _PLACE)


def _missing(name: str, there: Any) -> str:
    return f"there is no column {name!r}; there are: {', '.join(map(repr, there))}"
