"""The graded response model, fitted: its likelihood and gradient over all observations at once.

P(y >= k) = 1 / (1 + exp(b_jk - theta_i . beta_j)), b_j1 < b_j2 < ... (Samejima 1969); with two
levels it is the two-parameter model of Clinton, Jackman & Rivers (2004).
"""

from __future__ import annotations

from dataclasses import dataclass

from hemicycle.network.table import Floats, Ints

PRIOR = {"theta": 1.0, "beta": 2.0, "first": 3.0, "gap": 1.0}  # standard deviations


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """Observation o: row, column, level and how much it counts."""

    row: Ints
    column: Ints
    level: Ints
    weight: Floats
    rows: int
    columns: int
    levels: int
    dimensions: int

    def parts(self, flat: Floats) -> tuple[Floats, Floats, Floats]:
        """theta, beta and (first threshold, logarithms of the gaps)."""
        one = self.rows * self.dimensions
        two = one + self.columns * self.dimensions
        theta, beta = flat[:one], flat[one:two]
        return (
            theta.reshape(self.rows, self.dimensions),
            beta.reshape(self.columns, self.dimensions),
            flat[two:].reshape(self.columns, self.levels - 1),
        )

    def loss(self, flat: Floats) -> tuple[float, Floats]:
        """Minus the penalised log-likelihood, and its gradient."""
        import numpy as np
        from scipy.special import expit

        theta, beta, steps = self.parts(flat)
        b = thresholds(steps)
        edge = np.column_stack([np.full(len(b), -np.inf), b, np.full(len(b), np.inf)])
        z = (theta[self.row] * beta[self.column]).sum(axis=1)
        above = expit(z - edge[self.column, self.level])
        beyond = expit(z - edge[self.column, self.level + 1])
        p = np.maximum(above - beyond, 1e-300)
        by_z = -self.weight * (1 - above - beyond)
        slope = np.zeros(edge.shape)
        np.add.at(slope, (self.column, self.level), self.weight * above * (1 - above) / p)
        np.add.at(slope, (self.column, self.level + 1), -self.weight * beyond * (1 - beyond) / p)
        by_b = slope[:, 1:-1]
        back = by_b[:, ::-1].cumsum(axis=1)[:, ::-1]
        by_steps = np.column_stack([back[:, :1], back[:, 1:] * np.exp(steps[:, 1:])])
        by_theta, by_beta = np.zeros(theta.shape), np.zeros(beta.shape)
        for d in range(self.dimensions):
            by_theta[:, d] = np.bincount(self.row, by_z * beta[self.column, d], self.rows)
            by_beta[:, d] = np.bincount(self.column, by_z * theta[self.row, d], self.columns)
        spread = self._spreads()
        gradient = np.concatenate([by_theta.ravel(), by_beta.ravel(), by_steps.ravel()])
        penalty = float((flat**2 / spread**2).sum() / 2)
        return penalty - float(self.weight @ np.log(p)), gradient + flat / spread**2

    def fit(self, start: Floats) -> Floats:
        """The parameters of least loss near `start` (L-BFGS-B)."""
        from scipy.optimize import minimize

        found = minimize(self.loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 2000})
        best: Floats = found.x
        return best

    def _spreads(self) -> Floats:
        import numpy as np

        steps = np.full((self.columns, self.levels - 1), PRIOR["gap"])
        steps[:, :1] = PRIOR["first"]
        sizes = self.rows * self.dimensions, self.columns * self.dimensions
        front = np.repeat([PRIOR["theta"], PRIOR["beta"]], sizes)
        return np.concatenate([front, steps.ravel()])


def thresholds(steps: Floats) -> Floats:
    """b from its first and the logarithms of the gaps."""
    import numpy as np

    gaps = np.column_stack([steps[:, :1], np.exp(steps[:, 1:])])
    b: Floats = gaps.cumsum(axis=1)
    return b
