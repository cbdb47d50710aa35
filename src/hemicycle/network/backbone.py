"""Which columns (concepts) carry the structure of a one-mode network, and which are redundant.

The loss of a set of columns is the distance between the spectrum of the network of all columns
and that of these alone, with the same rows (`distance.spectrum`, `distance.spectral_loss`);
with a penalty p it is that times exp(-p (C - B) / C), B columns of C kept. compat="dna"
everywhere: DNA's spectrum, which is none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from hemicycle.errors import UsageError
from hemicycle.network.counts import Counts, count, counted
from hemicycle.network.distance import spectral_loss, spectrum
from hemicycle.network.onemode import one_mode_weights
from hemicycle.network.resampling import Resampler
from hemicycle.network.selecting import Aggregation, Compat
from hemicycle.network.stability import Interval, summed_up
from hemicycle.network.table import Floats, Ints, Statements


@dataclass(slots=True, eq=False)
class Columns:
    """The columns of a network, and what is lost by keeping only some of them."""

    counts: Counts
    aggregation: Aggregation
    normalisation: str
    compat: Compat
    known: dict[frozenset[int], float] = field(default_factory=dict)
    full: Floats | None = None

    @property
    def every(self) -> frozenset[int]:
        """The numbers of all columns."""
        return frozenset(range(len(self.counts.columns)))

    @property
    def tied(self) -> bool:
        """Whether the network of all columns has a spectrum, so that something can be lost."""
        self.full = self._spectrum(self.every) if self.full is None else self.full
        return bool(self.full.any())

    def loss(self, kept: Collection[int], penalty: float = 0.0) -> float:
        """The loss of keeping the columns of these numbers, penalised for keeping many."""
        import numpy as np

        key = frozenset(kept)
        if key not in self.known:
            self.full = self._spectrum(self.every) if self.full is None else self.full
            self.known[key] = spectral_loss(self.full, self._spectrum(key))
        spared = (len(self.every) - len(key)) / max(1, len(self.every))
        return self.known[key] * float(np.exp(-penalty * spared))

    def numbers(self, names: Collection[str]) -> frozenset[int]:
        """The numbers of the columns of these names."""
        if unknown := sorted(set(names) - set(self.counts.columns)):
            raise UsageError(f"not among the {len(self.every)} columns of the network: {unknown}")
        return frozenset(self.counts.columns.index(name) for name in names)

    def names(self, numbers: Collection[int]) -> tuple[str, ...]:
        """The names of the columns of these numbers, in order."""
        return tuple(self.counts.columns[j] for j in sorted(numbers))

    def statements(self) -> Ints:
        """How many statements each column has."""
        import numpy as np

        wide = len(self.counts.columns)
        sums: Ints = self.counts.flat.sum(axis=0).reshape(-1, wide).sum(axis=0).astype(np.int64)
        return sums

    def _spectrum(self, kept: frozenset[int]) -> Floats:
        import numpy as np

        counts = self.counts.over(np.array(sorted(kept), dtype=np.int64))
        ties, _ = one_mode_weights(counts, self.aggregation, self.normalisation, self.compat)
        return spectrum(ties.toarray(), self.compat)


def columns(
    statements: Statements,
    aggregation: Aggregation = "subtract",
    normalisation: str = "average",
    compat: Compat = None,
) -> Columns:
    """The columns of the one-mode network of `statements` (filtered; rDNA drops duplicates
    within a document)."""
    return Columns(count(counted(statements, aggregation)), aggregation, normalisation, compat)


@dataclass(frozen=True, slots=True)
class Step:
    """One column taken away: what the network of those left and of those taken loses; `interval`,
    where it was asked for, is that of `backbone_loss`."""

    column: str
    backbone_loss: float
    redundant_loss: float
    statements: int  # left
    interval: Interval | None = None


def nested(columns: Columns) -> list[Step]:
    """Take away, one after another, the column whose absence loses least; of equal ones the last.

    Losses count as equal up to the twelfth decimal. DNA's Exporter.iterateNestedBackbone (which
    takes equal ones away together).
    """
    left, steps, counts = set(columns.every), list[Step](), columns.statements()
    while left:
        losses = {j: columns.loss(left - {j}) for j in left}
        out = min(left, key=lambda j: (round(losses[j], 12), -j))
        left.remove(out)
        redundant = columns.loss(columns.every - left)
        remaining = int(sum(counts[j] for j in left))
        steps.append(Step(columns.names([out])[0], losses[out], redundant, remaining))
    return steps


@dataclass(frozen=True, slots=True)
class Backbone:
    """A set of columns, the rest, and what each of them alone loses (without penalty);
    `interval`, where it was asked for, is that of `backbone_loss`."""

    backbone: tuple[str, ...]
    redundant: tuple[str, ...]
    backbone_loss: float
    redundant_loss: float
    penalised: float
    interval: Interval | None = None


def evaluate(columns: Columns, backbone: Sequence[str], penalty: float = 0.0) -> Backbone:
    """What keeping just the columns of these names loses, and what keeping the others does."""
    kept = columns.numbers(backbone)
    rest = columns.every - kept
    parts = columns.names(kept), columns.names(rest)
    losses = columns.loss(kept), columns.loss(rest), columns.loss(kept, penalty)
    return Backbone(*parts, *losses)


def loss_intervals(
    columns: Columns,
    sets: Sequence[Collection[str]],
    source: Resampler,
    resamples: int = 100,
    level: float = 0.95,
    seed: int = 0,
) -> list[Interval]:
    """How far the loss (without penalty) of keeping each of these sets of columns would differ with
    other documents and readings: the sets are held, the counts come from `source`, which was made
    of the same statements. Raises UsageError for a name or a level that is none."""
    drawn: list[list[float]] = [[] for _ in sets]
    kept = [columns.numbers(names) for names in sets]
    for counts in source.draws(resamples, seed):
        again = replace(columns, counts=counts, known={}, full=None)
        for losses, numbers in zip(drawn, kept, strict=True):
            losses.append(again.loss(numbers) if again.tied else float("nan"))
    return [
        summed_up(columns.loss(numbers), losses, level)
        for numbers, losses in zip(kept, drawn, strict=True)
    ]
