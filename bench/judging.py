"""How many pairs of a statement and a concept the trained judge answers: python bench/judging.py

Invented statements of the bundled debate, each asked about several concepts, as in a codebook.
Printed are pairs per CPU second and, for comparison, how many contents a second are encoded by the
small sentence encoder that the rules ask; ratios within one run are what counts.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from hemicycle.position.embedding import encode
from hemicycle.position.judge import verdicts
from hemicycle.position.question import Question

CONCEPTS = [
    "The bridge should be closed",
    "The harbour needs a second pier",
    "Fishing quotas must be lowered",
    "The government handled the strike well",
]
CONTENTS = [
    f"number {n} of the reasons is that {why}"
    for n in range(40)
    for why in (
        "the bridge will not stand another winter, and nobody has money for a second one",
        "we cannot ask the fishermen to pay twice for what the harbour lost",
        "the minister has done what she could, given how little she was told",
    )
]


def main() -> None:
    """Measure and print."""
    asked = [
        Question(concept, content, speaker="Ada Lund", cue="said", before="The council met.")
        for content in CONTENTS
        for concept in CONCEPTS
    ]
    verdicts(asked[:4])
    encode("warm up")
    judged = rate(len(asked), lambda: verdicts(asked))
    encoded = rate(len(CONTENTS), lambda: [encode(content) for content in CONTENTS])
    print(f"{judged:6.0f} pairs per CPU second, {len(CONCEPTS)} concepts a statement")
    print(f"{encoded:6.0f} contents encoded per CPU second: {judged / encoded:.2f} pairs for each")


def rate(count: int, work: Callable[[], object]) -> float:
    """How many a CPU second."""
    began = time.process_time()
    work()
    return count / (time.process_time() - began)


if __name__ == "__main__":
    main()
