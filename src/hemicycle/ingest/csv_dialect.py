"""How a CSV file separates its cells, and what the csv module means by its errors."""

from __future__ import annotations

import csv
import io

DELIMITERS = ",;\t|"


def in_words(error: str) -> str:
    """What the csv module means."""
    if error.startswith("unexpected end"):
        return "a quotation mark is opened and never closed"
    if "expected after" in error:
        return "a quotation mark inside quoted text is not doubled, or one is missing"
    if error.startswith("new-line"):
        return "a lone carriage return stands outside quotation marks"
    return f"a cell is too long, or a quotation mark is missing ({error})"


def is_inner_mark(trouble: str) -> bool:
    """Whether the trouble is a mark that stands for itself."""
    return trouble.startswith("a quotation mark inside")


def delimiter_of(sample: str) -> str:
    """The mark that splits the first rows most evenly into most columns."""

    def evenness(mark: str) -> tuple[float, int]:
        table = csv.reader(io.StringIO(sample[:100_000], newline=""), delimiter=mark)
        try:
            widths = [len(cells) for cells, _ in zip(table, range(20), strict=False) if cells]
        except csv.Error:
            return 0.0, 0
        if not widths or widths[0] < 2:
            return 0.0, 0
        return widths.count(widths[0]) / len(widths), widths[0]

    return max(DELIMITERS, key=evenness)
