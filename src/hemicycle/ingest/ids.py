"""Ids of rows that stand more than once: two articles then share a name, or one came twice."""

from __future__ import annotations

_FEW = 5  # ids, and rows of each, that are named


class Ids:
    """The ids of a table so far, and the rows of those that came again."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}
        self._again: dict[str, list[int]] = {}

    def take(self, id: object, row: int) -> None:
        """Remember the id of a row; None is no id."""
        if id is None:
            return
        first = self._first.setdefault(str(id), row)
        if first != row:
            self._again.setdefault(str(id), [first]).append(row)

    def repeated(self) -> str:
        """What to say of them; "" where every row has an id of its own."""
        if not self._again:
            return ""
        named = [f"{id!r} ({_rows(rows)})" for id, rows in list(self._again.items())[:_FEW]]
        more = len(self._again) - len(named)
        listed = ", ".join(named) + (f" and {more:,} more ids" if more else "")
        return f"more than one row has the same id: {listed}; every row was read"


def _rows(rows: list[int]) -> str:
    more = len(rows) - _FEW
    listed = ", ".join(map(str, rows[:_FEW]))
    return f"rows {listed}" + (f" and {more:,} more" if more > 0 else "")
