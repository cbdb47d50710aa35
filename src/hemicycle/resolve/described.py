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
from hemicycle.resolve.scoring import (
    ROLE_REACH,
    SPOKE_REACH,
    Choice,
    Verdict,
    agrees,
    decide,
    nearness,
)
from hemicycle.resolve.stage import Answer, Line, again, from_candidate, nameless, unknown

OFFICE = 2.0
COUNTRY = 1.0
BODY = 1.0
SAME_WORDS = 1.5  # "the political scientist", called so before
HAS_FLOOR = 0.5  # all the last statements were theirs
ANYONE_REACH = 3  # sentences back to "the woman"


def by_role(line: Line, reading: Reading) -> Answer:
    """ "The expert" is the person of the cast that the description fits best."""
    by = "resolve/role@2"
    need = roles.read(reading.text)
    before, is_last = _same_nameless(line, need.noun)
    if before is not None and is_last:
        return again(before, 0.6, f"“{reading.text}” is who spoke before without a name", by)
    verdict = _meant(line.scene, need, line.at, _owners(line, reading))
    if before is not None and not _is_called(verdict.candidate, need):
        return again(before, 0.5, f"“{reading.text}” is who spoke before without a name", by)
    if verdict.candidate is not None:
        reason = f"“{reading.text}” is {verdict.candidate.name}: {verdict.reason}"
        return Answer(
            from_candidate(verdict.candidate), verdict.score, reason, by, verdict.candidate
        )
    if "candidates:" in verdict.reason:
        return unknown(f"“{reading.text}”: {verdict.reason}", by)
    actor = nameless(line.document, reading.text, "unknown", need.country, need.organisation)
    return Answer(actor, 0.3, verdict.reason, by)


def _same_nameless(line: Line, noun: str) -> tuple[Spoken | None, bool]:
    """ "The official" is the official without a name who spoke before; was nobody else since?"""
    last = line.scene.last(line.at, 8)
    for spoken in reversed(line.scene.history[-8:]):
        nameless = spoken.actor.kind in ("anonymous", "unknown") and not spoken.is_plural
        if nameless and noun in roles.read(spoken.actor.name).bare.split():
            return spoken, spoken is last
    return None, False


def _is_called(candidate: Candidate | None, need: Role) -> bool:
    """Whether somebody was called by these very words."""
    return candidate is not None and any(_same_words(need, own) for own in candidate.roles)


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
    reach = ANYONE_REACH if need.fits_anyone else ROLE_REACH
    seen = scene.persons_before(at, reach)
    able = [s for s in seen if _can_be(s.candidate, need, owners)]
    if need.fits_anyone:
        last = scene.last(at, SPOKE_REACH)
        spoke = last.candidate if last else None
        able = [s for s in able if s.leads or s.candidate is spoke]
    if able:
        verdict = decide(_as_role(scene, s, need, at) for s in able)
        return _unless_newcomer(verdict, seen, need)
    near = [s for s in scene.persons_before(at, 1) if agrees(s.candidate, need.gender)]
    only = [s for s in near if s.is_subject and not s.in_quotation]
    if len(only) == 1 and need.is_varied:
        return Verdict(only[0].candidate, 0.45, "the only person named just before")
    if need.fits_anyone or len(need.named) != 1:
        return Verdict(None, 0.0, f"nobody named before is called “{need.text}”")
    named = scene.cast.by_class.get(next(iter(need.named)), [])[:50]
    later = [c for c in named if c.first > at and _can_be(c, need, owners)]
    if len(later) == 1 and not only:
        return Verdict(later[0], 0.5, f"the only {need.noun} of the document, named later")
    return Verdict(None, 0.0, f"nobody named before is known to be “{need.text}”")


def _unless_newcomer(verdict: Verdict, seen: Sequence[Seen], need: Role) -> Verdict:
    """No answer where somebody of whom nothing is known was introduced nearer: "the professor".

    Only for words that say little of the one chosen: another word for an expert, a party."""
    chosen = verdict.candidate
    if chosen is None:
        return verdict
    told = need.party is None or any(own.party == need.party for own in chosen.roles)
    if (told and not need.is_varied) or _is_called(chosen, need):
        return verdict
    reach = next(s.distance for s in seen if s.candidate is chosen)
    nearer = (s for s in seen if s.is_subject and s.in_paragraph and s.distance < reach)
    fits = (s.candidate for s in nearer if agrees(s.candidate, need.gender))
    rival = next((c for c in fits if c is not chosen and not c.roles), None)
    if rival is None:
        return verdict
    return Verdict(None, 0.0, f"2 candidates: {rival.name}, {chosen.name}")


def _same_words(need: Role, own: Role) -> bool:
    """Whether somebody was called so before; "who teaches" only amounts to it."""
    called = not own.text.startswith("who ")
    return called and f" {need.bare} " in f" {own.bare} "


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
        if any(_same_words(need, own) for own in held):
            points += SAME_WORDS
    if scene.has_floor(seen.candidate):
        points += HAS_FLOOR
        why.append("has spoken several times in a row")
    if need.country and seen.candidate.country == need.country:
        points += COUNTRY
        why.append(f"country {need.country}")
    if need.organisation and any(r.organisation == need.organisation for r in seen.candidate.roles):
        points += BODY
        why.append(f"of {need.organisation}")
    return Choice(seen.candidate, points, tuple(why), seen.distance)
