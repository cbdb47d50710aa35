"""What the judge says in fp32, kept as the measure of its int8 export.

    python training/positions/parity.py RUN_FOLDER/judge.pt -o tests/position/judge_fp32.json

Sixty pairs of the held-out debates, each with the log-odds of the three answers before they were
made smaller; `tests/position/test_position_judge.py` holds the shipped files against them.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import torch
from export import judge_of
from pairs import of_debates
from train import both, padded

HERE = Path(__file__).parent
PAIRS = 60


def main() -> None:
    """Ask the unreduced judge."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    asked = parser.parse_args()
    model = judge_of(asked.weights)
    pairs = [p for path in sorted((HERE / "heldout").glob("*.json")) for p in of_debates([path])]
    chosen = pairs[:: len(pairs) // PAIRS][:PAIRS]
    rows = []
    for pair in chosen:
        with torch.no_grad():
            logits, _ = model(*padded([(pair, *both(pair.question))]))
        told = [round(float(x), 4) for x in logits[0]]
        rows.append({"question": asdict(pair.question), "logits": told})
    asked.out.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
