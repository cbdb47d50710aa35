"""Fit the curve from the model's confidence to how often it is right.

    python training/reader/calibrate.py ../shared/data/polnear/dev.jsonl.gz [--model large]

Reads the tuning articles with a model of the package, or of one installed in place, and writes
`calibration.json` beside it: a logistic curve over two log-odds, fitted by Newton's method with a
little shrinkage (Platt 1999). The error it prints is that of curves fitted on the other four fifths
of the articles.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hemicycle import weights
from hemicycle.clean import page
from hemicycle.evaluate import calibration as believed
from hemicycle.evaluate import gold
from hemicycle.evaluate.readings import Coded
from hemicycle.extract import learned
from hemicycle.extract.calibration import odds
from hemicycle.extract.quotes import quotations
from hemicycle.ingest import files
from hemicycle.records import Metadata

SHRINK = 1.0
PARTS = 5


def main() -> None:
    """Read, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", choices=learned.VERSIONS, default=learned.SMALL)
    asked = parser.parse_args()
    target = Path(str(weights.place(asked.model, "calibration.json"))).resolve()
    if not target.is_relative_to(Path(__file__).resolve().parents[2]):
        sys.exit(f"{target} is not of this checkout: install the model with pip install -e")
    articles = [observed(document, asked.model) for document in gold.read(asked.gold)]
    held_out = [
        outcome
        for part in range(PARTS)
        for outcome in predict(
            fit([row for n, rows in enumerate(articles) if n % PARTS != part for row in rows]),
            [row for n, rows in enumerate(articles) if n % PARTS == part for row in rows],
        )
    ]
    print(believed.render(believed.bins(held_out)))
    bias, anchor, roles = (round(float(x), 4) for x in fit([r for rows in articles for r in rows]))
    target.write_text(json.dumps({"bias": bias, "anchor": anchor, "roles": roles}) + "\n")
    print(target.read_text())


def observed(document: Coded, model: str) -> list[tuple[float, float, bool]]:
    """Of every attribution found: log-odds of anchor and of roles, and whether it is right."""
    clean = page.clean(files.read_text(document["text"], document["id"], Metadata()))
    spans = clean.original_spans
    found = learned.found(clean, quotations(clean), model)
    predicted = [
        {"source": spans(d.source), "cue": spans(d.cue), "content": spans(d.content), "score": n}
        for n, (_, d) in enumerate(found)
    ]
    read = Coded(id=document["id"], text=document["text"], attributions=predicted)
    return [
        (odds(found[int(n)][0].score), odds(found[int(n)][0].sure), right)
        for n, right in believed.outcomes([document], [read])
    ]


def fit(rows: list[tuple[float, float, bool]]) -> NDArray[np.float64]:
    """Bias and the weights of the two log-odds."""
    inputs = np.array([[1.0, anchor, roles] for anchor, roles, _ in rows])
    right = np.array([float(r) for *_, r in rows])
    weights = np.zeros(3)
    for _ in range(50):
        sure = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - sure) - SHRINK * weights
        bend = (inputs * (sure * (1 - sure))[:, None]).T @ inputs + SHRINK * np.eye(3)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def predict(
    weights: NDArray[np.float64], rows: list[tuple[float, float, bool]]
) -> list[tuple[float, bool]]:
    return [
        (float(1 / (1 + np.exp(-weights @ np.array([1.0, anchor, roles])))), right)
        for anchor, roles, right in rows
    ]


if __name__ == "__main__":
    main()
