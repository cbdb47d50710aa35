"""Decide what each name of a document names: person, organisation, place, people.

All mentions of a name vote together, since a small parser takes one and the same surname for a
place here and a company there. Lists of countries and organisations come first, then titles and
given names, then the majority of the parser's labels. A surname follows the full name.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

from hemicycle.lexicon import words
from hemicycle.parse import Parse
from hemicycle.resolve import organisations
from hemicycle.resolve.countries import nationality, place, state_in
from hemicycle.resolve.cuts import Run
from hemicycle.resolve.descriptions import after, before, body, seat
from hemicycle.resolve.names import fold, gender_of_given, particles, plain, surname
from hemicycle.resolve.offices import is_party

ACRONYM = 5  # letters; longer words in capitals are names that are shouted

MentionKind = Literal["person", "organisation", "place", "people", "name"]

_VOTES: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}


def kinds_of(parse: Parse, runs: list[Run]) -> dict[str, MentionKind]:
    """What each name names, by the votes of all its mentions in the document."""
    votes: dict[str, Counter[str]] = {}
    shown: dict[str, str] = {}
    for run in runs:
        key = fold(run.name)
        shown.setdefault(key, run.name)
        ballot = votes.setdefault(key, Counter())
        ballot[parse.tokens[run.last - 1].entity] += 1
        ballot["plural"] += parse.tokens[run.last - 1].tag in ("NNS", "NNPS")
        described = before(parse, run.left) is not None or after(parse, run.last) is not None
        described = described or body(parse, run.first, run.last) is not None
        ballot["titled"] += run.first > run.left or described
        ballot["body"] += _is_body(parse, run)
        ballot["located"] += _is_located(parse, run)
        ballot["all"] += 1
    return _with_surnames({key: _kind(shown[key], ballot) for key, ballot in votes.items()}, shown)


def _is_body(parse: Parse, run: Run) -> bool:
    """Whether the noun before a name makes it a body: "the newspaper Il Porto"."""
    noun = parse.tokens[run.left - 1] if run.left else None
    told = words("organisations", "common", "media")
    if noun is None or run.left < run.first or noun.tag != "NN":
        return False
    return fold(noun.text) in told


def _is_located(parse: Parse, run: Run) -> bool:
    """Whether the words around a name make it a place: "in Xtown", "the Xland capital"."""
    tokens, at, places = parse.tokens, run.left, words("countries", "places")
    behind = tokens[run.last] if run.last < len(tokens) else None
    if seat(parse, run.last) or (behind is not None and behind.text in places):
        return True
    if not at or (behind is not None and behind.tag in ("POS", "NN", "NNS")):
        return False
    word = tokens[at - 1].text.lower()
    if word == "of" and at > 1:
        ruled = words("roles", "mayor", "governor", "monarch", "clergy")
        return fold(tokens[at - 2].text) in places | ruled
    return word in words("countries", "locative")


def _kind(name: str, ballot: Counter[str]) -> MentionKind:
    parts = tuple(plain(name).split())
    if place(name) or parts[-1] in words("countries", "geography"):
        return "place"
    if fold(name) in words("countries", "regions"):
        return "place"
    if (
        organisations.is_known(name)
        or organisations.looks_like_one(parts)
        or organisations.is_numbered(parts[0], parts[-1])
    ):
        return "organisation"
    if nationality(name) or is_party(parts[-1]):
        return "people"
    if ballot["body"] * 2 > ballot["all"]:
        return "organisation"
    located = ballot["located"] * 4 >= ballot["all"]
    given = len(parts) > 1 and gender_of_given(name) is not None
    if given or (ballot["titled"] and not (located and ballot["located"] >= ballot["titled"])):
        return "person"
    if located:
        return "place"
    if ballot["plural"] and len(parts) == 1:
        return "people"
    label = max(_VOTES, key=lambda each: ballot[each])
    if ballot[label]:
        acronym = label == "PERSON" and name.isupper() and len(name) <= ACRONYM
        return "organisation" if acronym else _VOTES[label]
    if any(organisations.goes_on(part) for part in parts) or (
        name.isupper() and 1 < len(name) <= ACRONYM
    ):
        return "organisation"
    return "name"


def _with_surnames(kinds: dict[str, MentionKind], shown: dict[str, str]) -> dict[str, MentionKind]:
    """A word that is the last of a person's full name is that person; of a state's, a place."""
    states = {fold(short) for name in shown.values() if (short := state_in(name))}
    kinds |= dict.fromkeys(states & kinds.keys(), "place")
    full = {surname(key) for key, kind in kinds.items() if kind == "person" and " " in key}
    for key, kind in kinds.items():
        alone = surname(key) == key or key.split()[0] in particles()
        if alone and key in full and not (kind == "place" and place(shown[key])):
            kinds[key] = "person"
    return kinds
