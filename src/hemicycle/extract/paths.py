"""The likeliest roles along a window: a path in the sense of Viterbi.

Each change of role costs, so that spans do not crumble, and inside a word the role cannot change.
All anchors of a document go through together, the shorter windows filled up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHANGE, FORBIDDEN = 0.4, 1e9  # what it costs to change the role between words, and inside one
FLOOR = 1e-5  # no role is impossible


def likeliest(
    roles: Sequence[NDArray[np.float32]], within: Sequence[Sequence[bool]]
) -> list[NDArray[np.int64]]:
    """For each anchor the role of every piece, (pieces,).

    `roles` are the probabilities, (pieces, roles) for each anchor; `within` tells of each piece
    whether it goes on a word.
    """
    import numpy as np

    if not roles:
        return []
    logs, costs = _filled(roles, within)
    length, count, kinds = logs.shape
    same = np.arange(kinds)
    came = np.empty((length, count, kinds), dtype=np.int8)
    total = logs[0]
    for n in range(1, length):
        change = (total.max(1) - costs[n])[:, None]
        changes = change > total
        came[n] = np.where(changes, total.argmax(1)[:, None], same)
        total = np.maximum(total, change) + logs[n]
    return [path[: len(one)] for path, one in zip(_back(came, total), roles, strict=True)]


def _filled(
    roles: Sequence[NDArray[np.float32]], within: Sequence[Sequence[bool]]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Logarithms (length, anchors, roles) and costs of a change (length, anchors).

    Behind the end of a window every role is as likely, and none changes.
    """
    import numpy as np

    shape = (max(map(len, roles)), len(roles))
    logs = np.zeros((*shape, roles[0].shape[1]))
    costs = np.full(shape, FORBIDDEN)
    for n, (one, inside) in enumerate(zip(roles, within, strict=True)):
        logs[: len(one), n] = np.log(one.astype(np.float64) + FLOOR)
        costs[: len(one), n] = np.where(inside, FORBIDDEN, CHANGE)
    return logs, costs


def _back(came: NDArray[np.int8], total: NDArray[np.float64]) -> NDArray[np.int64]:
    """The best path of each anchor, (anchors, length), from where each step came from."""
    import numpy as np

    length, count, _ = came.shape
    path = np.empty((length, count), dtype=np.int64)
    path[-1] = total.argmax(1)
    anchors = np.arange(count)
    for n in range(length - 1, 0, -1):
        path[n - 1] = came[n, anchors, path[n]]
    return path.T
