"""Tables of articles: one row is one document, and its text is the original, letter by letter.

`preview` shows what was understood before anything is coded, because a wrong column map is the
mistake that is noticed last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO

from hemicycle.errors import DocumentError
from hemicycle.ingest import dates_stated
from hemicycle.ingest.columns import FIELDS, Columns
from hemicycle.ingest.encoding import storable
from hemicycle.ingest.making import error, finished, warning
from hemicycle.ingest.rows import Row, rows
from hemicycle.ingest.sandbox import Limits
from hemicycle.offsets import OffsetMap
from hemicycle.records import Issue, Metadata, RawDocument

KINDS = ("jsonl", "json", "csv", "tsv", "parquet")
_LOOK_AHEAD = 200  # rows read to learn the columns and how dates are written
_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class TablePreview:
    """What was understood of a table before anything is read in.

    `fields` maps each field to the column that holds it, `unused` are the other columns; `rows`
    holds the first rows as field → beginning of its value; `unreadable_dates` gives examples.
    """

    path: str
    fields: dict[str, str]
    unused: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    total: int
    without_text: int
    without_date: int
    unreadable_dates: tuple[str, ...]
    broken_rows: tuple[str, ...]


def read_table(
    kind: str,
    stream: IO[bytes],
    path: str,
    hints: Metadata,
    columns: Mapping[str, str] | None,
    limits: Limits,
) -> Iterator[RawDocument | Issue]:
    """The documents of a table, one a row. Raises DocumentError when it has no text column."""
    map_, _, order, all_rows = _opened(kind, stream, path, columns, limits)
    for row in all_rows:
        uri = f"{path}#{row.number}"
        if row.trouble:
            yield error(uri, f"this row was left out: {row.trouble}")
        else:
            yield _document(map_.pick(row.values), uri, order, hints, limits)


def preview_table(
    kind: str,
    stream: IO[bytes],
    path: str,
    columns: Mapping[str, str] | None,
    limits: Limits,
    shown: int = 5,
) -> TablePreview:
    """Read the whole table, keep only counts and examples."""
    map_, names, order, all_rows = _opened(kind, stream, path, columns, limits)
    fields = map_.understood(names)
    first: list[dict[str, str]] = []
    unread: list[str] = []
    broken: list[str] = []
    total = no_text = no_date = 0
    for row in all_rows:
        total += 1
        if row.trouble:
            broken.append(f"row {row.number}: {row.trouble}")
            continue
        picked = map_.pick(row.values)
        no_text += not str(picked.get("text", "")).strip()
        date = dates_stated.read(picked.get("published"), order)
        no_date += date.value is None
        if date.value is None and date.reason != "not stated":
            unread.append(str(picked["published"]))
        if len(first) < shown:
            first.append({field: _excerpt(picked[field]) for field in FIELDS if field in picked})
    unused = tuple(name for name in names if name not in fields.values())
    return TablePreview(
        path,
        fields,
        unused,
        tuple(first),
        total,
        no_text,
        no_date,
        tuple(unread[:5]),
        tuple(broken[:5]),
    )


def _opened(
    kind: str, stream: IO[bytes], path: str, columns: Mapping[str, str] | None, limits: Limits
) -> tuple[Columns, list[str], dates_stated.Order | None, Iterator[Row]]:
    """The column map, the columns, how dates are written, and all rows."""
    all_rows = rows(kind, stream, path, limits.characters)
    head = list(islice(all_rows, _LOOK_AHEAD))
    names = list(dict.fromkeys(name for row in head for name in row.values))
    map_ = Columns(columns)
    if not head:
        raise DocumentError(path, "this table holds no rows")
    if any(not row.trouble for row in head):
        map_.check(names, path)
    order = dates_stated.order_of(map_.pick(row.values).get("published", "") for row in head)
    return map_, names, order, chain(head, all_rows)


def _document(
    picked: Mapping[str, object],
    uri: str,
    order: dates_stated.Order | None,
    hints: Metadata,
    limits: Limits,
) -> RawDocument | Issue:
    name = str(picked.get("id", uri))
    text = picked.get("text", "")
    if not isinstance(text, str) or not text.strip():
        return error(name, f"it has no text ({uri})", uri)
    original = storable(text)
    date = dates_stated.read(picked.get("published"), order)
    stated = Metadata(
        title=_said(picked.get("title")),
        outlet=_said(picked.get("outlet")),
        url=_said(picked.get("url")),
        byline=_said(picked.get("byline")),
        published=date.value,
        language=(_said(picked.get("language")) or "")[:2].lower() or None,
    )
    unread = date.value is None and date.reason != "not stated" and hints.published is None
    issues = (warning(name, f"{date.reason}; it counts as unknown"),) if unread else ()
    identity = OffsetMap.identity(len(original))
    raw = RawDocument(name, uri, "row", original, original, identity, stated, issues)
    return finished(raw, hints, limits)


def _said(value: object) -> str | None:
    if isinstance(value, list):
        value = ", ".join(
            str(item.get("name", "") if isinstance(item, dict) else item) for item in value
        )
    elif isinstance(value, dict):
        value = value.get("name")
    text = "" if value is None else storable(" ".join(str(value).split()))
    return None if text.casefold() in ("", "none", "null", "nan", "n/a") else text


def _excerpt(value: object) -> str:
    text = " ".join(str(value)[: 2 * _EXCERPT].split())
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"
