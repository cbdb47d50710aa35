"""The register behind every number on the page: a number is the length of a list that opens.

Lists are kept once, however many numbers lead to them, and statements are named by their place
in the report, so that ten thousand statements behind a thousand numbers stay a small file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """`n` statements; `key` opens them under `title`."""

    n: int
    key: int
    title: str


class Numbers:
    """Hands out keys, the same one for the same title and statements."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, tuple[int, ...]], int] = {}

    def add(self, title: str, statements: Sequence[int]) -> Number:
        """The number of `statements`, which opens them under `title`."""
        key = self.key(title, statements)
        return Number(len(statements), key, title)

    def key(self, title: str, statements: Sequence[int]) -> int:
        """The same, where only the key is wanted."""
        return self._keys.setdefault((title, tuple(statements)), len(self._keys))

    def lists(self) -> list[list[object]]:
        """Title and statements of every key, in the order of the keys."""
        return [[title, list(statements)] for title, statements in self._keys]
