"""Examples to train and test on: what is asked, and what is known of the three answers.

An answer is 1, 0 or None (not known, or without sense: which side, where none is taken).
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from hemicycle.position.question import Question

Answer = int | None
ANSWERS: dict[str, tuple[Answer, Answer, Answer]] = {
    "+": (1, 1, 1),
    "-": (1, 1, 0),
    "0": (1, 0, None),
    "x": (0, 0, None),
}
LEFT_OUT = {"after": 0.15, "before": 0.1, "speaker": 0.1}  # how often, of a statement
FOR = ("support", "agree", "agrees", "pro")
# How a proposition is turned into its opposite, where that is easily done.
TURNS = [
    (r"\bshould not be\b", "should be"),
    (r"\bmust not be\b", "must be"),
    (r"\bshould not\b", "should"),
    (r"\bmust not\b", "should"),
    (r"\bmust never\b", "should"),
    (r"\bshould be\b", "should not be"),
    (r"\bmust be\b", "should not be"),
    (r"\bshould\b", "should not"),
    (r"\bmust\b", "must not"),
    (r"\bNo to\b", "Yes to"),
]


@dataclass(frozen=True)
class Pair:
    """One statement on one concept. `debate` tells from where; `label` is + - 0 x or ?."""

    question: Question
    answers: tuple[Answer, Answer, Answer]
    label: str
    debate: str
    tries: tuple[str, ...] = ()
    weight: float = 1.0


def of_debates(paths: Sequence[Path]) -> Iterator[Pair]:
    """Every statement of the debates on every concept."""
    for path in paths:
        debate = json.loads(path.read_text(encoding="utf-8"))
        for statement in debate["statements"]:
            for concept in debate["concepts"]:
                label = statement["labels"][concept["id"]][0]
                yield Pair(
                    question(statement, concept), ANSWERS[label], label, debate["id"],
                    tuple(statement["tries"]),
                )  # fmt: skip


def of_examples(paths: Sequence[Path]) -> Iterator[Pair]:
    """The codebooks' own examples and counter-examples, as statements."""
    for path in paths:
        debate = json.loads(path.read_text(encoding="utf-8"))
        for concept in debate["concepts"]:
            for key, label in (("examples", "+"), ("counter_examples", "-")):
                for example in concept[key]:
                    asked = Question(concept["wording"], example, concept["definition"])
                    yield Pair(asked, ANSWERS[label], label, debate["id"])


def question(statement: dict[str, Any], concept: dict[str, Any]) -> Question:
    """What the judge is asked about a statement of the corpus."""
    return Question(
        concept["wording"], statement["content"], concept["definition"], statement["before"],
        statement["speaker"], statement["cue"], statement["after"],
    )  # fmt: skip


def of_arguments(path: Path, claim: str, said: str, weight: float) -> Iterator[Pair]:
    """Arguments for or against a claim (perspectrum, IBM). Only the side is learned from them:
    they were made for the claim, so nothing tells what takes no side."""
    for row in rows(path):
        side = int(row["label"] in FOR)
        asked = Question(row[claim], row[said])
        yield Pair(asked, (None, None, side), "+" if side else "-", path.parent.name, (), weight)


def of_gwsd(path: Path) -> Iterator[Pair]:
    """GWSD's rows with a label: for testing only."""
    labels = {"support": "+", "oppose": "-", "neutral": "0"}
    for row in rows(path):
        label = labels.get(row["label"] or "")
        if label:
            asked = Question(row["target"], row["text"])
            yield Pair(asked, ANSWERS[label], label, "gwsd")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a JSON Lines file, plain or gzipped."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


# ------------------------------------------------------------------ seen in other ways


def varied(unit: Sequence[Pair], chance: random.Random) -> list[Pair]:
    """The pairs with some of what stands beside them left out, and now and then turned round. What
    is left out of a statement is left out for all its concepts."""
    lost = {part for part, share in LEFT_OUT.items() if chance.random() < share}
    if any("context-only" in pair.tries for pair in unit):
        lost.discard("before")
    return [_varied(pair, lost, chance) for pair in unit]


def _varied(pair: Pair, lost: set[str], chance: random.Random) -> Pair:
    asked = replace(pair.question, **dict.fromkeys(lost, ""))
    if asked.explanation and chance.random() < 0.3:
        asked = replace(asked, explanation="")
    if pair.answers[2] is not None and chance.random() < 0.2:
        turned = opposite(asked.concept)
        if turned:
            asked = replace(asked, concept=turned, explanation="")
            pair = replace(pair, answers=(*pair.answers[:2], 1 - pair.answers[2]))
    return replace(pair, question=asked)


def together(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Neighbours that are of one statement, as units."""
    for _, unit in groupby(pairs, lambda pair: replace(pair.question, concept="", explanation="")):
        yield list(unit)


def opposite(concept: str) -> str | None:
    """The opposite proposition, or None where it cannot simply be written."""
    for pattern, other in TURNS:
        turned, count = re.subn(pattern, other, concept, count=1)
        if count:
            return turned
    return None
