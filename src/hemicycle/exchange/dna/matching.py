"""Which statement of a project a statement of DNA is about: by its trace, or by its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from hemicycle.exchange.dna import trace
from hemicycle.exchange.dna.frame import document_id
from hemicycle.exchange.dna.from_project import readable
from hemicycle.exchange.dna.model import DnaDatabase
from hemicycle.exchange.dna.to_statements import to_statements
from hemicycle.exchange.report import Notes
from hemicycle.offsets import Spans
from hemicycle.records import RawDocument
from hemicycle.rows import StatementRow

Cells = dict[str, Any]
_ENOUGH = 0.5  # of the words of both together, to be the same statement


class Places:
    """Where the statements of the project stand in DNA's text."""

    def __init__(self, rows: Iterable[StatementRow], sent: Iterable[RawDocument]) -> None:
        self.by_id = {row.id: row for row in rows}
        texts = {raw.id: raw for raw in sent}
        self._there: defaultdict[str, list[tuple[Spans, StatementRow]]] = defaultdict(list)
        for row in self.by_id.values():
            self._there[row.document].append((_placed(row, texts.get(row.document)), row))

    def nearest(self, document: str, start: int, stop: int) -> StatementRow | None:
        """The statement that shares most with these words, if it shares enough."""
        shares = [(_share(spans, start, stop), row) for spans, row in self._there[document]]
        share, row = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        return row if share >= _ENOUGH else None


def _placed(row: StatementRow, raw: RawDocument | None) -> Spans:
    if raw is None:
        return row.content
    found = [span for piece in row.content if (span := readable(raw, (piece,)))]
    return tuple(
        (a - raw.text.count("\r\n", 0, a), b - raw.text.count("\r\n", 0, b)) for a, b in found
    )


def _share(spans: Spans, start: int, stop: int) -> float:
    common = sum(max(0, min(stop, b) - max(start, a)) for a, b in spans)
    return common / (stop - start + sum(b - a for a, b in spans) - common)


def matched(
    database: DnaDatabase, type: str, places: Places, notes: Notes
) -> list[tuple[StatementRow, list[Cells]]]:
    """The rows that DNA speaks of, each with all it says of it."""
    ids = {document.id: document_id(document) for document in database.documents}
    groups: defaultdict[str, list[Cells]] = defaultdict(list)
    for cells in to_statements(database, type):
        traced = trace.read(cells.get(trace.VARIABLE))
        start, stop = cells["start"], cells["stop"]
        near = None if traced else places.nearest(ids[cells["document"]], start, stop)
        found = places.by_id.get(traced.id) if traced else near
        if found is None:
            notes.add(
                "no statement of the project stands there", f"{cells['title']} {start}-{stop}"
            )
        else:
            groups[found.id].append(cells)
    return [(places.by_id[id], cells) for id, cells in groups.items()]
