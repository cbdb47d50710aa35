"""The rule reader: attributions from syntax, quotation marks and word lists, without training.

It joins what `direct.py` (quotation marks) and `reported.py` (syntax) find, gives each its spans,
form and parent, and drops what says the same twice. It needs spaCy's small English model and is
the baseline and fallback for any trained reader, which has the same signature:
`Document -> list[Attribution]`.
"""

from __future__ import annotations

from dataclasses import dataclass

from hemicycle.extract.direct import Spoken, spoken
from hemicycle.extract.frames import Offer
from hemicycle.extract.labels import Turn, turns
from hemicycle.extract.quotes import Quotations, quotations
from hemicycle.extract.reported import reported
from hemicycle.extract.spans import parents, runs, whole, whole_quotations, without
from hemicycle.offsets import Spans, covered, merge
from hemicycle.parse import parse
from hemicycle.records import Attribution, Document, Form, digest

VERSION = "rules@2"

# How often each kind was right on the tuning set, rounded (`hemicycle evaluate` shows it by kind).
LABELLED, QUOTED_WITH_SPEAKER, QUOTED_ALONE, REPORTED_WITH_SOURCE, REPORTED_ALONE = (
    0.8,
    0.75,
    0.4,
    0.6,
    0.3,
)


@dataclass(frozen=True, slots=True)
class _Draft:
    """An attribution before it knows its neighbours."""

    content: Spans
    cue: Spans
    source: Spans
    form: Form
    why: str
    score: float


def read(document: Document) -> list[Attribution]:
    """All attributed statements of `document`, in text order."""
    parsed = parse(document)
    marks = quotations(document)
    answers = turns(document)
    voiced = merge([span for turn in answers for span in turn.content])
    said = [
        item
        for item in spoken(parsed, document.text, marks)
        if not covered(voiced, item.quotations[0].start)
    ]
    drafts = [_from_turn(turn) for turn in answers] + [_from_quotation(item) for item in said]
    claimed = {item.verb.i for item in said if item.verb}
    for offer in reported(parsed, lambda at: marks.hold(at) or covered(voiced, at)):
        if offer.word.i not in claimed:
            drafts.append(_from_offer(document, offer, marks))
    return _numbered(document, _without_repeats(drafts))


def _from_turn(turn: Turn) -> _Draft:
    why = "speaker's label at the start of the paragraph"
    return _Draft(turn.content, (turn.colon,), (turn.label,), "direct", why, LABELLED)


def _from_quotation(item: Spoken) -> _Draft:
    content = merge([span for q in item.quotations for span in q.spans])
    score = QUOTED_WITH_SPEAKER if item.source else QUOTED_ALONE
    return _Draft(content, runs(item.cue), whole(item.source), "direct", item.why, score)


def _from_offer(document: Document, offer: Offer, marks: Quotations) -> _Draft:
    cue, source = runs(offer.cue), whole(offer.source)
    reach = (offer.content[0].start, offer.content[-1].end)
    reach = whole_quotations(reach, offer.word, marks)
    content = without(reach, (*cue, *source), document.text)
    why = f"'{offer.word.text}' with {offer.frame}"
    score = REPORTED_WITH_SOURCE if source else REPORTED_ALONE
    return _Draft(content, cue, source, _form(content, marks), why, score)


def _form(content: Spans, marks: Quotations) -> Form:
    """Mixed when the reporter's sentence holds somebody's own words."""
    held = any(
        start <= quotation.start and quotation.end <= end
        for start, end in content
        for quotation in marks.overlapping(start, end)
    )
    return "mixed" if held else "indirect"


def _without_repeats(drafts: list[_Draft]) -> list[_Draft]:
    """Of those that give the same words keep the surest; in text order, outer before inner.

    "An employee expressed concern that ..." is one statement, though verb and noun both report.
    """
    best: dict[Spans, _Draft] = {}
    for draft in drafts:
        held = best.get(draft.content)
        if draft.content and (held is None or draft.score > held.score):
            best[draft.content] = draft
    wider = {(d.source, d.content[0][0]) for d in best.values() if d.source}
    kept = [d for d in best.values() if not (d.cue and (d.source, d.cue[0][0]) in wider)]
    return sorted(kept, key=lambda d: (d.content[0][0], -d.content[-1][1]))


def _numbered(document: Document, drafts: list[_Draft]) -> list[Attribution]:
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
            VERSION,
            (draft.why,),
        )
        for id, draft, holder in zip(ids, drafts, holders, strict=True)
    ]
