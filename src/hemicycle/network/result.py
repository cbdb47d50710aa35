"""A network with the statements it was made from: every tie can show its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hemicycle.errors import UsageError
from hemicycle.network import evidence
from hemicycle.network.table import Floats, Statements
from hemicycle.network.weighing import Weighing

if TYPE_CHECKING:
    import polars as pl
    from scipy import sparse


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """`weights` is a matrix of `rows` by `columns`; in a one-mode network the two are the same,
    the matrix is symmetric and its diagonal 0. `statements` are those it was counted from;
    `known` is what else is known of its ties: source, target and columns of any name."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    weights: sparse.csr_array
    mode: Literal["one", "two"]
    statements: Statements
    weighing: Weighing | None = None
    known: pl.DataFrame | None = None

    def dense(self) -> Floats:
        """The weights as an ordinary array, shape (rows, columns)."""
        weights: Floats = self.weights.toarray()
        return weights

    def to_frame(self) -> pl.DataFrame:
        """One tie a row: source, target, weight, what is known; ties of 0 left out, each pair
        once."""
        import polars as pl
        from scipy import sparse

        ties = sparse.triu(self.weights, 1, "coo") if self.mode == "one" else self.weights.tocoo()
        rows, columns = (
            pl.Series(self.rows, dtype=pl.String),
            pl.Series(self.columns, dtype=pl.String),
        )
        places = {"source": rows.gather(ties.row), "target": columns.gather(ties.col)}
        frame = pl.DataFrame({**places, "weight": ties.data})
        if self.known is not None:
            frame = frame.join(self.known, on=["source", "target"], how="left")
        return frame.sort("source", "target")

    def to_networkx(self) -> Any:
        """A networkx Graph with `weight`, and what is known, on edges and, in a two-mode network,
        `bipartite` 0 (rows) or 1 on nodes; a column that is called as a row is becomes
        ("column", name)."""
        import networkx as nx

        graph = nx.Graph()
        graph.add_nodes_from(self.rows, bipartite=0)
        names: dict[str, Any] = {name: name for name in self.rows}
        if self.mode == "two":
            names = {name: ("column", name) if name in graph else name for name in self.columns}
            graph.add_nodes_from(names.values(), bipartite=1)
        for tie in self.to_frame().iter_rows(named=True):
            graph.add_edge(tie.pop("source"), names[tie.pop("target")], **tie)
        return graph

    def evidence(self, row: str, column: str) -> list[Any]:
        """Ids of the statements that make the tie of `row` and `column`: in a two-mode network
        those of that cell, in a one-mode network those of both that have a counterpart with
        the other (or, for conflict between texts, lack one). Raises UsageError for a name that
        is not in the network."""
        self._known(row, self.rows)
        self._known(column, self.columns)
        if self.weighing is None:
            return evidence.of_cell(self.statements, row, column)
        return evidence.of_tie(self.statements, self.weighing, row, column)

    def ties_of(self, statement: Any) -> list[tuple[str, str]]:
        """The ties that the statement of that id has part in, its own row first. Raises
        UsageError if it is not among the statements of this network."""
        return evidence.ties_of(self.statements, self.weighing, self.rows, statement)

    @staticmethod
    def _known(name: str, there: tuple[str, ...]) -> None:
        if name not in there:
            raise UsageError(f"{name!r} is not in this network of {len(there)}; see rows, columns")
