"""What is said about a mention: from the mention up to the top of the sentence.

"It would be wrong to oppose sending troops" speaks FOR sending, though both of its stance words are
negative. Adding up words cannot see that. So we climb: starting from the mention ("sending troops")
each word met on the way to the top of the sentence acts upon what was said so far. `oppose` makes
it negative, `wrong` turns that round. An operator may

- lend a side (attitude, judgement, effect, duty, formula, own plan),
- turn round (negation, undoing), or
- take the side away (somebody else's attitude, talk about talk, a mere forecast).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hemicycle.parse import Parse, Token
from hemicycle.position.effects import effect
from hemicycle.position.modals import SUBJECT, modals
from hemicycle.position.operators import act, judge, negate
from hemicycle.position.stance import Ground, Stance

OUTRIGHT = 0.7
COPULAS = frozenset({"be", "remain", "seem", "become", "appear", "look", "sound", "feel"})
COMPLEMENT = frozenset({"acomp", "attr", "oprd"})
OF_COPULA = COMPLEMENT | {"prep", "dobj", "xcomp", "ccomp", "advmod"}
OPEN = frozenset({"decide", "settle", "determine"})  # "the channel will be decided by those who"
CONDITION = frozenset({"if", "when", "unless", "once", "should", "until", "to"})


def climb(ground: Ground, start: Token, sign: int = 1) -> Stance:
    """What is said about `start`; `sign` is -1 where it stands for an undoing of the matter."""
    stance = Stance(sign)
    own = ground.phrases.get(start.i)
    stance.used.update(own.tokens if own else ())
    negate(ground, stance, start)
    alone = start.head == start.i or start.head not in ground.allowed
    if alone and start.pos == "NOUN" and stance.words:
        stance.strength = OUTRIGHT  # a sentence of two words: "No dredging."
    for child, parent in path(ground, start):
        _step(ground, stance, child, parent)
    return stance


def asides(ground: Ground, start: Token, sign: int = 1) -> list[Stance]:
    """Judgements beside the way up: "this dangerous plan", "is old and should be stopped"."""
    found = [*_modifiers(ground, start, sign), *_later_predicates(ground, start, sign)]
    return [stance for stance in found if stance.value]


def path(ground: Ground, at: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs (child, governor) to the top; a conjunct is governed by its first conjunct's head."""
    while at.head != at.i:
        parent = ground.parsed.tokens[at.head]
        if at.dep == "conj":
            at = replace(at, dep=parent.dep, head=at.i if parent.head == parent.i else parent.head)
            continue
        if parent.i not in ground.allowed or at.dep == "relcl":
            return
        if at.dep == "advcl" and not _is_condition(ground.parsed, at):
            return
        yield at, parent
        at = parent


def _is_condition(parsed: Parse, clause: Token) -> bool:
    """A condition or a purpose ("we must act to prevent this"), not a reason or a contrast."""
    marks = (t for t in parsed.children(clause.i) if t.dep in ("mark", "advmod", "aux"))
    return any(t.text.lower() in CONDITION for t in marks)


def _step(ground: Ground, stance: Stance, child: Token, parent: Token) -> None:
    """Everything that the governor `parent`, with its own modifiers, does to the stance."""
    before = stance.strength, stance.sign
    if child.dep == "nsubjpass" and parent.lemma in OPEN and parent.lemma not in ground.keys:
        stance.neutral.append(f"“{parent.text}” = which way is left open")
        stance.blocked = True
    act(ground, stance, parent, subject_side=child.dep in SUBJECT)
    if child.dep in SUBJECT or child.dep == "advcl":
        effect(ground, stance, child, parent)
    _complements(ground, stance, child, parent)
    acted = (stance.strength, stance.sign) != before
    if child.dep != "advcl" or acted:
        modals(ground, stance, child, parent, acted)
    negate(ground, stance, parent)


def _complements(ground: Ground, stance: Stance, child: Token, verb: Token) -> None:
    """ "is a mistake", "is in our interest", "called it a disaster", "met it with criticism"."""
    copula = verb.lemma in COPULAS
    for other in ground.parsed.children(verb.i):
        if other.i == child.i:
            continue
        if other.dep in (OF_COPULA if copula else COMPLEMENT):
            judge(ground, stance, other)
        elif other.dep == "prep":
            _reception(ground, stance, other)


def _reception(ground: Ground, stance: Stance, prep: Token) -> None:
    """ "described it as a mistake"; "subjected the idea to criticism"."""
    for noun in ground.parsed.children(prep.i):
        phrase = ground.phrases.get(noun.i)
        if prep.text.lower() == "as":
            judge(ground, stance, noun)
        elif prep.text.lower() not in ("to", "with") or phrase is None or noun.pos != "NOUN":
            continue
        elif phrase.group.kind == "attitude" and stance.fresh(phrase):
            stance.lend(phrase)


def _modifiers(ground: Ground, start: Token, sign: int) -> Iterator[Stance]:
    for child in ground.parsed.children(start.i):
        stance = Stance(sign, used={start.i})
        if child.dep in ("amod", "appos"):
            judge(ground, stance, child)
        elif child.dep == "relcl" and child.i in ground.allowed:
            effect(ground, stance, start, child)
            _complements(ground, stance, start, child)
        yield stance


def _later_predicates(ground: Ground, start: Token, sign: int) -> Iterator[Stance]:
    """The second verb of "the dam is old and should be stopped" shares the subject."""
    if start.dep not in ("nsubj", "nsubjpass", "csubj"):
        return
    for verb in ground.parsed.children(start.head):
        inside = {t.dep for t in ground.parsed.children(verb.i)}
        shares = verb.dep == "conj" and not inside & {"nsubj", "nsubjpass"}
        if shares and verb.i in ground.allowed:
            stance = Stance(sign, used={start.i})
            subject = replace(start, dep="nsubjpass" if "auxpass" in inside else "nsubj")
            _step(ground, stance, subject, verb)
            yield stance
