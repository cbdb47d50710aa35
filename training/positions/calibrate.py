"""Fit the curves from the judge's own confidence to how often it is right.

    python training/positions/calibrate.py ../shared/data/news/articles.jsonl.gz

Asks the judge that is installed from this checkout about the pairs of real news that are kept for
tuning, those of `news_wide.jsonl` under both wordings, and writes `calibration.json` beside its
weights. The figures it prints are of curves fitted on the other four fifths of the articles.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import platt
from figures import SIDES
from news import TUNING, of_news, of_wide
from pairs import Pair

from hemicycle.evaluate.positions import Answered, render
from hemicycle.position import judge
from hemicycle.position.question import MODEL

FOLDS = 5
Curves = dict[str, tuple[float, float]]
Seen = tuple[Pair, Sequence[float]]


def main() -> None:
    """Ask, fit, print, write."""
    target = platt.target(MODEL)
    articles = Path(sys.argv[1])
    pairs = list(of_news(articles, TUNING))
    pairs += [pair for both in of_wide(articles, tuning=True) for pair in both]
    seen = [(pair, judge.answers(pair.question)[0]) for pair in pairs]
    parts = [[one for one in seen if fold(one[0]) == n] for n in range(FOLDS)]
    found = [
        answered(one, curves)
        for n, part in enumerate(parts)
        for curves in [fit([one for m, other in enumerate(parts) if m != n for one in other])]
        for one in part
    ]
    print(render(found, 0.5, 0))
    target.write_text(json.dumps(fit(seen)) + "\n")
    print(target.read_text())


def fold(pair: Pair) -> int:
    return zlib.crc32(pair.debate.encode()) % FOLDS


def fit(seen: Sequence[Seen]) -> Curves:
    """Bias and slope for each of the judge's answers. Which side has no bias: for is not likelier
    than against."""
    curves = {}
    for n, name in enumerate(judge.ANSWERS):
        known = [(pair.answers[n], odds[n]) for pair, odds in seen if pair.answers[n] is not None]
        right = [bool(answer) for answer, _ in known]
        if name == "up":
            (slope,) = platt.fit([(odds,) for _, odds in known], right)
            bias = 0.0
        else:
            bias, slope = platt.fit([(1.0, odds) for _, odds in known], right)
        curves[name] = (round(float(bias), 4), round(float(slope), 4))
    return curves


def answered(one: Seen, curves: Curves) -> Answered:
    """The pair as these curves would have it."""
    pair, odds = one
    speaks, shares = judge.calibrated(odds, curves)
    asked = pair.question
    return Answered(SIDES[pair.label], speaks, shares, asked.content, asked.concept)


if __name__ == "__main__":
    main()
