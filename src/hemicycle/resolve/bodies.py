"""Bodies and texts that are only called by a noun.

"The alliance", "the newspaper", "the ministry" point back to a body named before, or stay
nameless. "Doe's campaign" is a body named after a person. A text speaks for its author or
publisher when the phrase names one.
"""

from __future__ import annotations

from itertools import takewhile

from hemicycle.lexicon import words
from hemicycle.resolve import clauses, organisations, pointing, scoring
from hemicycle.resolve.calls import of_mention
from hemicycle.resolve.candidates import Candidate
from hemicycle.resolve.countries import country_in
from hemicycle.resolve.mentions import Mention
from hemicycle.resolve.names import Gender, fold
from hemicycle.resolve.phrases import Reading
from hemicycle.resolve.stage import Answer, Line, again, from_candidate, named, nameless

_GENDERS: tuple[Gender, ...] = ("male", "female")


def by_text(line: Line, reading: Reading) -> Answer:
    """A text: its author or publisher if the phrase names one."""
    by = "resolve/text@2"
    owner = _whose(line)
    if owner is not None:
        return owner
    for n in reading.inner:
        if _wrote(line, line.scene.cast.mentions[n]):
            answer = of_mention(line, n)
            if answer.actor is not None:
                reason = f"“{reading.text}” is by {answer.actor.name}"
                return Answer(answer.actor, 0.6, reason, by, answer.candidate)
    actor = nameless(line.document, reading.text, "unknown")
    return Answer(actor, 0.3, "a text whose author the words do not name", by)


def _whose(line: Line) -> Answer | None:
    """Whoever "their" is in "their open letter"."""
    first = line.tokens[0] if line.tokens else None
    if first is None or first.tag != "PRP$" or clauses.named_in_content(line):
        return None  # "according to his biography, Doe was born in Xtown"
    owner = line.rules(line, Reading("pronoun", first.text, fold(first.text), at=first.i))
    return owner if owner.actor is not None else None


def _wrote(line: Line, mention: Mention) -> bool:
    """Whether a name in the phrase is that of the author: "a report by X", "X's report"."""
    tokens = line.scene.parse.tokens
    before = tokens[mention.left - 1] if mention.left else None
    if before is not None and before.text in ("the", "The") and mention.left > 1:
        before = tokens[mention.left - 2]
    after = tokens[mention.last] if mention.last < len(tokens) else None
    if before is not None and before.text in ("by", "from"):
        deed = tokens[before.head]
        return fold(deed.text) not in words("organisations", "received")
    if after is not None and after.tag == "POS":
        return True
    named = next((t for t in tokens[mention.last : mention.last + 4] if t.pos != "ADJ"), None)
    own = named is not None and fold(named.text) in words("organisations", "documents")
    return mention.kind == "organisation" and own


def office(line: Line, reading: Reading) -> Answer:
    """ "Doe's campaign", "the Doe administration": the body, named after the person."""
    by = "resolve/office@1"
    owner = _owner(line, reading) or pointing.owner_before(line, reading)
    if owner is not None:
        actor = named(f"{owner.name} {reading.noun}", "organisation", owner.country)
        return Answer(actor, 0.7, f"the {reading.noun} of {owner.name}", by)
    return by_noun(line, reading)


def _owner(line: Line, reading: Reading) -> Candidate | None:
    first = fold(line.tokens[0].text)
    for gender in _GENDERS:
        if first in words("pronouns", gender) and first in ("his", "her"):
            return scoring.pronoun(line.scene, gender, line.at).candidate
    persons = (of_mention(line, n).candidate for n in reading.inner)
    return next((c for c in persons if c is not None and c.kind == "person"), None)


def by_noun(line: Line, reading: Reading) -> Answer:
    """The alliance, the newspaper, the ministry: a body named before, else a nameless one."""
    by = "resolve/noun@2"
    spoke = pointing.spoke_nameless(line, reading)
    if spoke is not None:
        return again(spoke, 0.6, f"“{reading.text}” is {spoke.actor.name}, which spoke before", by)
    body = pointing.meant(line, reading) if reading.is_definite and not reading.inner else None
    if body is not None:
        reason = f"“{reading.text}” is {body.name}, the last one named that fits"
        return Answer(from_candidate(body), 0.7, reason, by, body)
    said = tuple(reading.text.replace("’", "'").replace("'s", "").split())
    country = country_in(said)
    whole = organisations.body_in(said)
    if country or whole:
        actor = named(reading.text, "organisation", country, whole)
        return Answer(actor, 0.7, "a body called by what it is", by, is_plural=reading.is_plural)
    fuller = pointing.fuller(line, reading) if reading.is_definite else None
    if fuller is not None:
        reason = f"“{reading.text}” is “{fuller}”, the last one described more fully"
        return Answer(named(fuller, "organisation"), 0.6, reason, by)
    actor = nameless(line.document, reading.text, "organisation")
    return Answer(actor, 0.4, "a body that the text does not name", by, is_plural=reading.is_plural)


def other(line: Line, reading: Reading) -> Answer:
    """A source of which nothing is known but its words; perhaps a name the parser missed."""
    seat = line.scene.cast.state_of(reading.text) if reading.noun == "capital" else None
    if seat is not None:
        reason = f"“{reading.text}” stands for {seat.name}"
        return Answer(from_candidate(seat), 0.7, reason, "resolve/state@1", seat)
    said = reading.text.rstrip(",").split()
    for name in (" ".join(takewhile(str.istitle, said)), " ".join(said[-2:])):
        bearers = line.scene.cast.called(name) if name[:1].isupper() else ()
        if len(bearers) != 1 or reading.is_plural:
            continue
        reason = f"“{reading.text}” is {bearers[0].name}, the only one of that name here"
        return Answer(from_candidate(bearers[0]), 0.85, reason, "resolve/surname@2", bearers[0])
    actor = nameless(line.document, reading.text, "unknown")
    return Answer(actor, 0.3, "neither a name nor a known role", "resolve/other@1")
