"""Weigh who is meant: WHY THIS ACTOR.

Each way of pointing back (pronoun, role, shared surname) gives its candidates points for what
speaks for them: the office fits, they spoke last, they are the subject of the sentence before.
What speaks against them for certain (another gender, another country) takes them out. The best
one is the answer only when it leads by `MARGIN`; else nobody is, and the reason names the rest.
Points are small numbers set by hand on real articles; the sum is not a probability.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hemicycle.resolve.candidates import Candidate
from hemicycle.resolve.names import Gender
from hemicycle.resolve.scene import Scene, Seen

MARGIN = 0.65

SPOKE_LAST = 1.5
SPOKE_ABOVE = 0.9  # in another paragraph
SUBJECT = 0.3
SUBJECT_HERE = 1.2  # in the same paragraph
GENDER_KNOWN = 0.1
PARAGRAPH = 0.4
QUOTED = -1.0
OFTEN = 0.35
PER_SENTENCE = -0.3
FARTHEST = -2.0
KIN = -1.0  # "his daughter Jane Doe" is not "Doe"
IN_WORDS = -1.0  # named in what "he" says

PRONOUN_REACH = 6  # sentences
ROLE_REACH = 60
SPOKE_REACH = 4

SURE = 0.85  # most for whoever is not named in the words; a name gets 0.9
PER_STEP = 0.03  # less for each sentence back, up to `STEPS` of them
STEPS = 5

UNSPOKEN = 0.6  # most that a pronoun gets for one who did not speak last: right in 6 of 10 on GAP


@dataclass(frozen=True, slots=True)
class Choice:
    """One candidate with its points and what they were given for."""

    candidate: Candidate
    points: float
    why: tuple[str, ...]
    distance: int = 0  # sentences


@dataclass(frozen=True, slots=True)
class Verdict:
    """The chosen candidate, or None with the reason; `score` is 0 to 1."""

    candidate: Candidate | None
    score: float
    reason: str


def pronoun(
    scene: Scene,
    gender: Gender | None,
    at: int,
    barred: Sequence[Candidate] = (),
    unlikely: Sequence[Candidate] = (),
) -> Verdict:
    """Who "he" or "she" at token `at` is; `barred` cannot be (they quote the pronoun)."""
    seen = scene.persons_before(at, PRONOUN_REACH)
    able = [s for s in seen if s.candidate not in barred and agrees(s.candidate, gender)]
    verdict = decide(
        _as_pronoun(scene, s, gender, at, IN_WORDS * (s.candidate in unlikely)) for s in able
    )
    last = scene.last(at, SPOKE_REACH)
    if verdict.candidate is None or (last and last.candidate is verdict.candidate):
        return verdict
    chosen = next(s for s in able if s.candidate is verdict.candidate)
    alone = len(able) == 1 or _here(able, gender) == [chosen]
    told = len(chosen.candidate.words) > 1 or bool(chosen.candidate.roles)
    if not (chosen.leads or (alone and told)):
        return Verdict(None, 0.0, f"{chosen.candidate.name} is only named in passing")
    return Verdict(verdict.candidate, min(verdict.score, UNSPOKEN), verdict.reason)


def _here(seen: Sequence[Seen], gender: Gender | None) -> list[Seen]:
    """Those of the paragraph who are known to be of that gender."""
    return [s for s in seen if s.in_paragraph and s.candidate.gender == gender]


def agrees(candidate: Candidate, gender: Gender | None) -> bool:
    """Whether nothing tells that the candidate is of another gender."""
    return gender is None or candidate.gender in (None, gender)


def _as_pronoun(scene: Scene, seen: Seen, gender: Gender | None, at: int, less: float) -> Choice:
    points, why = nearness(scene, seen, at)
    points += less
    if seen.is_subject and seen.distance <= 2:
        points += SUBJECT_HERE if seen.in_paragraph else SUBJECT
        why.append("subject of a sentence just before")
    if seen.in_paragraph and not seen.in_quotation:
        points += PARAGRAPH
        why.append("in the same paragraph")
    points += OFTEN * min(seen.times - 1, 4)
    if gender and seen.candidate.gender == gender:
        points += GENDER_KNOWN
        why.append(f"known to be {gender}")
    return Choice(seen.candidate, points, tuple(why), seen.distance)


def nearness(scene: Scene, seen: Seen, at: int) -> tuple[float, list[str]]:
    """Points for standing near and having spoken last, and what they were given for."""
    points = max(FARTHEST, PER_SENTENCE * seen.distance)
    why = ["named in the same sentence" if not seen.distance else f"named {seen.distance} before"]
    last = scene.last(at, SPOKE_REACH)
    if last and last.candidate is seen.candidate:
        points += SPOKE_LAST if last.block == scene.block(at) else SPOKE_ABOVE
        why.append("spoke last")
    if seen.in_quotation:
        points += QUOTED
    return points, why


def surname(scene: Scene, bearers: Sequence[Candidate], at: int) -> Verdict:
    """Which of several bearers of one name is meant at token `at`."""
    seen = {id(s.candidate): s for s in scene.persons_before(at, ROLE_REACH)}
    known = [seen[id(c)] for c in bearers if id(c) in seen]
    if len(known) == 1:
        only = known[0].candidate
        return Verdict(only, 0.7, "the only one of that name so far")
    return decide(_as_bearer(scene, s, at) for s in known)


def _as_bearer(scene: Scene, seen: Seen, at: int) -> Choice:
    points, why = nearness(scene, seen, at)
    if any("kin" in role.named for role in seen.candidate.roles):
        points += KIN
    return Choice(seen.candidate, points, tuple(why), seen.distance)


def decide(choices: Iterable[Choice]) -> Verdict:
    """The best choice if it leads clearly, else an abstention that names the rivals."""
    ranked = sorted(choices, key=lambda choice: -choice.points)
    if not ranked:
        return Verdict(None, 0.0, "nobody named before fits")
    best = ranked[0]
    lead = best.points - ranked[1].points if len(ranked) > 1 else 2.0
    if lead < MARGIN:
        rivals = [c.candidate.name for c in ranked if best.points - c.points < MARGIN]
        return Verdict(None, 0.0, f"{len(rivals)} candidates: {', '.join(rivals[:4])}")
    return Verdict(best.candidate, _score(best, lead), ", ".join(best.why))


def _score(best: Choice, lead: float) -> float:
    """From 0.4 to `SURE`: less for a close rival, little evidence and a long way back."""
    points = min(SURE, 0.5 + 0.15 * min(lead, 2.0) + 0.05 * max(0.0, best.points))
    return round(points - PER_STEP * min(max(best.distance - 1, 0), STEPS), 2)
