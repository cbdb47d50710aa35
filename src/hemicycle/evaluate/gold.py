"""Read documents that people coded: JSON Lines, plain or gzipped.

A gold file with a slip in it gives scores that look fine and are wrong. So every line is checked
before any is used, and the first bad one stops the reading with its number and what is wrong.
Each line holds `id`, `text` and `attributions`; an attribution holds `content` and may hold
`source` and `cue`, each a list of `[start, end]`, half-open, in code points of `text`.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from hemicycle.errors import DocumentError, UsageError
from hemicycle.evaluate.readings import ROLES, Coded

FORM = 'a line is {"id": ..., "text": ..., "attributions": [{"source", "cue", "content"}]}'


def read(path: Path) -> list[Coded]:
    """All documents of the gold file, in its order; other keys of a line are kept.

    Raises UsageError where the file cannot be read or holds nothing, DocumentError for a bad line.
    """
    documents: list[Coded] = []
    first_line: dict[str, int] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        document = _document(where, line)
        if document["id"] in first_line:
            earlier = first_line[document["id"]]
            raise DocumentError(where, f"id {document['id']!r} stands in line {earlier} already")
        first_line[document["id"]] = number
        documents.append(document)
    if not documents:
        raise UsageError(f"{path} holds no documents; {FORM}")
    return documents


def _lines(path: Path) -> Iterator[str]:
    try:
        raw = path.read_bytes()
        data = gzip.decompress(raw) if path.suffix == ".gz" else raw
        yield from data.decode("utf-8-sig").split("\n")
    except FileNotFoundError:
        raise UsageError(f"{path} is not there; give a .jsonl or .jsonl.gz file") from None
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text (byte {error.start}); convert it") from None


def _document(where: str, line: str) -> Coded:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DocumentError(where, f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise DocumentError(where, f"a {type(row).__name__} instead of an object; {FORM}")
    for key, kind in (("id", str), ("text", str), ("attributions", list)):
        if key not in row:
            raise DocumentError(where, f"{key!r} is missing; {FORM}")
        if not isinstance(row[key], kind):
            raise DocumentError(where, f"{key!r} must be a {kind.__name__}, not {row[key]!r:.40}")
    for number, attribution in enumerate(row["attributions"], 1):
        _check_attribution(where, number, attribution, len(row["text"]))
    return cast(Coded, row)


def _check_attribution(where: str, number: int, attribution: Any, length: int) -> None:
    name = f"attribution {number}"
    if not isinstance(attribution, dict):
        raise DocumentError(where, f"{name} must be an object, not {attribution!r:.40}")
    if "content" not in attribution:
        raise DocumentError(where, f"{name} has no 'content'; {FORM}")
    for role in ROLES:
        spans = attribution.get(role, [])
        if not isinstance(spans, list):
            raise DocumentError(where, f"{role} of {name} must be a list of [start, end]")
        for span in spans:
            _check_span(where, f"{role} of {name}", span, length)
        for one, other in pairwise(spans):
            if other[0] < one[1]:
                raise DocumentError(where, f"{role} of {name}: {other} must come after {one}")


def _check_span(where: str, name: str, span: Any, length: int) -> None:
    whole = isinstance(span, list) and [type(part) for part in span] == [int, int]
    if not whole:
        raise DocumentError(where, f"{name}: {span!r:.40} is no [start, end] in code points")
    start, end = span
    if start >= end:
        raise DocumentError(where, f"{name}: {span} ends before it starts, or is empty")
    if start < 0 or end > length:
        raise DocumentError(where, f"{name}: {span} leaves the text of {length} code points")
