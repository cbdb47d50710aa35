"""Read CSV and TSV, and notice when quotation marks do not hold together.

A mark that is never closed makes one cell of all that follows. So the marks are taken strictly: a
row whose marks break the rules is named with the line where the trouble begins, and reading goes
on where whole rows surely follow again (`csv_shape.py`). A cell of many paragraphs whose marks are
in order is what it is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO

from hemicycle.errors import DocumentError
from hemicycle.ingest.csv_dialect import delimiter_of, in_words, is_inner_mark
from hemicycle.ingest.csv_shape import Shape
from hemicycle.ingest.encoding import decode
from hemicycle.ingest.row import WHOLE_FILE, Row
from hemicycle.ingest.sandbox import Limits
from hemicycle.ingest.text_lines import BYTE_ORDER_MARK, SAMPLE, Lines, repaired, text_lines


def read(stream: IO[bytes], name: str, limits: Limits, delimiter: str | None) -> Iterator[Row]:
    """The rows below the header. Raises DocumentError when the header cannot be read."""
    head = stream.read(SAMPLE)
    sample = decode(head, name)
    lines = Lines(text_lines(head, stream, sample.encoding, name, 2 * limits.characters))
    csv.field_size_limit(max(csv.field_size_limit(), 2 * limits.characters))
    table = _Table(lines, delimiter or delimiter_of(sample.text))
    names = table.header(name)
    if sample.note and sample.encoding != "utf-8":  # broken UTF-8 is told of with its row
        yield Row(WHOLE_FILE, doubt=sample.note)
    if twice := sorted({each for each in names if each and names.count(each) > 1}):
        yield Row(
            WHOLE_FILE, doubt=f"columns have the same name: {', '.join(twice)}; the first counts"
        )
    yield from table.rows(names)


@dataclass(slots=True)
class _Record:
    """Cells, or what is wrong with the marks in its lines."""

    lines: list[str]
    cells: list[str]
    trouble: str = ""

    @property
    def balanced(self) -> bool:
        """Whether it is a lone line in which every mark has its partner: nothing is left open."""
        return len(self.lines) == 1 and self.lines[0].count('"') % 2 == 0


class _Table:
    """Records of a table, one after the other."""

    def __init__(self, lines: Lines, delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._shape = Shape(0)

    def header(self, name: str) -> list[str]:
        """The names of the columns."""
        found = self._next()
        while found and not found.trouble and not any(found.cells):
            found = self._next()
        found = found or _Record([], [])
        if found.trouble:
            raise DocumentError(
                name, f"its first line, the header, cannot be read: {found.trouble}"
            )
        self._shape = Shape(len(found.cells))
        return [cell.strip() for cell in found.cells]

    def rows(self, names: list[str]) -> Iterator[Row]:
        """Every row that follows."""
        number = 0
        while record := self._next():
            number += 1
            if record.trouble:
                yield self._literal(number, names, record) or self._broken(
                    number, record, record.trouble
                )
            elif len(record.cells) > len(names):
                yield self._broken(number, record, self._too_wide(record, names))
            elif [cell.strip() for cell in record.cells] == names:
                yield Row(number, trouble="it repeats the header")
            elif any(record.cells):
                self._shape.learn(record.cells)
                yield _row(number, names, record.cells, self._swallowing(record))

    def _next(self) -> _Record | None:
        """The next record; its lines are taken."""
        taken: list[str] = []
        try:
            return _Record(taken, next(self._reader(_kept(self._lines, taken))))
        except StopIteration:
            return None
        except csv.Error as error:
            return _Record(taken, [], in_words(str(error)))

    def _reader(self, lines: Iterable[str], strict: bool = True) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self._delimiter, strict=strict)

    def _too_wide(self, record: _Record, names: list[str]) -> str:
        return (
            f"it has {len(record.cells)} fields, the header {len(names)}; text that holds the "
            "separator must stand in quotation marks"
        )

    # ------------------------------------------------------------ marks that do not hold together

    def _literal(self, number: int, names: list[str], record: _Record) -> Row | None:
        """A lone line with marks inside its text that are not doubled, letter by letter."""
        if not record.balanced or not is_inner_mark(record.trouble):
            return None
        plain = csv.reader(record.lines, delimiter=self._delimiter, quoting=csv.QUOTE_NONE)
        cells = next(plain)
        if len(cells) != len(names):
            return None
        doubt = (
            f"{record.trouble} (line {self._lines.taken}); the line was read as it stands, marks "
            "and all"
        )
        return _row(number, names, cells, doubt)

    def _broken(self, number: int, record: _Record, trouble: str) -> Row:
        """What to say of it; reading goes on with the next row that is surely one."""
        first = self._lines.taken - len(record.lines) + 1
        at = self._opening(record.lines)
        self._shape.learn_if_new(self._cells(record.lines[0])[:-1])
        self._lines.give_back(record.lines[at + 1 :])
        while not record.balanced and not self._whole_rows_follow():
            if next(self._lines, None) is None:
                break
        last = self._lines.taken
        lines = f"line {first} was" if first == last else f"lines {first} to {last} were"
        return Row(number, trouble=f"{trouble} (line {first + at}); {lines} not read")

    def _opening(self, lines: list[str]) -> int:
        """Index of the line in which the cell begins that runs to the end of `lines`."""
        if len(lines) < 2:
            return 0
        whole = len(self._cells(*lines[:-1]))
        low, high = 0, len(lines) - 2
        while low < high:
            middle = (low + high) // 2
            if len(self._cells(*lines[: middle + 1])) < whole:
                low = middle + 1
            else:
                high = middle
        return low

    def _cells(self, *lines: str) -> list[str]:
        try:
            return next(self._reader(lines, strict=False), [])
        except csv.Error:
            return []

    def _whole_rows_follow(self) -> bool:
        """Whether enough rows come next, or all to the end of the file look like the others."""
        enough, found = self._shape.enough, 0
        try:
            for cells in islice(self._reader(self._lines.ahead()), enough):
                if not self._shape.fits(cells):
                    return False
                found += 1
        except csv.Error:
            return False
        return found == enough or (found > 0 and self._shape.tells)

    def _swallowing(self, record: _Record) -> str:
        """A doubt where lines inside a cell look like rows, though its marks are in order."""
        inner = record.lines[1:]
        fitting = sum(self._shape.fits(self._cells(line)) for line in inner if self._may_fit(line))
        if fitting < self._shape.enough:
            return ""
        first = self._lines.taken - len(inner)
        return (
            f"{fitting} lines inside its text look like rows of this table; check the quotation "
            f"marks from line {first} on"
        )

    def _may_fit(self, line: str) -> bool:
        return line.count(self._delimiter) >= max(1, self._shape.width - 1)


def _kept(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """The lines as they are asked for, and a copy of each in `taken`."""
    for line in lines:
        taken.append(line)
        yield line


def _row(number: int, names: list[str], cells: list[str], doubt: str = "") -> Row:
    mended = [repaired(cell) for cell in cells]
    mended[0] = mended[0].removeprefix(BYTE_ORDER_MARK)  # where two files were joined
    if not doubt and any(map(str.__ne__, mended[1:], cells[1:])):
        doubt = "some bytes are no UTF-8 and were read as cp1252, a guess"
    values: dict[str, str] = {}
    for name, cell in zip(names, mended, strict=False):
        values[name] = values.get(name) or cell
    return Row(number, values, doubt=doubt)
