"""The trained judge: does a statement speak to a concept, is a side taken, and which?

A network of two parts (`training/positions/`): each side of a question goes through the lower one
alone, so that a statement is read once for all concepts and a concept once for all statements; both
together go through the upper one. Its three answers are calibrated on articles that it was not
trained on (logistic curves, Platt 1999).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from hemicycle import weights
from hemicycle.position.question import MODEL, Question, concept_pieces, statement_pieces
from hemicycle.records import Agreement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    Side = tuple[
        Vector, NDArray[np.int64]
    ]  # what the lower part makes of a side, and the part of each piece

ANSWERS = ("speaks", "sided", "up")  # in the order in which the network gives them


@dataclass(frozen=True, slots=True)
class Verdict:
    """Probabilities that the statement speaks to the concept and of each side, which sum to 1;
    `read` is what they were taken from, (256,)."""

    speaks: float
    shares: Mapping[Agreement, float]
    read: Vector

    @property
    def told(self) -> Agreement:
        """The likeliest side."""
        return max(self.shares, key=lambda side: self.shares[side])

    @property
    def sure(self) -> float:
        """How likely that is, 0 to 1."""
        return self.shares[self.told]


def verdicts(questions: Sequence[Question]) -> list[Verdict]:
    """What the judge says of each."""
    return [verdict(*answers(question)) for question in questions]


def answers(question: Question) -> tuple[Sequence[float], Vector]:
    """The log-odds of the three answers as the network gives them, and what they were read from."""
    import numpy as np

    concept = _concept(*map(tuple, concept_pieces(question)))
    said = _statement(*map(tuple, statement_pieces(question)))
    feed = {
        "sides": np.concatenate([concept[0], said[0]], axis=1),
        "parts": np.concatenate([concept[1], said[1]], axis=1),
    }
    logits, read = weights.session(MODEL, "both.onnx").run(None, feed)
    return logits[0].tolist(), read[0]


def verdict(logits: Sequence[float], read: Vector) -> Verdict:
    """The network's answers as calibrated probabilities."""
    return Verdict(*calibrated(logits, weights.settings(MODEL)), read)


def calibrated(
    logits: Sequence[float], curves: Mapping[str, Sequence[float]]
) -> tuple[float, dict[Agreement, float]]:
    """How likely the statement speaks to the concept, and each side."""
    speaks, sided, up = (
        1 / (1 + math.exp(-(curves[name][0] + curves[name][1] * odds)))
        for odds, name in zip(logits, ANSWERS, strict=True)
    )
    return speaks, {1: sided * up, -1: sided * (1 - up), 0: 1 - sided}


def _side(ids: tuple[int, ...], parts: tuple[int, ...]) -> Side:
    """One side of a question through the lower part, (1, pieces, width)."""
    import numpy as np

    feed = {"ids": np.array([ids], np.int64), "parts": np.array([parts], np.int64)}
    (found,) = weights.session(MODEL, "side.onnx").run(None, feed)
    return found, feed["parts"]


# Concepts are few and short and come again with every statement; a statement comes again with the
# next concept only.
_concept = lru_cache(maxsize=512)(_side)
_statement = lru_cache(maxsize=4)(_side)
