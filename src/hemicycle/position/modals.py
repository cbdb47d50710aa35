"""Should and will: duties, commitments and forecasts.

"Troops should be sent" is a position; "we will send troops" is one by commitment; "they will send
troops" is only a forecast, for or against nothing.
"""

from __future__ import annotations

from hemicycle.parse import Token
from hemicycle.position.holder import holder
from hemicycle.position.phrases import Phrase
from hemicycle.position.stance import Ground, Stance

SUBJECT = frozenset({"nsubj", "csubj"})
CONDITIONAL = frozenset({"would", "could", "might"})
BARE = frozenset({"be", "happen", "go", "do", "come", "proceed", "remain", "stay", "continue"})
FAINT = 0.35  # "we will study them": a commitment to something else
UNFIT = 0.6  # "troops should rest": a duty, but not the one the concept speaks of


def modals(ground: Ground, stance: Stance, child: Token, verb: Token, acted: bool) -> None:
    """Let the auxiliaries of `verb` act; `acted` where the verb itself has changed the stance."""
    for auxiliary in (verb, *ground.parsed.children(verb.i)):
        phrase = ground.phrases.get(auxiliary.i)
        if phrase is None or not stance.fresh(phrase):
            continue
        if auxiliary.dep != "aux" and not (auxiliary is verb and phrase.group.kind == "future"):
            continue  # "is going to send": the future is the governing verb itself
        if phrase.group.kind == "norm":
            _duty(ground, stance, phrase, child, verb, acted)
        elif phrase.group.kind in ("formula", "verdict"):
            stance.lend(phrase)
        elif phrase.group.kind == "future":
            _future(ground, stance, phrase, child, verb)


def _duty(
    ground: Ground, stance: Stance, phrase: Phrase, child: Token, verb: Token, acted: bool
) -> None:
    """A duty counts in full for the concept's own act, for an undoing of it, or for bare being."""
    if acted or stance.words or verb.lemma in ground.keys or verb.lemma in BARE:
        stance.lend(phrase)
    elif child.dep != "prep":
        stance.lend(phrase, UNFIT)


def _future(ground: Ground, stance: Stance, phrase: Phrase, child: Token, verb: Token) -> None:
    if stance.strength or verb.lemma == "be":
        return
    who, words = holder(ground.parsed, verb, ground.speaker)
    stance.used.update(phrase.tokens)
    if who != "self" or child.dep in SUBJECT or phrase.text.lower() in CONDITIONAL:
        stance.neutral.append(f"“{phrase.text} {verb.text}” = forecast")
        return
    meant = verb.lemma in ground.keys or verb.lemma in BARE
    stance.strength = phrase.group.weight * (1.0 if meant else FAINT)
    stance.words.append(f"“{words} {phrase.text} {verb.text}” = own commitment")
