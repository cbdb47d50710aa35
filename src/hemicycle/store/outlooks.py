"""What a statement says is to come, into column values and back."""

from __future__ import annotations

from hemicycle.offsets import text_of
from hemicycle.records import Document, Due, Outlook
from hemicycle.rows import OutlookRow
from hemicycle.store import encode
from hemicycle.store.decode import Row, finding, interval, spans
from hemicycle.store.tables import outlooks


def values(document: Document, statement: str, outlook: Outlook, n: int) -> encode.Values:
    """The row of `outlooks`; `n` is the position within the statement, whose id is given."""
    due = outlook.due.value
    return {
        "document": document.id,
        "statement": statement,
        "id": outlook.id,
        "n": n,
        "kind": outlook.kind,
        "content": outlook.content,
        "original_content": document.original_spans(outlook.content),
        "text": text_of(outlook.content, document.text),
        "wording": outlook.wording,
        "probability": outlook.probability,
        "denies": outlook.denies,
        "reason": outlook.reason,
        "made_by": outlook.by,
        **encode.interval("due", due.interval if due else None),
        "due_span": due.span if due else None,
        "due_text": document.text[slice(*due.span)] if due else "",
        **encode.finding("due", outlook.due),
    }


def record(row: Row) -> Outlook:
    """The outlook as the rooms made it."""
    o = outlooks.c
    days = interval(row, outlooks, "due")
    due = Due(days, tuple(row[o.due_span])) if days else None
    return Outlook(
        row[o.id],
        row[o.kind],
        spans(row[o.content]),
        row[o.wording],
        row[o.probability],
        row[o.denies],
        row[o.reason],
        row[o.made_by],
        finding(row, "due", due, outlooks),
    )


def flat(row: Row) -> OutlookRow:
    """The row that doors see."""
    o = outlooks.c
    return OutlookRow(
        row[o.id],
        row[o.kind],
        spans(row[o.original_content]),
        row[o.text],
        row[o.wording],
        row[o.probability],
        row[o.denies],
        interval(row, outlooks, "due"),
        row[o.due_text],
        row[o.due_reason],
        row[o.reason],
        row[o.made_by],
    )
