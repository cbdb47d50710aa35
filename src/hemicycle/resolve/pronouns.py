"""Sources that point back and tell nothing of whom: no words at all, or a pronoun.

Each rule takes a line and its reading and gives an answer. All of them prefer whoever spoke last,
and abstain when somebody else is as likely.
"""

from __future__ import annotations

from dataclasses import replace

from hemicycle.lexicon import group_of, words
from hemicycle.resolve import clauses, roles, scoring
from hemicycle.resolve.candidates import is_full
from hemicycle.resolve.names import Gender, fold
from hemicycle.resolve.phrases import Reading, read
from hemicycle.resolve.scene import WINDOW, Spoken
from hemicycle.resolve.stage import Answer, Line, again, from_candidate, named, unknown

RELATIVE = 0.8  # most for whoever "who" stands for

_GENDERS: dict[str, Gender] = {"male": "male", "female": "female"}


def continued(line: Line, reading: Reading) -> Answer:
    """A source-less quotation goes on for whoever spoke last, if it follows directly."""
    by = "resolve/continued@2"
    if line.attribution.cue and line.attribution.form != "direct":
        told = clauses.subject_of_cue(line)
        if told is not None:
            return told
    last = line.scene.speaker()
    if last is None:
        return unknown("the words name no source, and nobody spoke before", by)
    sentence, block = line.scene.sentence(line.at), line.scene.block(line.at)
    if line.attribution.cue and line.attribution.form != "direct":
        near, reach = sentence == last.sentence, "in the same sentence"
    else:
        near, reach = _adjoins(line, last.block, block), "in the paragraph before"
    if not near:
        return unknown(f"the words name no source, and nobody spoke {reach}", by)
    rival = _rival(line, last)
    if rival:
        return unknown(f"the words name no source, and {rival} is named before them", by)
    return again(last, 0.55, f"goes on for {last.actor.name}, who spoke last", by)


def _rival(line: Line, last: Spoken) -> str | None:
    """Who else is the subject of a sentence between the last speaker's words and these."""
    scene = line.scene
    for n in scene.cast.between(last.at, line.at)[-WINDOW:]:
        mention, found = scene.cast.mentions[n], scene.cast.who[n]
        told = mention.is_subject and not scene.is_quoted(mention.first)
        here = scene.block(mention.first) == scene.block(line.at) and found
        if told and here and last.candidate not in found and found[0].kind == "person":
            return found[0].name
    return None


def _adjoins(line: Line, last: int, block: int) -> bool:
    """Whether two blocks are the same or next to each other, furniture in between not counted."""
    between = line.document.blocks[last + 1 : block][:20]
    return last <= block and block - last <= 20 and all(b.is_furniture for b in between)


def by_pronoun(line: Line, reading: Reading) -> Answer:
    """He, she, they, it, I, who: each by its own rule."""
    group = group_of("pronouns")[reading.noun]
    if group in _GENDERS:
        return _third_person(line, reading, _GENDERS[group])
    rules = {"speaker": _speaker, "relative": _relative, "person": _relative}
    rules |= {"plural": _several, "thing": _thing}
    if group in rules:
        return rules[group](line, reading)
    return unknown(f"“{reading.text}” is whoever is spoken to", "resolve/pronoun@2")


def _third_person(line: Line, reading: Reading, gender: Gender) -> Answer:
    by = "resolve/pronoun@2"
    parent = line.parent
    quoted = parent is not None and line.scene.is_quoted(line.at)
    barred = [parent.candidate] if parent and parent.candidate and quoted else []
    named_inside = clauses.named_in_content(line)
    nameless_last = _nameless_last(line, gender)
    if nameless_last is not None:
        return again(nameless_last, 0.5, f"“{reading.text}” is who spoke last", by)
    if line.attribution.form == "direct":
        barred += named_inside
    verdict = scoring.pronoun(line.scene, gender, line.at, barred, named_inside)
    if verdict.candidate is None:
        return unknown(f"“{reading.text}”: {verdict.reason}", by)
    reason = f"“{reading.text}” is {verdict.candidate.name}: {verdict.reason}"
    return Answer(from_candidate(verdict.candidate), verdict.score, reason, by, verdict.candidate)


