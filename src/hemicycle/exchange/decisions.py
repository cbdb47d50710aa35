"""Files of decisions: CSV, TSV or JSON Lines with subject, field, verdict, replacement, by and at.

A list of decisions is made by hand in a spreadsheet as often as by a program, so cells are text in
the words a person types; JSON Lines may hold a replacement as it is stored.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hemicycle.errors import UsageError
from hemicycle.exchange.tables import FORMULA

COLUMNS = ("subject", "field", "verdict", "replacement", "by", "at")
NEEDED = COLUMNS[:3]
_SEPARATORS = {".csv": ",", ".tsv": "\t"}

Cells = Mapping[str, Any]


def read(path: str | Path) -> Iterator[tuple[str, Cells | str]]:
    """Each row with its place ("file.csv#2", rows counted from 1): its cells, or why it is none.

    Raises UsageError when the file cannot be read at all.
    """
    place = Path(path)
    ending = place.suffix.lower()
    if ending != ".jsonl" and ending not in _SEPARATORS:
        raise UsageError(f"{path}: decisions are read from .csv, .tsv or .jsonl; name it so")
    try:
        text = place.read_text(encoding="utf-8-sig")
    except OSError as trouble:
        raise UsageError(f"{path} cannot be read ({trouble.strerror})") from trouble
    except UnicodeDecodeError as trouble:
        message = f"{path} is not UTF-8 (byte {trouble.start}); save it as UTF-8"
        raise UsageError(message) from trouble
    rows = _objects(text) if ending == ".jsonl" else _cells(text, _SEPARATORS[ending], path)
    for number, row in enumerate(rows, start=1):
        yield f"{path}#{number}", row if isinstance(row, str) else _known(row)


def _objects(text: str) -> Iterator[Cells | str]:
    for line in filter(str.strip, text.split("\n")):
        try:
            row = json.loads(line)
        except ValueError as slip:
            yield f"it is no JSON ({slip})"
            continue
        yield row if isinstance(row, dict) else "it is no JSON object"


def _cells(text: str, separator: str, path: str | Path) -> Iterator[Cells | str]:
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        there = ", ".join(map(repr, reader.fieldnames or ())) or "none"
        raise UsageError(
            f"{path} has no column {missing[0]!r}; there are: {there}. A table of decisions has "
            f"{', '.join(COLUMNS)}"
        )
    try:
        for row in reader:
            long = None in row
            yield "it has more cells than there are columns" if long else _texts(row)
    except csv.Error as slip:
        yield f"it cannot be read ({slip})"


def _texts(row: Mapping[str, str | None]) -> Cells:
    """Without the apostrophe that keeps a spreadsheet from running a text."""
    texts = {name: (cell or "").strip() for name, cell in row.items()}
    return {n: t[1:] if t[:1] == "'" and t[1:2] in FORMULA else t for n, t in texts.items()}


def _known(row: Cells) -> Cells:
    return {name: row[name] for name in COLUMNS if row.get(name) not in (None, "")}
