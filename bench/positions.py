"""Speed of the judge of positions, beside the similarity step, and of learning from decisions.

    python bench/positions.py [training/positions/heldout] [--rounds 3]

Judged are the pairs of the held-out debates, statement by statement, as in a coding: every concept
of the debate is asked of each statement. Pairs per CPU second count the user and system time of all
threads, models loaded beforehand, the fastest of the rounds; ratios are to the similarity step in
the same run. Then 100 decisions on one concept are learned from, and 10,000 pairs are judged again.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from hemicycle.position import embedding, judge
from hemicycle.position.adapt import ORDER, Decided, adapted
from hemicycle.position.carrying import carried
from hemicycle.position.learned import near
from hemicycle.position.reads import pack, unpack
from hemicycle.position.rescoring import Learned, rescored
from hemicycle.position.setting import Setting
from hemicycle.records import Concept, Finding, Position

HELD_OUT = Path("training/positions/heldout")
DECISIONS, PAIRS = 100, 10_000

Pair = tuple[Setting, Concept]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("debates", type=Path, nargs="?", default=HELD_OUT)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    pairs = [pair for path in sorted(asked.debates.glob("*.json")) for pair in of_debate(path)]
    ask(pairs[0])
    steps: dict[str, Callable[[Pair], object]] = {
        "similarity step": lambda pair: near(*pair),
        "the judge": ask,
        "the judge, with the words that carry a side": with_reason,
    }
    seconds = {name: fastest(step, pairs, asked.rounds) for name, step in steps.items()}
    base = seconds["similarity step"]
    print(f"{len(pairs):,} pairs, fastest of {asked.rounds} rounds\n")
    print("| step | pairs per CPU second | × similarity step |\n|---|--:|--:|")
    for name, spent in seconds.items():
        print(f"| {name} | {len(pairs) / spent:,.0f} | {base / spent:.2f} |")
    learning(pairs)


def of_debate(path: Path) -> Iterator[Pair]:
    """Every statement on every concept."""
    debate = json.loads(path.read_text(encoding="utf-8"))
    concepts = [
        Concept(f"{debate['id']}-{c['id']}", c["wording"], c["definition"])
        for c in debate["concepts"]
    ]
    for s in debate["statements"]:
        said = Setting(s["content"], s["before"], s["speaker"], s["cue"], s["after"])
        yield from ((said, concept) for concept in concepts)


def ask(pair: Pair) -> judge.Answer:
    said, concept = pair
    return judge.ask(said.on(concept))


def with_reason(pair: Pair) -> object:
    answer = ask(pair)
    side = max(answer.shares, key=lambda each: answer.shares[each])
    return carried(*pair, side) if side else None


def fastest(step: Callable[[Pair], object], pairs: list[Pair], rounds: int) -> float:
    """CPU seconds of the fastest round; nothing is remembered from one to the next."""
    best = float("inf")
    for _ in range(rounds):
        for remembered in (judge.ask, judge._side, embedding.encode):
            remembered.cache_clear()
        began = time.process_time()
        for pair in pairs:
            step(pair)
        best = min(best, time.process_time() - began)
    return best


def learning(pairs: list[Pair]) -> None:
    """Learn from some decisions, then judge many again."""
    reads = [pack(ask(pair)) for pair in pairs[: 3 * DECISIONS]]
    sides = np.random.default_rng(1).integers(0, 3, DECISIONS)
    before = [
        Position("c", Finding(1, 0.6, "for it 0.60", "bench"), reads[n % len(reads)])
        for n in range(PAIRS)
    ]
    began = time.process_time()
    read, general = unpack(reads[:DECISIONS])
    read[np.arange(DECISIONS), sides] += 3.0  # a concept that can be learned
    head = adapted(Decided(read, general, sides))
    learned = time.process_time()
    if head is None:
        raise SystemExit("nothing was learned: the bench measures nothing")
    ids = tuple(f"s{n}" for n in range(DECISIONS))
    taught = Learned(head, ids, tuple(ORDER[side] for side in sides), tuple(reads[:DECISIONS]))
    rescored(before, taught, 0.5)
    done = time.process_time()
    print(f"\nlearning from {DECISIONS} decisions: {learned - began:.1f} CPU seconds")
    print(f"judging {PAIRS:,} pairs again: {done - learned:.1f} CPU seconds")


if __name__ == "__main__":
    main()
