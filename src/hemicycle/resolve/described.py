"""Sources that describe a person: "the expert", "the French minister", "Doe's spokesman".

Whoever can be called so by what the text told of them is a candidate: same office or trade, no
other country, no other party, held for the same person or body. Among several, the nearest and
the one called by the same words comes first. A description that fits nobody is kept as an actor
without a name; where two fit equally there is no answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from hemicycle.resolve import roles
from hemicycle.resolve.candidates import Candidate
from hemicycle.resolve.names import fold
from hemicycle.resolve.organisations import is_outlet
from hemicycle.resolve.phrases import Reading
from hemicycle.resolve.roles import Role
from hemicycle.resolve.scene import Scene, Seen, Spoken
from hemicycle.resolve.scoring import ROLE_REACH, Choice, Verdict, agrees, decide, nearness
from hemicycle.resolve.stage import Answer, Line, again, from_candidate, nameless, unknown

OFFICE = 2.0
COUNTRY = 1.0
BODY = 1.0
SAME_WORDS = 1.5  # "the political scientist", called so before


def by_role(line: Line, reading: Reading) -> Answer:
    """ "The expert" is the person of the cast that the description fits best."""
    by = "resolve/role@2"
    need = roles.read(reading.text)
    before = _same_nameless(line, need.noun)
    if before is not None:
        return again(before, 0.6, f"“{reading.text}” is who spoke before without a name", by)
    verdict = _meant(line.scene, need, line.at, _owners(line, reading))
    if verdict.candidate is not None:
        reason = f"“{reading.text}” is {verdict.candidate.name}: {verdict.reason}"
        return Answer(
            from_candidate(verdict.candidate), verdict.score, reason, by, verdict.candidate
        )
    if "candidates:" in verdict.reason:
        return unknown(f"“{reading.text}”: {verdict.reason}", by)
    actor = nameless(line.document, reading.text, "unknown", need.country, need.organisation)
    return Answer(actor, 0.3, verdict.reason, by)


def _same_nameless(line: Line, noun: str) -> Spoken | None:
    """ "The official" is the official without a name who spoke before, if nobody else did since."""
    last = line.scene.last(line.at, 8)
    if last is None or last.actor.kind not in ("anonymous", "unknown") or last.is_plural:
        return None
    return last if roles.read(last.actor.name).noun == noun else None


def _owners(line: Line, reading: Reading) -> tuple[str, ...]:
    """The bodies and surnames of persons the role belongs to, folded: "Doe's spokesman"."""
    mentions = (line.scene.cast.mentions[n] for n in reading.inner)
    return tuple(
        fold(m.name) if m.kind == "organisation" else fold(m.name).split()[-1]
        for m in mentions
        if m.kind in ("person", "organisation", "name") and not is_outlet(m.name)
    )


def _meant(scene: Scene, need: Role, at: int, owners: Sequence[str] = ()) -> Verdict:
    """Whom a description ("the expert") at token `at` points back to, or forward if need be.

    `owners` are words of the persons and bodies it belongs to ("Doe's spokesman"): whoever holds
    the office for somebody else is not meant.
    """
    seen = scene.persons_before(at, ROLE_REACH)
    able = [s for s in seen if _can_be(s.candidate, need, owners)]
    if able:
        return decide(_as_role(scene, s, need, at) for s in able)
    only = [s for s in scene.persons_before(at, 1) if s.is_subject and not s.in_quotation]
    if len(only) == 1 and need.is_varied and agrees(only[0].candidate, need.gender):
        return Verdict(only[0].candidate, 0.45, "the only person named just before")
    if need.fits_anyone or len(need.named) != 1:
        return Verdict(None, 0.0, f"nobody named before is called “{need.text}”")
    named = scene.cast.by_class.get(next(iter(need.named)), [])[:50]
    later = [c for c in named if c.first > at and _can_be(c, need, owners)]
    if len(later) == 1:
        return Verdict(later[0], 0.5, f"the only {need.noun} of the document, named later")
    return Verdict(None, 0.0, f"nobody named before is known to be “{need.text}”")


def _can_be(candidate: Candidate, need: Role, owners: Sequence[str]) -> bool:
    if need.gender and not agrees(candidate, need.gender):
        return False
    if need.country and candidate.country != need.country:
        return False
    if need.fits_anyone:
        return True
    if any(need.contradicts(own) for own in candidate.roles):
        return False
    return any(need.points_to(own) and _belongs(own, need, owners) for own in candidate.roles)


def _belongs(own: Role, need: Role, owners: Sequence[str]) -> bool:
    """Whether a known role is held for the same person or body as the description says."""
    if not owners or (need.organisation and need.organisation == own.organisation):
        return True
    said = fold(f" {own.text} {own.organisation or ''} ").replace("'s", "")
    return any(f" {owner} " in said for owner in owners) or not (
        need.is_held_for or own.organisation
    )


def _as_role(scene: Scene, seen: Seen, need: Role, at: int) -> Choice:
    points, why = nearness(scene, seen, at)
    if not need.fits_anyone:
        points += OFFICE
        held = [own for own in seen.candidate.roles if need.points_to(own)]
        why.append(f"is “{held[0].text}”")
        if any(f" {need.bare} " in f" {own.bare} " for own in held):
            points += SAME_WORDS
    if need.country and seen.candidate.country == need.country:
        points += COUNTRY
        why.append(f"country {need.country}")
    if need.organisation and any(r.organisation == need.organisation for r in seen.candidate.roles):
        points += BODY
        why.append(f"of {need.organisation}")
    return Choice(seen.candidate, points, tuple(why))
