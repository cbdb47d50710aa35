"""Coded pairs in the form that `hemicycle evaluate --positions` reads, on standard output.

    python training/positions/gold.py training/positions/heldout/*.json > heldout.jsonl
    python training/positions/gold.py ../shared/data/gwsd/train.jsonl.gz > gwsd.jsonl
    python training/positions/gold.py training/positions/news_gold.jsonl \\
      --articles ../shared/data/news/articles.jsonl.gz > news.jsonl

`news_test.jsonl` as `news_gold.jsonl`; each of its statements is asked about under the first
wording of every concept.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from figures import SIDES
from news import of_news, of_wide
from pairs import Pair, of_debates, of_gwsd, rows


def main() -> None:
    """Write one line a pair."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--articles", type=Path, help="with the texts of real news")
    asked = parser.parse_args()
    for path in asked.gold:
        for pair in pairs(path, asked.articles):
            print(json.dumps(row(pair), ensure_ascii=False))


def pairs(path: Path, articles: Path) -> Iterator[Pair]:
    """The pairs of a debate, of GWSD, or of real news that was coded."""
    if path.suffix == ".jsonl":
        wide = "concepts" in next(rows(path))
        wordings = of_wide(articles, path) if wide else None
        return (both[0] for both in wordings) if wordings else of_news(articles, path)
    return of_gwsd(path) if path.suffix == ".gz" else of_debates([path])


def row(pair: Pair) -> dict[str, object]:
    asked = pair.question
    return {
        "concept": asked.concept, "content": asked.content, "position": SIDES[pair.label],
        "definition": asked.explanation, "before": asked.before, "speaker": asked.speaker,
        "cue": asked.cue, "after": asked.after,
    }  # fmt: skip


if __name__ == "__main__":
    main()
