"""Positions as one table, wherever they are: a project, a file, a DNA database, a data frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hemicycle.errors import UsageError
from hemicycle.lexicon import load
from hemicycle.project import Project
from hemicycle.records import Actor
from hemicycle.rows import PositionRow, StatementRow
from hemicycle.verbs import debates, own_statements, tabular

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Table:
    """One statement a row. `columns` says which column holds what; `name` is for messages.
    `sided`: the numbers of "agreement" are 1, 0 and -1, whichever of them occur."""

    frame: pl.DataFrame
    columns: Mapping[str, str]
    name: str
    sided: bool = False

    def column(self, field: str) -> str:
        """The column that holds `field`, or one of that very name. Raises UsageError."""
        if (found := self.get(field)) is not None:
            return found
        there = ", ".join(map(repr, self.frame.columns))
        which = (
            "by=NAME (--by NAME)"
            if field not in load("columns", "network")
            else (f"columns={{{field!r}: NAME}} (--column-map {field}=NAME)")
        )
        raise UsageError(
            f"{self.name} has no column for {field!r}; there are: {there}. Say which it is: {which}"
        )

    def get(self, field: str) -> str | None:
        """The same, or None where there is none."""
        return self.columns.get(field, field if field in self.frame.columns else None)


def positions(project: debates.Place) -> pl.DataFrame:
    """All positions of a project, one row for each speaker of a statement and concept.

    `agreement` is 1, 0, -1 or null (an abstention); `organisation` the body spoken for, of a body
    itself; `date` the first day on which it can have been said, else that of publication; `score`
    the probability that the words, the speaker and the side were all read right; `decided` what
    of it is a person's word, and whose.
    """
    import polars as pl

    rows = [cells for row in debates.statements(project) for cells in _cells(row)]
    return pl.DataFrame(rows, _schema(), orient="row")


def table(source: Any, columns: Mapping[str, str] | None = None) -> Table:
    """The table that `source` is or holds: a project or its folder, a file of statements (CSV,
    TSV, Excel, Parquet, JSON, JSON Lines), a DNA database, a polars, pandas or pyarrow table.
    Raises UsageError, also where there are no statements."""
    made, name = _opened(source)
    if not made.height:
        raise UsageError(_nothing(name, source))
    unknown = sorted(set((columns or {}).values()) - set(made.columns))
    if unknown:
        raise UsageError(f"{name} has no column {unknown[0]!r}; there are: {made.columns}")
    known = {
        field: next((word for word in entry["words"] if word in made.columns), None)
        for field, entry in load("columns", "network").items()
    }
    found = {field: column for field, column in known.items() if column is not None}
    return Table(made, {**found, **(columns or {})}, name, _is_project(source))


def write_positions(
    project: debates.Place, path: str | Path, overwrite: bool = False
) -> pl.DataFrame:
    """Write `positions` as .csv, .xlsx, .jsonl, .json or .parquet, which every network verb reads
    again, and return them. Raises UsageError, also where there are none."""
    held = table(project).frame
    tabular.write(held, path, overwrite)
    return held


def _opened(source: Any) -> tuple[pl.DataFrame, str]:
    if _is_project(source):
        return positions(source), "the project"
    if isinstance(source, str | Path):
        return _file(Path(source)), str(source)
    import narwhals as nw

    try:
        frame: pl.DataFrame = nw.from_native(source, eager_only=True).to_polars()
    except TypeError as slip:
        raise UsageError(
            f"a {type(source).__name__} is no table of statements; give a project, a file, or a "
            "polars, pandas or pyarrow table"
        ) from slip
    return frame, "the table"


def _is_project(source: Any) -> bool:
    return isinstance(source, Project) or (
        isinstance(source, str | Path) and (Path(source).is_dir() or not Path(source).suffix)
    )


def _file(path: Path) -> pl.DataFrame:
    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    if path.suffix.lower() == ".dna":
        return _database(path)
    if path.suffix.lower() not in tabular.TABLES:
        raise UsageError(
            f"{path} is no table of statements that can be read; there are: "
            f"{', '.join(tabular.TABLES)}, .dna, or the folder of a project"
        )
    return own_statements.positions(tabular.read(path))


def _database(path: Path) -> pl.DataFrame:
    import polars as pl

    from hemicycle.exchange.dna.read import read
    from hemicycle.exchange.dna.to_statements import to_statements

    return pl.DataFrame(to_statements(read(path)), infer_schema_length=None)


def _nothing(name: str, source: Any) -> str:
    if not _is_project(source):
        return f"{name} holds no statements"
    if not debates.concepts(source):
        return (
            "no positions yet: the codebook is empty. Say what people can be for or against: "
            'hemicycle concept add "..."; then: hemicycle run'
        )
    if not any(row.coded for row in debates.documents(source)):
        return "no positions yet: no document is coded. Next: hemicycle add PATH, hemicycle run"
    return (
        "no positions yet: no statement speaks to a concept of the codebook. Add concepts "
        "(hemicycle concept add) or documents (hemicycle add), then: hemicycle run"
    )


# ---------------------------------------------------------------- rows


def _cells(row: StatementRow) -> Iterator[tuple[Any, ...]]:
    for speaker in row.speakers or (None,):
        for position in row.positions:
            yield (*_who(speaker), *_said(row, position))


def _who(speaker: Actor | None) -> Iterable[str | None]:
    if speaker is None:
        return None, None, None, None
    body = speaker.name if speaker.kind in own_statements.BODIES else None
    return speaker.name, speaker.kind, speaker.organisation or body, speaker.country


def _said(row: StatementRow, position: PositionRow) -> Iterable[Any]:
    stated = row.outlet, position.concept, position.agreement, row.when, row.document
    told = row.document_name, row.order, row.id, row.score * position.score
    return *stated, *told, row.act, row.reported, row.forecast, row.text, _decided(row, position)


def _decided(row: StatementRow, position: PositionRow) -> str | None:
    """Whose word the row is, where it is a person's: "actor: replace by Ana on 2031-07-01"."""
    mine = ("statement", "actor", "said_on", f"position:{position.concept}")
    told = [
        f"{each.field}: {each.verdict} by {each.by} on {each.at[:10]}"
        for each in row.decided
        if each.field in mine
    ]
    return "; ".join(told) or None


def _schema() -> dict[str, Any]:
    import polars as pl

    who = ("actor", "kind", "organisation", "country", "outlet", "concept")
    said = {"agreement": pl.Int8, "date": pl.Date, "document": pl.String}
    told = {"document_name": pl.String, "order": pl.Int64, "id": pl.String, "score": pl.Float64}
    how = {"act": pl.String, "reported": pl.Boolean, "forecast": pl.Boolean, "text": pl.String}
    people = {"decided": pl.String}
    return {**dict.fromkeys(who, pl.String), **said, **told, **how, **people}
