"""Sources that call somebody by name: one, or several that speak together.

A name is looked up in the cast. A state's name, or the seat of its government, stands for the
state. A surname that two persons share is settled by the place in the text, or left open.
"""

from __future__ import annotations

from hemicycle.resolve import scoring
from hemicycle.resolve.candidates import Candidate
from hemicycle.resolve.countries import nationality, place
from hemicycle.resolve.mentions import Mention
from hemicycle.resolve.names import fold
from hemicycle.resolve.phrases import Reading
from hemicycle.resolve.stage import Answer, Line, from_candidate, from_place, named, unknown


def by_name(line: Line, reading: Reading) -> Answer:
    """One name, or several that speak together."""
    answers = [of_mention(line, n) for n in reading.heads]
    if not reading.is_plural or (len(answers) > 1 and not _together(line, reading)):
        return answers[0]
    members = {a.actor.id: a.actor for a in answers if a.actor is not None}
    if len(members) < len(answers):
        return next((a for a in answers if a.actor is None), answers[0])
    group = named(reading.text, "group", members=tuple(members.values()))
    score = min(answer.score for answer in answers)
    names = " and ".join(member.name for member in members.values())
    return Answer(group, score, f"{names} together", "resolve/together@1", is_plural=True)


def _together(line: Line, reading: Reading) -> bool:
    first, last = (line.scene.cast.mentions[n] for n in (reading.heads[0], reading.heads[-1]))
    gap = line.scene.parse.tokens[first.last : last.first]
    return any(token.pos == "CCONJ" for token in gap)


def of_mention(line: Line, n: int) -> Answer:
    """Who one mention names."""
    mention, found = line.scene.cast.mentions[n], line.scene.cast.who[n]
    if len(found) > 1:
        answer = _shared(line, mention, found)
        if answer.candidate is not None:
            line.scene.cast.who[n] = (answer.candidate,)
        return answer
    if found:
        return _known(found[0], mention)
    own = line.scene.cast.states.get(fold(mention.name))
    state = place(mention.name)
    if own is not None and state is None:
        reason = f"“{mention.name}” stands for {own.name}"
        return Answer(from_candidate(own), 0.75, reason, "resolve/state@1", own)
    if state is not None:
        reason = f"“{mention.name}” stands for {state.role or state.name}"
        by = "resolve/metonym@1" if state.role else "resolve/country@1"
        return Answer(from_place(state, mention.name), 0.85, reason, by)
    if mention.kind == "people":
        group = named(mention.name, "group", nationality(mention.name))
        return Answer(group, 0.7, "a people or party as a group", "resolve/group@1", is_plural=True)
    kind = "person" if mention.kind == "name" else "organisation"
    actor = named(mention.name, "person" if kind == "person" else "organisation")
    return Answer(actor, 0.45, f"a name, taken for {kind}", "resolve/name@1")


def _shared(line: Line, mention: Mention, found: tuple[Candidate, ...]) -> Answer:
    by = "resolve/shared-surname@1"
    verdict = scoring.surname(line.scene, found, mention.first)
    if verdict.candidate is None:
        names = ", ".join(candidate.name for candidate in found[:4])
        return unknown(f"“{mention.name}” is shared by {names}: {verdict.reason}", by)
    chosen = verdict.candidate
    reason = f"“{mention.name}” is {chosen.name}: {verdict.reason}"
    return Answer(from_candidate(chosen), verdict.score, reason, by, chosen)


def _known(candidate: Candidate, mention: Mention) -> Answer:
    actor = from_candidate(candidate)
    if fold(mention.name) == fold(candidate.name):
        return Answer(actor, 0.95, "named in full", "resolve/name@1", candidate)
    reason = f"“{mention.name}” is {candidate.name}, the only one of that name here"
    return Answer(actor, 0.9, reason, "resolve/surname@1", candidate)
