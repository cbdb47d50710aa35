"""The reasons to think that a speaker is for or against the matter of a concept.

Each signal is small, says which words carried it, and is found in one of four ways: the content is
like a coded example; something is said about a mention of the matter (`climb.py`); failing that the
cue tells ("protested"), or a formula needs no link ("all options are on the table").

This is the seam for a trained model: whatever takes a reading, a concept with its frame and the
relevance, and gives signals, can stand in for `signals`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hemicycle.parse import Token
from hemicycle.position.climb import asides, climb, path
from hemicycle.position.concept_frame import Frame
from hemicycle.position.embedding import similarity
from hemicycle.position.mentions import anchors, pointers
from hemicycle.position.operators import foreign
from hemicycle.position.phrases import Phrase, find
from hemicycle.position.reading import Reading
from hemicycle.position.relevance import Relevance
from hemicycle.position.stance import Ground, Stance
from hemicycle.records import Concept

CLOSE = 0.6  # relevance from which the cue of a quotation counts
CONDITION = 0.35  # weight of support on a condition ("only if")
TONE = 0.6  # weight of the cue of a quotation ("protested")
EXAMPLE = 0.92  # similarity to an example of the codebook that settles the side: the same sentence
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
QUESTION = 0.4  # weight of what is said in a question


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason: -1 (against the matter) to 1 (for it); 0 is a reason to see no side."""

    value: float
    reason: str


def signals(reading: Reading, concept: Concept, own: Frame, topical: Relevance) -> list[Signal]:
    """All signals of one statement on one concept; empty where nothing was found."""
    ground = replace(reading.ground, keys=own.keys)
    found = _like_an_example(reading, concept, own) + _linked(reading, ground, own)
    if any(signal.value for signal in found):
        return found
    if not found and topical.score >= CLOSE:
        found = _tone(reading, own)
    return found + _whole(reading, ground, own)


def _like_an_example(reading: Reading, concept: Concept, own: Frame) -> list[Signal]:
    """The codebook's examples support the concept, its counter-examples oppose it."""
    texts = {reading.passage.content, *reading.passage.sentences}
    known = [(text, 1) for text in concept.examples] + [(t, -1) for t in concept.counter_examples]
    rated = [(similarity(said, text), text, side) for text, side in known for said in texts]
    best, text, side = max(rated, default=(0.0, "", 0))
    if best < EXAMPLE:
        return []
    what = "example" if side > 0 else "counter-example"
    return [Signal(own.sign * side * best, f"like the {what} “{text}” (similarity {best:.2f})")]


# ------------------------------------------------------------------ what is said of mentions


def _linked(reading: Reading, ground: Ground, own: Frame) -> list[Signal]:
    """What is said about each mention of the matter, or about what points back to one."""
    sided: list[tuple[Stance, float]] = []
    antecedent = _antecedent(reading, ground, own)
    for sentence in reading.sentences:
        weight = QUESTION if _asks(sentence) else 1.0
        named = anchors(reading.parsed, sentence, own)
        starts = [(token, 1) for token in named]
        if not named and antecedent:
            starts = [(token, antecedent) for token in pointers(reading.parsed, sentence)]
        for token, sign in starts:
            stances = [climb(ground, token, sign), *asides(ground, token, sign)]
            sided.extend((stance, weight) for stance in stances)
        antecedent = _mention_sign(ground, named) or antecedent
    condition = _condition(reading)
    return [_weakened(signal, own, condition) for signal in _once(sided)]


def _asks(sentence: Sequence[Token]) -> bool:
    return sentence[0].text.lower() == "whether" or any(t.text == "?" for t in sentence)


def _once(found: list[tuple[Stance, float]]) -> list[Signal]:
    """Signals of the stances, strongest first, no word counted twice; else why no side is seen."""
    counted: set[int] = set()
    kept = []
    for stance, weight in sorted(found, key=lambda f: (-abs(f[0].value), -len(f[0].words))):
        if stance.value and counted.isdisjoint(stance.used):
            counted |= stance.used
            kept.append(Signal(weight * stance.value, ", ".join(stance.words)))
    if kept:
        return kept
    notes = dict.fromkeys(note for stance, _ in found for note in stance.neutral)
    questions = ["asks a question"] if any(weight < 1 for _, weight in found) else []
    return [Signal(0.0, note) for note in [*notes, *questions]]


def _antecedent(reading: Reading, ground: Ground, own: Frame) -> int:
    """The direction in which the sentences before last named the matter; 0 without such."""
    for sentence in reversed(reading.before):
        phrases = {i: phrase for phrase in find(sentence) for i in phrase.tokens}
        wide = replace(ground, allowed=frozenset(t.i for t in sentence), phrases=phrases)
        sign = _mention_sign(wide, anchors(reading.parsed, sentence, own))
        if sign:
            return sign
    return 0


def _mention_sign(ground: Ground, named: Sequence[Token]) -> int:
    """-1 where the last mention is "the closure of the plant", 1 where it is "the plant"."""
    if not named:
        return 0
    sign = 1
    for _, parent in path(ground, named[-1]):
        phrase = ground.phrases.get(parent.i)
        if phrase and phrase.group.kind != "undo":
            break
        sign *= phrase.group.sign if phrase else 1
    return sign


def _condition(reading: Reading) -> str:
    """The words of a condition, if the statement makes one."""
    phrases = (*reading.cue_phrases, *reading.content_phrases)
    return next((p.reading for p in phrases if p.group.kind == "condition"), "")


def _weakened(signal: Signal, own: Frame, condition: str) -> Signal:
    """Support on a condition is hardly support; opposition stays what it is."""
    if not condition or signal.value * own.sign <= 0:
        return signal
    return Signal(CONDITION * signal.value, f"{signal.reason}, {condition}")


# ------------------------------------------------------------------ without a mention


def _tone(reading: Reading, own: Frame) -> list[Signal]:
    """The cue of a statement on the concept whose words take no visible side: "protested"."""
    return [
        Signal(own.sign * _worth(phrase) * weight, f"the cue {phrase.reading}")
        for phrase in reading.cue_phrases
        for weight in [{"formula": 1.0, "attitude": TONE, "warning": TONE}.get(phrase.group.kind)]
        if weight
    ]


def _whole(reading: Reading, ground: Ground, own: Frame) -> list[Signal]:
    """Formulae that need no link to the matter: "all options are on the table"."""
    whole = [p for p in reading.content_phrases if p.group.kind in ("verdict", "formula")]
    attitudes = [p for p in reading.content_phrases if p.group.kind == "attitude"]
    if any(_of_another(reading, phrase) for phrase in (*whole, *attitudes)):
        return []
    return [
        Signal(own.sign * _worth(phrase), f"{phrase.reading}, as a whole")
        for phrase in whole
        if phrase.group.kind == "verdict" or not foreign(ground, phrase)
    ]


def _of_another(reading: Reading, phrase: Phrase) -> bool:
    """Whether the phrase is said of a thing named on the spot: "a contract … is not an option"."""
    parsed = reading.parsed
    head = parsed.tokens[phrase.head]
    verb = head if head.pos in ("VERB", "AUX") else parsed.tokens[head.head]
    if verb.lemma != "be":
        return False  # "members have no right to": a verdict on what they would do
    subjects = [t for t in parsed.children(verb.i) if t.dep in SUBJECTS and t.pos == "NOUN"]
    return any(t.i not in reading.pointing and t.i not in phrase.tokens for t in subjects)


def _worth(phrase: Phrase) -> float:
    return phrase.group.sign * phrase.group.weight
