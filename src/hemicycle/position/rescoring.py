"""Positions judged again by what a user's decisions have taught.

What was read is kept with each position, so ten thousand are judged again in a moment. The reason
keeps the words that carried the side and names the decided statement that is most alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hemicycle.position.adapt import ORDER, Head
from hemicycle.position.learned import BY, CARRIED, SIDES, default_below
from hemicycle.position.reads import unpack
from hemicycle.records import Agreement, Finding, Position, digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Learned:
    """A head and the decisions it was made from: statement ids, sides, what was read of each."""

    head: Head
    statements: tuple[str, ...]
    sides: tuple[int, ...]
    reads: tuple[bytes, ...]

    @property
    def id(self) -> str:
        """Changes whenever the head may judge otherwise."""
        return digest("adapted", *self.statements, *self.sides, self.head.shrink)


def is_taught(position: Position) -> bool:
    """Whether decisions had a part in it."""
    return position.agreement.by.startswith(f"{BY}+")


def rescored(
    positions: Sequence[Position], learned: Learned | None, unclear_below: float | None = None
) -> list[Position]:
    """The positions as the head judges them, as the general judge did where there is none; those of
    which nothing is kept stay as they are. `unclear_below` None is what the judge was made for."""
    kept = [n for n, position in enumerate(positions) if position.read]
    out = list(positions)
    if not kept:
        return out
    below = default_below() if unclear_below is None else unclear_below
    read, general = unpack([positions[n].read for n in kept])
    shares = learned.head.shares(read, general) if learned else general
    notes = _notes(learned, read, general, shares.argmax(1)) if learned else [""] * len(kept)
    by = f"{BY}+{learned.id[:8]}" if learned else BY
    for n, row, note in zip(kept, shares, notes, strict=True):
        found = _finding(out[n].agreement, row, below, note, by)
        out[n] = replace(out[n], agreement=found)
    return out


def _finding(
    before: Finding[Agreement], shares: Array, below: float, note: str, by: str
) -> Finding[Agreement]:
    """The likeliest side; what carried it before is told again where it is the same."""
    at = int(shares.argmax())
    side, sure = ORDER[at], round(float(shares[at]), 4)
    reason = f"{SIDES[side]} {sure:.2f}{note}"
    if sure < below:
        return Finding(None, sure, f"unclear: at best {reason}", by)
    carried = "".join(before.reason.partition(CARRIED)[1:])
    if carried and before.value == side and side != 0:
        reason = f"{reason}; {carried}"
    return Finding(side, sure, reason, by)


def _notes(learned: Learned, read: Array, general: Array, chosen: Array) -> list[str]:
    """For each pair what the decisions changed, and which of them is most alike."""
    nearest = (_unit(read) @ _unit(unpack(learned.reads)[0]).T).argmax(1)
    return [
        f" after {learned.head.decisions} decisions ({general[row, at]:.2f} without them); "
        f"most like {learned.statements[like]} ({SIDES[learned.sides[like]]})"
        for row, (at, like) in enumerate(zip(chosen, nearest, strict=True))
    ]


def _unit(rows: Array) -> Array:
    import numpy as np

    found: Array = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return found
