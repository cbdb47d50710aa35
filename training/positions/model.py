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

from pathlib import Path

import torch
from encoders import (
    SHAPES,
    Shape,
    distances,
    filled,
    given,
    layers,
    near,
    shut,
    under_mpnet_numbers,
)
from torch import Tensor, nn
from torch.nn import functional as F

WORDS = 30527  # of MPNet's vocabulary, which all pieces are of
PARTS = 8  # as in hemicycle.position.question
CONCEPT, EXPLANATION, CONTENT = 1, 2, 6
ANSWERS = 3  # speaks to it, takes a side, is for
HIDDEN = 256


class Encoder(nn.Module):
    """MPNet or MiniLM, told which part each piece belongs to."""

    def __init__(self, shape: Shape, number: int, apart: int, dropout: float) -> None:
        super().__init__()
        self.shape, self.apart, self.dropout = shape, apart, dropout
        self.words = nn.Embedding(WORDS, shape.width)
        self.places = nn.Embedding(shape.places, shape.width)
        self.parts = nn.Embedding(PARTS, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.eps)
        self.layers = layers(shape, number, dropout)
        self.distance = distances(shape)
        nn.init.zeros_(self.parts.weight)

    def forward(self, ids: Tensor, parts: Tensor, mask: Tensor) -> Tensor:
        """All (batch, length); mask is 0 for padding. Gives (batch, length, width)."""
        said = (parts > EXPLANATION) & (mask > 0)
        at = torch.arange(ids.shape[1], device=ids.device)
        start = (~said & (mask > 0)).sum(1, keepdim=True)
        x = self.embedded(ids, parts, torch.where(said, at - start, at))
        seen = self.near(ids.shape[1]) + shut(mask)
        other = (said[:, None, :, None] != said[:, None, None, :]).float() * -1e4
        x = self.through(x, seen + other, 0, self.apart)
        return self.through(x, seen, self.apart, len(self.layers))

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
        return near(self.distance, length)


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
    found = given(path)
    own = filled(encoder.state_dict(), found, encoder.shape, kept)
    if not encoder.shape.relative:
        own["words.weight"] = under_mpnet_numbers(own["words.weight"])
        own["places.weight"] = (
            own["places.weight"] + found["embeddings.token_type_embeddings.weight"][0]
        )
    encoder.load_state_dict(own)
