"""The reader's network: one encoder, one pass, several heads.

    pieces + quotation state + case → MiniLM → anchors: does a cue begin at this piece?
                                             → for each anchor: the role of every piece
                                             → for each anchor: what kind of act

An attribution is read from its anchor: every piece of the window is asked whether it is source,
cue or content *of this one*. So links need no second step, contents may nest, be interrupted or
run over paragraphs, and a source may be missing. Conditioning follows Dozat & Manning (2017) in
giving piece and anchor a projection each and adding their product; two convolutions then let
neighbours agree on where a span ends.
"""

from __future__ import annotations

from pathlib import Path

import torch
from encoders import (
    MINILM,
    SHAPES,
    Shape,
    distances,
    filled,
    given,
    layers,
    near,
    shut,
    under_bert_numbers,
)
from torch import Tensor, nn
from torch.nn import functional as F

LAYERS = 6
WORDS = 30522  # of BERT's vocabulary, which the package's wordpieces are of
END, MASK = 102, 103  # its signs, the last two
ROLES, ACTS = 4, 5
STATES, CASES = 5, 4
NEAR = 24  # pieces told apart by their distance from the anchor; farther ones by doubling steps


class Encoder(nn.Module):
    """MiniLM or MPNet with two more input embeddings, which start at zero."""

    def __init__(self, shape: Shape, number: int, dropout: float) -> None:
        super().__init__()
        self.shape, self.dropout = shape, dropout
        self.words = nn.Embedding(WORDS, shape.width)
        self.places = nn.Embedding(shape.places, shape.width)
        self.quote = nn.Embedding(STATES, shape.width)
        self.case = nn.Embedding(CASES, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.eps)
        self.layers = layers(shape, number, dropout)
        self.distance = distances(shape)
        self.register_buffer("segment", torch.zeros(shape.width))
        nn.init.zeros_(self.quote.weight)
        nn.init.zeros_(self.case.weight)

    def forward(self, ids: Tensor, quote: Tensor, case: Tensor, mask: Tensor) -> Tensor:
        """All (batch, length); mask is 0 for padding. Gives (batch, length, width)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = (
            self.words(ids)
            + self.places(places + self.shape.first_place)
            + self.segment
            + self.quote(quote)
            + self.case(case)
        )
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = shut(mask)
        if self.distance is not None:
            bias = bias + near(self.distance, ids.shape[1])
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Linker(nn.Module):
    """The role of every piece in the attribution of one anchor, and its kind of act."""

    def __init__(self, inside: int, width: int, dropout: float) -> None:
        super().__init__()
        self.piece, self.piece2 = nn.Linear(inside, width), nn.Linear(inside, width)
        self.anchor, self.anchor2 = nn.Linear(inside, width), nn.Linear(inside, width)
        self.distance = nn.Embedding(2 * (NEAR + 8) + 1, width)
        self.narrow = nn.Conv1d(width, width, 5, padding=2)
        self.wide = nn.Conv1d(width, width, 5, padding=8, dilation=4)
        self.roles = nn.Linear(width, ROLES)
        self.acts = nn.Linear(width, ACTS)
        self.dropout = dropout

    def forward(self, x: Tensor, rows: Tensor, at: Tensor) -> tuple[Tensor, Tensor]:
        """Anchors are pieces `at` of windows `rows`, (anchors,).

        Gives roles (anchors, length, 4) and acts (anchors, 5).
        """
        anchor = x[rows, at]
        pieces, pieces2 = self.piece(x), self.piece2(x)
        z = (
            pieces[rows]
            + self.anchor(anchor)[:, None]
            + pieces2[rows] * self.anchor2(anchor)[:, None]
        )
        z = z + self.distance(steps(x.shape[1], at))
        z = F.dropout(F.gelu(z), self.dropout, self.training)
        z = z.transpose(1, 2)
        z = z + F.gelu(self.narrow(z))
        z = z + F.gelu(self.wide(z))
        z = z.transpose(1, 2)
        mine = torch.gather(z, 1, at[:, None, None].expand(-1, 1, z.shape[2]))[:, 0]
        return self.roles(z), self.acts(mine)


def steps(length: int, at: Tensor) -> Tensor:
    """How far each piece is from the anchor, in buckets: exact when near, doubling when far."""
    offset = torch.arange(length, device=at.device)[None] - at[:, None]
    size = offset.abs()
    far = NEAR + (torch.log2(size.clamp(min=1).float() / NEAR).clamp(min=0) * 2).long().clamp(max=7)
    bucket = torch.where(size < NEAR, size, far)
    return torch.where(offset < 0, -bucket, bucket) + NEAR + 8


class Reader(nn.Module):
    """Encoder and heads. `threshold` is the probability from which a piece is an anchor."""

    def __init__(
        self,
        number: int = LAYERS,
        shape: Shape = MINILM,
        width: int = 128,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        inside = shape.width
        self.encoder = Encoder(shape, number, dropout)
        self.anchors = nn.Sequential(nn.Linear(inside, width), nn.GELU(), nn.Linear(width, 1))
        self.linker = Linker(inside, width, dropout)

    def forward(
        self, ids: Tensor, quote: Tensor, case: Tensor, mask: Tensor, threshold: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """As exported: anchor probabilities (batch, length); for each anchor its row and piece
        (anchors, 2), its probability, the probabilities of roles (anchors, length, 4) and acts."""
        x = self.encoder(ids, quote, case, mask)
        sure = torch.sigmoid(self.anchors(x)[..., 0]) * mask
        found = torch.nonzero(sure > threshold)
        rows, at = found[:, 0], found[:, 1]
        roles, acts = self.linker(x, rows, at)
        return sure, found, sure[rows, at], roles.softmax(-1), acts.softmax(-1)


def read_of(path: Path) -> Reader:
    """A trained reader, of the shape that its weights have, ready to be asked."""
    weights = torch.load(path, weights_only=True)
    width = weights["encoder.words.weight"].shape[1]
    (shape,) = [shape for shape in SHAPES.values() if shape.width == width]
    number = 1 + max(int(n.split(".")[2]) for n in weights if n.startswith("encoder.layers."))
    reader = Reader(number, shape, dropout=0.0)
    reader.load_state_dict(weights)
    return reader.eval()


def load(encoder: Encoder, path: Path) -> None:
    """Fill the encoder with the first layers of MiniLM or MPNet (a safetensors file)."""
    found, shape = given(path), encoder.shape
    own = filled(encoder.state_dict(), found, shape, range(len(encoder.layers)))
    if shape.relative:
        own["words.weight"] = under_bert_numbers(own["words.weight"])
    else:
        own["segment"] = found["embeddings.token_type_embeddings.weight"][0]
    encoder.load_state_dict(own)
