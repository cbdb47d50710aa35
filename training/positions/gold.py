"""Coded pairs in the form that `hemicycle evaluate --positions` reads, on standard output.

python training/positions/gold.py training/positions/heldout/*.json > heldout.jsonl
python training/positions/gold.py ../shared/data/gwsd/train.jsonl.gz > gwsd.jsonl
python training/positions/gold.py ../shared/data/news/articles.jsonl.gz > news.jsonl
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from news import of_news
from pairs import Pair, of_debates, of_gwsd

SIDES = {"+": 1, "-": -1, "0": 0, "x": None}


def main() -> None:
    """Write one line a pair."""
    for path in map(Path, sys.argv[1:]):
        for pair in pairs(path):
            print(json.dumps(row(pair), ensure_ascii=False))


def pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a debate, of GWSD, or of the news articles that were coded."""
    if path.name == "articles.jsonl.gz":
        return of_news(path)
    return of_gwsd(path) if path.name.endswith(".gz") else of_debates([path])


def row(pair: Pair) -> dict[str, object]:
    asked = pair.question
    return {
        "concept": asked.concept, "content": asked.content, "position": SIDES[pair.label],
        "definition": asked.explanation, "before": asked.before, "speaker": asked.speaker,
        "cue": asked.cue, "after": asked.after,
    }  # fmt: skip


if __name__ == "__main__":
    main()
