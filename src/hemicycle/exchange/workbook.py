"""The first sheet of an Excel workbook (.xlsx) as a table, whoever wrote it.

A workbook is XML in a zip file (ECMA-376 part 1): texts stand in a list that cells refer to, or in
the cells; a day is the number of days since the end of 1899 (or 1904), told apart by its format.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from hemicycle.errors import UsageError

Cell = str | float | bool | date | datetime | None

LARGEST = 2**30  # bytes of XML that a workbook may hold
DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # built-in formats of days
_MAIN = "{*}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def read(path: str | Path) -> dict[str, list[Cell]]:
    """Columns by the names in the first row that is not empty; cells that are empty, or hold an
    error, are None. Raises UsageError for what is no such workbook."""
    try:
        with zipfile.ZipFile(path) as book:
            if sum(part.file_size for part in book.infolist()) > LARGEST:
                raise UsageError(f"{path} holds more than a workbook should; save it as .csv")
            rows = list(_Book.of(book).rows(book))
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as trouble:
        raise UsageError(f"{path} is no Excel workbook that can be read ({trouble})") from trouble
    return _table([row for row in rows if any(cell is not None for cell in row)])


@dataclass(frozen=True, slots=True)
class _Book:
    """Where the first sheet is, the texts that cells refer to, which formats are days."""

    sheet: str
    texts: Sequence[str]
    days: Sequence[bool]
    first: datetime

    @classmethod
    def of(cls, book: zipfile.ZipFile) -> _Book:
        index = _xml(book, "xl/workbook.xml")
        sheet = next(index.iter(f"{_MAIN}sheet"))
        link = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
        links = {
            each.get("Id"): each.get("Target") for each in _xml(book, "xl/_rels/workbook.xml.rels")
        }
        about = next(index.iter(f"{_MAIN}workbookPr"), None)
        since = about is not None and about.get("date1904") in ("1", "true")
        return cls(
            normpath(join("xl", links[link])).lstrip("/"),
            [_text(each) for each in _parts(book, "xl/sharedStrings.xml", "si")],
            list(_days(book)),
            datetime(1904, 1, 1) if since else datetime(1899, 12, 30),
        )

    def rows(self, book: zipfile.ZipFile) -> Iterator[list[Cell]]:
        from lxml import etree

        name = self.sheet if self.sheet in book.namelist() else self.sheet.removeprefix("xl/")
        with book.open(name) as sheet:
            parsing = etree.iterparse(
                sheet, tag=f"{_MAIN}row", resolve_entities=False, huge_tree=True
            )
            for _, row in parsing:
                cells: list[Cell] = []
                for cell in row.iter(f"{_MAIN}c"):
                    cells += [None] * (_column(cell.get("r")) - len(cells))
                    cells.append(self._cell(cell))
                yield cells
                row.clear()

    def _cell(self, cell: Any) -> Cell:
        kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v")
        if kind == "inlineStr":
            return _text(cell) or None
        if value is None or kind == "e":
            return None
        if kind == "s":
            return self.texts[int(value)] or None
        if kind in ("str", "d"):
            return value or None
        if kind == "b":
            return bool(value == "1")
        style = int(cell.get("s", 0))
        is_day = style < len(self.days) and self.days[style]
        return self._day(float(value)) if is_day else float(value)

    def _day(self, number: float) -> date | datetime:
        moment = self.first + timedelta(seconds=round(number * 86_400))
        return moment.date() if number == int(number) else moment


def _days(book: zipfile.ZipFile) -> Iterator[bool]:
    """Of each style whether it shows a day."""
    if "xl/styles.xml" not in book.namelist():
        return
    styles = _xml(book, "xl/styles.xml")
    own = {int(f.get("numFmtId")): f.get("formatCode") for f in styles.iter(f"{_MAIN}numFmt")}
    for styled in next(styles.iter(f"{_MAIN}cellXfs"), ()):
        number = int(styled.get("numFmtId", 0))
        code = _QUOTED.sub("", own.get(number, "")).lower()
        yield any(letter in code for letter in "ymdh") if number in own else number in DAYS


def _parts(book: zipfile.ZipFile, name: str, tag: str) -> Iterator[Any]:
    if name in book.namelist():
        yield from _xml(book, name).iter(f"{_MAIN}{tag}")


def _xml(book: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    return etree.fromstring(book.read(name), parser)


def _text(part: Any) -> str:
    """The text of all runs, without how it is read aloud."""
    runs = [t for t in part.iter(f"{_MAIN}t") if not t.getparent().tag.endswith("}rPh")]
    text = "".join(run.text or "" for run in runs)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _column(reference: str) -> int:
    """0 for "A7", 26 for "AA7"."""
    at = 0
    for letter in reference.rstrip("0123456789"):
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


def _table(rows: Sequence[list[Cell]]) -> dict[str, list[Cell]]:
    heads = rows[0] if rows else []
    return {
        str(head): [row[at] if at < len(row) else None for row in rows[1:]]
        for at, head in enumerate(heads)
        if head is not None
    }
