"""Invented debates: from lines, of two camps, and at random."""

from __future__ import annotations

import numpy as np
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
        schema={**dict.fromkeys(("document", "actor", "concept"), pl.String), "agree": pl.Boolean},
    )
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


def leaning(documents: int = 12, seed: int = 1) -> pl.DataFrame:
    """Four actors on three concepts, one side each in most documents: a, b for, c, d against."""
    chance = np.random.default_rng(seed)
    rows = [
        {
            "document": f"d{n}",
            "actor": actor,
            "concept": f"c{chance.integers(3)}",
            "agreement": int(chance.random() < 0.7)
            if actor in "ab"
            else int(chance.random() < 0.3),
        }
        for n in range(documents)
        for actor in "abcd"
        if chance.random() < 0.8
    ]
    return pl.DataFrame(rows)


def of_frame(frame: pl.DataFrame) -> Statements:
    """The statements of such a table."""
    return statements(frame, "actor", "concept", "agreement", document="document")


def drawn_anew(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """As many documents drawn with replacement, each a copy of its own: a bootstrap by hand."""
    names = sorted(frame["document"].unique())
    return pl.concat(
        frame.filter(pl.col("document") == names[d]).with_columns(document=pl.lit(f"copy{n}"))
        for n, d in enumerate(rng.integers(len(names), size=len(names)))
    )
