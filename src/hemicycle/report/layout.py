"""Where the actors of a network stand: friends pull, everybody pushes, opponents push harder.

Fruchterman & Reingold (1991), "Graph Drawing by Force-directed Placement", with signed ties. It
starts from a circle in the order given and knows no chance, so the same network is always drawn
the same. `network.js` moves by the same law.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hemicycle.report.seats import Point

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS, GRAVITY, SPRING, SHOVE = 400, 0.6, 2.5, 2.0


def positions(
    n: int, ties: Sequence[tuple[int, int, float]], width: float, height: float, apart: float
) -> list[Point]:
    """Places of `n` actors between 0 and `width`, 0 and `height`, most of them `apart` or more."""
    import numpy as np

    if n < 2:
        return [(width / 2, height / 2)] * n
    weights = np.zeros((n, n))
    for one, other, weight in ties:
        weights[one, other] = weights[other, one] = weight
    angles = 2 * np.pi * np.arange(n) / n
    places = _settled(np.column_stack([np.cos(angles), np.sin(angles)]), weights)
    low, high = places.min(axis=0), places.max(axis=0)
    size = np.array([width, height])
    places = (places - low) / np.where(high > low, high - low, 1) * size
    return [(x, y) for x, y in _parted(places, size, apart).tolist()]


def _settled(places: NDArray[Any], weights: NDArray[Any]) -> NDArray[Any]:
    """Moved by the forces, less and less far. Pulls are measured against the best connected
    actor's, so that a crowd of friends does not fall into one spot."""
    import numpy as np

    ideal = 2 / np.sqrt(len(places))
    friends = np.maximum(weights, 0)
    friends = SPRING * friends / max(friends.sum(axis=1).max(), 1e-9)
    foes = SHOVE * np.maximum(-weights, 0) / max(-weights.min(), 1e-9)
    for step in range(STEPS):
        away = places[:, None] - places[None]
        far = np.maximum(np.hypot(away[..., 0], away[..., 1]), 0.01)
        push = ideal**2 / far * (1 + foes) - far**2 / ideal * friends
        force = (away / far[..., None] * push[..., None]).sum(axis=1) - GRAVITY * places
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        reach = 0.1 * (1 - step / STEPS)
        places = places + force * (np.minimum(length, reach) / length)[:, None]
    return places


def _parted(places: NDArray[Any], size: NDArray[Any], apart: float) -> NDArray[Any]:
    """Those who stand on each other's feet moved aside, inside the frame."""
    import numpy as np

    for _ in range(60):
        away = places[:, None] - places[None]
        far = np.maximum(np.hypot(away[..., 0], away[..., 1]), 0.01)
        close = np.maximum(apart - far, 0) / 2
        np.fill_diagonal(close, 0)
        if not close.any():
            break
        places = np.clip(places + (away / far[..., None] * close[..., None]).sum(axis=1), 0, size)
    return places
