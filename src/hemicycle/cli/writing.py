"""Statements out: to the terminal, to standard output, to a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from hemicycle.cli import show
from hemicycle.cli.options import Format
from hemicycle.exchange import tables
from hemicycle.exchange.files import replacing
from hemicycle.rows import StatementRow


def write(
    rows: Iterable[StatementRow],
    concepts: Mapping[str, str],
    format: Format,
    output: Path | None,
    spared: Iterable[str | Path],
) -> None:
    """Write the rows in a format that `options.chosen_format` gave, over none of the files
    `spared`. `concepts` maps the ids of concepts to the names they are shown under."""
    if format is Format.table:
        show.statements(rows, concepts)
    elif output is None:
        tables.write(rows, format.value, sys.stdout.buffer, concepts)  # type: ignore[arg-type]
    else:
        with replacing(output, spared) as out:
            count = tables.write(rows, format.value, out, concepts)  # type: ignore[arg-type]
        print(f"{count:,} statements written to {output}", file=sys.stderr)
