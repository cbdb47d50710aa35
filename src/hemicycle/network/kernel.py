"""Networks smoothed over time: near a moment statements weigh much, far from it little.

Kernels as in Wand and Jones (1995), Kernel Smoothing, table 2.1, with u the distance of
a statement from the moment in units of the half width: uniform 1/2, triangular 1 - |u|,
Epanechnikov 3/4 (1 - u^2), all for |u| <= 1, Gaussian exp(-u^2 / 2) / sqrt(2 pi) everywhere.
Two statements weigh the root of the product of their weights together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hemicycle.errors import UsageError
from hemicycle.network import kernel_dna
from hemicycle.network.clock import Unit, midpoints, shifted
from hemicycle.network.counts import count, counted
from hemicycle.network.kernel_dna import Kernel
from hemicycle.network.onemode import one_mode_weights
from hemicycle.network.result import Network
from hemicycle.network.selecting import Aggregation, Compat
from hemicycle.network.table import Floats, Ints, Statements
from hemicycle.network.twomode import two_mode_weights
from hemicycle.network.windows import between


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """A moment `middle`, the statements from `start` to `stop` (seconds) that are felt there,
    and how much each weighs."""

    middle: int
    start: int
    stop: int
    statements: Statements
    weights: Floats


def smoothed(
    statements: Statements,
    kernel: Kernel,
    unit: Unit,
    size: int,
    indent: bool = True,
    start: int | None = None,
    stop: int | None = None,
    compat: Compat = None,
    step: tuple[int, Unit] | None = None,
) -> Iterator[Slice]:
    """A slice at every unit of time, or every `step`, from the first statement (or `start`, if
    later) to the last (or `stop`), with `indent` half a width inside of both. `size` in units is
    the width, rounded up to even. compat="dna": distances in whole units, and DNA's
    triangular kernel."""
    if unit == "events":
        raise UsageError("a kernel needs a unit of time, not 'events'")
    if not len(statements) or (unit == "seconds" and compat == "dna"):
        return
    half = (size + 1) // 2
    first, last = int(statements.time[0]), int(statements.time[-1])
    first = first if start is None else max(first, start)
    last = last if stop is None else min(last, stop)
    begin, end = (
        (shifted(first, unit, half), shifted(last, unit, -half)) if indent else (first, last)
    )
    by, of = step or (1, unit)
    for middle in midpoints(begin, end, of, compat, by):
        low, high = shifted(middle, unit, -half), shifted(middle, unit, half)
        reach = (first, last) if kernel == "gaussian" else (max(first, low), min(last, high))
        felt = between(statements, *reach)
        if compat == "dna":
            weights = kernel_dna.weights(felt.time, middle, kernel, unit, half)
        else:
            weights = _weights(felt.time, middle, kernel, low, high)
        yield Slice(middle, *reach, felt, weights)


def networks(
    statements: Statements,
    mode: Literal["one", "two"],
    kernel: Kernel,
    unit: Unit,
    size: int,
    aggregation: Aggregation = "subtract",
    normalisation: str = "no",
    isolates: bool = False,
    to_one: bool = False,
    indent: bool = True,
    start: int | None = None,
    stop: int | None = None,
    compat: Compat = None,
    step: tuple[int, Unit] | None = None,
) -> Iterator[tuple[Slice, Network]]:
    """A network of each slice of `smoothed`, all of the same rows and columns: those of the
    statements given, with `isolates` all that were loaded.

    They are `two_mode` with sums of weights w in place of counts, and `one_mode` with sums of
    the roots of weights. `to_one` divides by the sum of the absolute weights of the network.
    compat="dna": `kernel_dna`, which numbers the levels instead of taking their values, keeps
    the diagonal, and has a normalisation of its own.
    """
    kept = counted(statements, aggregation)
    kept = kept if isolates else kept.compact()
    for at in smoothed(kept, kernel, unit, size, indent, start, stop, compat, step):
        if compat == "dna":
            made = kernel_dna.network(
                kept, at.statements, at.weights, mode, aggregation, normalisation
            )
        else:
            made = _network(at, mode, aggregation, normalisation)
        yield at, _to_one(made, compat) if to_one else made


def _weights(time: Ints, middle: int, kernel: Kernel, low: int, high: int) -> Floats:
    """Half a month is as long as it is: the two sides of a moment may differ."""
    import numpy as np

    away = (time - middle).astype(np.float64)
    return shape(np.where(away < 0, away / (middle - low), away / (high - middle)), kernel)


def shape(u: Floats, kernel: Kernel) -> Floats:
    """The kernel at `u`."""
    import numpy as np

    if kernel == "gaussian":
        bell: Floats = np.exp(-(u**2) / 2) / np.sqrt(2 * np.pi)
        return bell
    shapes = {"uniform": 0.5 + 0 * u, "triangular": 1 - abs(u), "epanechnikov": 0.75 * (1 - u**2)}
    inside: Floats = np.where(abs(u) <= 1, shapes[kernel], 0.0)
    return inside


def _network(
    at: Slice, mode: Literal["one", "two"], aggregation: Aggregation, normalisation: str
) -> Network:
    import numpy as np

    felt = at.statements
    if mode == "two":
        counts = count(felt, True, at.weights)
        weights = two_mode_weights(counts, aggregation, normalisation)
        return Network(counts.rows, counts.columns, weights, "two", felt)
    counts = count(felt, True, np.sqrt(at.weights))
    weights, weighed = one_mode_weights(counts, aggregation, normalisation)
    return Network(counts.rows, counts.rows, weights, "one", felt, weighed)


def _to_one(network: Network, compat: Compat) -> Network:
    from dataclasses import replace

    total = network.weights.sum() if compat == "dna" else abs(network.weights).sum()
    return replace(network, weights=network.weights / total) if total else network
