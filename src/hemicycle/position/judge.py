"""The trained judge: does a statement speak to a concept, is a side taken, and which?

A network (`training/positions/`) in three steps: either side of a question alone in its lower
layers; the statement, still alone, in the upper ones; the concept in these, looking at what the
statement was in each. So a statement is read once for all concepts, and what is left to do for each
concept is short. Its three answers are calibrated on articles that it was not trained on (logistic
curves, Platt 1999).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from hemicycle import weights
from hemicycle.position.question import MODEL, Question, concept_pieces, statement_pieces
from hemicycle.records import Agreement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    Feed = dict[str, NDArray[Any]]

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
    concept = _concept(*map(tuple, concept_pieces(question)))
    said = _statement(*map(tuple, statement_pieces(question)))
    logits, read = _step(("logits", "hidden"), {**concept, **said})
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


def _concept_read(ids: tuple[int, ...], parts: tuple[int, ...]) -> Feed:
    """A concept as it goes into the last step."""
    lower, asked = _lower(ids, parts)
    return {"concept": lower, "asked": asked}


def _statement_read(ids: tuple[int, ...], parts: tuple[int, ...]) -> Feed:
    """A statement as it goes into the last step: keys and values of each layer (two for each,
    pieces, width), and the mean of its content (1, width)."""
    lower, said = _lower(ids, parts)
    keys, mean = _step(("keys", "mean"), {"side": lower, "told": said})
    return {"seen": keys, "content": mean}


def _lower(ids: tuple[int, ...], parts: tuple[int, ...]) -> tuple[Vector, NDArray[np.int64]]:
    """One side of a question through the lower layers, (1, pieces, width), and its parts."""
    import numpy as np

    feed = {"ids": np.array([ids], np.int64), "parts": np.array([parts], np.int64)}
    (found,) = _step(("lower",), feed)
    return found, feed["parts"]


def _step(wanted: tuple[str, ...], feed: Feed) -> list[Any]:
    """What one step of the network gives; the others are not run, whatever they are given."""
    network, options, nothing = _network()
    return list(network.run(list(wanted), {**nothing, **feed}, options))


@cache
def _network() -> tuple[Any, Any, Feed]:
    """The network, how to run one step of it alone, and what the others are given."""
    import numpy as np
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.only_execute_path_to_fetches = True
    network = weights.session(MODEL)
    kinds = {"tensor(int64)": np.int64, "tensor(float)": np.float32}
    return network, options, {
        one.name: np.zeros([n if isinstance(n, int) else 1 for n in one.shape], kinds[one.type])
        for one in network.get_inputs()
    }  # fmt: skip


# Concepts are few and short and come again with every statement; a statement comes again with the
# next concept only.
_concept = lru_cache(maxsize=512)(_concept_read)
_statement = lru_cache(maxsize=4)(_statement_read)
