"""Two coders for a person or a program: where they differ, what became of the pairs."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten
from typing import Any

import typer

from hemicycle.cli import show, tables
from hemicycle.exchange.statements import issue_record
from hemicycle.review.agreement import Agreed
from hemicycle.verbs.beside import STATES, SecondCoding
from hemicycle.verbs.second import FILE

SHOWN = 20  # pairs in the terminal
LONGEST = 100  # characters of a statement there


def tell(found: SecondCoding, listed: bool) -> None:
    """In words; `listed` shows where the coders differ."""
    import polars as pl

    if listed and (differ := found.frame.filter(~found.frame["same"])).height:
        typer.echo("Where the coders differ:")
        shown = ("actor", "concept", "first", "second", "statement")
        cells = [_difference(row) for row in differ.to_dicts()]
        tables.out(pl.DataFrame(cells, shown, orient="row"), False, limit=SHOWN)
        typer.echo("")
    for line in _counts(found):
        typer.echo(line)


def _difference(row: Mapping[str, Any]) -> tuple[str, ...]:
    one = _side(row["first_speaks"], row["first_agreement"])
    other = _side(row["speaks"], row["agreement"])
    return row["actor"] or "", row["concept"], one, other, shorten(row["text"], LONGEST)


def _side(speaks: bool, agreement: int | None) -> str:
    if not speaks:
        return "-"
    return "unclear" if agreement is None else show.SIDES[agreement]


def _counts(found: SecondCoding) -> list[str]:
    parts = [f"{found.count(state):,} {state}" for state in STATES]
    cache = f" ({found.cached:,} answers from the cache)"
    spent = f"{found.requests:,} requests, {found.tokens:,} tokens, {found.seconds:,.0f} s"
    notes = [issue.message for issue in found.issues if issue.level == "note"]
    return [
        f"{found.by}: {len(found.outcomes):,} pairs of statement and concept: "
        + ", ".join(parts) + cache,
        *([f"sent: {spent}"] * bool(found.requests)),
        *notes,
        _agreement("does it speak to the concept", found.speaks),
        _agreement("for, against or neither, where both say", found.sides),
        f"answers are kept in {FILE}, -o FILE writes both coders side by side",
    ]  # fmt: skip


def _agreement(what: str, both: Agreed) -> str:
    if both.same is None:
        return f"{what}: no pairs to compare"
    kappa = "not known" if both.kappa is None else f"{both.kappa:.2f}"
    return f"{what}: the same on {both.same:.0%} of {both.count:,} pairs, kappa {kappa}"


def record(found: SecondCoding) -> dict[str, Any]:
    """For a program."""
    return {
        "by": found.by,
        **{state.replace(" ", "_"): found.count(state) for state in STATES},
        "cached": found.cached,
        "spent": {
            "requests": found.requests, "tokens": found.tokens, "seconds": round(found.seconds, 2)
        },
        "agreement": {"speaks": _both(found.speaks), "sides": _both(found.sides)},
        "issues": [issue_record(issue) for issue in found.issues],
        "pairs": found.frame.to_dicts(),
    }  # fmt: skip


def _both(both: Agreed) -> dict[str, Any]:
    return {"pairs": both.count, "same": both.same, "kappa": both.kappa}
