"""What do coalitions and polarisation say about debates whose camps are known?

    python bench/worlds.py [--worlds 100] [--resamples 100] [--only camps|coins|speed]

Invents debates of two kinds, two perfect camps of random sizes and positions by the toss of a
coin, and prints for each kind how many camps are found, the polarisation, how often its interval
covers 0 and 1, and the stability of camps. Then CPU seconds for debates of 10^4 to 10^6
statements (a tenth as many documents), 200 resamples each; pin it to one core.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from statistics import mean

import numpy as np

from hemicycle.network.coalitions import coalitions
from hemicycle.network.polarisation import polarisation
from hemicycle.network.resampling import resampler
from hemicycle.network.stability import stability
from hemicycle.network.table import Column, Statements


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--worlds", type=int, default=100)
    parser.add_argument("--resamples", type=int, default=100)
    parser.add_argument("--only", choices=["camps", "coins", "speed"])
    asked = parser.parse_args()
    kinds: dict[str, Callable[[np.random.Generator], Statements]] = {"camps": camps, "coins": coins}
    if asked.only != "speed":
        print("| world | camps found | P | P from-to | covers 0 | covers 1 | Jaccard | holds |")
        print("|---|---|--:|--:|--:|--:|--:|--:|")
    for name, make in kinds.items():
        if asked.only in (None, name):
            print(row(name, [judged(make, n, asked.resamples) for n in range(asked.worlds)]))
    if asked.only in (None, "speed"):
        print("\n| statements | actors | concepts | one search | stability | polarisation |")
        print("|--:|--:|--:|--:|--:|--:|")
        for line in speeds():
            print(line, flush=True)


def camps(rng: np.random.Generator) -> Statements:
    """Two perfect camps of 2 to 15 actors; everyone speaks about 4 to 12 concepts, each of which
    one camp is for and the other against, and about each at least twice."""
    sizes, concepts = rng.integers(2, 16, size=2), int(rng.integers(4, 13))
    side, line = np.repeat([0, 1], sizes), rng.integers(2, size=concepts)
    actor, concept = (g.ravel() for g in np.indices((len(side), concepts)))
    often = rng.integers(2, 5, size=len(actor))
    actor, concept = np.repeat(actor, often), np.repeat(concept, often)
    document = rng.integers(len(actor), size=len(actor))
    return table(actor, concept, side[actor] ^ line[concept], document)


def coins(rng: np.random.Generator) -> Statements:
    """5 to 30 actors, 3 to 12 concepts, every position by the toss of a coin and then held."""
    actors, concepts = int(rng.integers(5, 31)), int(rng.integers(3, 13))
    number = actors * concepts * 2
    held = rng.integers(2, size=(actors, concepts))
    actor, concept = rng.integers(actors, size=number), rng.integers(concepts, size=number)
    return table(actor, concept, held[actor, concept], rng.integers(number // 2, size=number))


def noisy(number: int, actors: int, concepts: int) -> Statements:
    """Two camps; one position in five is a coin's."""
    rng = np.random.default_rng(0)
    actor, concept = rng.integers(actors, size=number), rng.integers(concepts, size=number)
    side, line = rng.integers(2, size=actors), rng.integers(2, size=concepts)
    coin, tossed = rng.integers(2, size=number), rng.random(number) < 0.2
    agree = np.where(tossed, coin, side[actor] ^ line[concept])
    return table(actor, concept, agree, rng.integers(number // 10, size=number))


def table(actor: object, concept: object, agree: object, document: object) -> Statements:
    """Statements from codes."""
    codes = {n: np.asarray(c, dtype=np.int64) for n, c in (("actor", actor), ("concept", concept))}
    named = {
        name: Column(c, tuple(f"{name} {k}" for k in range(int(c.max()) + 1)))
        for name, c in codes.items()
    }
    sides = Column(np.asarray(agree, dtype=np.int64), ("0", "1"), "boolean", np.array([0.0, 1.0]))
    size = len(codes["actor"])
    rest = np.zeros(size, dtype=np.int64), np.asarray(document, dtype=np.int64), np.arange(size)
    return Statements({**named, "agree": sides}, "actor", "concept", "agree", *rest)


def judged(
    make: Callable[[np.random.Generator], Statements], seed: int, resamples: int
) -> tuple[float, ...]:
    """Camps found, P, low, high, mean Jaccard and mean holding of the camps of one world."""
    source = resampler(make(np.random.default_rng(seed)))
    sure = stability(source, resamples, seed)
    at = polarisation(source, resamples, seed=seed).interval
    camps = len(sure.coalitions.camps)
    return camps, at.value, at.low, at.high, mean(sure.jaccard.values()), mean(sure.holds.values())


def row(name: str, found: list[tuple[float, ...]]) -> str:
    """One line of the first table."""
    number, value, low, high, jaccard, holds = map(np.array, zip(*found, strict=True))
    sizes = ", ".join(f"{int(k)}: {(number == k).sum()}" for k in np.unique(number))
    zero, one = ((low <= x + 1e-9) & (high >= x - 1e-9) for x in (0, 1))
    cells = f"{value.mean():.3f} | {value.min():.3f} to {value.max():.3f}"
    rest = f"{zero.mean():.2f} | {one.mean():.2f} | {jaccard.mean():.3f} | {holds.mean():.3f}"
    return f"| {name} | {sizes} | {cells} | {rest} |"


def speeds() -> Iterator[str]:
    """Lines of the second table."""
    for number, actors, concepts in ((10**4, 200, 50), (10**5, 1000, 100), (10**6, 5000, 300)):
        start = time.process_time()
        source = resampler(noisy(number, actors, concepts))
        coalitions(source.counts)
        one = time.process_time() - start
        start = time.process_time()
        stability(source, 200)
        sure = time.process_time() - start
        start = time.process_time()
        polarisation(source, 200, restarts=1)
        apart = time.process_time() - start
        yield f"| {number:,} | {actors:,} | {concepts} | {one:.2f} | {sure:.1f} | {apart:.1f} |"


if __name__ == "__main__":
    main()
