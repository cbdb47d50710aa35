"""The judge's network: a statement and a concept in, three answers out.

    concept, explanation                     → lower layers ┐
    before · speaker, cue · content · after  → lower layers ┴ upper layers → does it speak to it?
                                                                           → is a side taken?
                                                                           → which?

The encoder is MPNet (Song et al. 2020) or MiniLM with fewer layers, and one more input embedding
that says which part a piece belongs to. In the lower layers the two do not see each other, so that
a statement is read once whatever the number of concepts, and a concept once for all statements
(Cao et al. 2020, DeFormer). The heads read the first piece, and the means of content and concept:
as they are, multiplied, and apart (Conneau et al. 2017).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

PARTS = 8  # as in hemicycle.position.question
CONCEPT, EXPLANATION, CONTENT = 1, 2, 6
ANSWERS = 3  # speaks to it, takes a side, is for
HIDDEN = 256


@dataclass(frozen=True)
class Shape:
    """What kind of encoder: sizes, and how it knows where a piece stands."""

    width: int
    inner: int
    words: int
    first_place: int  # of the place embeddings
    relative: bool  # a bias by distance, shared by all layers
    eps: float
    heads: int = 12


SHAPES = {
    "mpnet": Shape(768, 3072, 30527, 2, True, 1e-5),
    "minilm": Shape(384, 1536, 30522, 0, False, 1e-12),
}


class Layer(nn.Module):
    """One transformer layer, normalised after each sum."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=shape.eps)
        self.up = nn.Linear(width, shape.inner)
        self.down = nn.Linear(shape.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=shape.eps)
        self.dropout = dropout

    def attended(self, x: Tensor, bias: Tensor) -> Tensor:
        """What each piece takes from the others."""
        batch, length, width = x.shape
        parts = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(*parts, attn_mask=bias.to(x.dtype))
        return mixed.transpose(1, 2).reshape(batch, length, width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: (batch, length, width); bias: (batch or 1, heads or 1, length, length)."""
        mixed = self.out(self.attended(x, bias))
        x = self.norm1(x + F.dropout(mixed, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """MPNet or MiniLM, told which part each piece belongs to."""

    def __init__(self, shape: Shape, layers: int, apart: int, dropout: float) -> None:
        super().__init__()
        self.shape, self.apart, self.dropout = shape, apart, dropout
        self.words = nn.Embedding(shape.words, shape.width)
        self.places = nn.Embedding(514 if shape.relative else 512, shape.width)
        self.parts = nn.Embedding(PARTS, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.eps)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(layers))
        self.distance = nn.Embedding(32, shape.heads) if shape.relative else None
        nn.init.zeros_(self.parts.weight)

    def forward(self, ids: Tensor, parts: Tensor, mask: Tensor) -> Tensor:
        """All (batch, length); mask is 0 for padding. Gives (batch, length, width)."""
        said = (parts > EXPLANATION) & (mask > 0)
        at = torch.arange(ids.shape[1], device=ids.device)
        start = (~said & (mask > 0)).sum(1, keepdim=True)
        x = self.embedded(ids, parts, torch.where(said, at - start, at))
        near = self.near(ids.shape[1])
        shut = (1.0 - mask.float())[:, None, None, :] * -1e4
        other = (said[:, None, :, None] != said[:, None, None, :]).float() * -1e4
        x = self.through(x, near + shut + other, 0, self.apart)
        return self.through(x, near + shut, self.apart, len(self.layers))

    def embedded(self, ids: Tensor, parts: Tensor, places: Tensor) -> Tensor:
        """What each piece is, which part it is of, and where in its own side it stands."""
        found = self.words(ids) + self.places(places + self.shape.first_place) + self.parts(parts)
        return F.dropout(self.norm(found), self.dropout, self.training)

    def through(self, x: Tensor, bias: Tensor, first: int, last: int) -> Tensor:
        """Some of the layers."""
        for layer in self.layers[first:last]:
            x = layer(x, bias)
        return x

    def near(self, length: int) -> Tensor:
        """The bias by distance, (1, heads, length, length); 0 where the encoder has none."""
        if self.distance is None:
            return torch.zeros(1, 1, length, length)
        at = torch.arange(length)
        return self.distance(buckets(at[None, :] - at[:, None])).permute(2, 0, 1)[None]


def buckets(offset: Tensor) -> Tensor:
    """Distances as T5 and MPNet tell them apart: exact under 8, then by logarithm up to 128."""
    size = offset.abs()
    far = 8 + (torch.log(size.clamp(min=1).float() / 8) / math.log(16) * 8).long()
    return torch.where(size < 8, size, far.clamp(max=15)) + 16 * (offset > 0).long()


class Judge(nn.Module):
    """Encoder and heads."""

    def __init__(
        self, kind: str = "mpnet", layers: int = 6, apart: int = 2, dropout: float = 0.1
    ) -> None:
        super().__init__()
        shape = SHAPES[kind]
        self.encoder = Encoder(shape, layers, apart, dropout)
        self.hidden = nn.Linear(5 * shape.width, HIDDEN)
        self.answers = nn.Linear(HIDDEN, ANSWERS)
        self.dropout = dropout

    def forward(self, ids: Tensor, parts: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """The logits of the three answers (batch, 3), and what they were read from (batch, 256)."""
        return self.judged(self.encoder(ids, parts, mask), parts)

    def judged(self, x: Tensor, parts: Tensor) -> tuple[Tensor, Tensor]:
        """What the heads make of the encoder's answer."""
        concept, content = mean(x, parts == CONCEPT), mean(x, parts == CONTENT)
        read = torch.cat(
            [x[:, 0], concept, content, concept * content, (concept - content).abs()], -1
        )
        hidden = F.gelu(self.hidden(F.dropout(read, self.dropout, self.training)))
        return self.answers(F.dropout(hidden, self.dropout, self.training)), hidden


def mean(x: Tensor, chosen: Tensor) -> Tensor:
    """The mean of the chosen pieces, (batch, width)."""
    weight = chosen.to(x.dtype)[..., None]
    return (x * weight).sum(1) / weight.sum(1).clamp(min=1.0)


def load(encoder: Encoder, path: Path, kept: list[int]) -> None:
    """Fill the encoder from a safetensors file of MPNet or BERT, keeping the layers `kept`."""
    given = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
    relative = encoder.shape.relative
    inside = "attn" if relative else "self"
    qkv = ("q", "k", "v") if relative else ("query", "key", "value")
    out = ("attention.attn.o", "attention.LayerNorm") if relative else (
        "attention.output.dense", "attention.output.LayerNorm"
    )  # fmt: skip
    own = encoder.state_dict()
    own["words.weight"] = given["embeddings.word_embeddings.weight"]
    own["places.weight"] = given["embeddings.position_embeddings.weight"]
    if relative:
        own["distance.weight"] = given["encoder.relative_attention_bias.weight"]
    else:
        own["places.weight"] = (
            own["places.weight"] + given["embeddings.token_type_embeddings.weight"][0]
        )
    for part in ("weight", "bias"):
        own[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for mine, theirs in enumerate(kept):
            old, new = f"encoder.layer.{theirs}.", f"layers.{mine}."
            names = [f"{old}attention.{inside}.{one}.{part}" for one in qkv]
            own[f"{new}qkv.{part}"] = torch.cat([given[name] for name in names])
            own[f"{new}out.{part}"] = given[f"{old}{out[0]}.{part}"]
            own[f"{new}norm1.{part}"] = given[f"{old}{out[1]}.{part}"]
            own[f"{new}up.{part}"] = given[f"{old}intermediate.dense.{part}"]
            own[f"{new}down.{part}"] = given[f"{old}output.dense.{part}"]
            own[f"{new}norm2.{part}"] = given[f"{old}output.LayerNorm.{part}"]
    encoder.load_state_dict(own)
