"""Articles as batches to train on: windows, and what is right in them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import torch
from prepare import CONTENT, CUE, SOURCE, Example

from hemicycle.extract import acts
from hemicycle.extract.windows import SLACK, Window, windows
from hemicycle.extract.wordpieces import END, START

SHARED = 40  # pieces that neighbouring windows share in training
ACTS = acts.ACTS[:5]  # what the network tells apart


def cuts(length: int, starts: Sequence[int], jitter: int, trained: int) -> list[Window]:
    """Windows to train on, of `trained` pieces, the first one shortened so that cuts move."""
    jitter = jitter if jitter < length else 0
    shifted = [s - jitter for s in starts if s >= jitter]
    rest = windows(length - jitter, shifted, trained, SHARED, min(SLACK, trained // 5))
    if not jitter:
        return list(rest)
    moved = [
        Window(w.first + jitter, w.last + jitter, w.core_first + jitter, w.core_last + jitter)
        for w in rest
    ]
    return [Window(0, min(trained, jitter + SHARED, length), 0, jitter), *moved]


def items(
    examples: Sequence[Example], shuffle: random.Random | None, trained: int
) -> list[tuple[Example, Window]]:
    """All windows; moved and shuffled for training."""
    out = []
    for one in examples:
        jitter = shuffle.choice([0, shuffle.randrange(64, trained - SHARED)]) if shuffle else 0
        out += [(one, w) for w in cuts(len(one.pieces), one.pieces.starts, jitter, trained)]
    if shuffle:
        shuffle.shuffle(out)
    return out


def batches(
    found: list[tuple[Example, Window]], size: int
) -> Iterator[list[tuple[Example, Window]]]:
    """Windows of like length together, in pools, so that little is padding."""
    for start in range(0, len(found), size * 20):
        pool = sorted(
            found[start : start + size * 20], key=lambda item: item[1].last - item[1].first
        )
        groups = [pool[n : n + size] for n in range(0, len(pool), size)]
        random.shuffle(groups)
        yield from groups


def inputs(group: Sequence[tuple[Example, Window]]) -> tuple[torch.Tensor, ...]:
    """ids, quotation states, cases and mask, each (windows, longest + 2)."""
    longest = max(w.last - w.first for _, w in group) + 2
    ids, quote, case, mask = (torch.zeros(len(group), longest, dtype=torch.long) for _ in range(4))
    for n, (one, w) in enumerate(group):
        length = w.last - w.first
        ids[n, : length + 2] = torch.tensor([START, *one.pieces.ids[w.first : w.last], END])
        quote[n, 1 : length + 1] = torch.tensor(one.pieces.quote[w.first : w.last])
        case[n, 1 : length + 1] = torch.tensor(one.pieces.case[w.first : w.last])
        mask[n, : length + 2] = 1
    return ids, quote, case, mask


def labels(group: Sequence[tuple[Example, Window]], length: int) -> tuple[torch.Tensor, ...]:
    """Anchors (windows, length) with what counts, and rows, places, roles, acts of each anchor."""
    anchors = torch.zeros(len(group), length)
    counts = torch.zeros(len(group), length)
    rows, places, roles, kinds = [], [], [], []
    for n, (one, w) in enumerate(group):
        counts[n, w.core_first - w.first + 1 : w.core_last - w.first + 1] = 1
        counts[n, [at - w.first + 1 for at in one.unknown if w.first <= at < w.last]] = 0
        for attribution, act in zip(one.attributions, one.acts, strict=True):
            anchor = attribution["cue"][0]
            if not w.core_first <= anchor < w.core_last:
                continue
            place = anchor - w.first + 1
            anchors[n, place] = 1
            row = torch.zeros(length, dtype=torch.long)
            for role, label in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
                for piece in attribution[role]:
                    if w.first <= piece < w.last:
                        row[piece - w.first + 1] = label
            rows.append(n)
            places.append(place)
            roles.append(row)
            kinds.append(ACTS.index(act) if act in ACTS else -100)
    shape = torch.stack(roles) if roles else torch.zeros(0, length, dtype=torch.long)
    return (
        anchors,
        counts,
        torch.tensor(rows, dtype=torch.long),
        torch.tensor(places, dtype=torch.long),
        shape,
        torch.tensor(kinds, dtype=torch.long),
    )
