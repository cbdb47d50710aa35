"""From the model's own confidence to how often it is right.

A network is too sure of itself. `score` is a logistic curve over the log-odds of its anchor and of
the roles it gave, fitted on tuning data by `training/reader/calibrate.py` (Platt 1999); its three
numbers stand beside the weights.
"""

from __future__ import annotations

import math

from hemicycle import weights

EDGE = 1e-4  # confidences are kept this far from 0 and 1


def score(anchor: float, roles: float, model: str) -> float:
    """How likely an attribution that `model` found is right, 0 to 1."""
    bias, of_anchor, of_roles = _curve(model)
    return 1 / (1 + math.exp(-(bias + of_anchor * odds(anchor) + of_roles * odds(roles))))


def odds(probability: float) -> float:
    """Its logarithm of odds, finite."""
    kept = min(max(probability, EDGE), 1 - EDGE)
    return math.log(kept / (1 - kept))


def _curve(model: str) -> tuple[float, float, float]:
    curve = weights.settings(model)
    return curve["bias"], curve["anchor"], curve["roles"]
