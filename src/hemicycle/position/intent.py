"""Whose is it to decide? A forecast is about what its speaker does not decide.

"The plan will fail" can be held against its speaker; "we will sign the plan" is a plan, "we promise
to sign it" a promise, "we shall strike back" a threat, and a spokesman's "the minister will travel
on Monday" is the minister's plan.
"""

from __future__ import annotations

from hemicycle import lexicon
from hemicycle.parse import Token
from hemicycle.position.clauses import plain, subject
from hemicycle.position.futures import Future
from hemicycle.position.holder import FIRST, THIRD, holder
from hemicycle.position.reading import Reading
from hemicycle.records import OutlookKind

OWN = frozenset({"my", "our", "mine", "ours"})
OWN_TOLD = OWN | {"his", "her", "their", "its", "theirs"}
NAMED = frozenset({"PERSON", "ORG"})


def kind(
    reading: Reading, future: Future, titles: frozenset[str]
) -> tuple[OutlookKind | None, str]:
    """What the clause is, with the reason; None for what is said to the hearer to do. `titles` are
    words for what the speaker is, beside those of the source."""
    parsed, verb = reading.parsed, future.verb
    who = subject(parsed, verb)
    word = plain(who)
    words = dict.fromkeys((word, future.word.text, verb.text))
    told = f"“{' '.join(filter(None, words))}”"
    if word == "you":
        return _to_the_hearer(verb, told)
    if _menaces(reading, verb):
        return "threat", f"{told} = what the hearer is told to come to"
    if (
        future.label == "future"
        and not _passive(reading, verb)
        and _is_own(reading, verb, who, titles)
    ):
        if verb.lemma in _words("happens_to"):
            return "forecast", f"{told} = the speaker's own lot, not the speaker's to decide"
        return _own_act(reading, verb), f"{told} = the speaker's own act"
    if future.label == "future" and _is_promised(reading, verb):
        return "promise", f"{told} = promised"
    if future.label == "future" and _is_scheduled(reading, verb):
        return "plan", f"{told} = what is arranged for a day"
    if future.label == "future" and _announces(reading, verb, who, titles):
        return "plan", f"{told} = what an office announces"
    return "forecast", f"{told} = {future.label}: what is to come, not the speaker's to decide"


def of_cue(reading: Reading) -> tuple[OutlookKind | None, str]:
    """What a cue with an infinitive makes of it: "threatened to strike", "plans to sell"."""
    first = next((t for t in reading.content if t.text.isalpha()), None)
    if first is None or first.text.lower() != "to":
        return None, ""
    for i in sorted(reading.ground.cue):
        lemma = reading.parsed.tokens[i].lemma
        kinds: tuple[tuple[str, OutlookKind], ...] = (
            ("threatening", "threat"), ("promising", "promise"), ("planning", "plan"),
        )  # fmt: skip
        for group, found in kinds:
            if lemma in _words(group):
                return found, f"the cue “{lemma} to” = {found}"
    return None, ""


def _to_the_hearer(verb: Token, told: str) -> tuple[OutlookKind | None, str]:
    if verb.lemma in _words("menace"):
        return "threat", f"{told} = what the hearer is told to come to"
    return None, f"{told} = said to the hearer"


def _is_own(reading: Reading, verb: Token, who: Token | None, titles: frozenset[str]) -> bool:
    """The speaker, or what acts for the speaker ("our troops", "his party")."""
    if who is None:
        return False
    if plain(who) in ("mine", "ours") or plain(who) in FIRST:
        return True
    if plain(who) in titles and who.pos == "PROPN":
        return verb.lemma not in _words("becomes") - _words("either") - {"have"}
    if plain(who) == "it" and verb.lemma in _words("becomes") - _words("either"):
        return False
    found, _ = holder(reading.parsed, verb, reading.ground.speaker)
    if found == "self" and plain(who) in THIRD:
        return True
    near = reading.parsed.children(who.i)
    owners = OWN if reading.quoted else OWN_TOLD
    ours = any(t.text.lower() in owners for t in near) and who.lemma in _words("own_body")
    return ours or found == "self"


def _own_act(reading: Reading, verb: Token) -> OutlookKind:
    parsed = reading.parsed
    cue = {parsed.tokens[i].lemma for i in reading.ground.cue}
    above = {t.lemma for t in parsed.ancestors(verb.i) if t.i in reading.inside}
    near = [t for t in parsed.subtree(verb.i) if t.i in reading.inside]
    done = {verb.lemma, *(t.lemma for t in near if t.dep in ("dobj", "attr", "pobj", "conj"))}
    denied = any(t.dep == "neg" for t in parsed.children(verb.i))
    if cue & _words("threatening") or (done & _words("hostile") and not denied):
        return "threat"
    adverbs = {t.lemma for t in parsed.children(verb.i) if t.dep in ("advmod", "neg")}
    return "promise" if (cue | above | adverbs) & _words("promising") else "plan"


def _menaces(reading: Reading, verb: Token) -> bool:
    """ "There will be consequences", "they will pay a heavy price"; only in so many words."""
    told = [t for t in reading.parsed.children(verb.i) if t.dep in ("attr", "dobj")]
    if verb.lemma == "be":
        there = any(t.dep == "expl" for t in reading.parsed.children(verb.i))
        return there and any(t.lemma in ("consequence", "retribution") for t in told)
    return verb.lemma == "pay" and any(t.lemma == "price" for t in told)


def _announces(reading: Reading, verb: Token, who: Token | None, titles: frozenset[str]) -> bool:
    """An office that speaks of acts: somebody's, or done by nobody in particular."""
    known = reading.ground.speaker.words | titles
    cue = {reading.parsed.tokens[i].lemma for i in reading.ground.cue}
    happens = verb.lemma in _words("becomes") - _words("either") - {"be"}
    if (
        cue & _words("arranging") or (verb.lemma == "be" and known & _words("voice"))
    ) and not happens:
        return True
    if who is not None and who.lemma == "official" and verb.lemma not in _words("becomes"):
        return True
    if not known & _words("announcing"):
        return False
    named = who is not None and who.entity in NAMED and bool(known & _words("voice"))
    group = who is not None and who.lemma in _words("own_body") | _words("announcing")
    if verb.lemma in _words("becomes"):
        return (named or group) and verb.lemma in _words("either")
    by_others = any(t.dep == "agent" for t in reading.parsed.children(verb.i))
    return not by_others and (named or group or _passive(reading, verb))


def _is_promised(reading: Reading, verb: Token) -> bool:
    """What the cue promises, but for what comes of itself ("promised that prices would fall")."""
    cue = {reading.parsed.tokens[i].lemma for i in reading.ground.cue}
    binds = cue & (_words("promising") - {"never"})
    return bool(binds) and verb.lemma not in _words("becomes") - _words("either")


def _is_scheduled(reading: Reading, verb: Token) -> bool:
    """ "will vote on Tuesday": an act with its day is arranged; "will win on Tuesday" is no act."""
    if verb.lemma in _words("becomes") | _words("happens_to"):
        return False
    days = lexicon.words("dates", "WEEKDAY") | {"tomorrow", "tonight"}
    return any(t.text in days and t.i in reading.inside for t in reading.parsed.subtree(verb.i))


def _passive(reading: Reading, verb: Token) -> bool:
    return any(t.dep == "nsubjpass" for t in reading.parsed.children(verb.i))


def _words(group: str) -> frozenset[str]:
    return lexicon.words("outlooks", group)
