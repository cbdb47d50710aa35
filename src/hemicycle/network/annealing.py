"""The best backbone of a network by simulated annealing, the same whenever the seed is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hemicycle.errors import UsageError
from hemicycle.network.backbone import Backbone, Columns, evaluate

if TYPE_CHECKING:
    import numpy as np


def anneal(
    columns: Columns,
    penalty: float = 0.0,
    size: int | None = None,
    iterations: int = 10_000,
    seed: int = 0,
) -> Backbone:
    """The set of columns with the least (penalised) loss met on a random walk: of `size`
    columns, or of any number, when a penalty on many should be set.

    Each step adds, removes or swaps a column (with `size`: swaps), all kinds of moves equally
    likely. A better set is accepted, another with probability exp(old - new) * T,
    T = 1 - 1 / (1 + exp(5 - 12 t / iterations)) at step t: DNA's
    Exporter.iterateSimulatedAnnealingBackbone, which has no seed and reports the losses of the
    last set in place of the best one's. Raises UsageError for a size out of range.
    """
    import numpy as np

    total = len(columns.every)
    if total < 2 or not 1 <= (size or 1) < total:
        raise UsageError(f"a backbone of {size or 1} needs more columns than that, not {total}")
    random = np.random.default_rng(seed)
    now = best = frozenset(random.choice(total, size or 1, replace=False).tolist())
    for heat in _heat(iterations):
        new = _moved(now, columns.every, random, size is not None)
        worse = columns.loss(new, penalty) - columns.loss(now, penalty)
        if worse < 0 or random.random() < np.exp(-worse) * heat:
            now = new
        if columns.loss(now, penalty) < columns.loss(best, penalty):
            best = now
    return evaluate(columns, columns.names(best), penalty)


def _heat(iterations: int) -> Iterator[float]:
    import numpy as np

    for t in range(1, iterations + 1):
        yield float(1 - 1 / (1 + np.exp(5 - 12 * t / iterations)))


def _moved(
    kept: frozenset[int], every: frozenset[int], random: np.random.Generator, fixed: bool
) -> frozenset[int]:
    moves = ["swap"] if fixed else ["swap", *["remove"] * (len(kept) > 1)]
    moves += ["add"] * (not fixed and len(kept) < len(every) - 1)
    move = random.choice(moves)
    out = {_one_of(kept, random)} if move != "add" else set()
    into = {_one_of(every - kept, random)} if move != "remove" else set()
    return kept - out | into


def _one_of(numbers: frozenset[int], random: np.random.Generator) -> int:
    return int(random.choice(sorted(numbers)))
