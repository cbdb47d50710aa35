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
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

NAME = "minilm-int8@1"
LONGEST = 128  # wordpieces; MiniLM was trained on 128


@lru_cache(maxsize=8192)
def encode(text: str) -> Vector:
    """The embedding of `text`: shape (384,), unit length. Truncated at 128 wordpieces."""
    import numpy as np

    tokenizer, session = _model()
    ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
    vector: Vector = session.run(None, feed)[0][0]
    return vector


def similarity(one: str, other: str) -> float:
    """Cosine of the two texts' embeddings, -1 to 1; 0 where either is blank."""
    if not one.strip() or not other.strip():
        return 0.0
    return float(encode(one) @ encode(other))


@cache
def _model() -> tuple[Any, Any]:
    import onnxruntime
    from tokenizers import Tokenizer

    folder = resources.files("hemicycle").joinpath("models", "en", "minilm")
    tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        folder.joinpath("model.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    return tokenizer, session
