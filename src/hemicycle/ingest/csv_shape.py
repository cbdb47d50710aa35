"""What the rows of one table have in common, so that a line of text is told from a row.

Prose splits into any number of cells; a row has as many as the header, and its numbers and days
look like those of the rows before: "17" like "16", "2024-03-11" like "2024-03-10". Then a few rows
in succession are sure. Where no column holds such values it takes many that are as wide.
"""

from __future__ import annotations

import re

_FEW = 3  # rows in succession; prose may hold one line like a row
_MANY = 20
_LONGEST = 40  # code points; longer cells are no numbers or days
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")


class Shape:
    """Number of cells, and the form of those that look alike in all rows so far."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._forms: dict[int, str] | None = None

    def learn(self, cells: list[str]) -> None:
        """Keep what these cells share with the rows before."""
        if self._forms is None:
            self.learn_if_new(cells)
        elif self._forms:
            kept = self._forms.items()
            self._forms = {
                n: form for n, form in kept if n < len(cells) and _form(cells[n]) == form
            }

    def learn_if_new(self, cells: list[str]) -> None:
        """Take these cells for the pattern where no row came before."""
        if self._forms is None and cells:
            self._forms = {n: form for n, cell in enumerate(cells) if (form := _form(cell))}

    @property
    def tells(self) -> bool:
        """Whether some column looks alike in all rows."""
        return bool(self._forms)

    @property
    def enough(self) -> int:
        """How many rows must fit in succession before they surely are rows."""
        return _FEW if self.tells else _MANY

    def fits(self, cells: list[str]) -> bool:
        """Whether these may be the cells of a row."""
        forms = (self._forms or {}).items()
        return len(cells) == self.width and all(_form(cells[n]) == form for n, form in forms)


def _form(cell: str) -> str:
    """ "2024-03-11" is "9-9-9", "a17" is "a9"; "" for what holds blanks or no digit."""
    if len(cell) > _LONGEST or " " in cell or not _DIGITS.search(cell):
        return ""
    return _LETTERS.sub("a", _DIGITS.sub("9", cell))
