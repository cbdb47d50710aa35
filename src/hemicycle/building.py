"""Build a readable text from pieces of an original, and the map back, in one pass."""

from __future__ import annotations

from hemicycle.offsets import OffsetMap, Segment


class TextBuilder:
    """Pieces are given in the order of the original. Touching copies become one segment."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.length = 0
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self._copied = (0, 0, 0)  # the copy still growing: start, end, end in the original

    def copy(self, start: int, end: int) -> None:
        """Take `original[start:end]` as it is."""
        if start < end:
            self.replace(start, end, self.original[start:end])

    def replace(self, start: int, end: int, text: str) -> None:
        """Let `text` stand for `original[start:end]`; a text as long maps point by point."""
        if not text:
            return
        at, self.length = self.length, self.length + len(text)
        self._parts.append(text)
        if len(text) != end - start:
            self._close()
            self._segments.append(Segment(at, self.length, start, end))
        elif self._copied[1:] == (at, start):
            self._copied = (self._copied[0], self.length, end)
        else:
            self._close()
            self._copied = (at, self.length, end)

    def insert(self, text: str) -> None:
        """Put in `text` that stands for nothing of the original."""
        self._parts.append(text)
        self.length += len(text)

    def finish(self) -> tuple[str, OffsetMap]:
        """The text and its map to the original."""
        self._close()
        return "".join(self._parts), OffsetMap(tuple(self._segments))

    def _close(self) -> None:
        start, end, origin_end = self._copied
        if start < end:
            self._segments.append(Segment(start, end, origin_end - (end - start), origin_end))
        self._copied = (0, 0, 0)
