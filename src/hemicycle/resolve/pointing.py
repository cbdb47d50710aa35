"""Which body a noun points back to: "the administration", "the court", "the ministry".

A body named before whose name holds the noun, one that spoke before without a name, or a fuller
description ("the defence ministry"). Where two named bodies fit, only one just before is meant.
"""

from __future__ import annotations

from hemicycle.lexicon import words
from hemicycle.resolve import organisations
from hemicycle.resolve.candidates import Candidate
from hemicycle.resolve.cuts import joined
from hemicycle.resolve.names import fold
from hemicycle.resolve.phrases import Reading
from hemicycle.resolve.scene import Spoken
from hemicycle.resolve.stage import Line

NOUN_REACH = 40  # sentences, attributions
SPOKE_REACH = 6  # sentences
JUST = 2  # sentences


def owner_before(line: Line, reading: Reading) -> Candidate | None:
    """Whose "the administration" is: whoever it was named after before, else the only president."""
    if reading.inner or not reading.is_definite:
        return None
    cast = line.scene.cast
    for said in line.scene.phrases_before(line.at):
        if len(said) > 1 and fold(said[-1].text) == reading.noun:
            named = cast.between(said[0].i, said[-1].i)
            people = (c for n in named for c in cast.who[n] if c.kind == "person")
            return next(people, None)
    heads = words("organisations", "led") & {reading.noun}
    held = cast.by_class.get("president", ()) if heads else ()
    now = [c for c in held if not any("former" in fold(r.text).split() for r in c.roles)]
    return now[0] if len(now) == 1 else None


def spoke_nameless(line: Line, reading: Reading) -> Spoken | None:
    """The body without a name that spoke before, if none of a like name was named since."""
    if not reading.is_definite or reading.inner or " " in reading.text:
        return None
    for spoken in reversed(line.scene.history[-NOUN_REACH:]):
        nameless = spoken.actor.kind == "organisation" and spoken.candidate is None
        if nameless and reading.noun in fold(spoken.actor.name).split():
            scene, since = line.scene, line.scene.cast.between(spoken.at, line.at)
            told = (n for n in since if not scene.is_quoted(scene.cast.mentions[n].first))
            named = (c for n in told for c in scene.cast.who[n])
            return None if any(_fits(c, reading.noun) for c in named) else spoken
    return None


def fuller(line: Line, reading: Reading) -> str | None:
    """The last description before that ends in the same noun and says more: "defence ministry"."""
    if " " in reading.text:
        return None
    for said in line.scene.phrases_before(line.at):
        ends = said[-1].text if said else ""
        if len(said) > 1 and ends.islower() and fold(ends) == reading.noun:
            return joined(said)
    return None


def meant(line: Line, reading: Reading) -> Candidate | None:
    known = organisations.nouns_for().get(reading.noun, ())
    near = [seen.candidate for seen in line.scene.bodies_before(line.at, NOUN_REACH)]
    if known:
        fitting = {c.name: c for c in near if c.name in known}
        return next(iter(fitting.values())) if len(fitting) == 1 else None
    if reading.noun in words("organisations", "media"):
        close = {s.candidate.name: s.candidate for s in line.scene.bodies_before(line.at, 1)}
        outlet = next((c for c in near if organisations.is_outlet(c.name)), None)
        if outlet is not None or len(close) == 1:
            return outlet or next(iter(close.values()))
    last = line.scene.last(line.at, SPOKE_REACH)
    if last and last.candidate and _fits(last.candidate, reading.noun):
        return last.candidate
    return _only_one(line, reading.noun)


def _only_one(line: Line, noun: str) -> Candidate | None:
    """The body of that noun, where the text names one only, or this one just before."""
    seen = line.scene.bodies_before(line.at, NOUN_REACH)
    fits = [s for s in seen if _fits(s.candidate, noun) and not s.in_quotation]
    alone = len({id(s.candidate) for s in fits}) == 1
    return fits[0].candidate if alone or (fits and fits[0].distance <= JUST) else None


def _fits(candidate: Candidate, noun: str) -> bool:
    return candidate.kind == "organisation" and noun in fold(candidate.name).split()
