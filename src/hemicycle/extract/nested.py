"""What one reports that another said: "According to the Courier, the mayors praised the plan".

Nearly all coded articles leave out what is said inside another's statement, so the trained reader
rarely finds it, and a debate needs it: these are the positions that people have only had said of
them. Inside indirect speech the syntax is asked as the rules do (`reported.py`). Only a finite verb
counts, with somebody named or in office as its subject; pronouns mostly mean whoever is speaking.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from hemicycle import lexicon
from hemicycle.extract import acts
from hemicycle.extract.drafts import Draft, form_of
from hemicycle.extract.frames import OBJECT, Offer
from hemicycle.extract.quotes import Quotations
from hemicycle.extract.reported import admitted, named
from hemicycle.extract.spans import runs, trimmed, whole, whole_quotations
from hemicycle.offsets import Span, covered, merge
from hemicycle.parse import Parse, parse
from hemicycle.records import Document

SURE = 0.6  # how often such a statement was right, rounded, where the rules found it
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def nested(document: Document, said: Sequence[Draft], marks: Quotations) -> list[Draft]:
    """What is told inside the indirect speech of `said`, each word of saying once."""
    parsed = parse(document)
    taken = merge([span for draft in said for span in draft.cue])
    found: dict[int, Draft] = {}
    for outer in said:
        for start, end in outer.content if outer.form != "direct" else ():
            for offer in _told(parsed, (start, end)):
                if marks.hold(offer.word.start) or covered(taken, offer.word.start):
                    continue
                draft = _draft(document, offer, marks)
                best = found.get(offer.word.i)
                if best is None or best.content[-1][1] < draft.content[-1][1]:
                    found[offer.word.i] = draft
    return list(found.values())


def _told(parse: Parse, within: Span) -> Iterator[Offer]:
    """The offers of the syntax in these words that plainly tell what somebody said."""
    for word in parse.within(*within):
        if word.pos in ("VERB", "AUX"):
            for offer in admitted(parse, word):
                whole = (*offer.source, *offer.cue, *offer.content)
                inside = all(within[0] <= t.start and t.end <= within[1] for t in whole)
                if inside and _is_finite(offer) and _is_speech(offer) and _is_somebody(offer):
                    yield offer


def _is_finite(offer: Offer) -> bool:
    return any(t.tag in FINITE for t in offer.cue)


def _is_speech(offer: Offer) -> bool:
    kind = "of_things" if offer.frame == OBJECT else "deeds"
    listed = offer.word.lemma in lexicon.words("nested", kind)
    return listed if offer.frame == OBJECT else not listed


def _is_somebody(offer: Offer) -> bool:
    """Whether the head of the source is a name or the word for an office, a body or a writing."""
    inside = {t.i for t in offer.source}
    heads = [t for t in offer.source if t.head not in inside or t.head == t.i]
    return any(named(t) or t.lemma in _people() for t in heads)


@cache
def _people() -> frozenset[str]:
    return (
        lexicon.words("roles")
        | lexicon.words("organisations", "common", "media")
        | lexicon.words("nested", "writings")
    )


def _draft(document: Document, offer: Offer, marks: Quotations) -> Draft:
    reach = trimmed(document.text, offer.content[0].start, offer.content[-1].end)
    content = whole_quotations(reach, offer.word, marks)
    cue = runs(offer.cue)
    words = " ".join(t.text for t in offer.cue)
    why = f"'{offer.word.text}' with {offer.frame}, in what another says"
    form = form_of((content,), marks)
    return Draft((content,), cue, whole(offer.source), form, why, SURE, acts.of(words))
