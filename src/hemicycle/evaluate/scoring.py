"""How well attributions were read, against what people coded.

A reader can find the right words and miss where they end, or find a statement and give it to the
wrong person; one number hides which. So there are three views on the spans of each role, and
three on whole attributions:

- tokens: words that carry the role; exact: spans with the same words; overlap: spans that share
  half of their words. A span is a run of words; the same span twice in a document counts once.
- strict: half of the content's words are shared, and half of the source's (or both have no
  source); lenient: one word of the source is enough; content: the source is not looked at.

Attributions are direct when a double quotation mark stands in or at the content, else indirect.
A prediction that matches gold of the other kind counts neither for nor against a kind.

Counts are added up over all documents, then divided (micro average). Pairs are one to one, as
many as possible. Content without any word is scored by role only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from hemicycle.errors import DocumentError
from hemicycle.evaluate.matching import match
from hemicycle.evaluate.readings import (
    ENOUGH,
    ROLES,
    Coded,
    Reading,
    likeness,
    readings,
    with_content,
)
from hemicycle.evaluate.words import Run, Words, run_sharing, runs

MODES = ("strict", "lenient", "content")
KINDS = ("all", "direct", "indirect")


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of `predicted` were right (`hits`), out of `gold` to be found."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Rate) -> Rate:
        return Rate(
            self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """Right ones among the predicted, 0 to 1."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Found ones among the gold, 0 to 1."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Rates = dict[tuple[str, str], Rate]  # (measure, role or kind) → rate


@dataclass(frozen=True, slots=True)
class Scores:
    """All rates of one comparison; `missing` documents were not predicted at all."""

    documents: int
    missing: int
    rates: Rates

    def as_json(self) -> dict[str, Any]:
        """Nested plain values: measure → role or kind → p, r, f1, n_pred, n_gold."""
        out: dict[str, Any] = {"docs": self.documents, "missing_docs": self.missing}
        for (measure, part), rate in self.rates.items():
            out.setdefault(measure, {})[part] = {
                "p": rate.precision,
                "r": rate.recall,
                "f1": rate.f1,
                "n_pred": rate.predicted,
                "n_gold": rate.gold,
            }
        return out


def score(gold: Iterable[Coded], predicted: Iterable[Coded]) -> Scores:
    """Compare documents of the same id.

    A gold document that was not predicted counts as read without finding anything; a predicted
    one that is not in gold is left out. Raises DocumentError where the two texts differ.
    """
    found = {document["id"]: document for document in predicted}
    total = dict.fromkeys(_measures(), Rate())
    documents = missing = 0
    for document in gold:
        other = found.get(document["id"])
        for key, rate in _of_document(document, other).items():
            total[key] += rate
        documents, missing = documents + 1, missing + (other is None)
    return Scores(documents, missing, total)


def _measures() -> list[tuple[str, str]]:
    spans = [(view, role) for view in ("token", "exact", "overlap") for role in ROLES]
    return spans + [(f"attribution_{mode}", kind) for mode in MODES for kind in KINDS]


def _of_document(document: Coded, other: Coded | None) -> Rates:
    if other is not None and other["text"] != document["text"]:
        raise DocumentError(
            document["id"], "gold and prediction hold different texts; read the gold's own text"
        )
    words = Words(document["text"])
    gold = readings(document, words)
    predicted = readings(other, words) if other else []
    rates: Rates = {}
    for role in ROLES:
        rates |= _of_role(role, predicted, gold)
    for mode in MODES:
        rates |= _of_mode(mode, with_content(predicted), with_content(gold))
    return rates


def _of_role(role: str, predicted: list[Reading], gold: list[Reading]) -> Rates:
    mine, theirs = ([reading.words[role] for reading in side] for side in (predicted, gold))
    my_words, their_words = set(chain(*mine)), set(chain(*theirs))
    my_spans, their_spans = _spans(mine), _spans(theirs)
    pairs = match(my_spans, their_spans, _alike)
    sizes = (len(my_spans), len(their_spans))
    return {
        ("token", role): Rate(len(my_words & their_words), len(my_words), len(their_words)),
        ("exact", role): Rate(len(set(my_spans) & set(their_spans)), *sizes),
        ("overlap", role): Rate(len(pairs), *sizes),
    }


def _spans(sets: list[frozenset[int]]) -> list[Run]:
    return sorted({run for words in sets for run in runs(words)})


def _alike(one: Run, other: Run) -> float:
    shared = run_sharing(one, other)
    return shared if shared >= ENOUGH else 0.0


def _of_mode(mode: str, predicted: list[Reading], gold: list[Reading]) -> Rates:
    pairs = match(predicted, gold, likeness(mode))
    rates = {(f"attribution_{mode}", "all"): Rate(len(pairs), len(predicted), len(gold))}
    for kind, direct in (("direct", True), ("indirect", False)):
        hits = sum(gold[other].is_direct is direct for other in pairs.values())
        spurious = sum(
            one.is_direct is direct for at, one in enumerate(predicted) if at not in pairs
        )
        there = sum(one.is_direct is direct for one in gold)
        rates[f"attribution_{mode}", kind] = Rate(hits, hits + spurious, there)
    return rates
