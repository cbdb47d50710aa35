"""Pairs as batches to train on; what belongs together is not torn apart."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from pairs import Pair, varied
from torch import Tensor

from hemicycle.position.question import concept_pieces, statement_pieces

POOL = 1000  # units that are sorted by length at once
PADDING = 1


@dataclass(frozen=True, slots=True)
class Read:
    """A pair, the pieces of both its sides in one row, and the part that each is of."""

    pair: Pair
    ids: list[int]
    parts: list[int]


def batches(
    units: Iterable[Sequence[Pair]], size: int, chance: random.Random
) -> Iterator[list[Read]]:
    """All units (pairs that are to be seen together) in another order and guise, of about `size`
    pieces, like lengths together so that little is padding."""
    shuffled = list(units)
    chance.shuffle(shuffled)
    groups = []
    for start in range(0, len(shuffled), POOL):
        pool = [
            [read(varied(pair, chance) if len(unit) == 1 else pair) for pair in unit]
            for unit in shuffled[start : start + POOL]
        ]
        groups += _packed(sorted(pool, key=_longest), size)
    chance.shuffle(groups)
    yield from groups


def _packed(pool: Iterable[list[Read]], size: int) -> Iterator[list[Read]]:
    group: list[Read] = []
    for unit in pool:
        if group and _longest([*group, *unit]) * (len(group) + len(unit)) > size:
            yield group
            group = []
        group += unit
    yield group


def _longest(group: Sequence[Read]) -> int:
    return max(len(one.ids) for one in group)


def read(pair: Pair) -> Read:
    """The pair as wordpieces."""
    concept, said = concept_pieces(pair.question), statement_pieces(pair.question)
    return Read(pair, concept[0] + said[0], concept[1] + said[1])


def padded(group: Sequence[Read]) -> tuple[Tensor, Tensor, Tensor]:
    """ids, parts and mask, each (pairs, longest)."""
    longest = _longest(group)
    ids = torch.full((len(group), longest), PADDING)
    parts, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for n, one in enumerate(group):
        length = len(one.ids)
        ids[n, :length], parts[n, :length] = torch.tensor(one.ids), torch.tensor(one.parts)
        mask[n, :length] = 1
    return ids, parts, mask
