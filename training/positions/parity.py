"""How far the exported judge keeps the decisions of the network it was made from.

    python training/positions/parity.py RUN_FOLDER/judge.pt ../shared/data/news/articles.jsonl.gz

Asks both, the installed int8 files and the network in 32 bits, about every fourth pair of the test
articles, before calibration: how many decisions are the same, and how far the log-odds lie apart.
Writes what the network says of some invented pairs for the package's own test.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from batches import padded, read
from export import judge_of
from model import Judge
from news import TEST, of_wide
from pairs import Pair, of_debates

from hemicycle.position import judge

EVERY, INVENTED = 4, 30
ROOT = Path(__file__).resolve().parents[2]
FOR_TEST = ROOT / "tests" / "position" / "judge_fp32.json"


def main() -> None:
    """Ask both and compare."""
    network, articles = judge_of(Path(sys.argv[1])), Path(sys.argv[2])
    pairs = [wordings[0] for wordings in of_wide(articles, TEST)][::EVERY]
    small = np.array([judge.answers(pair.question)[0] for pair in pairs])
    full = np.array(told(network, pairs))
    same = (small > 0) == (full > 0)
    print(f"{len(pairs)} pairs")
    for n, name in enumerate(judge.ANSWERS):
        apart = np.abs(small[:, n] - full[:, n]).mean()
        print(f"{name:7} the same {same[:, n].mean():.1%}, log-odds apart {apart:.3f} on average")
    heldout = sorted((ROOT / "training" / "positions" / "heldout").glob("*.json"))
    some = list(of_debates(heldout))[::INVENTED]
    rows = [
        {"question": asdict(pair.question), "logits": logits}
        for pair, logits in zip(some, told(network, some), strict=True)
    ]
    FOR_TEST.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


@torch.no_grad()
def told(network: Judge, pairs: Sequence[Pair]) -> list[list[float]]:
    """The log-odds that the network gives, one pair at a time."""
    return [[round(x, 4) for x in network(*padded([read(pair)]))[0][0].tolist()] for pair in pairs]


if __name__ == "__main__":
    main()
