"""Ideal points: where actors stand on one line or in a plane, by the positions they take.

The chance that actor i takes concept j at level k or above is 1 / (1 + exp(b_jk - theta_i .
beta_j)): Clinton, Jackman & Rivers (2004), Am. Polit. Sci. Rev. 98, 355, for two levels, Samejima
(1969), Psychometrika Monograph 17, for more. Each actor has one voice on a concept (shares of its
statements at the levels); what it says nothing about is missing, not a no. Fitted at the mode of
the posterior with priors theta ~ N(0, 1), beta ~ N(0, 2^2), b_j1 ~ N(0, 3^2), log gaps ~ N(0, 1).
"""

from __future__ import annotations

from dataclasses import dataclass

from hemicycle.errors import UsageError
from hemicycle.network.counts import Counts
from hemicycle.network.graded import Observed, thresholds
from hemicycle.network.resampling import Resampler, generators
from hemicycle.network.stability import Interval, summed_up
from hemicycle.network.table import Floats
from hemicycle.network.voices import voices


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """`points` (rows x dimensions): mean 0 and standard deviation 1 in each dimension, which are
    uncorrelated, the one that explains most first. `loadings` (columns x dimensions): what a step
    of 1 adds to the log odds of a higher level. `thresholds` (columns x levels - 1): log odds
    against each level for an actor at 0. Sign: in each dimension the concept with the largest
    loading has a positive one (who is for it stands right)."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    points: Floats
    loadings: Floats
    thresholds: Floats

    def predicted(self) -> Floats:
        """Chance of the highest level for every actor and concept."""
        from scipy.special import expit

        out: Floats = expit(self.points @ self.loadings.T - self.thresholds[:, -1])
        return out


def scale(counts: Counts, dimensions: int = 1) -> Scale:
    """Ideal points of the rows of `counts`. Raises UsageError where the qualifier has no order
    (texts, or none)."""
    return _identified(counts, *_fitted(counts, dimensions, None))


def intervals(
    source: Resampler, dimensions: int = 1, resamples: int = 100, level: float = 0.95, seed: int = 0
) -> dict[str, list[Interval]]:
    """Intervals of each actor's point, one a dimension, over resamples of documents and readings;
    each resample is turned to lie as near as can be on the points of all (Schonemann 1966,
    Psychometrika 31, 1), over the actors who speak in it."""
    import numpy as np

    first = scale(source.counts, dimensions)
    drawn = np.full((resamples, *first.points.shape), np.nan)
    for r, rng in enumerate(generators(resamples, seed)):
        counts = source.draw(rng)
        there = np.flatnonzero(counts.activity > 0)
        again = _identified(counts, *_fitted(counts, dimensions, first)).points[there]
        drawn[r, there] = _turned(again, first.points[there])
    return {
        name: [
            summed_up(float(first.points[i, d]), drawn[:, i, d].tolist(), level)
            for d in range(dimensions)
        ]
        for i, name in enumerate(first.rows)
    }


def _fitted(counts: Counts, dimensions: int, near: Scale | None) -> tuple[Floats, Floats, Floats]:
    import numpy as np

    if counts.values is None or len(counts.levels) < 2:
        raise UsageError("ideal points need a qualifier of true and false, or of several numbers")
    if not len(counts.rows):
        return np.zeros((0, dimensions)), np.zeros((0, dimensions)), np.zeros((0, 1))
    said = voices(counts)
    row, column, shares = said.rows, said.columns, said.shares
    cell, level = np.nonzero(shares)
    shape = len(counts.rows), len(counts.columns), len(counts.levels), dimensions
    seen = Observed(row[cell], column[cell], level, shares[cell, level], *shape)
    return seen.parts(seen.fit(_start(seen) if near is None else _from(near)))


def _start(seen: Observed) -> Floats:
    """theta and beta from the singular vectors of the levels, each less its concept's mean."""
    import numpy as np

    grid = np.zeros((seen.rows, seen.columns))
    np.add.at(grid, (seen.row, seen.column), seen.weight * seen.level)
    there = np.zeros(grid.shape)
    there[seen.row, seen.column] = 1
    means = grid.sum(axis=0) / np.maximum(there.sum(axis=0), 1)
    u, s, v = np.linalg.svd((grid - means) * there, full_matrices=False)
    theta, beta = (np.zeros((n, seen.dimensions)) for n in grid.shape)
    wide = min(seen.dimensions, len(s))
    theta[:, :wide] = u[:, :wide] * seen.rows**0.5
    beta[:, :wide] = v[:wide].T * s[:wide] / max(float(s.max(initial=0)), 1e-9)
    steps = np.zeros((seen.columns, seen.levels - 1))
    steps[:, 0] = -(seen.levels - 2) / 2
    return np.concatenate([theta.ravel(), beta.ravel(), steps.ravel()])


def _from(near: Scale) -> Floats:
    import numpy as np

    b = near.thresholds
    steps = np.column_stack([b[:, :1], np.log(np.maximum(np.diff(b, axis=1), 1e-6))])
    return np.concatenate([near.points.ravel(), near.loadings.ravel(), steps.ravel()])


def _identified(counts: Counts, theta: Floats, beta: Floats, steps: Floats) -> Scale:
    """Shifted, stretched and turned as `Scale` says; no chance changes."""
    import numpy as np

    there = counts.activity > 0
    middle = theta[there].mean(axis=0) if there.any() else np.zeros(theta.shape[1])
    b = thresholds(steps) - (beta @ middle)[:, None]
    points, number = theta - middle, max(int(there.sum()), 1)
    spread = points[there].T @ points[there] / number
    values, turn = np.linalg.eigh(spread)
    root = (turn * np.sqrt(np.maximum(values, 1e-12))) @ turn.T
    loaded = beta @ root
    _, turned = np.linalg.eigh(loaded.T @ loaded)
    turned = turned[:, ::-1]
    points, loaded = points @ np.linalg.inv(root) @ turned, loaded @ turned
    if len(loaded):
        strongest = loaded[abs(loaded).argmax(axis=0), np.arange(loaded.shape[1])]
        signs = np.where(strongest < 0, -1.0, 1.0)
        points, loaded = points * signs, loaded * signs
    return Scale(counts.rows, counts.columns, points, loaded, b)


def _turned(points: Floats, onto: Floats) -> Floats:
    from scipy.linalg import orthogonal_procrustes

    if not len(points):
        return points
    turned: Floats = points @ orthogonal_procrustes(points, onto)[0]
    return turned
