"""Sources that are many, and sources that keep their name to themselves.

Both are kept in the words of the text. A group is the same actor wherever those words stand, and
has members where it names them; somebody anonymous exists in one document only.
"""

from __future__ import annotations

from hemicycle.lexicon import words
from hemicycle.resolve import organisations
from hemicycle.resolve.calls import of_mention
from hemicycle.resolve.countries import country_in
from hemicycle.resolve.names import fold
from hemicycle.resolve.phrases import Reading
from hemicycle.resolve.roles import read, works_for_media
from hemicycle.resolve.stage import Answer, Line, named, nameless

SPOKE_REACH = 6  # attributions, sentences


def group(line: Line, reading: Reading) -> Answer:
    """Several people or states without a name of their own; those named in it are its members."""
    by = "resolve/group@1"
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
            return Answer(spoken.actor, 0.6, reason, "resolve/group@1", is_plural=True)
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
    return Answer(actor, 0.8, reason, "resolve/anonymous@1", is_plural=reading.is_plural)
