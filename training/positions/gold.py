"""Coded pairs in the form that `hemicycle evaluate --positions` reads, on standard output.

python training/positions/gold.py training/positions/heldout/*.json > heldout.jsonl
python training/positions/gold.py ../shared/data/gwsd/train.jsonl.gz > gwsd.jsonl
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pairs import Pair, of_debates, of_gwsd

SIDES = {"+": 1, "-": -1, "0": 0, "x": None}


def main() -> None:
    """Write one line a pair."""
    for path in map(Path, sys.argv[1:]):
        for pair in of_gwsd(path) if path.name.endswith(".gz") else of_debates([path]):
            print(json.dumps(row(pair), ensure_ascii=False))


def row(pair: Pair) -> dict[str, object]:
    asked = pair.question
    return {
        "concept": asked.concept, "content": asked.content, "position": SIDES[pair.label],
        "definition": asked.explanation, "before": asked.before, "speaker": asked.speaker,
        "cue": asked.cue, "after": asked.after,
    }  # fmt: skip


if __name__ == "__main__":
    main()
