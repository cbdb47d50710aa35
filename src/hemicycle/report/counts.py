"""Who stands where, and who gets to speak: nothing but counting.

A reader who sees "6 for" asks "which six?". So nothing here returns a bare number: every count is
a tuple of positions in the list of statements, and the number shown is its length. What a click
opens is therefore always exactly what was counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hemicycle.records import Actor
from hemicycle.rows import ActorRow, DocumentRow, StatementRow

Side = Literal["against", "neither", "for", "unclear"]
Stance = Literal["against", "divided", "neither", "for", "unclear", "silent"]

SIDES: tuple[Side, ...] = ("for", "against", "neither", "unclear")
STANCES: tuple[Stance, ...] = ("against", "divided", "neither", "for", "unclear", "silent")
_SIDE_OF: Mapping[int | None, Side] = {1: "for", 0: "neither", -1: "against", None: "unclear"}


def sides(statement: StatementRow, concept: str) -> frozenset[Side]:
    """The sides a statement takes on `concept`; "unclear" is an abstention of the machine."""
    return frozenset(_SIDE_OF[p.agreement] for p in statement.positions if p.concept == concept)


@dataclass(frozen=True, slots=True)
class Standing:
    """One actor before one concept: its statements by side, as positions in the list."""

    actor: str
    by_side: Mapping[Side, tuple[int, ...]]
    spoken: tuple[int, ...]  # all it said in the debate, on this concept or not

    @property
    def taken(self) -> int:
        """How many of its statements take a side or stay expressly between the two."""
        return sum(len(self.by_side[side]) for side in ("for", "neither", "against"))

    @property
    def mean(self) -> float | None:
        """Mean agreement from -1 (against) to 1 (for); None when no position was recognised."""
        if not self.taken:
            return None
        return (len(self.by_side["for"]) - len(self.by_side["against"])) / self.taken

    @property
    def stance(self) -> Stance:
        """Both for and against is "divided", however uneven; the mean tells which way it leans."""
        if not self.taken:
            return "unclear" if self.by_side["unclear"] else "silent"
        if self.by_side["for"] and self.by_side["against"]:
            return "divided"
        return next(side for side in ("for", "against", "neither") if self.by_side[side])


def standings(
    concept: str, statements: Sequence[StatementRow], actors: Sequence[str]
) -> list[Standing]:
    """Each of `actors` (ids) before `concept`, in the order given."""
    spoken: dict[str, list[int]] = {actor: [] for actor in actors}
    for at, statement in enumerate(statements):
        for actor in statement.speakers:
            if actor.id in spoken:
                spoken[actor.id].append(at)
    return [_standing(concept, actor, statements, said) for actor, said in spoken.items()]


def _standing(
    concept: str, actor: str, statements: Sequence[StatementRow], said: Sequence[int]
) -> Standing:
    by_side: dict[Side, tuple[int, ...]] = {
        side: tuple(at for at in said if side in sides(statements[at], concept)) for side in SIDES
    }
    return Standing(actor, by_side, tuple(said))


def seating(standings: Sequence[Standing]) -> list[Standing]:
    """Those with a position, from most against to most for: the order of the seats."""
    seated = [standing for standing in standings if standing.mean is not None]
    return sorted(seated, key=lambda s: (s.mean or 0.0, STANCES.index(s.stance), -s.taken, s.actor))


# ---------------------------------------------------------------- who gets to speak


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the debate that falls to one voice; `label` None is "not known"."""

    label: str | None
    statements: tuple[int, ...]
    words: int


def shares(
    statements: Sequence[StatementRow], key: Callable[[StatementRow], str | None]
) -> list[Share]:
    """Statements and their words by `key`, the largest first, what is not known last."""
    groups: dict[str | None, list[int]] = {}
    for at, statement in enumerate(statements):
        groups.setdefault(key(statement), []).append(at)
    found = [
        Share(label, tuple(group), sum(statements[at].words for at in group))
        for label, group in groups.items()
    ]
    return sorted(found, key=_largest_first)


def _largest_first(share: Share) -> tuple[bool, int, int, str]:
    return share.label is None, -len(share.statements), -share.words, share.label or ""


def fold(found: Sequence[Share], keep: int) -> tuple[list[Share], Share | None, int]:
    """The `keep` largest known shares and the unknown one; the rest as one; how many it holds.

    A rest of one is not worth folding, so it is kept.
    """
    known = [share for share in found if share.label is not None]
    unknown = [share for share in found if share.label is None]
    if len(known) <= keep + 1:
        return [*known, *unknown], None, 0
    rest = known[keep:]
    statements = tuple(sorted(at for share in rest for at in share.statements))
    words = sum(share.words for share in rest)
    return [*known[:keep], *unknown], Share("others", statements, words), len(rest)


def percent(part: int, whole: int) -> int:
    """Rounded per cent; 0 of 0 is 0."""
    return round(100 * part / whole) if whole else 0


# ---------------------------------------------------------------- what was read


def chronological(statements: Sequence[StatementRow]) -> list[StatementRow]:
    """Oldest first, undated last; within a day in the order of the text."""
    return sorted(
        statements, key=lambda s: (s.when is None, s.when or date.min, s.document_name, s.order)
    )


def period(documents: Sequence[DocumentRow]) -> tuple[date, date] | None:
    """First and last day of publication, as far as it is known."""
    starts = [document.published.start for document in documents if document.published]
    return (min(starts), max(starts)) if starts else None


def speaking(statements: Sequence[StatementRow], actors: Sequence[ActorRow]) -> list[ActorRow]:
    """The actors that have a statement here, most statements first; none is lost.

    A speaker without a row of its own (rows of a filtered export) gets one made from the statement.
    """
    rows = {actor.id: actor for actor in actors}
    counted: dict[str, int] = {}
    for statement in statements:
        for actor in statement.speakers:
            rows.setdefault(actor.id, row_of(actor))
            counted[actor.id] = counted.get(actor.id, 0) + 1
    found = [rows[actor] for actor in counted]
    return sorted(found, key=lambda row: (-counted[row.id], row.name, row.id))


def row_of(actor: Actor) -> ActorRow:
    """A row for somebody who has none, made from what the statement tells."""
    return ActorRow(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        aliases=actor.aliases,
        roles=actor.roles,
        country=actor.country,
        organisation=actor.organisation,
        statements=0,
        words=0,
        first=None,
        last=None,
        stance=(),
    )
