"""By when is it to come? The date inside a predicting clause, read against the day it was said.

"The dam will fail by spring" is read from the day of the statement, else from that of publication.
"By", "until" and "within" open a span that begins on that day; "before" one that ends where the
date begins; else the date itself is the day, month, year. What lies in the past of the statement is
no deadline ("the 2019 dam will fail"), and where nothing tells there is none, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hemicycle.dating.anchors import Anchor, resolve
from hemicycle.dating.expressions import Expression, find
from hemicycle.intervals import Interval
from hemicycle.records import Document, Due, Finding, Outlook, SaidOn

BY = "dating/deadline@1"
SHAPES = ("date_shapes", "due_shapes")
_BOUND = re.compile(
    r"\b(by|before|until|till|within|no later than|ahead of)\s+(?:the\s+)?"
    r"(?:(?:early|late|mid)-?\s*)?$",
    re.I,
)
_END = re.compile(r"(?:the )?end\b")
_EXCLUSIVE = ("before", "ahead of")
_FROM = re.compile(r"\b(since|after|from|as of|as early as)\s+(?:the\s+)?$", re.I)
_ORDER = ("day", "range", "week", "month", "season", "year", "decade")


def due(
    document: Document,
    outlooks: Sequence[tuple[Outlook, ...]],
    said: Sequence[Finding[SaidOn]],
) -> list[tuple[Outlook, ...]]:
    """The outlooks of every statement with their `due` filled in; parallel to what was given."""
    pairs = zip(outlooks, said, strict=True)
    return [tuple(replace(o, due=_due(document, o, when)) for o in held) for held, when in pairs]


def _due(document: Document, outlook: Outlook, said: Finding[SaidOn]) -> Finding[Due]:
    day = said.value.interval if said.value else document.metadata.published
    found = [_read(document, each, day) for each in _expressions(document, outlook)]
    known = [each for each in found if each.value is not None]
    if known:
        return min(known, key=_rank)
    if found:
        return found[0]
    return Finding(None, 0.0, "the clause names no time", BY)


def _expressions(document: Document, outlook: Outlook) -> Iterator[Expression]:
    """Those that lie in the words of the clause."""
    for start, end in outlook.content:
        for one in find(document.text[start:end], SHAPES):
            yield Expression(one.start + start, one.end + start, one.rule, one.parts)


def _read(document: Document, expression: Expression, day: Interval | None) -> Finding[Due]:
    reading = resolve(expression, Anchor(day, None, "future"))
    words = f"“{document.text[expression.start : expression.end]}”"
    if reading.value is None:
        return Finding(None, 0.0, f"{words}: {reading.reason}", BY)
    interval = _window(document.text, expression, reading.value, day)
    if interval is None:
        return Finding(None, 0.0, f"{words} is no time by which it is to come", BY)
    counted = reading.reason.replace("read from publication on", "counted from")
    found = Due(interval, (expression.start, expression.end))
    return Finding(found, reading.score, f"{words}: {counted}", BY)


def _window(
    text: str, expression: Expression, named: Interval, day: Interval | None
) -> Interval | None:
    """The days in which it is to come, given what stands before the date; None for the past."""
    before = text[max(0, expression.start - 40) : expression.start]
    if _FROM.search(before) or (day is not None and named.end <= day.start):
        return None
    bound = _BOUND.search(before)
    if day is None or (bound is None and named.start >= day.start):
        return named
    words = text[expression.start : expression.end].lower()
    ends_before = bound is not None and bound[1].lower() in _EXCLUSIVE
    end = named.start if ends_before and not _END.match(words) else named.end
    return Interval(day.start, end, "range") if end > day.start else None


def _rank(finding: Finding[Due]) -> int:
    """Finer before coarser."""
    return _ORDER.index(finding.value.interval.precision) if finding.value else len(_ORDER)
