"""Sentences as vectors, offline.

Whether a statement speaks to a concept is often not visible in shared words ("soldiers", "troops",
"military personnel"). The bundled all-MiniLM-L6-v2 (int8, see `models/en/minilm/README.md`) turns a
text into 384 numbers of unit length whose dot product is a similarity.

A text is always encoded alone, on one thread: int8 activations are scaled per batch, so that in a
batch the neighbours would change a vector, and coding a text twice must give the same answer.
Nothing is loaded before the first text is encoded.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hemicycle import weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Vector = NDArray[np.float32]

NAME = "minilm-int8@1"
LONGEST = 128  # wordpieces; MiniLM was trained on 128


@lru_cache(maxsize=8192)
def encode(text: str) -> Vector:
    """The embedding of `text`: shape (384,), unit length. Truncated at 128 wordpieces."""
    import numpy as np

    ids = np.array([_tokenizer().encode(text).ids], dtype=np.int64)
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
    vector: Vector = weights.session("minilm").run(None, feed)[0][0]
    return vector


def similarity(one: str, other: str) -> float:
    """Cosine of the two texts' embeddings, -1 to 1; 0 where either is blank."""
    if not one.strip() or not other.strip():
        return 0.0
    return float(encode(one) @ encode(other))


@cache
def _tokenizer() -> Tokenizer:
    return weights.tokenizer("minilm", LONGEST)
