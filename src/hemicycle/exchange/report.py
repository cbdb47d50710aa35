"""What was written, and what could not be carried over: said, never lost silently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Note:
    """One kind of change, and where it was made."""

    what: str
    where: tuple[str, ...]

    def __str__(self) -> str:
        more = len(self.where) - _SHOWN
        shown = "; ".join(self.where[:_SHOWN]) + (f"; and {more} more" if more > 0 else "")
        return f"{self.what}: {shown}" if shown else self.what


@dataclass(frozen=True, slots=True)
class Report:
    """Rows by table, and notes."""

    counts: Mapping[str, int]
    notes: tuple[Note, ...] = ()

    def __str__(self) -> str:
        counted = ", ".join(f"{number} {name}" for name, number in self.counts.items())
        return "\n".join([counted, *(f"- {note}" for note in self.notes)])


class Notes:
    """Collects notes of the same kind into one."""

    def __init__(self, notes: Iterable[Note] = ()) -> None:
        self._where: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for note in notes:
            self._where[note.what].update(dict.fromkeys(note.where))

    def add(self, what: str, where: str = "") -> None:
        """Note `what`, with the place when there is one."""
        self._where[what].update({where: None} if where else {})

    def all(self) -> tuple[Note, ...]:
        """The notes in the order their kinds came up."""
        return tuple(Note(what, tuple(where)) for what, where in self._where.items())
