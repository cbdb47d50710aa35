"""Who stands with whom: rows of statements in, the ties and camps that the report shows out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hemicycle.records import Concept
from hemicycle.report.together import Tie, Together
from hemicycle.rows import StatementRow

if TYPE_CHECKING:
    from hemicycle.network.table import Statements

MOST = 60  # actors; more cannot be read in one picture


def together(rows: Sequence[StatementRow], concepts: Sequence[Concept]) -> Together | None:
    """The network of the `MOST` actors who take a side most often; None for fewer than two.

    A tie is agreement minus conflict over the concepts ("subtract"), divided by the average
    activity of the two; camps are those of largest signed modularity.
    """
    said = _sided(rows, {concept.id for concept in concepts})
    active = Counter(actor for actor, _, _ in said)
    order = sorted(active, key=lambda actor: (-active[actor], actor))
    shown = frozenset(order[:MOST])
    if len(shown) < 2:
        return None
    table = _table([one for one in said if one[0] in shown])
    return Together(tuple(order[:MOST]), _ties(table), _camps(table), len(order) - len(shown))


def _sided(rows: Sequence[StatementRow], concepts: set[str]) -> list[tuple[str, str, bool]]:
    """Actor, concept, and whether it is for it, of every statement that takes a side."""
    return [
        (actor.id, position.concept, position.agreement == 1)
        for row in rows
        for actor in row.speakers
        for position in row.positions
        if position.concept in concepts and position.agreement in (1, -1)
    ]


def _table(said: Sequence[tuple[str, str, bool]]) -> Statements:
    import polars as pl

    from hemicycle.network.table import statements

    frame = pl.DataFrame(said, schema=["actor", "concept", "agrees"], orient="row")
    return statements(frame, "actor", "concept", "agrees")


def _ties(table: Statements) -> tuple[Tie, ...]:
    """Each pair once, the weakest first, so that strong ties are drawn over them."""
    from hemicycle.network.onemode import one_mode

    network = one_mode(table, "subtract", "average")
    agree, conflict = (one_mode(table, way).dense() for way in ("congruence", "conflict"))
    weights, names = network.dense(), network.rows
    ties = [
        Tie(names[i], names[j], round(agree[i, j]), round(conflict[i, j]), float(weights[i, j]))
        for i in range(len(names))
        for j in range(i + 1, len(names))
        if weights[i, j]
    ]
    return tuple(sorted(ties, key=lambda tie: abs(tie.weight)))


def _camps(table: Statements) -> dict[str, int]:
    from hemicycle.network.coalitions import coalitions
    from hemicycle.network.counts import count

    return coalitions(count(table)).members
