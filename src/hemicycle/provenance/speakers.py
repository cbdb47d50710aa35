"""Speakers as carriers: whoever says that somebody said something carries it.

In "Reuters reported that the ministry said ..." the ministry's words come through Reuters. Here the
actor of a statement is turned into the carrier of those nested in it, and the voices that only lend
themselves to a speaker ("a spokesman on behalf of", "the agency quoted him as saying") are named.
"""

from __future__ import annotations

from collections.abc import Iterator

from hemicycle.offsets import text_of
from hemicycle.parse import Token
from hemicycle.provenance.acts import Acts
from hemicycle.provenance.outlets import identify
from hemicycle.provenance.relations import named
from hemicycle.records import Actor, Carrier


def as_carrier(acts: Acts, n: int, actor: Actor | None, text: str) -> Carrier | None:
    """The speaker of statement `n` as carrier of those nested in it; None if not known."""
    outlet = identify(actor.name if actor else text_of(acts.attributions[n].source, text))
    if outlet is not None:
        return Carrier(outlet.name, outlet.kind)
    if actor is None:
        return None
    nouns = _lemmas(acts, n)
    if nouns & named("press") and actor.kind in ("group", "unknown", "anonymous"):
        return Carrier(actor.name, "outlet")
    if nouns & named("mouths"):
        return Carrier(actor.name, "spokesperson")
    if nouns & named("documents") and actor.kind == "unknown":
        return Carrier(actor.name, "document")
    return Carrier(actor.name, "organisation" if _is_body(actor) else "person")


def stand_ins(acts: Acts, n: int, actor: Actor | None, text: str) -> Iterator[tuple[Carrier, str]]:
    """A spokesperson in the source where the speaker is the body spoken for."""
    if actor is not None and _is_body(actor) and _lemmas(acts, n) & named("mouths"):
        name = text_of(acts.attributions[n].source, text)
        yield Carrier(name, "spokesperson"), "speaks on behalf of the speaker"


def quoters(acts: Acts, n: int, text: str) -> Iterator[tuple[Carrier, str]]:
    """ "The agency quoted him as saying", "the agency reported, citing the ministry" """
    for i in sorted(acts.cues[n]):
        verb = acts.tree.tokens[i]
        object_follows = bool(acts.sources[n]) and min(acts.sources[n]) > i
        if verb.lemma in named("quoting") and verb.tag != "VBN" and object_follows:
            subject = _subject_before(acts, verb)
            if subject is not None and subject.i not in acts.sources[n]:
                yield _subject_carrier(acts, subject, text), f"“{verb.text}” them"


def names(actor: Actor | None) -> Iterator[str]:
    """Every name the actor goes by, as an outlet too."""
    if actor is not None:
        yield from (actor.name, *actor.aliases)
        outlet = identify(actor.name)
        if outlet is not None:
            yield outlet.name


def _lemmas(acts: Acts, n: int) -> set[str]:
    return {acts.tree.tokens[i].lemma for i in acts.sources[n]}


def _is_body(actor: Actor) -> bool:
    return actor.kind in ("organisation", "group")


def _subject_before(acts: Acts, verb: Token) -> Token | None:
    first = acts.tree.sentence_of(verb.i).first
    before = reversed(acts.tree.tokens[first : verb.i])
    return next((token for token in before if token.dep == "nsubj"), None)


def _subject_carrier(acts: Acts, subject: Token, text: str) -> Carrier:
    start, end = acts.tree.chunk_at(subject.start) or (subject.start, subject.end)
    outlet = identify(text[start:end])
    if outlet is not None:
        return Carrier(outlet.name, outlet.kind)
    if subject.lemma in named("press"):
        return Carrier(text[start:end], "agency" if subject.lemma == "agency" else "outlet")
    return Carrier(text[start:end], "person" if subject.entity == "PERSON" else "organisation")
