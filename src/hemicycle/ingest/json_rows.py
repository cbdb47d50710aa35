"""Read JSON Lines line by line, and a JSON array whole.

A few megabytes of JSON can unpack to gigabytes of objects, so only a short text is parsed here; a
long one is parsed in the sandbox.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from hemicycle.errors import DocumentError
from hemicycle.ingest import sandbox
from hemicycle.ingest.encoding import decode, encoding_of
from hemicycle.ingest.row import WHOLE_FILE, Row
from hemicycle.ingest.sandbox import Limits
from hemicycle.ingest.streams import peek, read_all
from hemicycle.ingest.text_lines import SAMPLE, text_lines

_SHORT = 2 << 20  # bytes; objects made of them stay below a hundred megabytes
_BLANK = b" \t\r\n\xef\xbb\xbf"


def read_lines(stream: IO[bytes], name: str, limits: Limits) -> Iterator[Row]:
    """One object a line; blank lines are counted and left out."""
    for number, line in enumerate(_lines(stream, name, limits), start=1):
        if len(line) > limits.file_bytes:
            size = f"its line is longer than {limits.file_bytes >> 20} MB"
            yield Row(number, trouble=f"{size}, the limit for one document")
        elif line.strip(_BLANK):
            yield _row(number, line, name, limits)


def read_array(stream: IO[bytes], name: str, limits: Limits) -> Iterator[Row]:
    """The objects of an array, or the one object. Raises DocumentError when it is no JSON."""
    instead = "write it as JSON Lines, one object a line (jq -c '.[]')"
    decoded = decode(read_all(stream, name, limits, instead), name)
    try:
        value, twice = _parsed(decoded.text, name, limits)
    except ValueError as error:
        raise DocumentError(
            name, f"{error}; if it holds one object a line, say so with --kind jsonl"
        ) from error
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        yield _checked(number, item, decoded.note if number == 1 else "")
    if twice:
        yield Row(WHOLE_FILE, doubt=twice)


def _row(number: int, line: bytes, name: str, limits: Limits) -> Row:
    try:
        decoded = decode(line, name)
        value, twice = _parsed(decoded.text, name, limits)
    except DocumentError as error:
        return Row(number, trouble="not text" if "not text" in error.message else error.message)
    except ValueError as error:
        return Row(number, trouble=str(error))
    return _checked(number, value, "; ".join(filter(None, (decoded.note, twice))))


def _checked(number: int, value: Any, doubt: str) -> Row:
    if not isinstance(value, dict):
        return Row(number, trouble=f"a JSON object was expected, not {type(value).__name__}")
    return Row(number, value, doubt=doubt)


def _parsed(text: str, name: str, limits: Limits) -> tuple[Any, str]:
    if len(text) <= _SHORT:
        return parse(text)
    found = sandbox.shared(limits).run(f"{__name__}:parse_apart", name, text)
    if isinstance(found, str):
        raise ValueError(found)
    return found[0], found[1]


def parse(text: str) -> tuple[Any, str]:
    """The value, and what to say of keys that stand twice in one object. Raises ValueError."""
    twice: dict[str, None] = {}

    def fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            keys = [key for key, _ in pairs]
            twice.update((key, None) for key in made if keys.count(key) > 1)
        return made

    try:
        value = json.loads(text, object_pairs_hook=fields)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not valid JSON ({error})") from error
    named = ", ".join(map(repr, list(twice)[:5]))
    return value, f"{named} stands twice in one object; the last was read" if twice else ""


def parse_apart(text: str) -> list[Any] | str:
    """`parse`, inside the sandbox: what it gives, or why it cannot."""
    try:
        return list(parse(text))
    except ValueError as error:
        return str(error)


def _lines(stream: IO[bytes], name: str, limits: Limits) -> Iterator[bytes]:
    """Lines of bytes; one that is too long is cut, and the rest of it skipped."""
    head = peek(stream)
    encoding = encoding_of(head) if b"\0" in head else ""
    if encoding.startswith(("utf-16", "utf-32")) or (b"\r" in head and b"\n" not in head):
        longest = limits.file_bytes
        for text in text_lines(stream.read(SAMPLE), stream, encoding or "utf-8", name, longest):
            yield text.encode("utf-8", "surrogateescape")
        return
    while line := stream.readline(limits.file_bytes + 1):
        yield line
        while line and not line.endswith(b"\n"):
            line = stream.readline(SAMPLE)
