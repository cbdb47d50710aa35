"""Ways to sort actors: by camp, kind or country, the largest groups with a number and colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.report import phrases
from hemicycle.rows import ActorRow

COLOURS = 6  # groups told apart; 0 is everybody else


@dataclass(frozen=True, slots=True)
class Group:
    """`number` 0 is the rest: other groups, and what is not known."""

    number: int
    label: str
    actors: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """`of` gives every actor's group by its id."""

    name: str
    groups: tuple[Group, ...]
    of: Mapping[str, int]


def by_camp(actors: Sequence[ActorRow], camps: Mapping[str, int]) -> Grouping:
    """Camps keep their numbers and are called by their most active members."""
    of = {actor.id: camps.get(actor.id, 0) for actor in actors}
    of = {id: camp if camp <= COLOURS else 0 for id, camp in of.items()}
    groups = []
    for camp in sorted({*of.values()} - {0}):
        names = [actor.name for actor in actors if of[actor.id] == camp]
        groups.append(Group(camp, _called(names), len(names)))
    return _grouping("camp", groups, of, "smaller camps, and who has no tie")


def by_kind(actors: Sequence[ActorRow]) -> Grouping:
    known = {actor.id: None if actor.kind == "unknown" else actor.kind for actor in actors}
    return _by("kind", known)


def by_country(actors: Sequence[ActorRow]) -> Grouping:
    """Countries by their English names."""
    return _by("country", {actor.id: phrases.country(actor.country) for actor in actors})


def _by(name: str, values: Mapping[str, str | None]) -> Grouping:
    counted = Counter(value for value in values.values() if value)
    largest = sorted(counted, key=lambda value: (-counted[value], value))[:COLOURS]
    numbers = {value: at for at, value in enumerate(largest, 1)}
    of = {id: numbers.get(value or "", 0) for id, value in values.items()}
    groups = [Group(numbers[value], value, counted[value]) for value in largest]
    return _grouping(name, groups, of, "others or not known")


def _grouping(name: str, groups: list[Group], of: Mapping[str, int], rest: str) -> Grouping:
    if left := sum(not number for number in of.values()):
        groups.append(Group(0, rest, left))
    return Grouping(name, tuple(groups), of)


def _called(names: Sequence[str]) -> str:
    """The first two, and how many more."""
    more = [f"{len(names) - 2} more"] if len(names) > 3 else names[2:]
    return phrases.listed([*names[:2], *more])
