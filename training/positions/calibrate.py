"""Fit the curves from the judge's log-odds to how often it is right, and say how good it is.

    python training/positions/calibrate.py

Reads the held-out debates that are for tuning with the shipped weights and writes
`calibration.json` beside them: for each of the three answers a logistic curve (Platt 1999), and the
probability below which an answer is unclear: the least with which, on these debates, nine in ten of
what is told are right. Then prints the figures on the debates for the last test.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pairs import Pair, of_debates
from scipy.optimize import minimize

from hemicycle import weights
from hemicycle.evaluate.positions import Answered, render
from hemicycle.position import judge

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src/hemicycle/models/en/judge/calibration.json"
PLAIN = {name: [0.0, 1.0] for name in ("speaks", "side", "up")}
TUNING = range(1, 9)
WANTED = 0.9  # share of what is told that should be right


def main() -> None:
    """Fit, write, print."""
    paths = sorted((HERE / "heldout").glob("*.json"))
    tuning = list(of_debates([p for p in paths if int(p.name[:2]) in TUNING]))
    last = list(of_debates([p for p in paths if int(p.name[:2]) not in TUNING]))
    write({**PLAIN, "unclear_below": 0.5})
    raw = [judge.logits(pair.question)[0] for pair in tuning]
    curves = {
        name: curve([(row[n], p.answers[n]) for row, p in zip(raw, tuning, strict=True)])
        for n, name in enumerate(PLAIN)
    }
    write({**curves, "unclear_below": 0.5})
    below = threshold(answered(tuning))
    write({**curves, "unclear_below": below})
    print(TARGET.read_text(encoding="utf-8"))
    print("TUNING\n", render(answered(tuning), below, 0))
    print("\nLAST TEST\n", render(answered(last), below, 0))


def write(found: dict[str, object]) -> None:
    TARGET.write_text(json.dumps(found) + "\n", encoding="utf-8")
    weights.settings.cache_clear()
    judge.ask.cache_clear()


def curve(found: Sequence[tuple[float, int | None]]) -> list[float]:
    """Bias and slope of the best logistic curve, drawn a little to 0 and 1."""
    known = [(x, y) for x, y in found if y is not None]
    x, y = np.array([x for x, _ in known]), np.array([float(y) for _, y in known])

    def cost(given: np.ndarray) -> float:
        z = given[0] + given[1] * x
        return float(np.logaddexp(0, z).sum() - (y * z).sum() + given[0] ** 2 + (given[1] - 1) ** 2)

    return [round(float(v), 4) for v in minimize(cost, np.array([0.0, 1.0])).x]


def threshold(found: Sequence[Answered]) -> float:
    """The least probability, in hundredths, from which nine in ten that are told are right."""
    for hundredths in range(40, 90):
        told = [a for a in found if a.gold is not None and a.sure >= hundredths / 100]
        if told and sum(a.right for a in told) / len(told) >= WANTED:
            return hundredths / 100
    return 0.9


def answered(pairs: Sequence[Pair]) -> list[Answered]:
    """What the judge says of each pair."""
    sides = {"+": 1, "-": -1, "0": 0, "x": None}
    out = []
    for pair in pairs:
        told = judge.ask(pair.question)
        asked = pair.question
        out.append(
            Answered(sides[pair.label], told.speaks, told.shares, asked.content, asked.concept)
        )
    return out


if __name__ == "__main__":
    main()
