"""Export a trained reader as int8 ONNX, and say how much it changed.

    python training/reader/export.py RUN_FOLDER/reader.pt -o src/hemicycle/models/en/reader

Weights of matrix products and word embeddings become int8, one scale for each output channel.
Attention is written as the one operator that onnxruntime has for it, and convolutions as matrix
products, so that they are int8 too: together a quarter less time.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from fused import FusedLayer
from int8 import quantise, told
from model import Reader, read_of
from torch import Tensor, nn
from torch.nn import functional as F


class Product(nn.Module):
    """A convolution as a product: the neighbours of each place side by side, times the kernel."""

    def __init__(self, like: nn.Conv1d) -> None:
        super().__init__()
        self.step, self.margin = like.dilation[0], int(like.padding[0])
        self.count = like.kernel_size[0]
        self.kernel = nn.Parameter(like.weight.permute(2, 1, 0).flatten(0, 1))
        self.bias = like.bias

    def forward(self, x: Tensor) -> Tensor:
        """(batch, width, length) in and out, as the convolution has it."""
        length = x.shape[2]
        padded = F.pad(x.transpose(1, 2), (0, 0, self.margin, self.margin))
        near = [padded[:, n * self.step : n * self.step + length] for n in range(self.count)]
        return (torch.cat(near, -1) @ self.kernel + self.bias).transpose(1, 2)


class Exported(nn.Module):
    """The reader without padding: every piece counts."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        for layer in reader.encoder.layers:
            layer.__class__ = FusedLayer
        reader.linker.narrow = Product(reader.linker.narrow)
        reader.linker.wide = Product(reader.linker.wide)

    def forward(
        self, ids: Tensor, quote: Tensor, case: Tensor, threshold: Tensor
    ) -> tuple[Tensor, ...]:
        return self.reader(ids, quote, case, torch.ones_like(ids), threshold)[1:]


def main() -> None:
    """Load, trace, quantise, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--plain", action="store_true", help="fp32, for comparison")
    asked = parser.parse_args()
    reader = read_of(asked.weights)
    asked.out.mkdir(parents=True, exist_ok=True)
    target = asked.out / "model.onnx"
    with tempfile.TemporaryDirectory() as folder:
        plain = target if asked.plain else Path(folder) / "fp32.onnx"
        to_onnx(Exported(reader).eval(), plain)
        if not asked.plain:
            quantise(plain, target)
    print(told(target))


def to_onnx(model: nn.Module, path: Path) -> None:
    """Trace with free length and number of anchors."""
    length = 40
    ids = torch.randint(1000, 20000, (1, length))
    states = torch.zeros(1, length, dtype=torch.long)
    free = {1: "length"}
    anchors = {0: "anchors"}
    torch.onnx.export(
        model, (ids, states, states, torch.tensor(0.0)), str(path),
        input_names=["ids", "quote", "case", "threshold"],
        output_names=["found", "scores", "roles", "acts"],
        dynamic_axes={"ids": free, "quote": free, "case": free, "found": anchors, "scores": anchors,
                      "roles": {0: "anchors", 1: "length"}, "acts": anchors},
        opset_version=17, dynamo=False,
    )  # fmt: skip


if __name__ == "__main__":
    main()
