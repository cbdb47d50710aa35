"""The rule reader: attributions from syntax, quotation marks and word lists, without training.

It joins what `direct.py` (quotation marks) and `reported.py` (syntax) find, gives each its spans,
form and parent, and drops what says the same twice. It needs spaCy's small English model and is
the baseline and fallback for any trained reader, which has the same signature:
`Document -> list[Attribution]`.
"""

from __future__ import annotations

from collections.abc import Iterable

from hemicycle.extract import acts
from hemicycle.extract.direct import Spoken, spoken
from hemicycle.extract.drafts import Draft, form_of, from_turn, numbered
from hemicycle.extract.frames import Offer
from hemicycle.extract.labels import turns
from hemicycle.extract.quotes import Quotations, quotations
from hemicycle.extract.reported import reported
from hemicycle.extract.spans import runs, whole, whole_quotations, without
from hemicycle.offsets import Spans, covered, merge
from hemicycle.parse import Token, parse
from hemicycle.records import Act, Attribution, Document

VERSION = "rules@2"

# How often each kind was right on the tuning set, rounded (`hemicycle evaluate` shows it by kind).
QUOTED_WITH_SPEAKER, QUOTED_ALONE, REPORTED_WITH_SOURCE, REPORTED_ALONE = 0.75, 0.4, 0.6, 0.3


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
    drafts = [from_turn(turn) for turn in answers] + [_from_quotation(item) for item in said]
    claimed = {item.verb.i for item in said if item.verb}
    for offer in reported(parsed, lambda at: marks.hold(at) or covered(voiced, at)):
        if offer.word.i not in claimed:
            drafts.append(_from_offer(document, offer, marks))
    return numbered(document, _without_repeats(drafts), VERSION)


def _from_quotation(item: Spoken) -> Draft:
    content = merge([span for q in item.quotations for span in q.spans])
    score = QUOTED_WITH_SPEAKER if item.source else QUOTED_ALONE
    cue, source = runs(item.cue), whole(item.source)
    return Draft(content, cue, source, "direct", item.why, score, _act(item.cue))


def _from_offer(document: Document, offer: Offer, marks: Quotations) -> Draft:
    cue, source = runs(offer.cue), whole(offer.source)
    reach = (offer.content[0].start, offer.content[-1].end)
    reach = whole_quotations(reach, offer.word, marks)
    content = without(reach, (*cue, *source), document.text)
    why = f"'{offer.word.text}' with {offer.frame}"
    score = REPORTED_WITH_SOURCE if source else REPORTED_ALONE
    return Draft(content, cue, source, form_of(content, marks), why, score, _act(offer.cue))


def _act(cue: Iterable[Token]) -> Act:
    return acts.of(" ".join(token.text for token in cue))


def _without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Of those that give the same words keep the surest; in text order, outer before inner.

    "An employee expressed concern that ..." is one statement, though verb and noun both report.
    """
    best: dict[Spans, Draft] = {}
    for draft in drafts:
        held = best.get(draft.content)
        if draft.content and (held is None or draft.score > held.score):
            best[draft.content] = draft
    wider = {(d.source, d.content[0][0]) for d in best.values() if d.source}
    kept = [d for d in best.values() if not (d.cue and (d.source, d.cue[0][0]) in wider)]
    return sorted(kept, key=lambda d: (d.content[0][0], -d.content[-1][1]))
