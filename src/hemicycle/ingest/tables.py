"""Tables of articles: one row is one document, and its text is the original, letter by letter.

A row that is left out is named by its file and number, and by its id where it has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import IO

from hemicycle.errors import DocumentError
from hemicycle.ingest import dates_stated, own
from hemicycle.ingest.columns import Columns
from hemicycle.ingest.encoding import storable
from hemicycle.ingest.ids import Ids
from hemicycle.ingest.making import error, finished, warning
from hemicycle.ingest.row import WHOLE_FILE, Row
from hemicycle.ingest.rows import rows
from hemicycle.ingest.sandbox import Limits
from hemicycle.offsets import OffsetMap
from hemicycle.records import Issue, Metadata, RawDocument

KINDS = ("jsonl", "json", "csv", "tsv", "parquet")
_LOOK_AHEAD = 200  # rows read to learn the columns and how dates are written
_EXCERPT = 60


def read_table(
    kind: str,
    stream: IO[bytes],
    path: str,
    hints: Metadata,
    columns: Mapping[str, str] | None,
    limits: Limits,
) -> Iterator[RawDocument | Issue]:
    """The documents of a table, one a row. Raises DocumentError when it has no text column."""
    map_, _, order, all_rows = opened(kind, stream, path, columns, limits)
    ids = Ids()
    for row in all_rows:
        if row.number == WHOLE_FILE:
            yield warning(path, row.doubt)
        elif row.trouble:
            yield error(f"{path}#{row.number}", f"this row was left out: {row.trouble}")
        else:
            picked = map_.pick(row.values)
            ids.take(picked.get("id"), row.number)
            yield _document(picked, f"{path}#{row.number}", row.doubt, order, hints, limits)
    if repeated := ids.repeated():
        yield warning(path, repeated)


def opened(
    kind: str, stream: IO[bytes], path: str, columns: Mapping[str, str] | None, limits: Limits
) -> tuple[Columns, list[str], dates_stated.Order | None, Iterator[Row]]:
    """The column map, the columns, how dates are written, and all rows."""
    map_ = Columns(columns)
    all_rows = rows(kind, stream, path, limits, map_)
    head = list(islice(all_rows, _LOOK_AHEAD))
    names = list(dict.fromkeys(name for row in head for name in row.values))
    if all(row.number == WHOLE_FILE for row in head):
        raise DocumentError(path, "this table holds no rows")
    if not columns:
        own.check_columns(names, path)
    if any(row.values for row in head):
        map_.check(names, path)
    order = dates_stated.order_of(map_.pick(row.values).get("published", "") for row in head)
    return map_, names, order, chain(head, all_rows)


def _document(
    picked: Mapping[str, object],
    uri: str,
    doubt: str,
    order: dates_stated.Order | None,
    hints: Metadata,
    limits: Limits,
) -> RawDocument | Issue:
    called = f" (id {picked['id']!r})" if "id" in picked else ""
    text = picked.get("text", "")
    if not isinstance(text, str) or not text.strip():
        return error(uri, f"{why_no_text(text)}{called}", uri)
    name = storable(str(picked.get("id", uri)))
    original = storable(text)
    date = dates_stated.published(picked.get("published"), order)
    stated = Metadata(
        title=_said(picked.get("title")),
        outlet=_said(picked.get("outlet")),
        url=_said(picked.get("url")),
        byline=_said(picked.get("byline")),
        published=date.value,
        language=(_said(picked.get("language")) or "")[:2].lower() or None,
    )
    doubts = [doubt] if doubt else []
    if date.value is None and date.reason != "not stated" and hints.published is None:
        doubts.append(f"{date.reason}; it counts as unknown")
    issues = tuple(warning(name, each) for each in doubts)
    identity = OffsetMap.identity(len(original))
    raw = RawDocument(name, uri, "row", original, original, identity, stated, issues)
    made = finished(raw, hints, limits)
    return error(uri, f"{made.message}{called}", uri) if isinstance(made, Issue) else made


def why_no_text(value: object) -> str:
    """What stands where the text should."""
    kinds = {list: "a list", dict: "a record", bool: "true or false"}
    if isinstance(value, str) or value is None:
        return "it has no text"
    kind = kinds.get(type(value), "a number")
    return (
        f"its text is {kind} ({excerpt(value)}), not text: if another column holds the text, "
        'say which, as in "text=NAME"; else write the text out'
    )


def _said(value: object) -> str | None:
    if isinstance(value, list):
        value = ", ".join(
            str(item.get("name", "") if isinstance(item, dict) else item) for item in value
        )
    elif isinstance(value, dict):
        value = value.get("name")
    text = "" if value is None else storable(" ".join(str(value).split()))
    return None if text.casefold() in ("", "none", "null", "nan", "n/a") else text


def excerpt(value: object) -> str:
    """The beginning of a value, on one line."""
    text = " ".join(str(value)[: 2 * _EXCERPT].split())
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"
