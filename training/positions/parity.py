"""How far the exported judge keeps the decisions of the network it was made from.

    python training/positions/parity.py RUN_FOLDER/judge.pt ../shared/data/news/articles.jsonl.gz

Asks both, the installed int8 files and the network in 32 bits, about every fourth pair of the test
articles, before calibration: how many decisions are the same, and how far the log-odds lie apart.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from batches import padded, read
from export import judge_of
from news import TEST, of_wide

from hemicycle.position import judge

EVERY = 4


def main() -> None:
    """Ask both and compare."""
    network, articles = judge_of(Path(sys.argv[1])), Path(sys.argv[2])
    pairs = [wordings[0] for wordings in of_wide(articles, TEST)][::EVERY]
    small = np.array([judge.answers(pair.question)[0] for pair in pairs])
    with torch.no_grad():
        full = np.array([network(*padded([read(pair)]))[0][0].tolist() for pair in pairs])
    same = (small > 0) == (full > 0)
    print(f"{len(pairs)} pairs")
    for n, name in enumerate(judge.ANSWERS):
        apart = np.abs(small[:, n] - full[:, n]).mean()
        print(f"{name:7} the same {same[:, n].mean():.1%}, log-odds apart {apart:.3f} on average")


if __name__ == "__main__":
    main()
