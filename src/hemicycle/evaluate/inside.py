"""Attributions inside another one's content: "Lund said that Varn *had denied it*".

PolNeAR marks none of them. Held against such gold, a reader that finds them is not wrong, so both
sides can be compared without.
"""

from __future__ import annotations

from collections.abc import Sequence

from hemicycle.evaluate.readings import Coded, Marked


def outer(document: Coded) -> Coded:
    """The document with those attributions only that stand in no other one's content."""
    every = document["attributions"]
    kept = [one for one in every if not _inside(one, every)]
    return {**document, "attributions": kept}


def _inside(one: Marked, every: Sequence[Marked]) -> bool:
    """Whether its cue begins in what another one tells."""
    if not one.get("cue"):
        return False
    at = one["cue"][0][0]
    contents = (other["content"] for other in every if other is not one)
    return any(start <= at < end for content in contents for start, end in content)
