"""Read every gold document anew and say how well that went.

The reader comes in as a function, so that this room knows no other: whatever turns a document
into attributions (the rules, a model, another program) can be measured. A document that cannot be
read is scored as if nothing had been found in it, and named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hemicycle.errors import DocumentError
from hemicycle.evaluate import inside
from hemicycle.evaluate.acts import Compared, compared
from hemicycle.evaluate.calibration import Bin, bins, outcomes
from hemicycle.evaluate.misses import Miss, misses
from hemicycle.evaluate.readings import Coded, Marked
from hemicycle.evaluate.scoring import Scores, score
from hemicycle.records import Issue

Reader = Callable[[Coded], Sequence[Marked]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores, how far scores can be believed, every miss in text order, the documents that could
    not be read, how many predictions hold which act, where the reader tells, and which acts were
    taken for which, where gold tells."""

    scores: Scores
    calibration: tuple[Bin, ...]
    misses: tuple[Miss, ...]
    issues: tuple[Issue, ...]
    acts: Mapping[str, int] = field(default_factory=dict)
    compared: Compared = field(default_factory=dict)


def evaluate(gold: Iterable[Coded], read: Reader, outer: bool = False) -> Evaluation:
    """Compare what `read` finds in each document with its gold attributions; `outer` leaves
    out, of both, what stands inside another one's content.

    `read` is given the gold record (its text and whatever else it holds) and returns attributions
    with `source`, `cue` and `content`, spans in code points of the record's text, and may give each
    a `score` from 0 to 1 and an `act`. It may raise DocumentError.
    """
    documents = [inside.outer(document) if outer else document for document in gold]
    predicted: list[Coded] = []
    issues: list[Issue] = []
    for document in documents:
        try:
            found = read(document)
        except DocumentError as error:
            issues.append(Issue("evaluate", error.document, "error", error.message))
        else:
            told = Coded(id=document["id"], text=document["text"], attributions=found)
            predicted.append(inside.outer(told) if outer else told)
    by_id = {document["id"]: document for document in predicted}
    wrong = [miss for d in documents if d["id"] in by_id for miss in misses(d, by_id[d["id"]])]
    believed = bins(outcomes(documents, predicted))
    acts = compared(documents, predicted)
    return Evaluation(
        score(documents, predicted), tuple(believed), tuple(wrong), tuple(issues), compared=acts
    )
