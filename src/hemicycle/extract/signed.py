"""Quotations signed like a letter: “. . .” — Odile Varn

A dash and a name, to the end of the line. There is no verb, so neither syntax nor a model trained
on running text has much to go by; the layout says it all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hemicycle.extract.quotes import Quotation, Quotations
from hemicycle.offsets import Span

DASH = "[—―–-]{1,2}"
NAME = r"[A-ZÀ-Þ][\w.'’\-]*(?:[ ,]{1,2}[\w.'’\-]+){0,7}"
SIGNATURE = re.compile(rf"[^\S\n]*({DASH})[^\S\n]*({NAME}?)[.,]?[^\S\n]*(?=\n|$)")


@dataclass(frozen=True, slots=True)
class Signed:
    """A quotation with the dash and the name behind it."""

    quotation: Quotation
    dash: Span
    name: Span


def signed(text: str, marks: Quotations) -> Iterator[Signed]:
    """All signed quotations, in text order."""
    for quotation in marks.outer:
        match = SIGNATURE.match(text, quotation.end)
        if match:
            yield Signed(quotation, match.span(1), match.span(2))
