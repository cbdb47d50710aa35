"""Encoders to train on: what MPNet and MiniLM have in common, and how their weights are read.

For `reader/` and `positions/`, whose `make.sh` puts this folder on PYTHONPATH.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

Weights = dict[str, Tensor]
Heads = tuple[Tensor, Tensor, Tensor]
DISTANCES = 32  # buckets of a bias by distance


@dataclass(frozen=True)
class Shape:
    """What kind of encoder: sizes, and how it knows where a piece stands."""

    name: str
    width: int
    inner: int
    places: int
    first_place: int  # of the place embeddings
    relative: bool  # a bias by distance, shared by all layers
    eps: float
    heads: int = 12


MPNET = Shape("mpnet", 768, 3072, 514, 2, True, 1e-5)  # Song et al. 2020
MINILM = Shape("minilm", 384, 1536, 512, 0, False, 1e-12)  # Wang et al. 2020
SHAPES = {shape.name: shape for shape in (MPNET, MINILM)}


class Layer(nn.Module):
    """One transformer layer, normalised after each sum."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width = shape.width
        self.heads, self.relative = shape.heads, shape.relative
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=shape.eps)
        self.up = nn.Linear(width, shape.inner)
        self.down = nn.Linear(shape.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=shape.eps)
        self.dropout = dropout

    def parted(self, x: Tensor) -> Heads:
        """Query, key and value of every piece, each (batch, heads, length, width of a head)."""
        batch, length, _ = x.shape
        query, key, value = (
            self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        )
        return query, key, value

    def attended(self, query: Tensor, key: Tensor, value: Tensor, bias: Tensor) -> Tensor:
        """What each piece takes from those that it looks at."""
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        return mixed.transpose(1, 2).flatten(2)

    def summed(self, x: Tensor, mixed: Tensor) -> Tensor:
        """The pieces with what they took, and thought over."""
        x = self.norm1(x + F.dropout(self.out(mixed), self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(inner, self.dropout, self.training))

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: (batch, length, width); bias: (batch or 1, heads or 1, length or 1, length), large and
        negative where nothing is seen."""
        return self.summed(x, self.attended(*self.parted(x), bias))


def layers(shape: Shape, number: int, dropout: float) -> nn.ModuleList:
    return nn.ModuleList(Layer(shape, dropout) for _ in range(number))


def shut(mask: Tensor) -> Tensor:
    """What keeps padding (mask 0) from being seen, (batch, 1, 1, length)."""
    return (1.0 - mask.float())[:, None, None, :] * -1e4


def distances(shape: Shape) -> nn.Embedding | None:
    """The bias by distance, where the encoder has one."""
    return nn.Embedding(DISTANCES, shape.heads) if shape.relative else None


def near(distance: nn.Embedding, length: int) -> Tensor:
    """That bias between all places, (1, heads, length, length)."""
    at = torch.arange(length)
    return between(distance, at, at)[None]


def between(distance: nn.Embedding, looking: Tensor, seen: Tensor) -> Tensor:
    """That bias for whoever stands at `looking` (…, n) of what stands at `seen` (…, m),
    (…, heads, n, m)."""
    found = distance(_buckets(seen[..., None, :] - looking[..., :, None]))
    last = found.dim() - 1
    return found.permute(*range(last - 2), last, last - 2, last - 1)


def _buckets(offset: Tensor) -> Tensor:
    """Distances as T5 and MPNet tell them apart: exact under 8, then by logarithm up to 128."""
    size = offset.abs()
    far = 8 + (torch.log(size.clamp(min=1).float() / 8) / math.log(16) * 8).long()
    return torch.where(size < 8, size, far.clamp(max=15)) + 16 * (offset > 0).long()


# ------------------------------------------------------------------ weights that are given


def given(path: Path) -> Weights:
    """The weights in a safetensors file of MPNet or BERT."""
    return {name.removeprefix("bert."): value for name, value in load_file(path).items()}


def filled(own: Weights, found: Weights, shape: Shape, kept: Sequence[int]) -> Weights:
    """`own`, the state of an encoder, with embeddings and those layers `kept` as they were found.

    It has `words`, `places`, `norm`, `layers` and, where distances count, `distance`.
    """
    own["words.weight"] = found["embeddings.word_embeddings.weight"]
    own["places.weight"] = found["embeddings.position_embeddings.weight"]
    if shape.relative:
        own["distance.weight"] = found["encoder.relative_attention_bias.weight"]
    for part in ("weight", "bias"):
        own[f"norm.{part}"] = found[f"embeddings.LayerNorm.{part}"]
        for mine, theirs in enumerate(kept):
            layer = _layer(found, f"encoder.layer.{theirs}.", shape, part)
            own |= {f"layers.{mine}.{name}.{part}": value for name, value in layer.items()}
    return own


def under_bert_numbers(words: Tensor) -> Tensor:
    """MPNet's word embeddings under BERT's numbers: its words are the same, four later, but for
    the signs [PAD], [CLS], [SEP], [MASK]."""
    moved = words[4:-1].clone()
    moved[[0, 101, 102, 103]] = words[[1, 0, 2, 30526]]
    return moved


def under_mpnet_numbers(words: Tensor) -> Tensor:
    """BERT's word embeddings under MPNet's numbers: <s>, <pad>, </s>, <unk> first, <mask> last."""
    return torch.cat([words[[101, 0, 102, 100]], words, words[[103]]])


def _layer(found: Weights, at: str, shape: Shape, part: str) -> Weights:
    inside, names = ("attn", "qkv") if shape.relative else ("self", ("query", "key", "value"))
    out, norm = (
        ("attention.attn.o", "attention.LayerNorm")
        if shape.relative
        else ("attention.output.dense", "attention.output.LayerNorm")
    )
    return {
        "qkv": torch.cat([found[f"{at}attention.{inside}.{one}.{part}"] for one in names]),
        "out": found[f"{at}{out}.{part}"],
        "norm1": found[f"{at}{norm}.{part}"],
        "up": found[f"{at}intermediate.dense.{part}"],
        "down": found[f"{at}output.dense.{part}"],
        "norm2": found[f"{at}output.LayerNorm.{part}"],
    }
