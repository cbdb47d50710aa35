"""What is understood of a table, shown before anything is added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import typer

from hemicycle.cli.door import say_failure
from hemicycle.cli.options import Kind
from hemicycle.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from hemicycle.ingest.table_preview import TablePreview


def preview_all(paths: Sequence[str], columns: Mapping[str, str] | None, kind: Kind | None) -> int:
    """Print a preview of every table; how many could not be understood."""
    from hemicycle.ingest import files

    failed = 0
    for path in paths:
        if path == files.STANDARD_INPUT:
            raise UsageError("standard input cannot be previewed: save it to a file first")
        try:
            seen = files.preview(path, columns, kind=kind.value if kind else None)
        except DocumentError as error:
            say_failure(error.document, error.message)
            failed += 1
        else:
            typer.echo(in_words(seen))
    return failed


def in_words(seen: TablePreview) -> str:
    """Columns, counts, doubts and the first rows."""
    lines = [f"{seen.path}: {seen.total:,} rows", "", "Understood:"]
    lines += [f"  {field:<10} from column {_columns(seen, field)}" for field in seen.fields]
    if seen.unused:
        lines.append(f"  not used: {', '.join(map(repr, seen.unused))}")
    lines += ["", *_doubts(seen), "First rows:"]
    for number, row in enumerate(seen.rows, start=1):
        lines.append(f"  {number}")
        lines += [f"     {field:<10} {value}" for field, value in row.items()]
    return "\n".join(lines) + "\n\nNothing was added. If this is right, leave out --preview."


def _columns(seen: TablePreview, field: str) -> str:
    """The column that holds the field, and those that stand in where it is empty."""
    return ", else ".join(map(repr, (seen.fields[field], *seen.fallbacks.get(field, ()))))


def _doubts(seen: TablePreview) -> list[str]:
    lines = []
    if seen.without_text:
        lines.append(f"{seen.without_text:,} rows have no text; each will be named and left out.")
    if seen.without_date:
        lines.append(f"{seen.without_date:,} rows have no date that can be read; it is unknown.")
    if seen.unreadable_dates:
        lines.append(f"  for example: {', '.join(map(repr, seen.unreadable_dates))}")
    lines += [f"Broken: {trouble}" for trouble in seen.broken_rows]
    lines += [f"Doubtful: {doubt}" for doubt in seen.doubts]
    return [*lines, ""] if lines else []
