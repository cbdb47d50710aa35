"""Read Parquet a slice at a time, in the sandbox: a few kilobytes of it can unpack to gigabytes.

Only columns that mean something are read; of the others the names are given. What is no plain
value (lists, records) comes as it is, so that whoever asked for a text can say what was there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, Any

from hemicycle.errors import DocumentError
from hemicycle.ingest import sandbox
from hemicycle.ingest.columns import Columns
from hemicycle.ingest.row import Row
from hemicycle.ingest.sandbox import Limits
from hemicycle.ingest.streams import as_file

_SLICE = 500  # rows read at once
_ENOUGH = 16 << 20  # bytes of text after which a slice ends earlier
_RESERVED = 1 << 30  # address space that polars takes before it has read a byte


def read(stream: IO[bytes], name: str, limits: Limits, columns: Columns) -> Iterator[Row]:
    """The rows. Raises DocumentError when the file is broken or needs too much."""
    box = sandbox.shared(replace(limits, memory=limits.memory + _RESERVED))
    with as_file(stream, name, limits) as path:
        names: list[str] = box.run(f"{__name__}:names_of", name, path, name)
        wanted = columns.wanted(names) or names[:1]
        number = 0
        while True:
            asked = (path, name, wanted, number, limits.file_bytes)
            found = json.loads(box.run(f"{__name__}:slice_of", name, *asked))
            for values, trouble in found:
                number += 1
                yield Row(number, dict.fromkeys(names) | values, trouble)
            if not found:
                return


# ---------------------------------------------------------------- in the sandbox


def names_of(path: str, name: str) -> list[str]:
    """The names of all columns."""
    os.environ["POLARS_MAX_THREADS"] = "1"  # every thread reserves memory of its own
    return list(_scanned(path, name, lambda table: table.collect_schema().names()))


def slice_of(path: str, name: str, columns: list[str], start: int, longest: int) -> str:
    """Rows from `start` on as JSON, [values, trouble] each; none at the end. `longest` is the
    most bytes a row may have."""
    part = _scanned(path, name, lambda table: table.select(columns).slice(start, _SLICE).collect())
    rows: list[tuple[dict[str, Any], str]] = []
    total = 0
    for at, size in enumerate(_sizes(part)):
        if rows and total + min(size, longest) > _ENOUGH:
            break
        if size > longest:
            rows.append(({}, f"it holds {size:,} bytes, more than the limit of {longest:,}"))
            continue
        total += size
        rows.append(_row(part.row(at, named=True)))
    return json.dumps(rows, default=str)


def _row(values: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Bytes that are text as text."""
    for column, value in values.items():
        if isinstance(value, bytes):
            try:
                values[column] = value.decode()
            except UnicodeDecodeError:
                return {}, f"column {column!r} holds bytes that are no UTF-8 text"
    return values, ""


def _sizes(part: Any) -> list[int]:
    """Bytes of text in each row."""
    from polars import selectors

    texts = part.select(selectors.string().str.len_bytes(), selectors.binary().bin.size())
    return texts.sum_horizontal().to_list() if texts.width else [0] * part.height


def _scanned(path: str, name: str, use: Callable[[Any], Any]) -> Any:
    """What `use` makes of the file, which is read only as far as that needs."""
    import polars

    try:
        return use(polars.scan_parquet(path, glob=False))
    except (polars.exceptions.PolarsError, polars.exceptions.PanicException, OSError) as error:
        raise DocumentError(
            name, f"this Parquet file is broken or cut short ({str(error)[:200]})"
        ) from error
