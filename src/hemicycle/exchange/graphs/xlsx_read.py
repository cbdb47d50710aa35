"""Read back the sheets of an Excel workbook as it is written here: texts stand in their cells."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from hemicycle.exchange.graphs.columns import Cell

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def parse(content: bytes) -> dict[str, list[list[Cell]]]:
    """The rows of every sheet by its name; gaps are None."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        index = etree.fromstring(book.read("xl/workbook.xml"))
        names = [sheet.get("name") for sheet in index.iter(f"{_NS}sheet")]
        found = {}
        for number, name in enumerate(names, 1):
            with book.open(f"xl/worksheets/sheet{number}.xml") as sheet:
                found[name] = _rows(etree.iterparse(sheet, tag=f"{_NS}row", huge_tree=True))
        return found


def _rows(parsing: Any) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for _, row in parsing:
        while len(rows) < int(row.get("r")) - 1:
            rows.append([])
        cells: list[Cell] = []
        for cell in row:
            cells += [None] * (_column(cell.get("r")) - len(cells))
            cells.append(_cell(cell))
        rows.append(cells)
        row.clear()
    return rows


def _column(reference: str) -> int:
    """0 for "A7", 26 for "AA7"."""
    at = 0
    for letter in reference.rstrip("0123456789"):
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1


def _cell(cell: Any) -> Cell:
    if cell.get("t") == "inlineStr":
        text = "".join(part.text or "" for part in cell.iter(f"{_NS}t"))
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    value = cell.findtext(f"{_NS}v")
    if cell.get("t") == "b":
        return bool(value == "1")
    return float(value) if value is not None else None
