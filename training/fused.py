"""Layers as they are exported: attention is the one operator that onnxruntime has for it."""

from __future__ import annotations

from typing import Any

import torch
from encoders import Heads, Layer
from torch import Tensor
from torch.nn import functional as F


class Attention(torch.autograd.Function):
    """Attention of several heads, (batch, length, width) each, with a bias (1, heads, length,
    length) or none."""

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, bias: Any, heads: int) -> Any:
        given = [query, key, value]
        if bias is not None:
            none = graph.op("prim::Constant")
            none.setType(torch._C.OptionalType.ofTensor())
            given += [none, none, bias]
        found = graph.op("com.microsoft::MultiHeadAttention", *given, num_heads_i=heads)
        return found.setType(query.type())

    @staticmethod
    def forward(
        ctx: Any, query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None, heads: int
    ) -> Tensor:
        parts = [t.unflatten(2, (heads, -1)).transpose(1, 2) for t in (query, key, value)]
        return F.scaled_dot_product_attention(*parts, attn_mask=bias).transpose(1, 2).flatten(2)


class FusedLayer(Layer):
    """A layer whose attention is one operator; nothing is masked, and where the encoder knows no
    distances the bias is not looked at."""

    def parted(self, x: Tensor) -> Heads:
        parts = zip(self.qkv.weight.chunk(3), self.qkv.bias.chunk(3), strict=True)
        query, key, value = (F.linear(x, *one) for one in parts)
        return query, key, value

    def attended(self, query: Tensor, key: Tensor, value: Tensor, bias: Tensor) -> Tensor:
        given = bias if self.relative else None
        found: Tensor = Attention.apply(query, key, value, given, self.heads)
        return found
