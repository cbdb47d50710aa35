"""What the judge had before it, as bytes that can be kept: its answer and what it read, halved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hemicycle.position.adapt import ORDER
from hemicycle.position.judge import Answer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

SIDES = len(ORDER)


def pack(answer: Answer) -> bytes:
    """The three shares in the order of `adapt.ORDER`, then what was read, as 16-bit floats."""
    import numpy as np

    shares = [answer.shares[side] for side in ORDER]
    return np.concatenate([shares, answer.read]).astype("<f2").tobytes()


def unpack(reads: Sequence[bytes]) -> tuple[Array, Array]:
    """What was read (pairs, 256) and the three shares (pairs, 3)."""
    import numpy as np

    rows = np.array([np.frombuffer(read, dtype="<f2") for read in reads], dtype=float)
    return rows[:, SIDES:], rows[:, :SIDES]
