"""What DNA has no field for, kept beside a statement so that it finds its way back.

A long text variable "hemicycle" holds, as JSON, the statement's id, its exact spans in the user's
own file, when and through whom it was said. Coders leave it alone; without it a statement is found
again by its place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hemicycle.offsets import Spans
from hemicycle.rows import StatementRow

VARIABLE = "hemicycle"


@dataclass(frozen=True, slots=True)
class Trace:
    """The statement a DNA statement was made from, and the side on each concept it had then."""

    id: str
    content: Spans
    sides: Mapping[str, int | None]


def told(row: StatementRow) -> str:
    """The trace of a statement."""
    said = row.said_on
    when = said and [said.start.isoformat(), said.end.isoformat(), said.precision]
    kept: dict[str, Any] = {
        "id": row.id,
        "content": [list(span) for span in row.content],
        "form": row.form,
        "act": row.act,
        "said_on": when,
        "via": [f"{carrier.name} ({carrier.kind})" for carrier in row.via],
        "forecast": row.forecast,
        "score": round(row.score, 4),
        "sides": {position.concept: position.agreement for position in row.positions},
    }
    return json.dumps(kept, ensure_ascii=False)


def read(text: object) -> Trace | None:
    """The trace in `text`, if it is one."""
    try:
        kept = json.loads(str(text))
        content = tuple((int(a), int(b)) for a, b in kept["content"])
        return Trace(kept["id"], content, dict(kept.get("sides", {})))
    except (ValueError, KeyError, TypeError):
        return None
