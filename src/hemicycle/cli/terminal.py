"""The standard streams: UTF-8 always, and a terminal that documents cannot drive.

An article, a file name or a codebook may hold control characters that move the cursor, recolour
the screen or type for the user. So whatever goes to a terminal, by whatever way, has them written
out (an escape as \\u001b); files and pipes get every text as it is.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from typing import Any, TextIO

# Control characters but for the line break and the tab, and what turns the direction of writing.
_ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """`text` with what a terminal would obey written out, as JSON does."""
    return _ACTS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class Guarded(io.BufferedIOBase):
    """The bytes of a terminal, which sees `visible` text only."""

    def __init__(self, terminal: TextIO) -> None:
        self.terminal, self.name = terminal, terminal.name

    def write(self, data: Any) -> int:
        """Write out what would act."""
        text = bytes(data).decode("utf-8", "backslashreplace")
        self.terminal.buffer.write(visible(text).encode("utf-8", "backslashreplace"))
        return len(data)

    def flush(self) -> None:
        """Let the terminal have it."""
        self.terminal.flush()

    def isatty(self) -> bool:
        """A terminal it is."""
        return True

    def writable(self) -> bool:
        """Nothing else."""
        return True

    def fileno(self) -> int:
        """That of the terminal."""
        return self.terminal.fileno()


def styled(stream: TextIO) -> TextIO:
    """Where to write text that was made visible and then coloured: past the guard."""
    guard = getattr(stream, "buffer", None)
    return guard.terminal if isinstance(guard, Guarded) else stream


def prepare() -> None:
    """Make the standard streams so."""
    if sys.stdin is None:
        _take_the_place_of(0, os.O_WRONLY)
    sys.stdout, sys.stderr = _ready(sys.stdout, 1), _ready(sys.stderr, 2)


def _ready(stream: TextIO | None, number: int) -> TextIO:
    if stream is None:  # closed: writing results fails, messages go nowhere
        _take_the_place_of(number, os.O_RDONLY if number == 1 else os.O_WRONLY)
        stream = os.fdopen(number, "w", closefd=False)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not stream.isatty():
        return stream
    return io.TextIOWrapper(Guarded(stream), "utf-8", "backslashreplace", line_buffering=True)


def _take_the_place_of(number: int, how: int) -> None:
    """So that no file opened later gets a standard stream's number, and what is meant for it."""
    place = os.open(os.devnull, how)
    if place != number:
        os.dup2(place, number)
        os.close(place)


def let_go(stream: TextIO) -> None:
    """Let the interpreter flush into nothing when it ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
