"""Export a trained judge as int8 ONNX, and say how much that changed.

    python training/positions/export.py RUN_FOLDER/judge.pt -o judges/trained/hemicycle_judge

Weights of matrix products and word embeddings become int8, one scale for each output channel;
attention is the one operator that onnxruntime has for it.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from fused import FusedLayer
from int8 import quantise, told
from model import Judge
from torch import Tensor, nn

LONG = ("ids", "parts", "sides", "side")  # what has one entry for each piece


class Side(nn.Module):
    """One side of a pair through the lower layers, without padding: every piece counts."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.encoder = judge.encoder

    def forward(self, ids: Tensor, parts: Tensor) -> Tensor:
        length = ids.shape[1]
        x = self.encoder.embedded(ids, parts, torch.arange(length)[None])
        return self.encoder.through(x, self.encoder.near(length), 0, self.encoder.apart)


class Both(nn.Module):
    """Both sides through the upper layers and the heads."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, sides: Tensor, parts: Tensor) -> tuple[Tensor, Tensor]:
        encoder = self.judge.encoder
        near = encoder.near(parts.shape[1])
        x = encoder.through(sides, near, encoder.apart, len(encoder.layers))
        return self.judge.judged(x, parts)


def main() -> None:
    """Load, trace, quantise, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--plain", action="store_true", help="fp32, for comparison")
    asked = parser.parse_args()
    judge = judge_of(asked.weights)
    for layer in judge.encoder.layers:
        layer.__class__ = FusedLayer
    asked.out.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 20000, (1, 40))
    parts = torch.randint(0, 8, (1, 40))
    sides = torch.randn(1, 40, judge.encoder.shape.width)
    write(
        Side(judge), (ids, parts), ["ids", "parts"], ["side"], asked.out / "side.onnx", asked.plain
    )
    names = ["sides", "parts"], ["logits", "hidden"]
    write(Both(judge), (sides, parts), *names, asked.out / "both.onnx", asked.plain)


def judge_of(path: Path) -> Judge:
    """A trained judge, ready to be asked."""
    saved = torch.load(path, weights_only=True)
    judge = Judge(saved["kind"], saved["layers"], saved["apart"], dropout=0.0)
    judge.load_state_dict(saved["weights"])
    return judge.eval()


def write(
    model: nn.Module, given: tuple[Tensor, ...], names: list[str], gives: list[str],
    target: Path, plain: bool,
) -> None:  # fmt: skip
    """One half of the judge as a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = target if plain else Path(folder) / "fp32.onnx"
        torch.onnx.export(
            model.eval(), given, str(path), input_names=names, output_names=gives,
            dynamic_axes={name: {1: "length"} for name in (*names, *gives) if name in LONG},
            opset_version=17, dynamo=False,
        )  # fmt: skip
        if not plain:
            quantise(path, target)
    print(told(target))


if __name__ == "__main__":
    main()
