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
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
ROLES, ACTS = 4, 5
STATES, CASES = 5, 4
NEAR = 24  # pieces told apart by their distance from the anchor; farther ones by doubling steps


class Layer(nn.Module):
    """One transformer layer of BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def attended(self, x: Tensor, mask: Tensor) -> Tensor:
        """What each piece takes from the others."""
        batch, length, _ = x.shape
        parts = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(parts[0], parts[1], parts[2], mask)
        return mixed.transpose(1, 2).reshape(batch, length, WIDTH)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, length, width); mask: (batch, 1, 1, length), 0 or a large negative number."""
        mixed = self.attended(x, mask)
        x = self.norm1(x + F.dropout(self.out(mixed), self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """MiniLM with two more input embeddings, which start at zero."""

    def __init__(self, layers: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.quote = nn.Embedding(STATES, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.register_buffer("segment", torch.zeros(WIDTH))
        self.dropout = dropout
        nn.init.zeros_(self.quote.weight)
        nn.init.zeros_(self.case.weight)

    def forward(self, ids: Tensor, quote: Tensor, case: Tensor, mask: Tensor) -> Tensor:
        """All (batch, length); mask is 0 for padding. Gives (batch, length, width)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = (
            self.words(ids)
            + self.places(places)
            + self.segment
            + self.quote(quote)
            + self.case(case)
        )
        x = F.dropout(self.norm(x), self.dropout, self.training)
        far = (1.0 - mask.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, far)
        return x


class Linker(nn.Module):
    """The role of every piece in the attribution of one anchor, and its kind of act."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.piece, self.piece2 = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
        self.anchor, self.anchor2 = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
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

    def __init__(self, layers: int = LAYERS, width: int = 128, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(layers, dropout)
        self.anchors = nn.Sequential(nn.Linear(WIDTH, width), nn.GELU(), nn.Linear(width, 1))
        self.linker = Linker(width, dropout)

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


def load_minilm(encoder: Encoder, path: Path) -> None:
    """Fill the encoder with the weights of all-MiniLM-L6-v2 (a safetensors file)."""
    given = load_file(path)
    given = {name.removeprefix("bert."): value for name, value in given.items()}
    own = encoder.state_dict()
    own["words.weight"] = given["embeddings.word_embeddings.weight"]
    own["places.weight"] = given["embeddings.position_embeddings.weight"]
    own["segment"] = given["embeddings.token_type_embeddings.weight"][0]
    for part in ("weight", "bias"):
        own[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for n in range(len(encoder.layers)):
            theirs, mine = f"encoder.layer.{n}.", f"layers.{n}."
            own[f"{mine}qkv.{part}"] = torch.cat(
                [given[f"{theirs}attention.self.{one}.{part}"] for one in ("query", "key", "value")]
            )
            own[f"{mine}out.{part}"] = given[f"{theirs}attention.output.dense.{part}"]
            own[f"{mine}norm1.{part}"] = given[f"{theirs}attention.output.LayerNorm.{part}"]
            own[f"{mine}up.{part}"] = given[f"{theirs}intermediate.dense.{part}"]
            own[f"{mine}down.{part}"] = given[f"{theirs}output.dense.{part}"]
            own[f"{mine}norm2.{part}"] = given[f"{theirs}output.LayerNorm.{part}"]
    encoder.load_state_dict(own)
