"""Options that several commands share, and how their values are understood."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.errors import UsageError

PROJECT_HELP = "Folder of the project, or one inside it."
IN_PROJECT = "In a project"
NO_PROJECT = "Without a project"


class Format(StrEnum):
    """How statements are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    xlsx = "xlsx"
    parquet = "parquet"


class Kind(StrEnum):
    """What standard input may be, as `ingest` calls it."""

    text = "text"
    markdown = "markdown"
    html = "html"
    pdf = "pdf"
    docx = "docx"
    jsonl = "jsonl"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    parquet = "parquet"


ProjectFolder = Annotated[Path, typer.Option("--project", "-p", metavar="DIR", help=PROJECT_HELP)]
AsJsonLines = Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON for a program.")]
Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files, folders, patterns, or - for standard input."),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication; wins over what a document states."),
]
Outlet = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who published them; wins over what a document states."),
]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="Title of the document.")]
ColumnMap = Annotated[
    str | None,
    typer.Option(
        metavar="FIELD=COLUMN,...",
        help="Which columns of a table hold text, id, title, outlet, url, byline, published.",
    ),
]
InputKind = Annotated[
    Kind | None,
    typer.Option("--kind", metavar="KIND", help="What the input is, e.g. csv on standard input."),
]
MinScore = Annotated[
    float | None,
    typer.Option(metavar="0-1", min=0, max=1, help="Leave out statements found less surely."),
]
Acts = Annotated[
    str | None,
    typer.Option(
        metavar="ACT,...", help="Among says, believes, intends, feels, hears, withholds; or all."
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")
]


def column_map(text: str | None) -> dict[str, str] | None:
    """ "text=body,published=day" as a mapping. Raises UsageError."""
    if text is None:
        return None
    pairs = [part.partition("=") for part in text.split(",")]
    if not all(field.strip() and column.strip() for field, _, column in pairs):
        raise UsageError(
            f"--column-map {text!r} cannot be read; write FIELD=COLUMN pairs with commas between, "
            "as in text=body,published=day"
        )
    return {field.strip(): column.strip() for field, _, column in pairs}


def chosen_format(format: Format | None, output: Path | None, otherwise: Format) -> Format:
    """The format asked for, else what the file's name ends in, else `otherwise`."""
    by_name = Format.__members__.get(output.suffix.lstrip(".").lower()) if output else None
    wanted = format or by_name or otherwise
    if wanted in (Format.xlsx, Format.parquet) and output is None:
        raise UsageError(f"{wanted.value} needs a file to go to; add: -o statements.{wanted.value}")
    if wanted is Format.table and output is not None:
        raise UsageError(
            f"-o {output}: a table is for the terminal; add --format jsonl, csv, xlsx or parquet, "
            "or name the file so"
        )
    return wanted
