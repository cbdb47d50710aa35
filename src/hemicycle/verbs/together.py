"""Who stands with whom: rows of statements in, the ties and camps that the report shows out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hemicycle.errors import UsageError
from hemicycle.records import Concept
from hemicycle.report.together import Tie, Together
from hemicycle.rows import ActorRow, StatementRow

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
    ties = _ties(table)
    return Together(tuple(order[:MOST]), ties, _camps(table, ties), len(order) - len(shown))


def drawn(
    folder: str | Path,
    concepts: Sequence[Concept],
    rows: Sequence[StatementRow],
    actors: Sequence[ActorRow],
    found: Together | None,
    png: bool = False,
) -> list[Path]:
    """Write the drawings into `folder`, made if need be, with `png` as pixels too; where they are.
    Raises UsageError where nobody can be tied or nothing can be written."""
    from hemicycle.exchange.files import replacing
    from hemicycle.report import paper, raster

    if found is None:
        raise UsageError(
            "there is nothing to draw: fewer than two actors take a side. Add concepts or articles"
        )
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise UsageError(f"the folder {folder} cannot be made: {trouble.strerror}") from trouble
    written = []
    for name, svg in paper.drawings(concepts, rows, actors, found).items():
        files = {name: svg.encode("utf-8", "replace")}
        if png:
            files[f"{Path(name).stem}.png"] = raster.png(files[name].decode("utf-8"))
        for each, content in files.items():
            written.append(Path(folder) / each)
            with replacing(written[-1]) as out:
                out.write(content)
    return written


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


def _camps(table: Statements, ties: Sequence[Tie]) -> dict[str, int]:
    """Without those whose agreements and conflicts cancel out."""
    from hemicycle.network.coalitions import coalitions
    from hemicycle.network.counts import count

    tied = {actor for tie in ties for actor in (tie.one, tie.other)}
    members = coalitions(count(table)).members
    return {actor: camp for actor, camp in members.items() if actor in tied}
