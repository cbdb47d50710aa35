"""One row of a table, as every reader of tables gives it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

WHOLE_FILE = 0  # as a row's number: what is said is true of all rows


@dataclass(frozen=True, slots=True)
class Row:
    """Row `number` (from 1, header not counted) holds `values`, or was left out because of
    `trouble`. `doubt` is what a reader should know of it though it was read."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    trouble: str = ""
    doubt: str = ""
