"""Read tables row by row, so that one bad row is one bad row.

JSON is read in `json_rows.py`, CSV and TSV in `csv_rows.py`, Parquet in `parquet_rows.py`. Each
yields `Row`s and streams what can be streamed; what cannot is read up to a limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from hemicycle.ingest import csv_rows, json_rows, parquet_rows
from hemicycle.ingest.columns import Columns
from hemicycle.ingest.row import Row
from hemicycle.ingest.sandbox import Limits


def rows(
    kind: str, stream: IO[bytes], name: str, limits: Limits, columns: Columns
) -> Iterator[Row]:
    """The rows of a table. `kind` is jsonl, json, csv, tsv or parquet. Of columns that `columns`
    has no use for, Parquet gives the names only.

    Raises DocumentError when the file as a whole cannot be read.
    """
    if kind == "jsonl":
        return json_rows.read_lines(stream, name, limits)
    if kind == "json":
        return json_rows.read_array(stream, name, limits)
    if kind == "parquet":
        return parquet_rows.read(stream, name, limits, columns)
    return csv_rows.read(stream, name, limits, "\t" if kind == "tsv" else None)
