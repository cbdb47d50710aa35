"""Fold statements into one row per actor: how much it speaks and where it stands.

A pure function of rows, so it serves a filtered or reviewed list as well as the whole store.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from hemicycle.records import Actor
from hemicycle.rows import ActorRow, StatementRow

Stance = tuple[str, int, int, int]


def actor_rows(rows: Iterable[StatementRow]) -> list[ActorRow]:
    """One row per actor of `rows`, most statements first, then by name."""
    said: defaultdict[str, list[tuple[Actor, StatementRow]]] = defaultdict(list)
    for row in rows:
        for actor in row.speakers:
            said[actor.id].append((actor, row))
    folded = [_fold([a for a, _ in pairs], [r for _, r in pairs]) for pairs in said.values()]
    return sorted(folded, key=lambda row: (-row.statements, row.name, row.id))


def _fold(seen: Sequence[Actor], rows: Sequence[StatementRow]) -> ActorRow:
    days = sorted(row.when for row in rows if row.when)
    return ActorRow(
        id=seen[0].id,
        name=_commonest(actor.name for actor in seen) or seen[0].name,
        kind=seen[0].kind,
        aliases=tuple(sorted({alias for actor in seen for alias in actor.aliases})),
        roles=_most_frequent_first([role for actor in seen for role in actor.roles]),
        country=_commonest(actor.country for actor in seen),
        organisation=_commonest(actor.organisation for actor in seen),
        statements=len(rows),
        words=sum(row.words for row in rows),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        stance=_stance(rows),
    )


def _most_frequent_first(wordings: Sequence[str]) -> tuple[str, ...]:
    """Every wording once, those that differ in case counted as one."""
    alike = Counter(wording.casefold() for wording in wordings)
    exact = Counter(wordings)

    def order(wording: str) -> tuple[int, str, int, str]:
        folded = wording.casefold()
        return -alike[folded], folded, -exact[wording], wording

    return tuple(sorted(exact, key=order))


def _commonest(values: Iterable[str | None]) -> str | None:
    """The value that occurs most often, the first in the alphabet among equals."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _stance(rows: Sequence[StatementRow]) -> tuple[Stance, ...]:
    """For each concept how often for, neither, against; abstentions do not count."""
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for row in rows:
        for position in row.positions:
            if position.agreement is not None:
                counts[position.concept][position.agreement] += 1
    return tuple((c, n[1], n[0], n[-1]) for c, n in sorted(counts.items()))
