"""The weights of the judge that ships, as a checkpoint to go on from.

    python training/positions/shipped.py judges/trained/hemicycle_judge/model.onnx -o start.pt

How they are read back is told in `recovered.py`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from export import write
from model import Judge
from recovered import state_of


def main() -> None:
    """Match, fill, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shipped", type=Path)
    parser.add_argument("--kind", default="mpnet", help="of encoder")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--apart", type=int, default=2)
    parser.add_argument("-o", "--out", type=Path, required=True)
    asked = parser.parse_args()
    shape = {"kind": asked.kind, "layers": asked.layers, "apart": asked.apart}
    found = state_of(asked.shipped, Judge(**shape, dropout=0.0), write)
    torch.save({**shape, "weights": found}, asked.out)


if __name__ == "__main__":
    main()
