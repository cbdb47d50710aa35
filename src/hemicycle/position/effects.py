"""Sides taken by consequence: what the matter would do to things good or bad.

"The dam would destroy the valley" opposes the dam without a word of opposition, and "the dam would
end the floods" supports it. The value of an effect is the verb's (harm, help, undo) times the value
of what it is done to; a verb that only brings about (`lead to`) takes the value of its object.
"""

from __future__ import annotations

from hemicycle.parse import Parse, Token
from hemicycle.position.phrases import Phrase
from hemicycle.position.stance import Ground, Stance

NO_EFFECT = frozenset({"attitude", "formula", "verdict", "neutral", "norm", "judgement"})
OTHER_CLAUSE = frozenset({"advcl", "relcl", "conj", "parataxis", "nsubj"})
PLAIN = 0.55  # weight of a verb that is in no list: "the plan buys peace"


def effect(ground: Ground, stance: Stance, child: Token, verb: Token) -> None:
    """The mention, subject of `verb` or condition of its clause, does good or harm."""
    phrase = ground.phrases.get(verb.i)
    kind = phrase.group.kind if phrase else ""
    if kind in NO_EFFECT or (verb.lemma == "be" and child.dep != "advcl"):
        return
    own = phrase.group.sign if phrase and kind in ("effect", "undo") else 0
    victim = _object_of_value(ground, child, verb, deep=bool(own or kind == "cause"))
    if victim is None and kind != "effect":
        return
    for part in (phrase if own or kind == "cause" else None, victim):
        if part is not None and stance.fresh(part):
            stance.tell(part)
    stance.sign *= (own or 1) * (victim.group.sign if victim else 1)
    weight = phrase.group.weight if phrase else 0.0
    stance.strength = max(stance.strength, weight or PLAIN)


def _object_of_value(ground: Ground, child: Token, verb: Token, deep: bool) -> Phrase | None:
    """The first good or bad thing that the verb is done to; `deep` looks behind prepositions."""
    for token in ground.parsed.subtree(verb.i):
        phrase = ground.phrases.get(token.i)
        if token.i <= verb.i or token.i not in ground.allowed or phrase is None:
            continue
        near = deep or token.head == verb.i or child.dep == "advcl"
        good_or_bad = phrase.group.kind == "judgement"
        if near and good_or_bad and _same_clause(ground.parsed, token, verb, child):
            return phrase
    return None


def _same_clause(parsed: Parse, token: Token, verb: Token, child: Token) -> bool:
    at = token
    while at.i != verb.i:
        if at.i == child.i or at.dep in OTHER_CLAUSE:
            return False
        at = parsed.tokens[at.head]
    return True
