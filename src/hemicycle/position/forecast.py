"""Does a statement foretell what its speaker does not decide; what, and how sure is it worded?

"The plan will fail" can later be held against its speaker; "the plan should fail" and "we will sign
the plan" cannot: one is a wish, the other a commitment. Where a statement looks ahead is found in
`futures.py`, whose it is to decide in `intent.py`, how sure in `hedges.py`; here they are put
together. By when it is to come is the dating room's to find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from hemicycle.offsets import Span, Spans, covered, merge
from hemicycle.parse import Token, parse
from hemicycle.position import clauses, cues, intent
from hemicycle.position.futures import futures
from hemicycle.position.hedges import Hedge, hedge
from hemicycle.position.holder import Speaker
from hemicycle.position.reading import Reading, read
from hemicycle.records import Actor, Attribution, Document, Finding, Outlook, OutlookKind, digest

BY = "position/forecast@2"


@dataclass(frozen=True, slots=True)
class Foretold:
    """Whether a statement foretells, and all that it says is to come. A forecast is among the
    outlooks only where the statement as a whole foretells."""

    forecast: Finding[bool]
    outlooks: tuple[Outlook, ...]


def forecasts(document: Document, attributions: Sequence[Attribution]) -> list[Finding[bool]]:
    """For every attribution whether it foretells; parallel to `attributions`.

    None only where the content has no words to read.
    """
    return [each.forecast for each in foretold(document, attributions)]


def foretold(
    document: Document,
    attributions: Sequence[Attribution],
    actors: Sequence[Finding[Actor]] = (),
) -> list[Foretold]:
    """For every attribution whether and what it foretells, plans, promises or threatens; `actors`
    are who says it, where that is known."""
    if not attributions:
        return []
    parsed, inner = parse(document), defaultdict[str, list[Span]](list)
    for each in attributions:
        if each.parent is not None:
            inner[each.parent] += each.content
    return [
        _foretold(read(document, parsed, each, None), each, merge(inner[each.id]), _titles(who))
        for each, who in zip_longest(attributions, actors)
    ]


def _titles(who: Finding[Actor] | None) -> frozenset[str]:
    """Words for what the speaker is: names, roles, bodies, the country of one in office."""
    if who is None or who.value is None:
        return frozenset()
    words = Speaker.of((), who.value, quoted=False).words
    return frozenset({who.value.kind, *(w for w in words if len(w) > 3 or "." in w)})


def _foretold(
    reading: Reading, attribution: Attribution, inner: Spans, titles: frozenset[str]
) -> Foretold:
    """`inner` is what the statement only reports of others."""
    if not reading.content:
        why = "no words of the content stand in the parsed text"
        return Foretold(Finding(None, 0.0, why, BY), ())
    why = cues.not_asserted(reading, attribution)
    if why:
        return Foretold(Finding(False, 0.75, why, BY), ())
    by_cue = _by_cue(reading, attribution)
    if by_cue is not None:
        told = by_cue.kind == "forecast"
        return Foretold(Finding(told, 0.8, by_cue.reason, BY), (by_cue,))
    every = _outlooks(reading, attribution, titles)
    found = [(word, each) for word, each in every if not covered(inner, word.start)]
    ahead = [(token, each) for token, each in found if each.kind == "forecast"]
    others = tuple(each for _, each in found if each.kind != "forecast")
    if ahead and _weighs(reading, [token for token, _ in ahead]):
        outlooks = tuple(each for _, each in found)
        return Foretold(Finding(True, 0.75, ahead[0][1].reason, BY), outlooks)
    if ahead:
        why = f"foretells only in passing: {ahead[0][1].reason}"
        return Foretold(Finding(False, 0.6, why, BY), others)
    why = next((each.reason for each in others), "no future in a main clause")
    return Foretold(Finding(False, 0.75, why, BY), others)


def _weighs(reading: Reading, foretold: Sequence[Token]) -> bool:
    """Whether the first sentence foretells, or at least half of all."""
    at = {token.i for token in foretold}
    foretelling = [any(t.i in at for t in sentence) for sentence in reading.sentences]
    return foretelling[0] or 2 * sum(foretelling) >= len(foretelling)


def _by_cue(reading: Reading, attribution: Attribution) -> Outlook | None:
    """Where the cue itself foretells ("predicted slower growth") or commits ("vowed to leave")."""
    kind, reason = intent.of_cue(reading)
    cue = [reading.parsed.tokens[i] for i in sorted(reading.ground.cue)]
    spans, sure = attribution.content, None
    if kind is None:
        phrases = [p for p in reading.cue_phrases if p.group.kind == "expected"]
        if not phrases or not cues.expects(reading, cue, attribution):
            return None
        kind, reason, sure = "forecast", f"the cue {phrases[0].reading}", hedge(cue)
        if cues.is_predicate(cue):  # "growth is likely to slow": source and cue belong to it
            every = (*attribution.source, *attribution.cue, *spans)
            spans = clauses.joined(reading.parsed, every)
    id = digest("outlook", attribution.id, attribution.content[0][0])
    return _made(id, kind, merge(sorted(spans)), sure, reason)


def _outlooks(
    reading: Reading, attribution: Attribution, titles: frozenset[str]
) -> Iterator[tuple[Token, Outlook]]:
    for future in futures(reading):
        kind, reason = intent.kind(reading, future, titles)
        spans = clauses.spans(reading, future.top)
        if kind is None or not spans:
            continue
        deed = None if future.label == "expectation" else future.verb
        sure = hedge(clauses.around(reading, future.top, deed)) if kind == "forecast" else None
        if sure is not None and sure.denies:  # "I doubt that it will hold": with the doubt
            spans = clauses.with_words(reading, spans, sure.tokens)
        id = digest("outlook", attribution.id, future.verb.start)
        yield future.word, _made(id, kind, spans, sure, reason)


def _made(id: str, kind: OutlookKind, spans: Spans, sure: Hedge | None, reason: str) -> Outlook:
    if sure is None:
        return Outlook(id, kind, spans, "", None, False, reason, BY)
    return Outlook(id, kind, spans, sure.text, sure.probability, sure.denies, reason, BY)
