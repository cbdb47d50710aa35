"""Invented debates: from lines, of two camps, and at random."""

from __future__ import annotations

import polars as pl

from hemicycle.network.counts import Counts, count, counted
from hemicycle.network.table import Statements, statements


def debate(*lines: str) -> Statements:
    """One statement a line: document, actor, concept, + or -."""
    rows = [line.split() for line in lines]
    frame = pl.DataFrame(
        {
            "document": [row[0] for row in rows],
            "actor": [row[1] for row in rows],
            "concept": [row[2] for row in rows],
            "agree": [row[3] == "+" for row in rows],
        },
        schema={"document": pl.String, "actor": pl.String, "concept": pl.String, "agree": pl.Boolean},
    )  # fmt: skip
    return statements(frame, "actor", "concept", "agree", document="document")


def counts(table: Statements) -> Counts:
    return count(counted(table, "subtract"))


def camps(sizes=(4, 4), concepts=6, times=3) -> Statements:
    """Perfect camps: each is for one half of the concepts that the other is against."""
    return debate(
        *(
            f"d{a}.{c}.{n} {'ABC'[side]}{a} c{c} {'+-'[(c + side) % 2]}"
            for side, size in enumerate(sizes)
            for a in range(size)
            for c in range(concepts)
            for n in range(times)
        )
    )


def random(rng, actors=8, concepts=6, statements=80, documents=40) -> Statements:
    """Positions by the toss of a coin."""
    draw = rng.integers
    return debate(
        *(
            f"d{draw(documents)} a{draw(actors):02} c{draw(concepts)} {'+-'[draw(2)]}"
            for _ in range(statements)
        )
    )


def three(sizes=(3, 4, 5), times=2) -> Statements:
    """Three perfect camps: on each concept one is for what the two others are against."""
    return debate(
        *(
            f"d{a}.{c}.{n} {'ABC'[side]}{a} c{c} {'+' if c % 3 == side else '-'}"
            for side, size in enumerate(sizes)
            for a in range(size)
            for c in range(6)
            for n in range(times)
        )
    )
