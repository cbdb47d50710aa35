"""What every reader ends with: drafts become attributions with ids and parents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.extract.labels import Turn
from hemicycle.extract.quotes import Quotations
from hemicycle.extract.spans import parents
from hemicycle.offsets import Spans
from hemicycle.records import Act, Attribution, Document, Form, digest

LABELLED = 0.8  # how often a label or a signature was right on the tuning set, rounded
OWN_WORDS = 0.9  # part of the content inside marks from which it is direct speech


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before it knows its neighbours."""

    content: Spans
    cue: Spans
    source: Spans
    form: Form
    why: str
    score: float
    act: Act = "says"


def from_turn(turn: Turn) -> Draft:
    """What a labelled speaker says, in an interview or a transcript."""
    why = "speaker's label at the start of the paragraph"
    return Draft(turn.content, (turn.colon,), (turn.label,), "direct", why, LABELLED)


def form_of(content: Spans, marks: Quotations) -> Form:
    """Direct when nearly all stands in marks; mixed when it holds a quotation."""
    inside, mixed = 0, False
    for start, end in content:
        for quotation in marks.overlapping(start, end):
            if quotation.depth == 0:
                inside += min(end, quotation.end) - max(start, quotation.start)
            mixed = mixed or (start <= quotation.start and quotation.end <= end)
    if inside >= OWN_WORDS * sum(end - start for start, end in content):
        return "direct"
    return "mixed" if mixed else "indirect"


def numbered(document: Document, drafts: Sequence[Draft], by: str) -> list[Attribution]:
    """Drafts in text order as attributions; `by` is the reader and its version."""
    ids = [digest(document.id, "attribution", d.content, d.cue) for d in drafts]
    anchors = [(spans[0][0], spans[-1][1]) for spans in (d.cue or d.content for d in drafts)]
    holders = parents(anchors, [d.content for d in drafts])
    return [
        Attribution(
            id,
            draft.content,
            draft.cue,
            draft.source,
            draft.form,
            ids[holder] if holder is not None else None,
            draft.score,
            by,
            (draft.why,),
            draft.act,
        )
        for id, draft, holder in zip(ids, drafts, holders, strict=True)
    ]
