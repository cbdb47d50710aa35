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
from int8 import quantise, shared, told
from model import CONTENT, Judge, mean
from torch import Tensor, nn

# What each step is given and gives, with what its lengths are called: no two steps share a name,
# for one that is not run is given a single piece.
GIVEN = {
    "ids": {1: "any"}, "parts": {1: "any"}, "side": {1: "said"}, "told": {1: "said"},
    "concept": {1: "asked"}, "asked": {1: "asked"}, "seen": {1: "seen"}, "content": {},
}  # fmt: skip
GIVES = {"lower": {1: "any"}, "keys": {1: "said"}, "mean": {}, "logits": {}, "hidden": {}}


class Whole(nn.Module):
    """All that the judge does, without padding: every piece counts.

    Three steps in one graph, so that their weights are in the file once; whoever asks for the
    answers of one step gives what it needs, and the others are not run:
    `ids`, `parts` → `lower`; `side`, `told` → `keys`, `mean`; `concept`, `asked`, `seen`, `content`
    → `logits`, `hidden`.
    """

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(
        self, ids: Tensor, parts: Tensor, side: Tensor, told: Tensor, concept: Tensor,
        asked: Tensor, seen: Tensor, content: Tensor,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        encoder, none = self.judge.encoder, torch.zeros(1, 1, 1, 1)
        lower = encoder.lower(ids, parts, none)
        said, keys = encoder.statement(side, none)
        found = mean(said, told == CONTENT)
        bias = self.judge.looking(torch.ones_like(asked).sum(1), asked.shape[1], seen.shape[1])
        pairs = list(zip(seen[0::2, None], seen[1::2, None], strict=False))
        x = encoder.concept(concept, pairs, bias)
        kept = torch.cat([one for pair in keys for one in pair])
        return lower, kept, found, *self.judge.judged(x, asked, content)


def main() -> None:
    """Load, trace, quantise, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--plain", action="store_true", help="fp32, for comparison")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    target = asked.out / "model.onnx"
    with tempfile.TemporaryDirectory() as folder:
        path = target if asked.plain else Path(folder) / "fp32.onnx"
        write(judge_of(asked.weights), path)
        if not asked.plain:
            quantise(path, target)
    print(told(target))


def write(judge: Judge, path: Path) -> None:
    """The judge as a file, in 32 bits."""
    for layer in judge.encoder.layers:
        layer.__class__ = FusedLayer
    width, upper = judge.encoder.shape.width, len(judge.encoder.layers) - judge.encoder.apart
    long, short = 40, 20
    parts = torch.randint(0, 8, (1, long))
    given = (
        torch.randint(1000, 20000, (1, long)), parts, torch.randn(1, long, width), parts,
        torch.randn(1, short, width), parts[:, :short], torch.randn(2 * upper, long, width),
        torch.randn(1, width),
    )  # fmt: skip
    torch.onnx.export(
        Whole(judge).eval(), given, str(path), input_names=list(GIVEN), output_names=list(GIVES),
        dynamic_axes={name: axes for name, axes in (GIVEN | GIVES).items() if axes},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    shared(path)


def judge_of(path: Path) -> Judge:
    """A trained judge, ready to be asked."""
    saved = torch.load(path, weights_only=True)
    judge = Judge(saved["kind"], saved["layers"], saved["apart"], dropout=0.0)
    judge.load_state_dict(saved["weights"])
    return judge.eval()


if __name__ == "__main__":
    main()
