"""The trained judge under onnxruntime: what it says of one statement and one concept.

One pair at a time on one thread: int8 activations are scaled over whatever is computed together, so
in a batch the neighbours would change an answer. Each side goes through the lower layers once and
is remembered, the pair through the upper ones. Nothing is loaded before the first question.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hemicycle import weights
from hemicycle.position.question import Question, concept_pieces, statement_pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

MODEL = "judge"
VERSION = "mpnet-judge@1"


@dataclass(frozen=True, slots=True)
class Answer:
    """Calibrated probabilities, 0 to 1: that the statement speaks to the concept, that its speaker
    takes a side, and that a side is for it; `read` is what they were read from, (256,)."""

    speaks: float
    side: float
    up: float
    read: Vector

    @property
    def shares(self) -> dict[int, float]:
        """How likely the speaker is for it (1), against it (-1), and neither (0)."""
        return {
            1: self.side * self.up,
            -1: self.side * (1 - self.up),
            0: 1 - self.side,
        }


@lru_cache(maxsize=4096)
def ask(question: Question) -> Answer:
    """What the judge says; the same question gives the same answer."""
    found, read = logits(question)
    speaks, side, up = map(calibrated, ("speaks", "side", "up"), map(float, found))
    return Answer(speaks, side, up, read)


def logits(question: Question) -> tuple[Vector, Vector]:
    """The log-odds of the three answers as the network gives them, (3,), and what it read."""
    import numpy as np

    concept, said = concept_pieces(question), statement_pieces(question)
    sides = np.concatenate([_side(*map(tuple, concept)), _side(*map(tuple, said))], axis=1)
    feed = {"sides": sides, "parts": np.array([concept[1] + said[1]], dtype=np.int64)}
    found, read = weights.session(MODEL, "both.onnx").run(None, feed)
    return found[0], read[0]


def calibrated(answer: str, logit: float) -> float:
    """From the model's log-odds to how often it is right (Platt 1999): a logistic curve fitted on
    held-out debates, whose two numbers stand beside the weights."""
    bias, slope = weights.settings(MODEL)[answer]
    return 1 / (1 + math.exp(-(bias + slope * logit)))


@lru_cache(maxsize=512)
def _side(ids: tuple[int, ...], parts: tuple[int, ...]) -> Any:
    import numpy as np

    feed = {"ids": np.array([ids], dtype=np.int64), "parts": np.array([parts], dtype=np.int64)}
    return weights.session(MODEL, "side.onnx").run(None, feed)[0]
