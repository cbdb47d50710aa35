"""The lines of a stream of bytes, decoded, one after the other; and a way to look ahead."""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Iterator, Sequence
from typing import IO

from hemicycle.errors import DocumentError

SAMPLE = 1 << 20
BYTE_ORDER_MARK = "\ufeff"


def text_lines(
    head: bytes, stream: IO[bytes], encoding: str, name: str, longest: int
) -> Iterator[str]:
    """Lines of `head` and the rest of `stream`, ends kept; bytes that cannot be decoded stand as
    lone surrogates. A line ends with LF, or with CR in a file that begins without any LF.

    Raises DocumentError for a line of more than `longest` code points.
    """
    decoder = codecs.getincrementaldecoder(encoding)(errors=_errors(encoding))
    left, part = decoder.decode(head).removeprefix(BYTE_ORDER_MARK), head
    end = "\r" if "\r" in left and "\n" not in left else "\n"
    number = 0
    while part:
        *lines, left = left.split(end)
        number += len(lines)
        yield from (line + end for line in lines)
        if len(left) > longest:
            raise DocumentError(
                name,
                f"line {number + 1} is longer than {longest:,} characters; it and what follows "
                "were not read",
            )
        part = stream.read(SAMPLE)
        left += decoder.decode(part, final=not part)
    if left:
        yield left


def _errors(encoding: str) -> str:
    """Wide encodings have no single bytes to set aside."""
    return "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"


def repaired(text: str) -> str:
    """Bytes that could not be decoded, further down than the encoding was looked at, as cp1252."""
    if not any("\udc80" <= char <= "\udcff" for char in text):
        return text
    return "".join(_as_cp1252(c) if "\udc80" <= c <= "\udcff" else c for c in text)


def _as_cp1252(escaped: str) -> str:
    return escaped.encode("latin-1", "surrogateescape").decode("cp1252", "replace")


class Lines:
    """Lines that can be looked at before they are taken, and given back."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._waiting: deque[str] = deque()
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._source)
        self.taken += 1
        return line

    def give_back(self, lines: Sequence[str]) -> None:
        """The last lines taken, to be taken again."""
        self._waiting.extendleft(reversed(lines))
        self.taken -= len(lines)

    def ahead(self) -> Iterator[str]:
        """The lines to come, without taking them."""
        yield from self._waiting
        for line in self._source:
            self._waiting.append(line)
            yield line
