"""Where the bytes come from: files, gzipped files, standard input."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from typing import IO

from hemicycle.errors import DocumentError
from hemicycle.ingest.encoding import storable
from hemicycle.ingest.making import SPLIT
from hemicycle.ingest.sandbox import Limits

_HEAD = 4096


@contextlib.contextmanager
def standard_input() -> Iterator[IO[bytes]]:
    """All of it, on disk: a pipe cannot be looked at twice, and may hold more than memory does."""
    with tempfile.TemporaryFile() as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.seek(0)
        yield kept


def peek(stream: IO[bytes]) -> bytes:
    """The first bytes, not taken."""
    if isinstance(stream, io.BufferedReader):
        return stream.peek(_HEAD)[:_HEAD]
    at = stream.tell()
    head = stream.read(_HEAD)
    stream.seek(at)
    return head


def unzipped(stream: IO[bytes], name: str) -> tuple[IO[bytes], str]:
    """The stream, read through gzip if it is gzipped, and the name that tells its kind."""
    if peek(stream).startswith(b"\x1f\x8b"):
        return io.BufferedReader(gzip.GzipFile(fileobj=stream)), name.removesuffix(".gz")
    return stream, name


def read_all(stream: IO[bytes], name: str, limits: Limits, instead: str = SPLIT) -> bytes:
    """Every byte. Raises DocumentError, saying what to do `instead`, when there are more than one
    document may have."""
    data = stream.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        limit = f"it is larger than the limit of {limits.file_bytes >> 20} MB for one document"
        raise DocumentError(name, f"{limit}; {instead}")
    return data


@contextlib.contextmanager
def as_file(stream: IO[bytes], name: str, limits: Limits) -> Iterator[str]:
    """The path of a file that holds the stream; a temporary one where it is none itself, or has a
    name that is no text."""
    if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO):
        path = os.path.abspath(stream.name)
        if storable(path) == path:
            yield path
            return
    with tempfile.NamedTemporaryFile() as kept:
        kept.write(read_all(stream, name, limits, "save or unpack it as a file of its own"))
        kept.flush()
        yield kept.name
