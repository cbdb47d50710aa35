"""A trained model under onnxruntime: what it says of the pieces of a window.

One window at a time on one thread: int8 activations are scaled over whatever is computed together,
so in a batch the neighbours would change an answer, and reading a text twice must give the same.
Nothing is loaded before the first window is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hemicycle import weights
from hemicycle.extract.link import Tagged
from hemicycle.extract.windows import Window
from hemicycle.extract.wordpieces import END, START, Pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def tag(pieces: Pieces, window: Window, threshold: float, model: str) -> list[Tagged]:
    """The anchors of at least `threshold` in the window, each with the roles of its pieces."""
    import numpy as np

    here = slice(window.first, window.last)
    feed = {
        "ids": _row([START, *pieces.ids[here], END]),
        "quote": _row([0, *pieces.quote[here], 0]),
        "case": _row([0, *pieces.case[here], 0]),
        "threshold": np.array(threshold, dtype=np.float32),
    }
    found, scores, roles, acts = weights.session(model).run(None, feed)
    return [
        Tagged(int(at) - 1 + window.first, float(score), role[1:-1], act)
        for (_, at), score, role, act in zip(found, scores, roles, acts, strict=True)
        if 0 < at <= window.last - window.first  # and not at the signs that open and close it
    ]


def _row(values: list[int]) -> NDArray[np.int64]:
    import numpy as np

    return np.array([values], dtype=np.int64)
