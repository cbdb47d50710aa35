"""Gold for positions: one statement and one concept a line, with the side that a person gave.

    {"concept": "Troops should be sent", "content": "We will not send a soldier.", "position": -1,
     "definition": "", "before": "", "speaker": "", "cue": "", "after": ""}

`position` is 1, -1, 0, or null where the statement does not speak to the concept; all but the first
three may be missing.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hemicycle.errors import UsageError

TEXTS = ("definition", "before", "speaker", "cue", "after")


@dataclass(frozen=True, slots=True)
class GoldPair:
    """Texts, any but the first two may be empty, and the person's answer."""

    concept: str
    content: str
    position: int | None
    definition: str = ""
    before: str = ""
    speaker: str = ""
    cue: str = ""
    after: str = ""


def read(path: Path) -> list[GoldPair]:
    """All pairs of a JSON Lines file (.gz allowed). Raises UsageError naming the line."""
    try:
        return [_pair(f"{path}, line {n}", line) for n, line in _lines(path)]
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from ((n, line) for n, line in enumerate(lines, 1) if line.strip())


def _pair(where: str, line: str) -> GoldPair:
    try:
        row: Any = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{where} is no JSON: {error}") from error
    if not isinstance(row, dict):
        raise UsageError(f"{where} is no JSON object")
    for key in ("concept", "content"):
        if not (isinstance(row.get(key), str) and row[key].strip()):
            raise UsageError(f"{where} needs the text {key!r}")
    side = row.get("position")
    if "position" not in row or isinstance(side, bool) or side not in (1, -1, 0, None):
        raise UsageError(f"{where} needs position 1, -1, 0 or null, not {side!r}")
    others = {key: row.get(key) or "" for key in TEXTS}
    wrong = [key for key, value in others.items() if not isinstance(value, str)]
    if wrong:
        raise UsageError(f"{where}: {wrong[0]} must be text")
    return GoldPair(row["concept"], row["content"], side, **others)
