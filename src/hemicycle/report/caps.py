"""How much of one document the report may show, over all its statements.

A long interview falls into fifty statements, and fifty quotations would be the interview. So the
quotations of a document are shortened alike until together they show no more than is allowed;
what several of them show counts once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from hemicycle.offsets import Span, merge
from hemicycle.report import evidence
from hemicycle.rows import StatementRow


class Caps:
    """The longest quotation from each document: at most `quote_chars`, and all of them together
    at most `document_chars`."""

    def __init__(
        self, statements: Sequence[StatementRow], quote_chars: int, document_chars: int
    ) -> None:
        self.quote_chars, self.document_chars = quote_chars, document_chars
        said: defaultdict[str, list[StatementRow]] = defaultdict(list)
        for row in statements:
            said[row.document].append(row)
        self._limits = {
            id: _longest(rows, quote_chars, document_chars) for id, rows in said.items()
        }

    def of(self, row: StatementRow) -> int:
        """The longest quotation for this statement."""
        return self._limits[row.document]

    def shortened(self, row: StatementRow) -> bool:
        """Whether its quotation would be longer if its document had less to quote."""
        return evidence.excerpt(row, self.of(row)) != evidence.excerpt(row, self.quote_chars)

    @property
    def documents(self) -> int:
        """From how many documents quotations are shortened."""
        return sum(limit < self.quote_chars for limit in self._limits.values())


def shown(rows: Sequence[StatementRow], limit: int) -> int:
    """How many characters quotations of at most `limit` show of the paragraphs they stand in."""
    windows: defaultdict[str, list[Span]] = defaultdict(list)
    for row in rows:
        windows[row.paragraph].append(evidence.excerpt(row, limit))
    return sum(end - start for spans in windows.values() for start, end in merge(spans))


def _longest(rows: Sequence[StatementRow], most: int, allowed: int) -> int:
    """By halving: the largest limit found whose quotations fit; none at all always do."""
    if shown(rows, most) <= allowed:
        return most
    fits, too_long = 0, most
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if shown(rows, middle) <= allowed:
            fits = middle
        else:
            too_long = middle
    return fits
