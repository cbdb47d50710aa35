"""Resamples of counts: which documents were found, and which positions were read right.

A resample draws as many documents as there are, with replacement; all statements of a document
come along as often as it was drawn (the cluster bootstrap: Davison & Hinkley 1997, Bootstrap
Methods and their Application, section 3.8). Within it, a statement whose position has the score s
is kept as it was read with probability s; else it is dropped, or flipped to the other side.
Documents get weights and the counts are summed anew; no table is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hemicycle.errors import UsageError
from hemicycle.network.counts import Counts, count, counted
from hemicycle.network.selecting import Aggregation
from hemicycle.network.table import Floats, Ints, Mask, Statements

if TYPE_CHECKING:
    import numpy as np

Wrong = Literal["drop", "flip"]


class OneDocument(UsageError):
    """All statements are of one document: no other documents can be drawn."""


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What each entry hangs on: `statement` was read right (with probability `scores` of it),
    or, where `misread`, was not."""

    scores: Floats
    statement: Ints
    misread: Mask

    def holds(self, rng: np.random.Generator) -> Mask:
        """Which entries count in one draw."""
        right: Mask = rng.random(len(self.scores)) < self.scores
        counted: Mask = right[self.statement] != self.misread
        return counted


@dataclass(frozen=True, slots=True, eq=False)
class Resampler:
    """Draws counts like `counts`: the same rows, columns and levels in every one of them.

    Entry e adds `times[e]` statements of `document[e]` to a cell; entries are sorted by cell,
    the entries of the n-th cell that is not empty begin at `starts[n]`.
    """

    counts: Counts
    documents: int
    document: Ints
    times: Floats
    starts: Ints
    reading: Reading | None

    def draws(self, number: int, seed: int = 0) -> Iterator[Counts]:
        """`number` resamples, each from a generator of its own (SeedSequence.spawn), so that
        the first 100 of 200 are the 100 of a shorter run."""
        for rng in generators(number, seed):
            yield self.draw(rng)

    def draw(self, rng: np.random.Generator) -> Counts:
        """One resample."""
        import numpy as np
        from scipy import sparse

        if not self.documents:
            return self.counts
        drawn = rng.integers(self.documents, size=self.documents)
        often = np.bincount(drawn, minlength=self.documents).astype(np.float64)
        weights = often[self.document] * self.times
        if self.reading is not None:
            weights *= self.reading.holds(rng)
        like = self.counts.flat
        sums = np.add.reduceat(weights, self.starts)
        flat = sparse.csr_array((sums, like.indices, like.indptr), shape=like.shape)
        return replace(self.counts, flat=flat)


def generators(number: int, seed: int) -> Iterator[np.random.Generator]:
    """`number` independent generators of one seed. Raises UsageError for less than none."""
    import numpy as np

    if number < 0:
        raise UsageError(f"there cannot be {number} resamples")

    for child in np.random.SeedSequence(seed).spawn(number):
        yield np.random.default_rng(child)


def middle(level: float) -> tuple[float, float]:
    """The quantiles of resamples between which their middle `level` lies: a percentile interval
    (Efron & Tibshirani 1993, chapter 13). Raises UsageError for a level that is none."""
    if not 0 < level < 1:
        raise UsageError(f"the level of an interval is between 0 and 1, not {level}")
    return (1 - level) / 2, (1 + level) / 2


def resampler(
    statements: Statements,
    aggregation: Aggregation = "subtract",
    scores: str | Floats | None = None,
    wrong: Wrong = "drop",
) -> Resampler:
    """A `Resampler` of those of `statements` that go into a network.

    `scores` are the probabilities that the positions were read right: the name of a column of
    numbers (see `others` of `statements`), or one number a statement in the order of the table.
    `wrong` is what becomes of a position that was not: "drop" leaves the statement out, "flip"
    puts it at the opposite level (the k-th lowest to the k-th highest). Statements without a
    document stand each for themselves. Raises UsageError for scores that are no probabilities,
    and OneDocument for one document only, from which nothing can be drawn.
    """
    import numpy as np

    kept = counted(replace(statements, id=np.arange(len(statements))), aggregation)
    chosen = _scores(statements, scores)[kept.id] if scores is not None else None
    counts = count(kept)
    if wrong == "flip" and counts.values is None:
        raise UsageError("only a qualifier of numbers or of true and false can be flipped")
    document, documents = _documents(kept.document)
    if documents == 1:
        raise OneDocument("all statements are of one document: there is nothing to draw from")
    cell = _cells(counts, kept)
    if chosen is None:
        return _sure(counts, documents, cell, document)
    return _read(counts, documents, cell, document, chosen, wrong)


