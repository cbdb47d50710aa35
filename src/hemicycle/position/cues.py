"""What a cue makes of its content: asserted or not, foretold by the cue itself or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hemicycle import lexicon
from hemicycle.parse import Token
from hemicycle.position import clauses
from hemicycle.position.reading import Reading
from hemicycle.records import Attribution

ASKING = ("whether", "how", "why")
DOUBTED = ("think", "believe", "expect")  # "does not think that" foretells the contrary


def not_asserted(reading: Reading, attribution: Attribution) -> str:
    """Why the source does not say so itself: "nobody believes", "is not sure", "asked"."""
    parsed, words = reading.parsed, lexicon.words
    cue = [parsed.tokens[i] for i in sorted(reading.ground.cue)]
    verbs = [t for t in cue if t.pos in ("VERB", "AUX", "NOUN")]
    nobody = reading.ground.speaker.words | {
        t.text.lower() for v in verbs for t in parsed.children(v.i) if t.dep in ("nsubj", "det")
    }
    if nobody & words("outlooks", "nobody") or any(
        t.text.lower() == "no" for v in verbs for t in _subject_words(reading, v)
    ):
        return "nobody is said to say so"
    source = [t for span in attribution.source for t in parsed.within(*span)]
    asked = clauses.plain(next(iter(reading.content), None)) in ASKING
    if asked or any(t.tag in ("WRB", "WDT", "WP") for t in source[:1]):
        return "it is asked, not told"
    if any(t.lemma in words("outlooks", "judged") for t in cue):
        return "the cue judges what it brings"
    if any(t.text.lower() == "no" and parsed.tokens[t.head].lemma != "doubt" for t in cue):
        return "the cue denies it"
    if any({t.lemma, t.text.lower()} & words("outlooks", "unsure") for t in verbs):
        return f"the cue “{' '.join(t.text for t in cue)}” does not assert it"
    if any(t.text.lower() == "less" for t in cue):
        return "the cue weakens it"
    if any(t.dep == "neg" for t in cue) and not any(t.lemma in DOUBTED for t in verbs):
        return "the cue is negated"
    return ""


def _subject_words(reading: Reading, verb: Token) -> Iterator[Token]:
    for child in reading.parsed.children(verb.i):
        if child.dep == "nsubj":
            yield child
            yield from reading.parsed.children(child.i)


def is_predicate(cue: Sequence[Token]) -> bool:
    """Whether the cue says of its source what will be, rather than that the source foretells."""
    passive = any(t.lemma == "be" for t in cue) and not any(t.tag == "VBG" for t in cue)
    return passive or any(t.tag == "VBN" and t.dep == "acl" for t in cue)


def expects(reading: Reading, cue: Sequence[Token], attribution: Attribution) -> bool:
    """Not what was expected once, nor what we are expected to do, nor a mere "which"."""
    words = [t for t in reading.content if t.pos != "PUNCT"]
    if all(t.pos in ("PRON", "DET") for t in words) or words[0].tag == "VBG":
        return False
    if any(t.tag == "MD" and t.text.lower() in ("would", "could", "might") for t in cue):
        return False
    if any((t.lemma == "be" and t.tag == "VBD") or t.text.lower() == "been" for t in cue):
        return False
    source = [t for span in attribution.source for t in reading.parsed.within(*span)]
    us = any(clauses.plain(t) in ("we", "you", "i") for t in source)
    return not (us and is_predicate(cue))
