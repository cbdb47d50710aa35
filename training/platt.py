"""Logistic curves from a model's log-odds to how often it is right (Platt 1999), by Newton's method
with a little shrinkage, and where they are kept. For `reader/` and `positions/`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hemicycle.weights import place

SHRINK = 1.0
STEPS = 50

Weights = NDArray[np.float64]


def target(model: str) -> Path:
    """Where the curves of a model stand: beside its network, which must be of this checkout."""
    found = Path(str(place(model, "model.onnx"))).resolve().with_name("calibration.json")
    if not found.is_relative_to(Path(__file__).resolve().parents[1]):
        sys.exit(f"{found} is not of this checkout: install the model with pip install -e")
    return found


def fit(inputs: Sequence[Sequence[float]], right: Sequence[bool]) -> Weights:
    """The weights of the inputs; for a bias, one of them is always 1."""
    x, gold = np.array(inputs, dtype=float), np.array(right, dtype=float)
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        sure = curve(weights, x)
        slope = x.T @ (gold - sure) - SHRINK * weights
        bend = (x * (sure * (1 - sure))[:, None]).T @ x + SHRINK * np.eye(x.shape[1])
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def curve(weights: Weights, inputs: Sequence[Sequence[float]] | Weights) -> Weights:
    """How likely each is right, 0 to 1."""
    found: Weights = 1 / (1 + np.exp(-np.asarray(inputs, dtype=float) @ weights))
    return found
