"""The trained readers: one model finds cues, and for each its source and content.

The model (`tagger.py`) reads windows of pieces; `link.py` makes attributions of what it says. What
layout says is not left to it: a quotation is never cut in half, and in interviews and transcripts
the labels tell who speaks. With a model chosen, same signature as the rules:
`Document -> list[Attribution]`.
"""

from __future__ import annotations

from collections.abc import Iterable

from hemicycle import lexicon
from hemicycle.extract import acts, calibration, headlines, inner, introduced, link, tagger
from hemicycle.extract.drafts import LABELLED, Draft, form_of, from_turn, numbered
from hemicycle.extract.edges import finished, whole_words, with_by
from hemicycle.extract.labels import listed, turns
from hemicycle.extract.nested import nested
from hemicycle.extract.pointing import pointing
from hemicycle.extract.quotes import Quotation, Quotations, quotations
from hemicycle.extract.signed import Signed, signed
from hemicycle.extract.spans import trimmed
from hemicycle.extract.views import viewed
from hemicycle.extract.windows import windows
from hemicycle.extract.wordpieces import Pieces, pieces
from hemicycle.offsets import Span, Spans, covered, merge
from hemicycle.records import Attribution, Document

SMALL, LARGE = "reader", "large"  # models, as weights.py names them
VERSIONS = {SMALL: "minilm-reader@5", LARGE: "mpnet-reader@1"}
THRESHOLD = 0.3  # probability of an anchor from which it is looked at
SUREST = 0.3  # score from which an attribution is kept; near the best F1 on the tuning set
HEARD = 0.5  # score from which a mere colon is taken for "says"
HALF = 0.5  # of a quotation, or of the content, from which the one belongs to the other


def read(document: Document, model: str = SMALL) -> list[Attribution]:
    """All attributed statements of `document`, in text order, as `model` finds them."""
    marks = quotations(document)
    modelled = [one for one in _modelled(document, marks, model) if _sure(document.text, one)]
    laid_out = _laid_out(document, marks, modelled)
    taken = merge([span for draft in laid_out for span in (*draft.source, *draft.cue)])
    starts = {draft.content[0][0] for draft in laid_out}
    drafts = [
        draft
        for draft in modelled
        if not covered(taken, draft.cue[0][0]) and draft.content[0][0] not in starts
    ]
    drafts += laid_out
    drafts += viewed(document, drafts, marks)
    drafts = pointing(document, drafts, marks)
    drafts += nested(document, drafts, marks)
    drafts = inner.weighed(document.text, drafts)
    drafts.sort(key=lambda draft: (draft.content[0][0], -draft.content[-1][1]))
    return numbered(document, drafts, VERSIONS[model])


def _sure(text: str, draft: Draft) -> bool:
    """Whether it is sure enough to be kept; a list of places has colons, too."""
    return draft.score >= (HEARD if text[slice(*draft.cue[0])] == ":" else SUREST)


def _modelled(document: Document, marks: Quotations, model: str) -> list[Draft]:
    """What the model found, as headlines and block quotations bear it out."""
    drafts = [draft for _, draft in found(document, marks, model)]
    return introduced.wholes(document, headlines.weighed(document, drafts, marks), marks)


def _laid_out(document: Document, marks: Quotations, modelled: Iterable[Draft]) -> list[Draft]:
    """What layout says of itself, or bears out of what the model found."""
    spoken = turns(document) or listed(document, {draft.cue[0][0] for draft in modelled})
    return [
        *map(from_turn, spoken),
        *(_from_signature(one) for one in signed(document.text, marks)),
    ]


def found(
    document: Document, marks: Quotations, model: str = SMALL
) -> list[tuple[link.Linked, Draft]]:
    """What the model itself finds, with the draft that is made of it."""
    words = pieces(document, marks)
    cut = windows(len(words), words.starts)
    tagged = ((window, tagger.tag(words, window, THRESHOLD, model)) for window in cut)
    said = link.without_repeats(link.linked(words, tagged))
    drafts = ((one, _draft(document.text, words, one, marks, model)) for one in said)
    return [(one, draft) for one, draft in drafts if draft]


def _from_signature(one: Signed) -> Draft:
    return Draft(one.content, (one.dash,), (one.name,), "direct", "signed with a dash", LABELLED)


def _draft(
    text: str, found: Pieces, one: link.Linked, marks: Quotations, model: str
) -> Draft | None:
    cue, source, told = (
        whole_words(text, link.spans(found, part)) for part in (one.cue, one.source, one.content)
    )
    cue = with_by(text, _without_colon(text, cue), source)
    content = whole_quotations(told, cue[0][0], marks)
    content = tuple(span for span in (trimmed(text, *s) for s in content) if span[0] < span[1])
    if not content or _invites(text, source):
        return None
    content = finished(text, _without_stray(text, content, marks), (*source, *cue))
    words = text[cue[0][0] : cue[-1][1]]
    score = calibration.score(one.score, one.sure, model)
    act = "withholds" if _nobody(text, source) else acts.of(words, one.acts)
    return Draft(content, cue, source, form_of(content, marks), f"cue '{words}'", score, act)


def _without_colon(text: str, cue: Spans) -> Spans:
    """The cue without a colon behind its words; a colon alone stays."""
    start, end = cue[-1]
    words = text[start:end].rstrip(" :")
    return (*cue[:-1], (start, start + len(words))) if words else cue


def _invites(text: str, source: Spans) -> bool:
    """Whether the source is only whom the author asks along: "let us recall"."""
    words = " ".join(text[slice(*span)] for span in source).lower().replace("’", "'")
    return words in lexicon.words("silence", "invitation")


def _nobody(text: str, source: Spans) -> bool:
    """Whether the source is nobody: "no one said", "neither minister"."""
    first, then = (*(text[slice(*source[0])].split() if source else ()), "", "")[:2]
    somebody = then[:1].isdigit() or then.lower() in lexicon.words("silence", "some")  # "No 10"
    return first.lower() in lexicon.words("silence", "none") and not somebody


def whole_quotations(content: Spans, cue: int, marks: Quotations) -> Spans:
    """Content with every quotation whole that it mostly holds, or that mostly holds it.

    A quotation in which the cue itself stands is the words of somebody else, and left as it is.
    """
    out: list[Span] = list(content)
    for quotation in {q for span in content for q in marks.overlapping(*span) if q.depth == 0}:
        if not quotation.start <= cue < quotation.end and _belongs(content, quotation):
            out.extend(quotation.spans)
    return merge(out)


def _without_stray(text: str, content: Spans, marks: Quotations) -> Spans:
    """Content without a single word behind the sentence that a quotation ended with."""
    start, end = content[-1]
    for quotation in marks.overlapping(start, end):
        after = text[quotation.end : end].split()
        if len(after) == 1 and quotation.closed and text[quotation.end - 2] in ".!?…":
            return (*content[:-1], (start, quotation.end))
    return content


def _belongs(content: Spans, quotation: Quotation) -> bool:
    """In one of its paragraphs is enough: the others may be far longer."""
    return any(
        _shared(content, (span,)) >= HALF * min(_size(content), _size((span,)))
        for span in quotation.spans
    )


def _shared(one: Spans, other: Spans) -> int:
    return sum(
        max(0, min(end, stop) - max(start, low)) for start, end in one for low, stop in other
    )


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)
