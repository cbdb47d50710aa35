"""A network into a file, by the ending of its name; a project into a DNA database and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from hemicycle.errors import UsageError
from hemicycle.exchange.graph import Edge, Graph, Node
from hemicycle.review import decisions as ledger
from hemicycle.verbs import debates, reviewed

if TYPE_CHECKING:
    import polars as pl

    from hemicycle.exchange.report import Report
    from hemicycle.network.result import Network

Dialect = Literal["plain", "dna"]
ENDINGS = (".graphml", ".visone.graphml", ".gexf", ".dl", ".csv", ".xlsx", ".parquet")
MEANINGS = {
    "statements": "statements that count in this network",
    "shared": "positions that both take",
    "expected": "shared positions that their activity makes likely",
    "p": "probability of at least as many shared by chance",
    "adjusted": "the same, for as many tests as there are pairs",
    "low": "the least of the middle 95 % of weights in resamples",
    "high": "the greatest of these",
    "holds": "share of resamples in which the tie has the same sign",
}


def write_network(
    network: Network, path: str | Path, dialect: Dialect = "plain", overwrite: bool = False
) -> Report:
    """Write a network for another program, by the ending of `path`: .graphml (Gephi, igraph,
    networkx), .visone.graphml, .gexf (Gephi), .dl (UCINET), .csv (the matrix), .xlsx, .parquet.
    `dialect` "dna" writes GraphML, DL and CSV as DNA does. Raises UsageError."""
    return _writer(Path(path), dialect)(graph(network), path, overwrite=overwrite)


def graph(network: Network) -> Graph:
    """The network as nodes and ties; a concept that is called as an actor is has "concept:" before
    its id. Nodes know how many statements they have."""
    statements = network.statements
    kinds = (statements.row, statements.column)
    names = {name: name for name in network.columns}
    nodes = [*_nodes(network.rows, statements.rows, kinds[0], {})]
    if network.mode == "two":
        taken = set(network.rows)
        names = {n: f"{kinds[1]}:{n}" if n in taken else n for n in network.columns}
        nodes += _nodes(network.columns, statements.columns, kinds[1], names)
    ties = network.to_frame().iter_rows(named=True)
    edges = [
        Edge(tie.pop("source"), names[tie.pop("target")], tie.pop("weight"), tie) for tie in ties
    ]
    return Graph(nodes, edges, meanings=MEANINGS)


def _nodes(names: Any, column: Any, mode: str, ids: Mapping[str, str]) -> list[Node]:
    often = Counter(column.codes.tolist())
    count = {label: often[code] for code, label in enumerate(column.labels)}
    return [
        Node(ids.get(name, name), name, mode, {"statements": count.get(name, 0)}) for name in names
    ]


def _writer(path: Path, dialect: Dialect) -> Callable[..., Report]:
    from functools import partial

    from hemicycle.exchange.graphs import dl, gexf, graphml, matrix_csv, tables, visone, xlsx

    dna = dialect == "dna"
    ways: dict[str, Callable[..., Report]] = {
        ".visone.graphml": visone.write,
        ".graphml": visone.write if dna else graphml.write,
        ".gexf": gexf.write,
        ".dl": partial(dl.write, decimals=6 if dna else None),
        ".csv": partial(matrix_csv.write, dialect=dialect),
        ".xlsx": xlsx.write,
        ".parquet": tables.write_parquet,
    }
    for ending, way in ways.items():
        if path.name.lower().endswith(ending):
            return way
    raise UsageError(f"{path}: no network is written so; name it {', '.join(ENDINGS)}")


# ---------------------------------------------------------------- the Discourse Network Analyzer


def write_dna(
    project: debates.Place, path: str | Path, overwrite: bool = False, **more: Any
) -> Report:
    """Write a project as a database for the Discourse Network Analyzer (DNA 3), and tell what had
    to be changed or left out. `more` as in `exchange.dna.from_project`. Raises UsageError."""
    from hemicycle.exchange.dna.from_project import from_project
    from hemicycle.exchange.dna.write import write

    place = debates.opened(project)
    with place.store() as store:
        documents = [store.document(each.id) for each in store.documents()]
        rows, concepts = reviewed.statements(store), store.concepts()
        decisions = ledger.read(store)
    if not documents:
        raise UsageError("there are no documents to export yet. Next: hemicycle add PATH")
    made = from_project(rows, documents, concepts, decisions=decisions, **more)
    return write(made, path, overwrite=overwrite)


def read_dna(path: str | Path) -> pl.DataFrame:
    """The statements of a DNA database as a table, which every network verb takes."""
    from hemicycle.verbs.positions import table

    return table(Path(path)).frame


def import_dna(project: debates.Place, path: str | Path) -> tuple[debates.Added, list[str], Report]:
    """Take the documents and concepts of a DNA database into a project, and what its coders decided
    on statements the project has: what was added, the ids of new concepts, and what could not be
    carried over. Decisions are recorded under their names; done again, none is recorded twice."""
    from hemicycle.exchange.dna.read import read
    from hemicycle.exchange.dna.to_project import to_project

    place, database = debates.opened(project), read(path)
    known = debates.concepts(place)
    with place.store(writer="hemicycle import-dna") as store:
        sent = [store.document(each.id) for each in store.documents()]
        rows = reviewed.statements(store)
        arrival = to_project(database, rows, known, sent=sent)
        added = debates.take_in(store, arrival.documents)
        for fields in arrival.decisions:
            ledger.record(store, ledger.Decision(**fields))
    ids = {concept.id for concept in known}
    new = [
        debates.add_concept(place, each.wording, definition=each.definition).id
        for each in arrival.concepts
        if each.id not in ids
    ]
    return added, new, arrival.report
