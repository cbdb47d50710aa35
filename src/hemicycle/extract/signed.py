"""Quotations signed like a letter: “. . .” — Odile Varn

A dash and a name, to the end of the line. There is no verb, so neither syntax nor a model trained
on running text has much to go by; the layout says it all. What opens with a mark at the start of
its line is whole from there, whatever marks there are between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hemicycle.extract.quotes import Quotation, Quotations
from hemicycle.offsets import Span, Spans

DASH = "[—―–-]{1,2}"
NAME = r"[A-ZÀ-Þ][\w.'’\-]*(?:[ ,]{1,2}[\w.'’\-]+){0,7}"
SIGNATURE = re.compile(rf"[^\S\n]*({DASH})[^\S\n]*({NAME}?)[.,]?[^\S\n]*(?=\n|$)")


@dataclass(frozen=True, slots=True)
class Signed:
    """What is quoted, with the dash and the name behind it."""

    content: Spans
    dash: Span
    name: Span


def signed(text: str, marks: Quotations) -> Iterator[Signed]:
    """All signed quotations, in text order."""
    for quotation in marks.outer:
        match = SIGNATURE.match(text, quotation.end)
        if match:
            yield Signed(_whole(text, quotation, marks), match.span(1), match.span(2))


def _whole(text: str, last: Quotation, marks: Quotations) -> Spans:
    """From the mark at the start of the line on, if there is one, to the end of the last."""
    line = text.rfind("\n", 0, last.start) + 1
    earlier = marks.overlapping(line, line + 1)
    opens = any(quotation.start == line and quotation.depth == 0 for quotation in earlier)
    return ((line, last.end),) if opens and line < last.start else last.spans
