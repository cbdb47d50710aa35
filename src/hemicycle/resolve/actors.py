"""Who said it: the actor behind each source, within one document.

A source may be a full name, "Macron", "he", "the expert", "the Kremlin", "sources", or nothing at
all. The document is read once for everybody it names (`mentions`, `candidates`); then the
attributions are settled in text order, each by the rule for its kind of source (`phrases`), with
`scoring` where the words alone do not tell. A finding says which rule answered and why. Where two
candidates remain there is no value, and the reason names them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hemicycle.offsets import Spans
from hemicycle.parse import Parse, Token, parse
from hemicycle.records import Actor, Attribution, Document, Finding
from hemicycle.resolve import bodies, calls, described, mentions, pronouns
from hemicycle.resolve.cast import gather
from hemicycle.resolve.phrases import Kind, Reading, read
from hemicycle.resolve.scene import Scene, Spoken
from hemicycle.resolve.stage import Answer, Line

_RULES: dict[Kind, Callable[[Line, Reading], Answer]] = {
    "nothing": pronouns.continued,
    "pronoun": pronouns.by_pronoun,
    "named": calls.by_name,
    "described": calls.by_description,
    "role": described.by_role,
    "group": calls.group,
    "anonymous": calls.anonymous,
    "document": bodies.by_text,
    "office": bodies.office,
    "body": bodies.by_noun,
    "other": bodies.other,
}


def resolve(document: Document, attributions: Sequence[Attribution]) -> list[Finding[Actor]]:
    """The actor behind each attribution, parallel to `attributions`; odd sources never raise."""
    scene = _scene(document, attributions)
    settled: dict[str, Answer] = {}
    found: dict[int, Finding[Actor]] = {}
    for n in _text_order(attributions):
        line = _line(document, scene, attributions[n], settled)
        answer = _answer(line, read(scene.parse, scene.cast, line.tokens))
        settled[attributions[n].id] = answer
        if answer.actor is not None:
            scene.history.append(_spoken(scene, line, answer))
        found[n] = Finding(answer.actor, answer.score, answer.reason, answer.by)
    return [found[n] for n in range(len(attributions))]


def _scene(document: Document, attributions: Sequence[Attribution]) -> Scene:
    parsed = parse(document)
    headlines = frozenset(n for n, b in enumerate(document.blocks) if b.kind == "title")
    quoted = sorted(
        (inside[0].i, inside[-1].i + 1)
        for attribution in attributions
        if attribution.form == "direct"
        for span in attribution.content
        if (inside := parsed.within(*span))
    )
    return Scene(parsed, gather(mentions.find(parsed, headlines)), quoted)


def _text_order(attributions: Sequence[Attribution]) -> list[int]:
    """Parents before what is nested in them, else by where the content begins."""

    def place(n: int) -> tuple[int, int]:
        content = attributions[n].content
        return (content[0][0], -content[-1][1]) if content else (0, 0)

    return sorted(range(len(attributions)), key=place)


def _line(
    document: Document, scene: Scene, attribution: Attribution, settled: dict[str, Answer]
) -> Line:
    tokens = _tokens(scene.parse, attribution.source)
    places = attribution.source or attribution.cue or attribution.content
    inside = scene.parse.within(places[0][0], places[-1][1]) if places else ()
    at = inside[0].i if inside else 0
    return Line(
        document, scene, attribution, tokens, at, settled.get(attribution.parent or ""), _answer
    )


def _tokens(parsed: Parse, spans: Spans) -> tuple[Token, ...]:
    return tuple(token for span in spans for token in parsed.within(*span))


def _answer(line: Line, reading: Reading) -> Answer:
    return _RULES[reading.kind](line, reading)


def _spoken(scene: Scene, line: Line, answer: Answer) -> Spoken:
    assert answer.actor is not None
    plural = answer.actor.kind == "group" or answer.is_plural
    sentence, block = scene.sentence(line.last_token), scene.block(line.last_token)
    nested = line.attribution.parent is not None
    return Spoken(answer.actor, answer.candidate, line.at, plural, block, sentence, nested)
