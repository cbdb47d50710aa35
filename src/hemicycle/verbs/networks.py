"""Networks of a debate: who stands with whom, in which camps, how far apart, how surely.

Every verb takes a `source` (a project or its folder, a file of statements, a DNA database, a data
frame) and the questions of `choosing.Choice` as keywords.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Unpack

from hemicycle.network import polarisation as polarisations
from hemicycle.network import scaling, significance
from hemicycle.network import stability as stabilities
from hemicycle.network.counts import counted
from hemicycle.network.onemode import one_mode
from hemicycle.network.resampling import Resampler, Wrong, resampler
from hemicycle.network.selecting import Aggregation
from hemicycle.network.table import Statements
from hemicycle.network.tie_intervals import with_intervals
from hemicycle.network.twomode import two_mode
from hemicycle.verbs.choosing import Choice, Chosen, chosen

if TYPE_CHECKING:
    import polars as pl

    from hemicycle.network.result import Network
    from hemicycle.network.stability import Interval, Stability

Mode = Literal["one", "two"]
Misread = Wrong | Literal["ignore"]


def network(
    source: Any,
    mode: Mode = "one",
    aggregation: Aggregation = "subtract",
    normalisation: str = "no",
    isolates: bool = False,
    significant: float | None = None,
    correction: significance.Correction = "holm",
    resamples: int = 0,
    seed: int = 0,
    misread: Misread = "drop",
    **choice: Unpack[Choice],
) -> Network:
    """Who stands with whom ("one"), or who says what ("two"): `dense()`, `to_frame()`,
    `to_networkx()`, `evidence(one, other)`.

    `aggregation`: "congruence", "conflict", "subtract" (the one less the other), "ignore", and
    "combine" for two modes; `normalisation`: "average", "jaccard" or "cosine" for one mode,
    "activity" or "prominence" for two. `significant`: only ties of actors who share more positions
    than their activity makes likely, at that level, `correction` for many tests "holm", "bh" or
    "no" (`network.significance`). With `resamples` each tie has an interval (95 %) and the share
    of resamples in which it holds (`network.tie_intervals`; `misread` as for `coalitions`).
    Statements for neither side (agreement 0) count with "ignore" alone, unless `neutral`. Raises
    UsageError, also where there are no positions.
    """
    found = chosen(source, aggregation, **choice)
    tied = made(found.named(), mode, aggregation, normalisation, isolates, choice)
    kept = tested(tied, significant, correction)
    if not resamples:
        return kept
    source = resampled(found.statements, found.scores, misread, aggregation)
    compat = choice.get("compat")
    return with_intervals(kept, source, aggregation, normalisation, compat, resamples, seed=seed)


def events(
    source: Any, aggregation: Aggregation = "subtract", **choice: Unpack[Choice]
) -> pl.DataFrame:
    """The rows of the table that go into a network, in the order of time."""
    found = chosen(source, aggregation, **choice)
    return found.table.frame[counted(found.statements, aggregation).id]


def evidence(
    source: Any,
    one: str,
    other: str,
    mode: Mode = "one",
    aggregation: Aggregation = "subtract",
    **choice: Unpack[Choice],
) -> pl.DataFrame:
    """The rows of the table that make the tie of `one` and `other` (an actor and a concept with
    mode "two")."""
    found = chosen(source, aggregation, **choice)
    tied = made(found.statements, mode, aggregation, "no", False, choice)
    return found.rows(tied.evidence(one, other))


# ---------------------------------------------------------------- camps and lines


def coalitions(
    source: Any,
    resamples: int = 200,
    seed: int = 0,
    misread: Misread = "drop",
    **choice: Unpack[Choice],
) -> Stability:
    """The camps, and how often they are found again when documents are drawn anew and positions
    may have been misread: `.coalitions.camps`, `.holds`, `membership.camps`, `membership.members`.

    `misread` is what becomes of a position in a resample where it was read wrong (its score says
    how often): "drop", "flip" to the other side, or "ignore" the scores.
    """
    found = chosen(source, "subtract", **choice)
    return stabilities.stability(_resampler(found, misread), resamples, seed)


def polarisation(
    source: Any,
    resamples: int = 200,
    seed: int = 0,
    level: float = 0.95,
    misread: Misread = "drop",
    **choice: Unpack[Choice],
) -> polarisations.Polarisation:
    """How far two camps explain who agrees with whom, beyond chance: 1 for two perfect camps,
    about 0 for random positions, with an interval."""
    found = chosen(source, "subtract", **choice)
    return polarisations.polarisation(_resampler(found, misread), resamples, level, seed)


@dataclass(frozen=True, slots=True, eq=False)
class Scaled:
    """Ideal points, and the interval of each actor's, one a dimension."""

    scale: scaling.Scale
    intervals: dict[str, list[Interval]]


def scale(
    source: Any,
    dimensions: int = 1,
    resamples: int = 100,
    seed: int = 0,
    level: float = 0.95,
    misread: Misread = "drop",
    **choice: Unpack[Choice],
) -> Scaled:
    """Where actors stand on a line (or in a plane), by the positions they take."""
    found = chosen(source, "subtract", **choice)
    drawn = _resampler(found, misread)
    placed = scaling.scale(drawn.counts, dimensions)
    return Scaled(placed, scaling.intervals(drawn, dimensions, resamples, level, seed))


# ---------------------------------------------------------------- how


def made(
    statements: Statements,
    mode: Mode,
    aggregation: Aggregation,
    normalisation: str,
    isolates: bool,
    choice: Choice,
) -> Network:
    """The network of `statements`."""
    make: Any = {"one": one_mode, "two": two_mode}[mode]
    tied: Network = make(statements, aggregation, normalisation, isolates, choice.get("compat"))
    return tied


def tested(
    tied: Network, significant: float | None, correction: significance.Correction
) -> Network:
    """The significant ties alone, where a level is given."""
    return tied if significant is None else significance.kept(tied, significant, correction)


def resampled(
    statements: Statements,
    scores: str | None,
    misread: Misread,
    aggregation: Aggregation = "subtract",
) -> Resampler:
    """Resamples of documents and, unless their scores are ignored, of readings."""
    if misread == "ignore":
        return resampler(statements, aggregation)
    return resampler(statements, aggregation, scores=scores, wrong=misread)


def _resampler(found: Chosen, misread: Misread) -> Resampler:
    return resampled(found.statements, found.scores, misread)
