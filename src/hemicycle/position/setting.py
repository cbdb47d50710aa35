"""What stands around a statement, as the trained judge is told it: the end of what comes before,
the beginning of what comes after, and the words of each part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hemicycle.offsets import Span

BEFORE, AFTER = 300, 150  # code points told along
GAP = " … "  # between pieces that do not stand together
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n+")


def words(text: str, spans: Sequence[Span]) -> str:
    """The words at these places, in one text."""
    return GAP.join(text[start:end] for start, end in spans)


def around(text: str, spans: Sequence[Span]) -> tuple[str, str]:
    """At most two sentences before the first of the spans and one after the last."""
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    before = SENTENCE.split(text[max(0, start - BEFORE) : start].strip())[-2:]
    after = SENTENCE.split(text[end : end + AFTER].lstrip(' .,”"\n'))[0]
    return " ".join(before), after
