"""Headlines with a colon: "Varn: toll must go", "Toll must go: report".

Most colons in headlines give nobody's words ("Skerrow: what we know"), and the model has seen few.
The text below tells: who is named in front of the colon speaks there, too, or wrote it. Where he
does not, the model counts only for words in quotation marks or if it is very sure, and it never
counts where the words are a question or a number of things, or the label a kind of article. The
other way round the model does not look: a report named last counts where the list knows it.

What a headline says ends with the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hemicycle.extract.drafts import Draft, form_of
from hemicycle.extract.quotes import Quotations
from hemicycle.lexicon import words
from hemicycle.offsets import Span, Spans
from hemicycle.records import Block, Document

SURE = 0.75  # from which the model is believed where the label does not speak in the text
BORNE_OUT = 0.6  # how likely a label that speaks in the text is right at least
LAST = 0.7  # how likely a report named last is right at least
FEWEST = 4  # words in front of a report named last; fewer are a heading
LABEL_END = re.compile(r" (?:to|on) ")  # "Varn to Soleng: ...", "Varn on the toll: ..."
LAST_COLON = re.compile(r"(: )((?:[\w/.’'-]+ ){0,3}[\w/.’'-]+)$")
WORD = re.compile(r"\w+")
OF = re.compile(r"[,;(]| (?:of|in|at|for|from|on|who|which) ")  # what stands behind is no name


def weighed(document: Document, drafts: Sequence[Draft], marks: Quotations) -> list[Draft]:
    """The drafts, those of the headline judged by the text below it."""
    title = next((block for block in document.blocks if block.kind == "title"), None)
    if title is None:
        return list(drafts)
    speakers = _speakers(document, title, drafts)
    out = [draft for one in drafts for draft in _judged(document.text, title, speakers, one)]
    return out + _named_last(document.text, title, out, marks)


def _speakers(document: Document, title: Block, drafts: Iterable[Draft]) -> frozenset[str]:
    """The last word of each name of who speaks below the headline or wrote it, and any report."""
    names = [
        document.text[draft.source[0][0] : draft.source[-1][1]]
        for draft in drafts
        if draft.source and draft.source[0][0] >= title.end
    ]
    cores = (OF.split(name.lower())[0] for name in (*names, document.metadata.byline or ""))
    last = (word for core in cores for word in WORD.findall(core)[-1:])
    return words("headlines", "carriers") | frozenset(last)


def _judged(text: str, title: Block, speakers: frozenset[str], one: Draft) -> list[Draft]:
    """The draft as the headline bears it out; nothing where it does not."""
    at, end = one.cue[0][0], one.cue[-1][1]
    if not title.start <= at < title.end:
        return [one]
    content, source = _until(one.content, title.end), _until(one.source, title.end)
    one = replace(one, content=content, source=source)
    if _counted(text, content[0]):
        return []
    if text[at:end] != ":":
        return [one]
    if one.content[0][0] < end:
        return [_surer(one, LAST)] if _carries(text, one.source) else [one]
    label = _label(text, title, at)
    if _says_nothing(text, label, one.content[0]):
        return []
    speaks = WORD.findall(text[slice(*label)].lower())[-1:]
    one = replace(one, source=_until(source, label[1]) or (label,))
    if not speakers.isdisjoint(speaks):
        return [_surer(one, BORNE_OUT)]
    return [one] if one.form == "direct" or one.score >= SURE else []


def _surer(one: Draft, least: float) -> Draft:
    """The draft with a score of at least so much."""
    return replace(one, score=max(one.score, least))


def _carries(text: str, source: Spans) -> bool:
    """Whether the source is a report, a poll and so on."""
    named = text[slice(*source[-1])].lower().split() if source else []
    return not words("headlines", "carriers").isdisjoint(named[-1:])


def _until(spans: Spans, end: int) -> Spans:
    """What of the spans stands before `end`; all of them if nothing does."""
    return tuple((low, min(high, end)) for low, high in spans if low < end) or spans


def _label(text: str, title: Block, colon: int) -> Span:
    """What stands in front of the colon, without a kicker and without to whom or on what."""
    kicker = text.rfind(": ", title.start, colon)
    start = title.start if kicker < 0 else kicker + 2
    cut = LABEL_END.search(text, start, colon)
    return start, cut.start() if cut else colon


def _says_nothing(text: str, label: Span, content: Span) -> bool:
    """Whether it is "Analysis: ..." or "...: what we know"."""
    asks = text[slice(*content)].lower().split()[0] in words("headlines", "asks")
    return asks or text[slice(*label)].lower() in words("headlines", "no_speaker")


def _counted(text: str, content: Span) -> bool:
    """Whether it is a number of things: "six takeaways", "18 things" that somebody believes."""
    said = text[slice(*content)].lower().split()
    number = said[0].isdigit() or said[0] in words("headlines", "numbers")
    return number and not words("headlines", "counts").isdisjoint(said[1:3])


def _named_last(text: str, title: Block, drafts: Iterable[Draft], marks: Quotations) -> list[Draft]:
    """ "Mayor to resign: report", where nothing else was found in the headline."""
    match = LAST_COLON.search(text, title.start, title.end)
    if match is None or any(draft.content[0][0] < title.end for draft in drafts):
        return []
    said = (title.start, match.start())
    if not _carries(text, (match.span(2),)) or len(text[slice(*said)].split()) < FEWEST:
        return []
    form, why = form_of((said,), marks), "named behind the colon of the headline"
    return [Draft((said,), ((said[1], said[1] + 1),), (match.span(2),), form, why, LAST)]