def _sure(counts: Counts, documents: int, cell: Ints, document: Ints) -> Resampler:
    """Statements of one document in one cell are one entry."""
    import numpy as np

    pairs, times = np.unique(cell * max(documents, 1) + document, return_counts=True)
    cells, starts = np.unique(pairs // max(documents, 1), return_index=True)
    shaped = _shaped(counts, cells)
    of = pairs % max(documents, 1)
    return Resampler(shaped, documents, of, times.astype(np.float64), starts, None)


def _read(
    counts: Counts, documents: int, cell: Ints, document: Ints, scores: Floats, wrong: Wrong
) -> Resampler:
    """Every statement is an entry; where it can be flipped, two."""
    import numpy as np

    sides = [cell, _opposite(counts, cell)] if wrong == "flip" else [cell]
    every = np.concatenate(sides)
    order = np.argsort(every, kind="stable")
    statement, misread = order % max(len(cell), 1), order >= len(cell)
    cells, starts = np.unique(every[order], return_index=True)
    reading = Reading(scores, statement, misread)
    shaped = _shaped(counts, cells)
    return Resampler(shaped, documents, document[statement], np.ones(len(order)), starts, reading)


def _cells(counts: Counts, kept: Statements) -> Ints:
    """The place of each statement in the flat matrix, row by row."""
    columns = kept.columns.compact().codes
    level = kept.levels.codes if kept.levels is not None else columns * 0
    level = level % len(counts.levels)  # -1, no qualifier, is the last
    wide = len(counts.columns)
    cell: Ints = kept.rows.compact().codes * counts.flat.shape[1] + level * wide + columns
    return cell


def _opposite(counts: Counts, cell: Ints) -> Ints:
    wide, levels = len(counts.columns), len(counts.levels)
    level = cell // wide % levels
    return cell + (levels - 1 - 2 * level) * wide


def _shaped(counts: Counts, cells: Ints) -> Counts:
    """`counts` with exactly these cells stored, zeros too."""
    import numpy as np
    from scipy import sparse

    rows, wide = counts.flat.shape
    begins = np.searchsorted(cells, np.arange(rows + 1) * wide)
    places = cells % wide if wide else cells
    old = counts.flat.tocoo()
    sums = np.zeros(len(cells))
    sums[np.searchsorted(cells, old.row.astype(np.int64) * wide + old.col)] = old.data
    flat = sparse.csr_array((sums, places, begins), shape=(rows, wide))
    return replace(counts, flat=flat)


def _documents(codes: Ints) -> tuple[Ints, int]:
    """Codes without gaps, and how many; -1 (none) becomes a document of its own."""
    import numpy as np

    alone = codes < 0
    named, found = np.unique(codes, return_inverse=True)
    out = np.where(alone, len(named) + np.cumsum(alone), found)
    kept, out = np.unique(out, return_inverse=True)
    return out, len(kept)


def _scores(statements: Statements, scores: str | Floats) -> Floats:
    import numpy as np

    if isinstance(scores, str):
        column = statements.named.get(scores)
        if column is None or column.values is None:
            raise UsageError(f"there is no column of numbers {scores!r} to take scores from")
        scores = np.append(column.values, np.nan)[column.codes]
    scores = np.asarray(scores, dtype=np.float64)
    if len(scores) != len(statements):
        raise UsageError(f"{len(scores)} scores for {len(statements)} statements")
    if not ((scores >= 0) & (scores <= 1)).all():
        raise UsageError(
            "scores are probabilities: from 0 to 1, none missing; misread ignore leaves them out"
        )
    return scores
