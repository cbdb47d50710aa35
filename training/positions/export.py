"""Export a trained judge as int8 ONNX, and say how much that changed.

    python training/positions/export.py RUN_FOLDER/judge.pt -o src/hemicycle/models/en/judge

Weights of matrix products and word embeddings become int8, one scale for each output channel;
attention is the one operator that onnxruntime has for it.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from pathlib import Path
from typing import Any

import torch
from model import Judge, Layer
from torch import Tensor, nn
from torch.nn import functional as F


class Attention(torch.autograd.Function):
    """Attention of several heads with a bias, as one operator of onnxruntime."""

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, bias: Any, heads: int) -> Any:
        none = graph.op("prim::Constant")
        none.setType(torch._C.OptionalType.ofTensor())
        given = graph.op(
            "com.microsoft::MultiHeadAttention",
            query, key, value, none, none, bias, num_heads_i=heads,
        )  # fmt: skip
        return given.setType(query.type())

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, bias: Tensor, heads: int) -> Tensor:
        parts = [t.unflatten(2, (heads, -1)).transpose(1, 2) for t in (query, key, value)]
        return F.scaled_dot_product_attention(*parts, attn_mask=bias).transpose(1, 2).flatten(2)


class FusedLayer(Layer):
    """A layer whose attention is one operator; nothing is masked."""

    def attended(self, x: Tensor, bias: Tensor) -> Tensor:
        parts = zip(self.qkv.weight.chunk(3), self.qkv.bias.chunk(3), strict=True)
        return Attention.apply(*(F.linear(x, *one) for one in parts), bias, self.heads)


class Exported(nn.Module):
    """The judge of one pair without padding: every piece counts."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge
        for layer in judge.encoder.layers:
            layer.__class__ = FusedLayer

    def forward(self, ids: Tensor, parts: Tensor) -> tuple[Tensor, Tensor]:
        return self.judge(ids, parts, torch.ones_like(ids))


def main() -> None:
    """Load, trace, quantise, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--plain", action="store_true", help="fp32, for comparison")
    asked = parser.parse_args()
    saved = torch.load(asked.weights, weights_only=True)
    judge = Judge(saved["kind"], saved["layers"], dropout=0.0)
    judge.load_state_dict(saved["weights"])
    asked.out.mkdir(parents=True, exist_ok=True)
    target = asked.out / "model.onnx"
    with tempfile.TemporaryDirectory() as folder:
        plain = target if asked.plain else Path(folder) / "fp32.onnx"
        to_onnx(Exported(judge).eval(), plain)
        if not asked.plain:
            quantise(plain, target)
    data = target.read_bytes()
    print(f"{target}: {len(data) / 1e6:.1f} MB, sha256 {hashlib.sha256(data).hexdigest()}")


def to_onnx(model: nn.Module, path: Path) -> None:
    """Trace with a free length."""
    ids = torch.randint(1000, 20000, (1, 40))
    parts = torch.randint(0, 7, (1, 40))
    free = {1: "length"}
    torch.onnx.export(
        model, (ids, parts), str(path),
        input_names=["ids", "parts"], output_names=["logits", "hidden"],
        dynamic_axes={"ids": free, "parts": free}, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantise(plain: Path, target: Path) -> None:
    """Matrix products and word embeddings to int8."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = plain.with_name("prepared.onnx")
    quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared), str(target), op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True, weight_type=QuantType.QInt8,
    )  # fmt: skip


if __name__ == "__main__":
    main()
