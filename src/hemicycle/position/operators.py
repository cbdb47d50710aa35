"""What a single phrase does to the stance: the meaning of each `kind` in the word lists.

| kind | does |
|---|---|
| attitude, commitment | lends a side, if the speaker holds it; else it is only ascribed |
| judgement, verdict | lends a side: the speaker calls the matter good or bad |
| formula | lends a side, unless told of somebody else by name |
| norm | lends a side: the matter ought to be |
| undo, harm done to the matter | turns round |
| negator | turns round |
| warning | lends opposition where no side was taken yet |
| neutral | no side from here on (procedure, talk about talk) |
| expected | a forecast: a reason to see no side |

Effects ("would destroy the valley") are in `effects.py`, auxiliaries in `modals.py`.
"""

from __future__ import annotations

from hemicycle.parse import Token
from hemicycle.position.holder import holder
from hemicycle.position.phrases import Phrase
from hemicycle.position.stance import Ground, Stance

OF_OBJECTS = frozenset({"undo", "attitude", "commitment", "warning", "norm"})
JUDGING = frozenset({"judgement", "formula", "verdict"})
NEGATING = frozenset({"neg", "det", "advmod", "preconj"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})


def act(ground: Ground, stance: Stance, at: Token, subject_side: bool) -> None:
    """Let the phrase at `at`, if any, act on the stance of what depends on `at`."""
    phrase = ground.phrases.get(at.i)
    if phrase is None or not stance.fresh(phrase):
        return
    kind = phrase.group.kind
    if subject_side and kind in OF_OBJECTS:
        return  # "the plan opposes": the matter is no holder and no object here
    if kind in ("attitude", "commitment") or (kind == "formula" and foreign(ground, phrase)):
        attitude(ground, stance, phrase, at)
    elif kind in JUDGING or kind == "norm":
        stance.lend(phrase)
    elif kind == "undo" or (kind == "effect" and not subject_side and phrase.group.sign < 0):
        stance.turn(phrase)
    elif kind == "warning" and not stance.strength and not stance.words:
        stance.lend(phrase)
    elif kind in ("neutral", "expected"):
        stance.see_no_side(phrase, final=kind == "neutral")


def attitude(ground: Ground, stance: Stance, phrase: Phrase, at: Token) -> None:
    """Count an attitude for the speaker only if the speaker holds it; a cue's holder does."""
    who, words = ("self", "") if at.i in ground.cue else holder(ground.parsed, at, ground.speaker)
    if who == "other":
        stance.ascribe(phrase, words)
    else:
        stance.lend(phrase)


def foreign(ground: Ground, phrase: Phrase) -> bool:
    """Whether a formula is told of somebody else, by name or as he, she, they."""
    head = ground.parsed.tokens[phrase.head]
    subjects = [t for t in ground.parsed.children(head.i) if t.dep == "nsubj"]
    named = any(t.pos in ("PROPN", "PRON") and t.i not in phrase.tokens for t in subjects)
    own = head.i in ground.cue or holder(ground.parsed, head, ground.speaker)[0] != "other"
    return named and not own


def judge(ground: Ground, stance: Stance, at: Token) -> None:
    """What the noun or adjective `at` calls the matter, itself or by its modifiers."""
    modifiers = [t for t in ground.parsed.children(at.i) if t.dep in ("amod", "pobj", "conj")]
    for token in (at, *modifiers):
        phrase = ground.phrases.get(token.i)
        if phrase and phrase.group.kind in JUDGING and stance.fresh(phrase):
            stance.lend(phrase)
            negate(ground, stance, at)
            return


def negate(ground: Ground, stance: Stance, at: Token) -> None:
    """Negation hung on `at`, or on its arguments ("nobody wants", "has no reason")."""
    for child in ground.parsed.children(at.i):
        if child.dep in NEGATING:
            _negated_by(ground, stance, child)
        elif child.dep in ARGUMENTS:
            _negated_by(ground, stance, child)
            for inner in ground.parsed.children(child.i):
                if inner.dep in ("det", "neg", "preconj"):
                    _negated_by(ground, stance, inner)


def _negated_by(ground: Ground, stance: Stance, token: Token) -> None:
    phrase = ground.phrases.get(token.i)
    if phrase and phrase.group.kind == "negator" and stance.fresh(phrase):
        stance.turn(phrase)
