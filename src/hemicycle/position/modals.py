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
ABLE = frozenset({"can", "could"})
HYPOTHETICAL = frozenset({"if", "unless", "once", "provided"})
FAINT = 0.35  # "we will study them": a commitment to something else
UNFIT = 0.6  # "troops should rest": a duty, but not the one the concept speaks of


def modals(ground: Ground, stance: Stance, child: Token, verb: Token, acted: bool) -> None:
    """Let the auxiliaries of `verb` act; `acted` where the verb itself has changed the stance."""
    _inability(ground, stance, child, verb)
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
    conditional = phrase.text.lower() in CONDITIONAL
    if conditional and not ground.speaker.quoted and who != "other":
        if who == "none" or not _backshifted(ground, verb) or _ambiguous(ground, verb):
            return  # nobody knows whose act it is, or whether it is meant: no reason either way
        conditional = False
    if who != "self" or child.dep in SUBJECT or conditional:
        stance.neutral.append(f"“{phrase.text} {verb.text}” = forecast")
        return
    meant = verb.lemma in ground.keys or verb.lemma in BARE
    stance.strength = phrase.group.weight * (1.0 if meant else FAINT)
    stance.words.append(f"“{words} {phrase.text} {verb.text}” = own commitment")


def _inability(ground: Ground, stance: Stance, child: Token, verb: Token) -> None:
    """ "She could not guard a channel": what the speaker cannot do is no opposition to it."""
    if stance.strength or child.dep in SUBJECT or verb.lemma in ground.keys or verb.lemma in BARE:
        return
    near = ground.parsed.children(verb.i)
    can = next((t for t in near if t.dep == "aux" and t.lemma in ABLE), None)
    if can is None or can.i in ground.phrases or verb.i in ground.phrases:
        return
    if any(t.dep == "neg" for t in near):
        stance.neutral.append(f"“{can.text} not {verb.text}” = inability")
        stance.blocked = True


def _backshifted(ground: Ground, verb: Token) -> bool:
    """Whether "would" is the "will" of reported speech: "said it would", and no "if"."""
    told = any(ground.parsed.tokens[i].tag in ("VBD", "VBN") for i in ground.cue)
    clauses = [t for t in ground.parsed.children(verb.i) if t.dep == "advcl"]
    marks = (m.text.lower() for c in clauses for m in ground.parsed.children(c.i))
    return told and not HYPOTHETICAL & set(marks)


def _ambiguous(ground: Ground, verb: Token) -> bool:
    """A pronoun after somebody else was named: "said Tarsk was ready and it would send them"."""
    subject = next((t for t in ground.parsed.children(verb.i) if t.dep == "nsubj"), None)
    if subject is None or subject.pos != "PRON":
        return False
    inside = ground.allowed - ground.cue
    if verb.dep == "ccomp" and verb.head in inside:
        return True  # "she thought it would": one clause too deep to tell
    if subject.text.lower() == "it" and ground.speaker.person and not ground.speaker.officer:
        return True
    said = (ground.parsed.tokens[i] for i in inside if i < subject.i)
    return any(
        t.dep in ("nsubj", "nsubjpass")
        and t.pos in ("PROPN", "NOUN")
        and t.text.lower() not in ground.speaker.words
        for t in said
    )
