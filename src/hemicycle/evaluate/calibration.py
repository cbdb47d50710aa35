"""Whether a score means what it says: of those with a score of .8, are eight in ten right?

Scores are put into ten bins of equal width. In each the mean score stands beside the share that is
right (strict match). The expected calibration error is the mean distance of the two, weighted by
the number in each bin (Naeini, Cooper & Hauskrecht 2015).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hemicycle.evaluate.matching import match
from hemicycle.evaluate.readings import Coded, likeness, readings, with_content
from hemicycle.evaluate.words import Words

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions with scores from `low` up to `low` + 0.1: how many, mean score, share right."""

    low: float
    count: int
    score: float
    right: float


def outcomes(gold: Iterable[Coded], predicted: Iterable[Coded]) -> list[tuple[float, bool]]:
    """(score, whether it is right) of every prediction that has a score, document by document."""
    found = {document["id"]: document for document in predicted}
    pairs = ((document, found[document["id"]]) for document in gold if document["id"] in found)
    return [one for document, other in pairs for one in _of_document(document, other)]


def _of_document(document: Coded, other: Coded) -> list[tuple[float, bool]]:
    words = Words(document["text"])
    mine = with_content(readings(other, words))
    paired = match(mine, with_content(readings(document, words)), likeness("strict"))
    scores = [other["attributions"][reading.mark].get("score") for reading in mine]
    return [(float(score), at in paired) for at, score in enumerate(scores) if score is not None]


def bins(found: Iterable[tuple[float, bool]]) -> list[Bin]:
    """The bins that hold anything, lowest scores first."""
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in found:
        held[min(int(score * BINS), BINS - 1)].append((score, right))
    return [
        Bin(
            number / BINS,
            len(each),
            sum(score for score, _ in each) / len(each),
            sum(right for _, right in each) / len(each),
        )
        for number, each in sorted(held.items())
    ]


def error(found: list[Bin]) -> float:
    """The expected calibration error, 0 to 1; 0 where there is nothing."""
    count = sum(each.count for each in found)
    return sum(each.count * abs(each.score - each.right) for each in found) / max(1, count)


def render(found: list[Bin]) -> str:
    """A line for each bin under the error."""
    head = f"calibration: expected error {error(found):.3f}"
    rows = [
        f"  score {each.low:.1f}-{each.low + 1 / BINS:.1f}  {each.count:>6,}  "
        f"mean score {each.score:.2f}  right {each.right:.2f}"
        for each in found
    ]
    return "\n".join([head, *rows])
