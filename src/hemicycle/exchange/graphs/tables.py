"""A network as two tables, nodes and ties: Parquet for programs."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from hemicycle.exchange.graph import Graph
from hemicycle.exchange.graphs.columns import Cell, Column, Kind
from hemicycle.exchange.graphs.dictionary import dictionary, dictionary_path
from hemicycle.exchange.graphs.flat import Flat, flatten, with_spells_in_cells
from hemicycle.exchange.graphs.saving import check, report, save
from hemicycle.exchange.report import Notes, Report

Table = tuple[Sequence[Column], Sequence[tuple[Cell, ...]]]

_NODES = (Column("id", "text"), Column("label", "text"), Column("mode", "text"))
_EDGES = (Column("source", "text"), Column("target", "text"), Column("weight", "number"))


def write_parquet(graph: Graph, path: str | Path, *, overwrite: bool = False) -> Report:
    """Write NAME.nodes.parquet and NAME.edges.parquet, and NAME.dictionary.csv beside them. Raises
    UsageError when one is there and may not be overwritten."""
    path, notes = Path(path), Notes()
    flat = with_spells_in_cells(flatten(graph, notes))
    files = {dictionary_path(path): dictionary("tables", flat, graph.meanings)}
    for name, table in tables(flat).items():
        place = path.with_name(f"{path.stem}.{name}.parquet")
        files[place] = _parquet(table)
        check(place, [*table[1]], _read(files[place]))
    save(files, overwrite=overwrite)
    return report(flat, notes)


def tables(flat: Flat) -> Mapping[str, Table]:
    """Nodes and ties as columns and rows."""
    nodes = [(node.id, node.label, node.mode, *node.cells) for node in flat.nodes]
    edges = [
        (flat.nodes[edge.source].id, flat.nodes[edge.target].id, edge.weight, *edge.cells)
        for edge in flat.edges
    ]
    return {
        "nodes": ((*_NODES, *flat.node_columns), nodes),
        "edges": ((*_EDGES, *flat.edge_columns), edges),
    }


def _parquet(table: Table) -> bytes:
    import polars

    columns, rows = table
    schema = {column.name: _dtype(column.kind) for column in columns}
    frame = polars.DataFrame(rows, schema=schema, orient="row")
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def _dtype(kind: Kind) -> Any:
    import polars as pl

    return {"text": pl.String, "integer": pl.Int64, "number": pl.Float64, "flag": pl.Boolean}[kind]


def _read(content: bytes) -> Iterable[tuple[Cell, ...]]:
    import polars

    return polars.read_parquet(io.BytesIO(content)).rows()
