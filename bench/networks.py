"""How long networks take, beside what the Discourse Network Analyzer takes.

    python bench/networks.py [--most 1000000]

Invented statements of as many actors and concepts as such debates have. Prints CPU seconds of one
core, and, for the two jobs of which DNA's time is published, how many times faster this is.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import resource
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from hemicycle.network.onemode import one_mode
from hemicycle.network.selecting import filtered
from hemicycle.network.table import Statements, statements
from hemicycle.network.twomode import two_mode
from hemicycle.network.windows import stretches, windows

SIZES = {10_000: (500, 100), 100_000: (1_000, 200), 1_000_000: (5_000, 300)}  # actors, concepts
AVERAGE, MOVING = "one-mode, agree, subtract, average", "one-mode of 30 days around each day"
# Seconds of DNA 3.1.2 on a machine of this size, from opening the file, by statements and job.
DNA = {(100_000, AVERAGE): 15.6, (10_000, MOVING): 183.0}
YEARS2 = 729 * 86400


def main() -> None:
    """Measure every size and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--most", type=int, default=1_000_000, help="largest number of statements")
    most = parser.parse_args().most
    print("| statements | actors | job | CPU s | × DNA |\n|--:|--:|---|--:|--:|")
    for size, (actors, concepts) in SIZES.items():
        if size <= most:
            measure(size, actors, concepts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory {peak:,.0f} MiB")


def measure(size: int, actors: int, concepts: int) -> None:
    """All jobs on one size of debate."""

    opened = 0.0

    def row(job: str, work: Callable[[], Any]) -> Any:
        nonlocal opened
        began = time.process_time()
        made = work()
        took = time.process_time() - began
        opened = opened or took  # the table comes first
        dna = DNA.get((size, job))
        ratio = f"{dna / (opened + took):,.0f}" if dna else ""
        print(f"| {size:,} | {actors:,} | {job} | {took:.2f} | {ratio} |", flush=True)
        return made

    frame = invented(size, actors, concepts)
    table = row("table from polars", lambda: read(frame))
    chosen = row("duplicates within a document", lambda: filtered(table, "subtract", "document"))
    row("two-mode, subtract, activity", lambda: two_mode(chosen, "subtract", "activity"))
    for qualifier, aggregation in (("agree", "subtract"), ("frame", "conflict")):
        seen = chosen.seen_as("actor", "concept", qualifier)
        for normalisation in ("no", "average", "jaccard", "cosine"):
            job = f"one-mode, {qualifier}, {aggregation}, {normalisation}"
            row(job, lambda s=seen, a=aggregation, n=normalisation: one_mode(s, a, n))
    row("two-mode of each day", lambda: drain(map(two, stretches(chosen, "days"))))
    row("one-mode of each day", lambda: drain(map(one, stretches(chosen, "days"))))
    if size < 1_000_000:
        moving = windows(chosen, "days", 30)
        row(MOVING, lambda: drain(map(one, moving)))


def invented(size: int, actors: int, concepts: int) -> pl.DataFrame:
    """Statements over two years (a million: one year); few actors speak much, most speak little."""
    random = np.random.default_rng(1)
    often = 1 / np.arange(1, actors + 1) ** 0.7
    span = YEARS2 if size < 1_000_000 else YEARS2 // 2
    columns = {
        "actor": random.choice(actors, size, p=often / often.sum()),
        "concept": random.integers(0, concepts, size),
        "agree": random.integers(0, 2, size),
        "frame": random.integers(0, 4, size),
        "time": random.integers(1_640_995_200, 1_640_995_200 + span, size),
        "document": random.integers(0, size // 5, size),
    }
    words = (
        pl.format("actor {}", "actor").alias("actor"),
        pl.format("concept {}", "concept").alias("concept"),
    )
    return pl.DataFrame(columns).with_columns(*words, pl.format("frame {}", "frame").alias("frame"))


def read(frame: pl.DataFrame) -> Statements:
    """The table that everything is counted from."""
    return statements(frame, "actor", "concept", "agree", "time", "document", others=["frame"])


def one(window: Any) -> Any:
    """The network DNA's users ask for most."""
    return one_mode(window.statements, "subtract", "average")


def two(window: Any) -> Any:
    """Who is for what."""
    return two_mode(window.statements, "subtract")


def drain(networks: Any) -> None:
    """Make them all, keep none."""
    deque(networks, maxlen=0)


if __name__ == "__main__":
    main()
