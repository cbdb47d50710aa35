"""How long learning from decisions takes: python bench/adapting.py

A made concept that 100 decisions can teach; then 10,000 positions are taken again. Printed are CPU
seconds, and for comparison those of encoding 1,000 of the contents anew, which is saved.
"""

from __future__ import annotations

import time

import numpy as np

from hemicycle.position.adapt import ORDER, Decided, adapted
from hemicycle.position.embedding import encode
from hemicycle.position.reads import pack, unpack
from hemicycle.position.rescoring import Learned, rescored
from hemicycle.records import Finding, Position

DECISIONS, POSITIONS, ANEW = 100, 10_000, 1_000
WIDTH = 384


def main() -> None:
    """Measure and print."""
    encode("warm up")
    chance = np.random.default_rng(1)
    reads = [made(chance, n % 3) for n in range(POSITIONS)]
    sides = np.array([n % 3 for n in range(DECISIONS)])
    began = time.process_time()
    head = adapted(Decided(*unpack(reads[:DECISIONS]), sides))
    learned = time.process_time()
    if head is None:
        raise SystemExit("nothing was learned: the bench measures nothing")
    ids = tuple(f"s{n}" for n in range(DECISIONS))
    taught = Learned(head, "bench", ids, tuple(ORDER[n] for n in sides), tuple(reads[:DECISIONS]))
    before = [Position("c", Finding(None, 0.3, "unclear", "bench"), read) for read in reads]
    after = rescored(before, taught)
    done = time.process_time()
    right = sum(p.agreement.value == ORDER[n % 3] for n, p in enumerate(after))
    for n in range(ANEW):
        encode(
            f"statement number {n} says that the bridge should be closed before the winter comes"
        )
    anew = time.process_time() - done
    print(f"learning from {DECISIONS} decisions      {learned - began:6.2f} CPU seconds")
    print(
        f"taking {POSITIONS:,} positions again   {done - learned:6.2f} CPU seconds, {right:,} right"
    )
    print(f"encoding {ANEW:,} contents anew      {anew:6.2f} CPU seconds, for comparison")


def made(chance: np.random.Generator, side: int) -> bytes:
    """A pair of which the rules know nothing and the vector tells the side."""
    vector = chance.normal(0, 0.05, WIDTH)
    vector[side] += 0.5
    return pack({1: 0.25, -1: 0.25, 0: 0.5}, (vector / np.linalg.norm(vector)).astype(np.float32))


if __name__ == "__main__":
    main()
