"""What markup stood before a paragraph in the user's file: a heading's tag, a caption's, a "#", or
that of a block quotation it stands in.

The readable text no longer has it, but the offsets lead to the place, and the gap in the original
between one paragraph and the next holds it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from hemicycle.offsets import OffsetMap
from hemicycle.records import RawDocument

_TAG = re.compile(r"<(/?)(h[1-6]|figcaption)\b", re.IGNORECASE)
_HASHES = re.compile(r"#{1,6}\s*$")
_BLOCKQUOTE = re.compile(r"<(/?)blockquote\b", re.IGNORECASE)
_ANGLE = re.compile(r"(?:^|\n)\s{0,3}>[> ]*$")
_LOOK = 2000  # code points of the original before a paragraph


class Markup:
    """Asked for the paragraphs of one document in their order."""

    def __init__(self, raw: RawDocument, offsets: OffsetMap) -> None:
        self._raw = raw
        self._segments = offsets.segments
        self._starts = [segment.start for segment in offsets.segments]
        self._last_end = 0
        self._quoted = False

    def before(self, start: int, end: int) -> str:
        """ "h1" to "h6", "figcaption", "blockquote", "#", ">" or "" for the paragraph
        `[start, end)` of the text."""
        if self._raw.media not in ("html", "markdown"):
            return ""
        origin = self._origin(start)
        gap = self._raw.original[max(self._last_end, origin - _LOOK) : origin]
        self._last_end = self._origin(end - 1) + 1
        if self._raw.media == "markdown":
            return "#" if _HASHES.search(gap) else ">" if _ANGLE.search(gap) else ""
        if around := _BLOCKQUOTE.findall(gap):
            self._quoted = not around[-1]
        tags = _TAG.findall(gap)
        inside = "blockquote" if self._quoted else ""
        return tags[-1][1].lower() if tags and not tags[-1][0] else inside

    def _origin(self, position: int) -> int:
        at = max(0, bisect_right(self._starts, position) - 1)
        segment = self._segments[at]
        inside = position - segment.start if segment.is_copy else 0
        return segment.origin_start + inside
