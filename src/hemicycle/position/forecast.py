"""Does a statement foretell what its speaker does not decide?

"The plan will fail" can later be held against its speaker; "the plan should fail" and "we will sign
the plan" cannot: one is a wish, the other a commitment. The grammar tells them apart: a future
(`will`, `would`, `is expected to`) in a main clause of the content is a forecast unless its subject
is the speaker and the verb something a speaker decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hemicycle import lexicon
from hemicycle.parse import Token, parse
from hemicycle.position.holder import holder
from hemicycle.position.phrases import Phrase
from hemicycle.position.reading import Reading, read
from hemicycle.records import Attribution, Document, Finding

BY = "position/forecast@1"
SUBORDINATE = frozenset({"relcl", "advcl", "acl"})
UNREAL = frozenset({"whether", "if"})


def forecasts(document: Document, attributions: Sequence[Attribution]) -> list[Finding[bool]]:
    """For every attribution whether it foretells; parallel to `attributions`.

    None only where the content has no words to read.
    """
    if not attributions:
        return []
    parsed = parse(document)
    return [_forecast(read(document, parsed, attribution, None)) for attribution in attributions]


def _forecast(reading: Reading) -> Finding[bool]:
    if not reading.content:
        return Finding(None, 0.0, "no words of the content stand in the parsed text", BY)
    for phrase in reading.cue_phrases:
        if phrase.group.kind == "expected":
            return Finding(True, 0.8, f"the cue {phrase.reading}", BY)
    read_as = [(phrase, *_reading_of(reading, phrase)) for phrase in _futures(reading)]
    foretold = [(phrase, why) for phrase, is_forecast, why in read_as if is_forecast]
    if foretold and _weighs(reading, [phrase for phrase, _ in foretold]):
        return Finding(True, 0.75, foretold[0][1], BY)
    if foretold:
        return Finding(False, 0.6, f"foretells only in passing: {foretold[0][1]}", BY)
    own = next((why for _, _, why in read_as), "no future in a main clause")
    return Finding(False, 0.75, own, BY)


def _weighs(reading: Reading, foretold: Sequence[Phrase]) -> bool:
    """Whether the first sentence foretells, or at least half of all."""
    at = {phrase.head for phrase in foretold}
    foretelling = [any(t.i in at for t in sentence) for sentence in reading.sentences]
    return foretelling[0] or 2 * sum(foretelling) >= len(foretelling)


def _futures(reading: Reading) -> Iterator[Phrase]:
    """Futures and expectations of the main clauses, outside questions."""
    questions = [s for s in reading.sentences if any(token.text == "?" for token in s)]
    asked = {token.i for sentence in questions for token in sentence}
    for phrase in reading.content_phrases:
        if phrase.group.kind in ("future", "expected") and phrase.head not in asked:
            verb = _verb(reading, phrase)
            if verb is not None and _is_main(reading, verb):
                yield phrase


def _verb(reading: Reading, phrase: Phrase) -> Token | None:
    head = reading.parsed.tokens[phrase.head]
    if head.lemma == "go":  # "is going to rain": the raining is foretold
        deed = [t for t in reading.parsed.children(head.i) if t.dep == "xcomp"]
        return deed[0] if deed else head
    if head.dep in ("aux", "advmod") and head.head != head.i:
        return reading.parsed.tokens[head.head]
    return head


def _is_main(reading: Reading, verb: Token) -> bool:
    """Whether no subordinate clause of the content holds the verb, and nobody wishes it."""
    at = verb
    while at.i in reading.inside:
        marks = {t.text.lower() for t in reading.parsed.children(at.i) if t.dep == "mark"}
        if at.dep in SUBORDINATE or marks & UNREAL:
            return False
        if at is not verb and _is_wish(reading, at):
            return False
        if at.head == at.i:
            return True
        at = reading.parsed.tokens[at.head]
    return True


def _is_wish(reading: Reading, at: Token) -> bool:
    phrase = reading.ground.phrases.get(at.i)
    return phrase is not None and phrase.group.kind == "attitude"


def _reading_of(reading: Reading, phrase: Phrase) -> tuple[bool, str]:
    """True for a forecast, False for a commitment of the speaker, with the reason."""
    verb = _verb(reading, phrase) or reading.parsed.tokens[phrase.head]
    who, words = holder(reading.parsed, verb, reading.ground.speaker)
    passive = any(t.dep == "nsubjpass" for t in reading.parsed.children(verb.i))
    decides = verb.lemma not in lexicon.words("forecast", "happens_to")
    if phrase.group.kind == "future" and who == "self" and decides and not passive:
        return False, f"“{words} {phrase.text} {verb.text}” = the speaker's own act, a commitment"
    return True, f"{phrase.reading}: what is to come, not the speaker's to decide"
