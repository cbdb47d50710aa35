"""Fit the curve from the model's confidence to how often it is right.

    python training/reader/calibrate.py ../shared/data/polnear/dev.jsonl.gz [--model large]

Reads the tuning articles, without what is said inside another's statement, which PolNeAR does not
mark, with a model of the package, or of one installed in place, and writes
`calibration.json` beside it: a logistic curve over two log-odds, fitted by Newton's method with a
little shrinkage (Platt 1999). The error it prints is that of curves fitted on the other four fifths
of the articles.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import platt

from hemicycle.clean import page
from hemicycle.evaluate import calibration as believed
from hemicycle.evaluate import gold
from hemicycle.evaluate.inside import outer
from hemicycle.evaluate.readings import Coded
from hemicycle.extract import learned
from hemicycle.extract.calibration import odds
from hemicycle.extract.quotes import quotations
from hemicycle.ingest import files
from hemicycle.records import Metadata

PARTS = 5


def main() -> None:
    """Read, fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", choices=learned.VERSIONS, default=learned.SMALL)
    asked = parser.parse_args()
    target = platt.target(asked.model)
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
    read = outer(Coded(id=document["id"], text=document["text"], attributions=predicted))
    return [
        (odds(found[int(n)][0].score), odds(found[int(n)][0].sure), right)
        for n, right in believed.outcomes([outer(document)], [read])
    ]


def fit(rows: list[tuple[float, float, bool]]) -> platt.Weights:
    """Bias and the weights of the two log-odds."""
    return platt.fit([(1.0, *odds) for *odds, _ in rows], [right for *_, right in rows])


def predict(
    weights: platt.Weights, rows: list[tuple[float, float, bool]]
) -> list[tuple[float, bool]]:
    sure = platt.curve(weights, [(1.0, *odds) for *odds, _ in rows])
    return [(float(each), right) for each, (*_, right) in zip(sure, rows, strict=True)]


if __name__ == "__main__":
    main()