def _nameless_last(line: Line, gender: Gender) -> Spoken | None:
    """Who spoke last, if that is one without a name and nobody whom the pronoun fits was named."""
    last = line.scene.last(line.at, 2)
    if last is None or last.is_plural or not _is_somebody(last):
        return None
    since = line.scene.cast.between(last.at, line.at)
    found = (who for n in since for who in line.scene.cast.who[n])
    named = any(c.kind == "person" and scoring.agrees(c, gender) for c in found)
    return None if named else last


def _is_somebody(spoken: Spoken) -> bool:
    """Whether a nameless speaker is a person and not a text."""
    role = roles.read(spoken.actor.name)
    told = bool(role.named) or role.noun in words("anonymous", "nouns", "pronouns")
    return spoken.actor.kind in ("anonymous", "unknown") and told


def _speaker(line: Line, reading: Reading) -> Answer:
    """ "I" and "we" inside a quotation are whoever is quoted."""
    by = "resolve/first-person@1"
    parent = line.parent
    author = line.document.metadata.byline or ""
    if parent is None and not line.scene.is_quoted(line.at) and is_full(author):
        reason = f"“{reading.text}” outside quotation marks is the author"
        return Answer(named(author, "person"), 0.5, reason, by)
    if parent is None or parent.actor is None:
        return unknown(f"“{reading.text}” stands in no quotation whose speaker is known", by)
    reason = f"“{reading.text}” in the words of {parent.actor.name}"
    return Answer(parent.actor, 0.8, reason, by, parent.candidate, parent.is_plural)


def _relative(line: Line, reading: Reading) -> Answer:
    """ "Who" is the noun before it."""
    by = "resolve/relative@1"
    tokens = line.scene.parse.tokens
    phrases = []
    for noun in clauses.antecedents(line):
        start = min(token.i for token in line.scene.parse.subtree(noun.i))
        phrases.append(read(line.scene.parse, line.scene.cast, tokens[start : line.at]))
    for strict in (True, False):
        for phrase in phrases:
            if clauses.can_be(line, reading.noun, phrase, is_strict=strict):
                answer = line.rules(line, phrase)
                return replace(answer, score=min(answer.score, RELATIVE))
    return unknown(f"“{reading.text}” has no noun before it that fits", by)


def _several(line: Line, reading: Reading) -> Answer:
    """ "They" is the group or body that spoke last."""
    by = "resolve/pronoun@2"
    last = line.scene.last(line.at, 3)
    if clauses.rival_subjects(line, last, is_plural=True):
        return unknown(f"“{reading.text}”: somebody else is the subject just before", by)
    if last and (last.is_plural or last.actor.kind == "organisation"):
        return again(last, 0.55, f"“{reading.text}” is {last.actor.name}, who spoke last", by)
    return unknown(f"“{reading.text}”: no group or body spoke just before", by)


def _thing(line: Line, reading: Reading) -> Answer:
    """ "It" is the body that spoke last, or the only one that was a subject just before."""
    by = "resolve/pronoun@2"
    last = line.scene.last(line.at, 2)
    if clauses.rival_subjects(line, last, is_plural=False):
        return unknown(f"“{reading.text}”: something else is the subject just before", by)
    if last and last.actor.kind in ("organisation", "unknown"):
        return again(last, 0.6, f"“{reading.text}” is {last.actor.name}, which spoke last", by)
    seen = [s for s in line.scene.bodies_before(line.at, 1) if s.is_subject]
    if len({id(s.candidate) for s in seen}) == 1:
        body = seen[0].candidate
        reason = f"“{reading.text}” is {body.name}, subject just before"
        return Answer(from_candidate(body), 0.5, reason, by, body)
    for said in line.scene.phrases_before(line.at) if not seen else ():
        if line.scene.distance(said[-1].i if said else 0, line.at):
            break
        if said and fold(said[-1].text) in words("organisations", "common"):
            return line.rules(
                line, replace(read(line.scene.parse, line.scene.cast, said), is_definite=True)
            )
    return unknown(f"“{reading.text}”: no one body just before", by)
