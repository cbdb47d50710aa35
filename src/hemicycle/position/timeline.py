"""An actor's position on a concept through time: what was said when, and what that shows.

Only statements tell: between two of them nothing is known, so no period is filled. What counts:

- A *stance* is one statement's side: for (1), against (-1), neither (0) or unclear (None). The last
  two are shown and change nothing, nor do statements told by somebody else ("Tarsk, said its
  rival, is for the dam"): a claim about somebody is not theirs.
- Dates are intervals. Opposite sides on dates that overlap are a *conflict*: nobody knows which
  came first. A stance is contested by an opposite one on an overlapping date no less precise than
  its own; "in 2024" does not contest "on 3 March 2024".
- A *change* is a stance and the next one on the other side that are both uncontested, the first
  surely before the second. Uncontested stances of opposite sides never overlap, so their order is
  never a guess.
- The *last* stances are those that no sided stance surely follows; where the uncontested ones among
  them agree, that is the final position, else there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal

from hemicycle.intervals import Interval
from hemicycle.records import Actor
from hemicycle.rows import PositionRow, StatementRow

SOMEBODY = ("person", "organisation")  # kinds of carrier that may have an interest of their own


@dataclass(frozen=True, slots=True)
class Stance:
    """One statement of an actor on a concept. `said` is when, None where neither the text nor the
    document has a date; `dated_by` says which. `told_by` is who else told it, "" for the actor;
    `text` the words; `score` that of words, speaker and side together."""

    statement: str
    document: str
    side: int | None
    said: Interval | None
    dated_by: Literal["text", "publication", ""]
    score: float
    told_by: str
    text: str
    reason: str

    @property
    def counts(self) -> bool:
        """Whether it is a dated side of the actor's own."""
        return bool(self.side) and self.said is not None and not self.told_by


@dataclass(frozen=True, slots=True)
class Course:
    """An actor's stances on one concept in the order of their dates, undated ones last; `final`
    is None where the last ones contradict each other, or no side was taken."""

    actor: str  # id
    name: str
    concept: str
    stances: tuple[Stance, ...]
    changes: tuple[tuple[Stance, Stance], ...]
    conflicts: tuple[tuple[Stance, Stance], ...]
    final: Stance | None


def courses(rows: Iterable[StatementRow], min_score: float = 0.0) -> list[Course]:
    """The course of every actor on every concept it was heard on, by name, then concept.

    Stances below `min_score` (0 to 1) are left out. Named members of a group each hold what the
    group said.
    """
    found: dict[tuple[str, str], list[Stance]] = {}
    names: dict[str, str] = {}
    for row in rows:
        for actor in row.speakers:
            for position in row.positions:
                if row.score * position.score >= min_score:
                    names.setdefault(actor.id, actor.name)
                    key = (actor.id, position.concept)
                    found.setdefault(key, []).append(stance(row, position, actor))
    made = [course(actor, names[actor], concept, held) for (actor, concept), held in found.items()]
    return sorted(made, key=lambda c: (c.name.casefold(), c.actor, c.concept))


def stance(row: StatementRow, position: PositionRow, actor: Actor) -> Stance:
    """What the row says of where `actor` stands."""
    said = row.said_on or row.published
    by: Literal["text", "publication", ""] = "publication" if said else ""
    return Stance(
        row.id,
        row.document_name,
        position.agreement,
        said,
        "text" if row.said_on else by,
        row.score * position.score,
        told_by(row, actor),
        row.text,
        position.reason,
    )


def told_by(row: StatementRow, actor: Actor) -> str:
    """Who else than the actor or its body told it; "" where nobody did.

    Outlets, agencies, spokespersons and documents only carry words; so does a body that is quoted
    as quoting.
    """
    own = {name.casefold() for name in (actor.name, *actor.aliases, actor.organisation or "")}
    for carrier in row.via:
        quoting = carrier.kind == "organisation" and row.form == "direct"
        if carrier.kind in SOMEBODY and not quoting and carrier.name.casefold() not in own:
            return carrier.name
    return ""


def course(actor: str, name: str, concept: str, stances: Iterable[Stance]) -> Course:
    """The stances in order, with what they show."""
    order = tuple(sorted(stances, key=_when))
    sided = [one for one in order if one.counts]
    clear = [one for one in sided if not any(_contests(other, one) for other in sided)]
    conflicts = tuple(
        (one, other) for one, other in combinations(sided, 2) if _conflict(one, other)
    )
    return Course(actor, name, concept, order, _changes(clear), conflicts, _final(sided, clear))


def silent(
    names: Iterable[str], concepts: Iterable[str], heard: Sequence[Course]
) -> set[tuple[str, str]]:
    """Pairs (actor id, concept) of actors who were never heard on the concept."""
    known = {(each.actor, each.concept) for each in heard}
    return {(name, concept) for name in names for concept in concepts} - known


def _when(one: Stance) -> tuple[object, ...]:
    if one.said is None:
        return (1, one.document, one.statement)
    return (0, one.said.start, one.said.end, one.document, one.statement)


def _interval(one: Stance) -> Interval:
    assert one.said is not None  # only dated stances are compared
    return one.said


def _conflict(one: Stance, other: Stance) -> bool:
    return one.side != other.side and _interval(one).overlaps(_interval(other))


def _contests(other: Stance, one: Stance) -> bool:
    return _conflict(one, other) and _length(other) <= _length(one)


def _length(one: Stance) -> int:
    """Days that it may have been said on."""
    return (_interval(one).end - _interval(one).start).days


def _changes(clear: Sequence[Stance]) -> tuple[tuple[Stance, Stance], ...]:
    """From the last of each run of one side to the first of the next."""
    runs: list[list[Stance]] = []
    for one in clear:
        if not runs or runs[-1][-1].side != one.side:
            runs.append([])
        runs[-1].append(one)
    return tuple(
        (max(before, key=lambda s: _interval(s).end), after[0]) for before, after in pairwise(runs)
    )


def _final(sided: Sequence[Stance], clear: Sequence[Stance]) -> Stance | None:
    last = [one for one in sided if not any(_interval(one).before(_interval(o)) for o in sided)]
    agreed = [one for one in last if one in clear] or last
    if len({one.side for one in agreed}) != 1:
        return None
    return max(agreed, key=lambda s: (_interval(s).end, _interval(s).start, s.score, s.statement))
