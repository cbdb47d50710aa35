"""Positions taken again by what a user's decisions have taught.

What was read is kept with each position, so ten thousand are judged again in a moment. The reason
keeps that of the judge before and names the decided statement that is most alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hemicycle.position.adapt import ORDER, Head
from hemicycle.position.reads import unpack
from hemicycle.records import Agreement, Finding, Position, digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

BY = "position/adapted@2"
BELOW = 0.5  # a side must be likelier than this
BEFORE = "; before that: "  # opens the reason that the judge gave
SIDES = {1: "for it", -1: "against it", 0: "neither"}


@dataclass(frozen=True, slots=True)
class Learned:
    """A head, the version of the judge whose answers it corrects, and the decisions it was made
    from: statement ids, sides, what was read of each."""

    head: Head
    judge: str
    statements: tuple[str, ...]
    sides: tuple[int, ...]
    reads: tuple[bytes, ...]

    @property
    def id(self) -> str:
        """Changes whenever the head may judge otherwise."""
        return digest("adapted", BY, self.judge, *self.statements, *self.sides, self.head.shrink)


def rescored(
    positions: Sequence[Position], learned: Learned, unclear_below: float = 0.0
) -> list[Position]:
    """The positions as the head sees them; those of which nothing is kept stay as they are, and
    those less sure than `unclear_below` (0 to 1) are unclear."""
    kept = [n for n, position in enumerate(positions) if position.read]
    out = list(positions)
    if not kept:
        return out
    read, general = unpack([positions[n].read for n in kept])
    shares = learned.head.shares(read, general)
    nearest = (_unit(read) @ _unit(unpack(learned.reads)[0]).T).argmax(1)
    for n, row, like in zip(kept, shares, nearest, strict=True):
        note = _note(learned, int(like), out[n].agreement)
        out[n] = replace(out[n], agreement=_finding(row, max(BELOW, unclear_below), note))
    return out


def _finding(shares: Array, below: float, note: str) -> Finding[Agreement]:
    at = int(shares.argmax())
    side, sure = ORDER[at], round(float(shares[at]), 4)
    reason = f"{SIDES[side]} {sure:.2f} {note}"
    if sure < below:
        return Finding(None, sure, f"unclear: at best {reason}", BY)
    return Finding(side, sure, reason, BY)


def _note(learned: Learned, like: int, before: Finding[Agreement]) -> str:
    """How much was decided, which decision is most alike, and what the judge said."""
    judge = before.reason.rpartition(BEFORE)[2]
    id, side = learned.statements[like], SIDES[learned.sides[like]]
    return f"after {learned.head.decisions} decisions; most like {id} ({side}){BEFORE}{judge}"


def _unit(rows: Array) -> Array:
    import numpy as np

    found: Array = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return found
