"""How much the similarity step lets through: what it must not lose, and what it saves.

    python training/positions/near.py

On the held-out debates for tuning: the share of the pairs that speak to their concept, and of those
that take a side, that are asked about; and of statements beside concepts of other debates, which
is what most pairs of a codebook and an article are like.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from hemicycle.position.learned import closeness as similar
from hemicycle.position.setting import Setting
from hemicycle.records import Concept

HERE = Path(__file__).parent
TUNING = range(1, 9)
THRESHOLDS = (0.0, 0.02, 0.05, 0.07, 0.1, 0.15, 0.2)


def main() -> None:
    """Print one line for each threshold."""
    found = list(closeness())
    print("threshold   speak to it   take a side   same debate, off topic   other debates")
    for threshold in THRESHOLDS:
        shares = [
            sum(close >= threshold for label, close in found if label in labels)
            / max(1, sum(label in labels for label, _ in found))
            for labels in (("+", "-", "0"), ("+", "-"), ("x",), ("other",))
        ]
        print(f"{threshold:9.2f}" + "".join(f"{share:14.1%}" for share in shares))


def closeness() -> Iterator[tuple[str, float]]:
    """(label, similarity) of all pairs, and of as many beside concepts of other debates."""
    chance = random.Random(1)
    debates = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((HERE / "heldout").glob("*.json"))
        if int(path.name[:2]) in TUNING
    ]
    for debate in debates:
        foreign = [c for other in debates if other is not debate for c in other["concepts"]]
        for s in debate["statements"]:
            said = Setting(s["content"], s["before"], s["speaker"], s["cue"], s["after"])
            for concept in debate["concepts"]:
                yield s["labels"][concept["id"]][0], closest(said, concept)
                yield "other", closest(said, chance.choice(foreign))


def closest(said: Setting, given: dict[str, str]) -> float:
    return similar(said, Concept("c", given["wording"], given["definition"]))


if __name__ == "__main__":
    main()
