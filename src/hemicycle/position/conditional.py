"""When does "would" foretell?

As the "will" of reported speech ("said it would rain"), or where it is said with emphasis ("would
inevitably lead to war"). Else it speaks of what is only thought of: "sending troops would help",
"it would be a mistake", "it would have held", "would fall if". Those are opinions, and no event
will ever prove them right or wrong.
"""

from __future__ import annotations

from itertools import pairwise

from hemicycle import lexicon
from hemicycle.parse import Parse, Token
from hemicycle.position.clauses import plain, subject
from hemicycle.position.hedges import hedge
from hemicycle.position.holder import FIRST, THIRD
from hemicycle.position.reading import Reading

WOULD = frozenset({"would", "'d", "’d"})
CONDITIONAL = frozenset({"if", "unless", "without"})
TURNED = frozenset({"had", "were"})  # round: "had he won"
INDEFINITE = frozenset({"a", "an", "any", "such", "no", "every", "another", "some"})
POINTING = frozenset({"this", "that", "these", "those", "it", "which", "what"})
EMPHATIC = frozenset({"certain", "almost_certain", "probable"})
PAST = frozenset({"VBD", "VBN", "VBG"})


def foretells(reading: Reading, verb: Token) -> bool:
    """Whether "would" foretells: as the "will" of reported speech, or said with emphasis."""
    parsed = reading.parsed
    if is_perfect(parsed, verb) or _is_conditional(parsed, verb) or _wants(parsed, verb):
        return False
    if is_judged(parsed, verb):
        return False
    emphasis = hedge([t for t in parsed.children(verb.i) if t.dep in ("advmod", "prep")])
    if emphasis is not None and emphasis.group in EMPHATIC:
        return plain(subject(parsed, verb)) not in FIRST
    backshifted = not reading.quoted and told_in_past(reading)
    own = plain(subject(parsed, verb)) in THIRD  # "she would sign": the speaker's plan
    told = own or _foresees(reading) or _is_timed(parsed, verb)
    return backshifted and told and not _is_thought_of(parsed, verb)


def _foresees(reading: Reading) -> bool:
    cue = {reading.parsed.tokens[i].lemma for i in reading.ground.cue}
    return bool(cue & (_words("foreseeing") | _words("promising")))


def _is_timed(parsed: Parse, verb: Token) -> bool:
    """Whether its clause names a time ("next year", "within days", "again")."""
    words = parsed.subtree(verb.i)
    return any(t.entity in ("DATE", "TIME") or t.lemma in _words("timely") for t in words)


def told_in_past(reading: Reading) -> bool:
    """Whether the cue stands in the past ("said"), so that a future in it became a "would"."""
    return any(reading.parsed.tokens[i].tag in PAST for i in reading.ground.cue)


def is_perfect(parsed: Parse, verb: Token) -> bool:
    """What could have been: "would have held", but not "will have held"."""
    helpers = [t for t in parsed.children(verb.i) if "aux" in t.dep]
    will = any(t.lemma in ("will", "wo", "'ll") and t.text.lower() not in WOULD for t in helpers)
    return not will and any(t.lemma == "have" for t in helpers)


def _is_conditional(parsed: Parse, verb: Token) -> bool:
    """ "if", "unless", "had he won"."""
    for clause in parsed.children(verb.i):
        first = {t.text.lower() for t in parsed.subtree(clause.i)[:2]}
        if clause.dep in ("advcl", "prep", "mark") and CONDITIONAL & first:
            return True
    after = parsed.tokens[verb.i : parsed.sentence_of(verb.i).last]
    pairs = pairwise(after)
    return any(one.text.lower() in TURNED and next.dep == "nsubj" for one, next in pairs)


def _wants(parsed: Parse, verb: Token) -> bool:
    near = parsed.children(verb.i)
    return verb.lemma in _words("wished") or any(t.text.lower() == "rather" for t in near)


def is_judged(parsed: Parse, verb: Token) -> bool:
    """ "would be a mistake", "would be wrong to", "would make no sense"."""
    if verb.lemma not in ("be", "seem", "appear", "look", "sound", "make"):
        return False
    told = [t for t in parsed.children(verb.i) if t.dep in ("acomp", "attr", "oprd", "dobj")]
    words = {w.lemma for t in told for w in (t, *parsed.children(t.i))}
    return bool(words & _words("judged"))


def _is_thought_of(parsed: Parse, verb: Token) -> bool:
    """A subject that is only thought of: "sending troops would", "a ban would", "this would"."""
    who = subject(parsed, verb)
    if who is None:
        return False
    near = parsed.children(who.i)
    indefinite = any(
        t.text.lower() in INDEFINITE for t in near if t.dep == "det" or t.dep == "amod"
    )
    return (
        who.tag == "VBG"
        or who.lemma in _words("proposed")
        or who.dep in ("csubj", "csubjpass")
        or (indefinite and who.pos != "PRON")
        or plain(who) in POINTING - {"it"}
        or (plain(who) == "it" and verb.lemma in _words("becomes"))
        or any(t.text.lower() in POINTING for t in near if t.dep == "det")
    )


def _words(group: str) -> frozenset[str]:
    return lexicon.words("outlooks", group)
