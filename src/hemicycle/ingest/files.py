"""The way in: paths to documents, whatever the format, with trouble reported and never fatal.

    read("articles/")            a folder, all the way down
    read("2024-*/*.html")        a pattern
    read("corpus.csv", columns={"text": "main body"})
    read("-")                    standard input

What a file is, its content says first (PDF, DOCX, Parquet, gzip have a signature), then its name.
Guarantee: for every file either a `RawDocument` (many, for a table) or an `Issue` of level "error"
that names it and says what to do; then the next. What is no document by its nature (a picture in a
folder, Hemicycle's own report) is a note. Order is that of the sorted names.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from hemicycle.errors import DocumentError
from hemicycle.ingest import own, sandbox, table_preview, tables
from hemicycle.ingest.encoding import decode, storable
from hemicycle.ingest.kinds import kind_of
from hemicycle.ingest.making import error, finished, note, too_large, warning
from hemicycle.ingest.page_html import read_html
from hemicycle.ingest.paths import files_at
from hemicycle.ingest.plain import read_plain
from hemicycle.ingest.sandbox import Limits
from hemicycle.ingest.streams import peek, read_all, standard_input, unzipped
from hemicycle.offsets import OffsetMap
from hemicycle.records import Issue, Metadata, RawDocument

STANDARD_INPUT = "-"
_NO_HINTS = Metadata()
_NO_LIMITS_GIVEN = Limits()


def read(
    path: str | Path,
    hints: Metadata = _NO_HINTS,
    columns: Mapping[str, str] | None = None,
    limits: Limits = _NO_LIMITS_GIVEN,
    kind: str | None = None,
) -> Iterator[RawDocument | Issue]:
    """All documents at `path` (file, folder, pattern or "-"), in the order of their names.

    `hints` win over what a file states. `columns` maps fields to the columns of a table. `kind`
    (text, markdown, html, pdf, docx, jsonl, json, csv, tsv, parquet) overrides the recognition,
    which standard input needs for CSV.
    """
    if str(path) == STANDARD_INPUT:
        with standard_input() as stream:
            yield from map(_aloud, _guarded("stdin", stream, hints, columns, limits, kind))
        return
    for found in files_at(str(path)):
        if isinstance(found, Issue):
            yield found
            continue
        try:
            with found.open("rb") as stream:
                made = _guarded(str(found), stream, hints, columns, limits, kind)
                yield from map(_aloud, made) if found == Path(path) else made
        except OSError as trouble:
            yield error(str(found), f"it cannot be opened ({trouble.strerror or trouble})")


def read_text(
    text: str,
    name: str = "text",
    hints: Metadata = _NO_HINTS,
    limits: Limits = _NO_LIMITS_GIVEN,
) -> RawDocument:
    """A document given as a string. Raises DocumentError when it is empty or too large."""
    made = _from_text(storable(text), name, hints, limits, "text", ())
    if isinstance(made, Issue):
        raise DocumentError(name, made.message)
    return made


def preview(
    path: str | Path,
    columns: Mapping[str, str] | None = None,
    limits: Limits = _NO_LIMITS_GIVEN,
    kind: str | None = None,
) -> table_preview.TablePreview:
    """What is understood of the table at `path`. Raises DocumentError when it is no table."""
    name = str(path)
    try:
        with open(path, "rb") as opened:
            stream, inner = unzipped(opened, name)
            recognised = kind or kind_of(peek(stream), inner)
            if recognised not in tables.KINDS:
                raise DocumentError(name, f"this is not a table but {recognised}")
            return table_preview.preview_table(recognised, stream, name, columns, limits)
    except OSError as trouble:
        raise DocumentError(
            name, f"it cannot be opened ({trouble.strerror or trouble})"
        ) from trouble


def _guarded(
    name: str,
    stream: IO[bytes],
    hints: Metadata,
    columns: Mapping[str, str] | None,
    limits: Limits,
    kind: str | None,
) -> Iterator[RawDocument | Issue]:
    try:
        stream, inner = unzipped(stream, name)
        own.check_file(name, peek(stream))
        recognised = kind or kind_of(peek(stream), inner)
        if recognised in tables.KINDS:
            yield from tables.read_table(recognised, stream, name, hints, columns, limits)
        else:
            yield _one(recognised, read_all(stream, name, limits), name, hints, limits)
    except own.OwnWork as found:
        yield note(name, found.message)
    except DocumentError as trouble:
        yield error(name, trouble.message)
    except (OSError, EOFError, zlib.error) as trouble:
        yield error(name, f"it is broken or cut short ({trouble})")


def _aloud(made: RawDocument | Issue) -> RawDocument | Issue:
    """What was asked for by its own name and is left out is worth more than a note."""
    if isinstance(made, Issue) and made.level == "note":
        return warning(made.document, made.message)
    return made


def _one(kind: str, data: bytes, name: str, hints: Metadata, limits: Limits) -> RawDocument | Issue:
    if not data:
        return error(name, "it is empty: 0 bytes")
    if kind in ("pdf", "docx"):
        return _from_parser(kind, data, name, hints, limits)
    decoded = decode(data, name, declared_in(data) if kind == "html" else None)
    doubts = (warning(name, decoded.note),) if decoded.note else ()
    if len(decoded.text) > limits.characters:
        return error(name, too_large(len(decoded.text), limits))
    if kind == "html":
        return _from_html(decoded.text, name, hints, limits, doubts)
    return _from_text(decoded.text, name, hints, limits, kind, doubts)


def declared_in(page: bytes) -> str | None:
    """The encoding an HTML page declares in its first bytes."""
    import re

    found = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,20})", page[:4096], re.I)
    return found[1].decode() if found else None


def _from_text(
    text: str, name: str, hints: Metadata, limits: Limits, kind: str, issues: tuple[Issue, ...]
) -> RawDocument | Issue:
    reading = read_plain(text, markdown=kind == "markdown")
    if reading.warning and hints.published is None:
        issues += (warning(name, f"{reading.warning}; it counts as unknown"),)
    raw = RawDocument(
        name, name, kind, text, reading.text, reading.offsets, reading.metadata, issues
    )
    return finished(raw, hints, limits)


def _from_html(
    source: str, name: str, hints: Metadata, limits: Limits, issues: tuple[Issue, ...]
) -> RawDocument | Issue:
    text, offsets, metadata, warnings = read_html(source, name, limits)
    issues += tuple(warning(name, message) for message in warnings)
    return finished(
        RawDocument(name, name, "html", source, text, offsets, metadata, issues), hints, limits
    )


def _from_parser(
    kind: str, data: bytes, name: str, hints: Metadata, limits: Limits
) -> RawDocument | Issue:
    parser = f"hemicycle.ingest.{kind}:read_{kind}"
    found = sandbox.shared(limits).run(parser, name, data, name, limits.characters)
    text = storable(found["text"])
    issues: tuple[Issue, ...] = ()
    if found.get("empty"):
        message = f"{found['empty']} of {found['pages']} pages have no text layer and were left out"
        issues = (warning(name, message),)
    metadata = Metadata(title=found.get("title") or None)
    identity = OffsetMap.identity(len(text))
    return finished(
        RawDocument(name, name, kind, text, text, identity, metadata, issues), hints, limits
    )
