"""Read JSON lines, CSV, TSV and Parquet row by row, so that one bad row is one bad row.

Each reader yields `Row`s: its number (from 1, header not counted) and either its values by column
name or what is wrong with it. A table of any size is streamed.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from hemicycle.errors import DocumentError
from hemicycle.ingest.encoding import decode, encoding_of

_SAMPLE = 1 << 20
_DELIMITERS = ",;\t|"
_SLICE = 500  # rows of Parquet read at once


@dataclass(frozen=True, slots=True)
class Row:
    """Row `number` holds `values`, or could not be read because of `trouble`."""

    number: int
    values: dict[str, Any]
    trouble: str = ""


def rows(kind: str, stream: IO[bytes], name: str, longest: int) -> Iterator[Row]:
    """The rows of a table. `kind` is jsonl, json, csv, tsv or parquet; `longest` the longest field.

    Raises DocumentError when the file as a whole cannot be read.
    """
    if kind == "jsonl":
        return _json_lines(stream, name, longest)
    if kind == "json":
        return _json(stream, name)
    if kind == "parquet":
        return _parquet(stream, name)
    return _delimited(stream, name, "\t" if kind == "tsv" else None, longest)


def _json_lines(stream: IO[bytes], name: str, longest: int) -> Iterator[Row]:
    head = stream.peek(4096)[:4096] if isinstance(stream, io.BufferedReader) else b""
    wide = encoding_of(head).startswith("utf-16") if b"\0" in head else False
    lines = io.BytesIO(decode(stream.read(), name).text.encode()) if wide else stream
    number = 0
    while line := lines.readline(8 * longest):
        number += 1
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _json_row(number, line, name)


def _json_row(number: int, line: bytes, name: str) -> Row:
    try:
        value = json.loads(decode(line, name).text)
    except (ValueError, RecursionError) as error:
        return Row(number, {}, f"not valid JSON ({error})")
    except DocumentError:
        return Row(number, {}, "not text")
    if not isinstance(value, dict):
        return Row(number, {}, f"a JSON object was expected, not {type(value).__name__}")
    return Row(number, value)


def _json(stream: IO[bytes], name: str) -> Iterator[Row]:
    try:
        value = json.loads(decode(stream.read(), name).text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(name, f"not valid JSON ({error})") from error
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        trouble = "" if isinstance(item, dict) else "a JSON object was expected"
        yield Row(number, item if isinstance(item, dict) else {}, trouble)


def _delimited(stream: IO[bytes], name: str, delimiter: str | None, longest: int) -> Iterator[Row]:
    head = stream.read(_SAMPLE)
    sample = decode(head, name)
    table = csv.reader(
        _text_lines(head, stream, sample.encoding, name, 8 * longest),
        delimiter=delimiter or _delimiter(sample.text),
    )
    if csv.field_size_limit() < 2 * longest:
        csv.field_size_limit(2 * longest)
    header = [cell.strip() for cell in next(table, [])]
    number, done = 0, False
    while not done:
        number += 1
        try:
            cells = next(table)
        except StopIteration:
            done = True
        except csv.Error as error:
            yield Row(
                number, {}, f"{error} (near line {table.line_num}; check its quotation marks)"
            )
        else:
            if any(cells):
                yield _delimited_row(number, header, cells, table.line_num)


def _delimited_row(number: int, header: list[str], cells: list[str], line: int) -> Row:
    if len(cells) > len(header):
        return Row(
            number,
            {},
            f"it has {len(cells)} fields, the header {len(header)} (near line {line}; text that "
            "holds the separator must stand in quotation marks)",
        )
    cells = [_repaired(cell) for cell in cells]
    return Row(number, dict(zip(header, cells, strict=False)))


def _text_lines(
    head: bytes, stream: IO[bytes], encoding: str, name: str, longest: int
) -> Iterator[str]:
    """Decoded lines with their ends kept, of `head` and the rest of `stream`."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="surrogateescape")
    left, part = "", head
    while part:
        left += decoder.decode(part)
        *lines, left = _split(left)
        yield from lines
        if len(left) > longest:
            raise DocumentError(name, f"a line is longer than {longest:,} characters")
        part = stream.read(_SAMPLE)
    yield from _split(left + decoder.decode(b"", final=True))


def _split(text: str) -> list[str]:
    """Lines with their ends; the last is "" when the text ends with one."""
    lines = text.removeprefix("﻿").split("\n")
    return [line + "\n" for line in lines[:-1]] + [lines[-1]]


def _repaired(cell: str) -> str:
    """Bytes that were no UTF-8, further down than the encoding was looked at, read as cp1252."""
    if not any("\udc80" <= char <= "\udcff" for char in cell):
        return cell
    return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _delimiter(sample: str) -> str:
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

    return max(_DELIMITERS, key=evenness)


def _parquet(stream: IO[bytes], name: str) -> Iterator[Row]:
    import polars

    is_file = isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO)
    data: Any = stream.name if is_file else stream.read()
    try:
        table = polars.scan_parquet(data)
        columns = [
            column for column, kind in table.collect_schema().items() if not kind.is_nested()
        ]
        number = 0
        while (part := table.select(columns).slice(number, _SLICE).collect()).height:
            for values in part.iter_rows(named=True):
                number += 1
                yield Row(number, values)
    except (polars.exceptions.PolarsError, polars.exceptions.PanicException, OSError) as error:
        raise DocumentError(
            name, f"this Parquet file is broken or cut short ({str(error)[:200]})"
        ) from error
