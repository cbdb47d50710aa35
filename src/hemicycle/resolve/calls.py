"""Sources that are kept in their own words: names, groups, and those who give no name.

A name is looked up in the cast. A state's name, or the seat of its government, stands for the
state. A surname that two persons share is settled by the place in the text, or left open. A group
is the same actor wherever its words stand, and has members where it names them; somebody anonymous
exists in one document only.
"""

from __future__ import annotations

from hemicycle.lexicon import words
from hemicycle.resolve import organisations, scoring
from hemicycle.resolve.candidates import Candidate, is_full
from hemicycle.resolve.countries import country_in, nationality, place
from hemicycle.resolve.mentions import Mention
from hemicycle.resolve.names import fold
from hemicycle.resolve.offices import works_for_media
from hemicycle.resolve.phrases import Reading
from hemicycle.resolve.roles import read
from hemicycle.resolve.stage import (
    Answer,
    Line,
    from_candidate,
    from_place,
    named,
    nameless,
    unknown,
)

SPOKE_REACH = 6  # attributions, sentences


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


def by_description(line: Line, reading: Reading) -> Answer:
    """Words that stand beside a name and describe who bears it."""
    answer = of_mention(line, reading.heads[0])
    if answer.actor is None:
        return answer
    reason = f"“{reading.text}” describes {answer.actor.name}, named beside it"
    score = min(answer.score, 0.85)
    return Answer(answer.actor, score, reason, "resolve/beside@1", answer.candidate)


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
        return Answer(group, 0.7, "a people or party as a group", "resolve/group@2", is_plural=True)
    kind = "person" if mention.kind == "name" else "organisation"
    actor = named(mention.name, "person" if kind == "person" else "organisation")
    return Answer(actor, 0.45, f"a name, taken for {kind}", "resolve/name@2")


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
        whole = candidate.kind != "person" or is_full(candidate.name)
        told = (0.95, "named in full") if whole else (0.85, "by this name alone in the text")
        return Answer(actor, *told, "resolve/name@2", candidate)
    reason = f"“{mention.name}” is {candidate.name}, the only one of that name here"
    return Answer(actor, 0.9, reason, "resolve/surname@2", candidate)


def group(line: Line, reading: Reading) -> Answer:
    """Several people or states without a name of their own; those named in it are its members."""
    by = "resolve/group@2"
    earlier = _earlier_group(line, reading)
    if earlier is not None:
        return earlier
    text, _, listed = _split_members(reading.text)
    members = []
    if listed:
        answers = (of_mention(line, n) for n in reading.inner)
        members = [a.actor for a in answers if a.actor is not None and a.actor.name not in text]
    organisation = organisations.body_in(tuple(text.split())) or _outlet_of(line, reading)
    country = country_in(tuple(text.replace("’", "'").replace("'s", "").split()))
    actor = named(text, "group", country, organisation, members)
    reason = (
        f"a group, {len(members)} members named" if members else "a group without named members"
    )
    return Answer(actor, 0.75, reason, by, is_plural=True)


def _split_members(text: str) -> tuple[str, str, str]:
    """The group's own words, the word that opens the list, and the list."""
    said = text.split()
    for n, word in enumerate(said):
        if n and word in words("groups", "including") and said[n - 1].endswith(","):
            return " ".join(said[:n]).rstrip(","), word, " ".join(said[n + 1 :])
        if n and word == "including":
            return " ".join(said[:n]), word, " ".join(said[n + 1 :])
    return text.rstrip(","), "", ""


def _earlier_group(line: Line, reading: Reading) -> Answer | None:
    """ "The ministers" is the group of ministers that spoke a little before."""
    if line.tokens[0].text.lower() not in ("the", "these", "those") or " " in reading.text:
        return None
    for spoken in reversed(line.scene.history[-SPOKE_REACH:]):
        own = fold(spoken.actor.name).split(" of ")[0].split()
        if spoken.actor.kind == "group" and reading.noun in own:
            reason = f"“{reading.text}” is {spoken.actor.name}, who spoke before"
            return Answer(spoken.actor, 0.6, reason, "resolve/group@2", is_plural=True)
    return None


def _outlet_of(line: Line, reading: Reading) -> str | None:
    """Journalists without an outlet are those of the outlet that spoke just before."""
    last = line.scene.last(line.at, SPOKE_REACH)
    if last is None or not works_for_media(reading.noun):
        return None
    return last.actor.name if organisations.is_outlet(last.actor.name) else last.actor.organisation


def anonymous(line: Line, reading: Reading) -> Answer:
    """Whoever keeps the name to themselves: kept as in the text, one per wording and document."""
    said = tuple(reading.text.replace("’", "'").replace("'s", "").split())
    body = organisations.body_in(said)
    country = read(reading.text).country
    actor = nameless(line.document, reading.text, "anonymous", country, body)
    reason = "the text does not give the name"
    return Answer(actor, 0.8, reason, "resolve/anonymous@2", is_plural=reading.is_plural)
