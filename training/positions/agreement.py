"""How far two coders agree, on the held-out debates, the plain sides or real news.

    python training/positions/agreement.py training/positions/second_coding.jsonl
    python training/positions/agreement.py training/positions/second_plain.jsonl
    python training/positions/agreement.py training/positions/news_gold.jsonl
    python training/positions/agreement.py training/positions/news_test.jsonl

The second coder saw the coding rules and the statements, not the first coder's labels. Printed are
the figures that the judge is measured by, with the second coder in the judge's place, and Cohen's
kappa over all four labels.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from figures import figures
from pairs import ANSWERS, Pair, of_debates
from plain import of_plain

from hemicycle.position.question import Question

HERE = Path(__file__).parent
PLAIN = sorted((HERE / "plain").glob("*.txt"))
SAID = {"+": (1.0, 1.0, 1.0), "-": (1.0, 1.0, 0.0), "0": (1.0, 0.0, 0.5), "x": (0.0, 0.0, 0.5)}


def main() -> None:
    """Match the codings and print what they share."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    both = list(matched([json.loads(line) for line in lines]))
    pairs, labels = [p for p, _ in both], [label for _, label in both]
    print(len(pairs), "pairs", figures(pairs, [SAID[label] for label in labels]))
    print("kappa", round(kappa([p.label for p in pairs], labels), 3))
    for (first, other), count in sorted(Counter((p.label, label) for p, label in both).items()):
        print(f"first {first} second {other}: {count}")


def matched(rows: list[dict[str, Any]]) -> Iterator[tuple[Pair, str]]:
    """The pairs that were coded twice, beside the second coder's label."""
    if "concepts" in rows[0]:
        yield from of_articles(rows)
        return
    if "why" in rows[0]:
        for row in rows:
            if "second" in row:  # the words are in the articles, and not needed here
                asked, label = Question(row["wording"], ""), row["label"]
                yield Pair(asked, ANSWERS[label], label, row["concept"]), row["second"]
        return
    if "statement" in rows[0]:
        second = {(row["statement"], row["concept"]): row["label"] for row in rows}
        every = {(p.debate, p.question.concept): p for p in of_plain(PLAIN)}
        yield from ((every[key], label) for key, label in second.items())
        return
    labels = {(row["debate"], row["n"]): row["labels"] for row in rows}
    for path in sorted((HERE / "heldout").glob("*.json")):
        debate = json.loads(path.read_text(encoding="utf-8"))
        names = [concept["id"] for concept in debate["concepts"]]
        for at, pair in enumerate(of_debates([path])):
            if coded := labels.get((debate["id"], at // len(names))):
                yield pair, coded[names[at % len(names)]]


def of_articles(rows: list[dict[str, Any]]) -> Iterator[tuple[Pair, str]]:
    """Those of real news coded article by article; the words are not needed."""
    for row in rows:
        for statement in row["statements"]:
            if "second" not in statement:
                continue
            both = zip(statement["labels"], statement["second"], strict=True)
            for (wording, _), (label, other) in zip(row["concepts"], both, strict=True):
                yield Pair(Question(wording, ""), ANSWERS[label], label, row["doc"]), other


def kappa(one: list[str], other: list[str]) -> float:
    """Cohen's kappa: agreement beyond chance."""
    agreed = sum(a == b for a, b in zip(one, other, strict=True)) / len(one)
    first, second = Counter(one), Counter(other)
    chance = sum(first[label] * second[label] for label in first) / len(one) ** 2
    return (agreed - chance) / (1 - chance)


if __name__ == "__main__":
    main()
