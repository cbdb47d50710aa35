"""What a position was taken from, as bytes that can be kept: how likely each side seemed, and what
was read: the content as a vector, or the trained judge's own numbers. With it the position can be
taken again without reading the text again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from hemicycle.position.adapt import ORDER
from hemicycle.records import Agreement, Finding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

SIDES = len(ORDER)
UNCLEAR: dict[Agreement, float] = {
    1: 0.25,
    -1: 0.25,
    0: 0.5,
}  # how likely each side is where no word tells


def shares_of(found: Finding[Agreement]) -> dict[Agreement, float]:
    """How likely each side is: the answer as likely as its score, the others alike."""
    if found.value is None:
        return dict(UNCLEAR)
    return {side: found.score if side == found.value else (1 - found.score) / 2 for side in ORDER}


def pack(shares: Mapping[Agreement, float], read: NDArray[np.float32]) -> bytes:
    """The three shares in the order of `adapt.ORDER`, then what was read, as 16-bit floats."""
    import numpy as np

    return np.concatenate([[shares[side] for side in ORDER], read]).astype("<f2").tobytes()


def unpack(reads: Sequence[bytes]) -> tuple[Array, Array]:
    """What was read (pairs, width) and the three shares (pairs, 3)."""
    import numpy as np

    rows = np.array([np.frombuffer(read, dtype="<f2") for read in reads], dtype=float)
    return rows[:, SIDES:], rows[:, :SIDES]
