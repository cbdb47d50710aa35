"""The weights of a reader that ships, as a checkpoint to go on from.

    python training/reader/shipped.py src/hemicycle/models/en/reader/model.onnx \\
      --weights MODEL.safetensors -o start.pt

Words and places are those of `--weights`, which training leaves as they are.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from encoders import SHAPES
from export import Exported, to_onnx
from model import LAYERS, Reader, load
from recovered import state_of


def main() -> None:
    """Match, fill, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shipped", type=Path)
    parser.add_argument("--encoder", choices=SHAPES, default="minilm")
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--weights", type=Path, required=True, help="what it was begun with")
    parser.add_argument("-o", "--out", type=Path, required=True)
    asked = parser.parse_args()
    reader = Reader(asked.layers, SHAPES[asked.encoder], dropout=0.0)
    load(reader.encoder, asked.weights)
    found = state_of(
        asked.shipped, reader, lambda like, path: to_onnx(Exported(like).eval(), path),
        given=("words.weight", "places.weight"),
    )  # fmt: skip
    torch.save(found, asked.out)


if __name__ == "__main__":
    main()
