"""Pairs as batches to train on; what is said of one statement is not torn apart."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from model import Side
from pairs import Pair, varied
from torch import Tensor

from hemicycle.position.question import Row, concept_pieces, statement_pieces

POOL = 600  # units that are sorted by length at once
PADDING = 1


@dataclass(frozen=True, slots=True)
class Read:
    """A pair and the pieces of both its sides."""

    pair: Pair
    concept: Row
    said: Row


def batches(
    units: Iterable[Sequence[Pair]], size: int, chance: random.Random
) -> Iterator[list[Read]]:
    """All units (pairs that are to be seen together) in another order and guise, of about `size`
    pieces, like lengths together so that little is padding."""
    shuffled = list(units)
    chance.shuffle(shuffled)
    groups = []
    for start in range(0, len(shuffled), POOL):
        pool = [list(map(read, varied(unit, chance))) for unit in shuffled[start : start + POOL]]
        groups += _packed(sorted(pool, key=_longest), size)
    chance.shuffle(groups)
    yield from groups


def _packed(pool: Iterable[list[Read]], size: int) -> Iterator[list[Read]]:
    group: list[Read] = []
    for unit in pool:
        if group and _pieces([*group, *unit]) > size:
            yield group
            group = []
        group += unit
    yield group


def _pieces(group: Sequence[Read]) -> int:
    """How many the batch has, padding too."""
    concepts = max(len(one.concept[0]) for one in group) * len(group)
    return concepts + _longest(group) * len(_statements(group))


def _longest(group: Sequence[Read]) -> int:
    return max(len(one.said[0]) for one in group)


def _statements(group: Sequence[Read]) -> dict[tuple[int, ...], Row]:
    """Each statement once."""
    return {tuple(one.said[0]): one.said for one in group}


def read(pair: Pair) -> Read:
    """The pair as wordpieces."""
    return Read(pair, concept_pieces(pair.question), statement_pieces(pair.question))


def padded(group: Sequence[Read]) -> tuple[Side, Side, Tensor]:
    """Statements, each once; concepts; and which statement each of these is asked about."""
    said = _statements(group)
    at = {ids: n for n, ids in enumerate(said)}
    of = torch.tensor([at[tuple(one.said[0])] for one in group])
    return _side(list(said.values())), _side([one.concept for one in group]), of


def _side(rows: Sequence[Row]) -> Side:
    shape = len(rows), max(len(ids) for ids, _ in rows)
    side = Side(torch.full(shape, PADDING), *torch.zeros(2, *shape, dtype=torch.long))
    for n, (ids, parts) in enumerate(rows):
        side.ids[n, : len(ids)], side.parts[n, : len(ids)] = torch.tensor(ids), torch.tensor(parts)
        side.mask[n, : len(ids)] = 1
    return side
