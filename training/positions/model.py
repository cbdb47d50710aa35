"""The judge's network: a statement and a concept in, three answers out.

    before · speaker, cue · content · after  → all layers ─┐ what each upper layer may look at
    concept, explanation                     → lower layers ┴ upper layers → does it speak to it?
                                                                           → is a side taken?
                                                                           → which?

The encoder is MPNet (Song et al. 2020) or MiniLM with fewer layers, and one more input embedding
that says which part a piece belongs to. A statement never sees a concept: it is read once, through
all layers, whatever the number of concepts (MacAvaney et al. 2020, PreTTR, go half of that way). A
concept, which is short, is read alone in the lower layers and looks at the statement in the upper
ones. The heads read the first piece of the concept's side, and the means of content and concept: as
they are, multiplied, and apart (Conneau et al. 2017).
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from encoders import (
    SHAPES,
    Shape,
    between,
    distances,
    filled,
    given,
    layers,
    shut,
    under_mpnet_numbers,
)
from torch import Tensor, nn
from torch.nn import functional as F

WORDS = 30527  # of MPNet's vocabulary, which all pieces are of
PARTS = 8  # as in hemicycle.position.question
CONCEPT, CONTENT = 1, 6
ANSWERS = 3  # speaks to it, takes a side, is for
HIDDEN = 256


class Side(NamedTuple):
    """Statements, or concepts: wordpieces, the part of each, and 0 where there is only padding; all
    (number, length)."""

    ids: Tensor
    parts: Tensor
    mask: Tensor


Seen = list[tuple[Tensor, Tensor]]  # keys and values of every upper layer


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

    def lower(self, ids: Tensor, parts: Tensor, hidden: Tensor) -> Tensor:
        """A side through the layers in which it is alone, (number, length, width)."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.places(at + self.shape.first_place) + self.parts(parts)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = self.between(at, at) + hidden
        for layer in self.layers[: self.apart]:
            x = layer(x, bias)
        return x

    def statement(self, x: Tensor, hidden: Tensor) -> tuple[Tensor, Seen]:
        """A statement through the upper layers, and what a concept may look at in each."""
        at = torch.arange(x.shape[1], device=x.device)
        bias, seen = self.between(at, at) + hidden, []
        for layer in self.layers[self.apart :]:
            query, key, value = layer.parted(x)
            seen.append((key, value))
            x = layer.summed(x, layer.attended(query, key, value, bias))
        return x, seen

    def concept(self, x: Tensor, seen: Seen, bias: Tensor) -> Tensor:
        """A concept through the upper layers, looking at itself and at a statement."""
        for layer, said in zip(self.layers[self.apart :], seen, strict=True):
            query, *own = layer.parted(x)
            key, value = (torch.cat(both, -2) for both in zip(own, said, strict=True))
            x = layer.summed(x, layer.attended(query, key, value, bias))
        return x

    def between(self, looking: Tensor, seen: Tensor) -> Tensor:
        """The bias by distance, (…, heads, n, m); 0 where the encoder has none."""
        if self.distance is None:
            return torch.zeros(1, 1, 1)
        return between(self.distance, looking, seen)


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

    def forward(self, said: Side, concepts: Side, of: Tensor) -> tuple[Tensor, Tensor]:
        """The logits of the three answers (concepts, 3), and what they were read from (concepts,
        256). `of` (concepts,) tells which of the statements each concept is asked about."""
        encoder, unseen = self.encoder, shut(said.mask)
        x, seen = encoder.statement(encoder.lower(said.ids, said.parts, unseen), unseen)
        seen = [(key[of], value[of]) for key, value in seen]
        own = shut(concepts.mask)
        y = encoder.lower(concepts.ids, concepts.parts, own)
        bias = self.looking(concepts.mask.sum(1), y.shape[1], x.shape[1])
        y = encoder.concept(y, seen, bias + torch.cat([own, unseen[of]], -1))
        return self.judged(y, concepts.parts, mean(x, said.parts == CONTENT)[of])

    def looking(self, lengths: Tensor, concept: int, said: int) -> Tensor:
        """The bias by distance of concepts with these lengths: what was said stands behind them,
        (concepts, heads, concept, concept + said)."""
        at = torch.arange(concept, device=lengths.device).expand(len(lengths), -1)
        behind = torch.arange(said, device=lengths.device) + lengths[:, None]
        return self.encoder.between(at, torch.cat([at, behind], -1))

    def judged(self, x: Tensor, parts: Tensor, content: Tensor) -> tuple[Tensor, Tensor]:
        """What the heads make of a concept that has looked, and of the content's mean."""
        concept = mean(x, parts == CONCEPT)
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
