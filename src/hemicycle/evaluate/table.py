"""Scores as a table for people: percentages, one row for each measure and role or kind."""

from __future__ import annotations

from hemicycle.evaluate.scoring import Scores


def render(scores: Scores) -> str:
    """The rows of `scores`, precision, recall and F1 in percent, under a line of counts."""
    head = f"docs {scores.documents}  missing {scores.missing}"
    rows = [
        f"{measure:<22} {part:<8} P {100 * rate.precision:5.1f} R {100 * rate.recall:5.1f} "
        f"F1 {100 * rate.f1:5.1f}  (pred {rate.predicted} gold {rate.gold})"
        for (measure, part), rate in scores.rates.items()
    ]
    return "\n".join([head, *rows])
