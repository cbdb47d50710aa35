"""Count the plain sides, and name what is not whole.

python training/positions/check_plain.py training/positions/plain/*.txt
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

FIELDS = {"T": 2, "A": 2, "B": 2, "+": 4, "-": 4, "0": 4}
LEAST = {"A": 2, "B": 2, "+": 6, "-": 6, "0": 3}  # of a topic


def main() -> int:
    """Print the counts of all files; 1 where something is not whole."""
    total, faults = Counter[str](), 0
    for path in map(Path, sys.argv[1:]):
        topics: list[Counter[str]] = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            kind, fault = line[:1], fault_of(line)
            if kind == "T":
                topics.append(Counter())
            if fault or not topics:
                print(f"{path}:{number}: {fault or 'before the first topic'}")
                faults += 1
                continue
            topics[-1][kind] += 1
            total[kind] += 1
        for place, topic in enumerate(topics, 1):
            if any(topic[kind] < least for kind, least in LEAST.items()):
                print(f"{path}: topic {place} is not whole: {dict(topic)}")
                faults += 1
    print(dict(total))
    return int(faults > 0)


def fault_of(line: str) -> str | None:
    """What is wrong with a line, if anything."""
    fields = [field.strip() for field in line.split("|")]
    if FIELDS.get(fields[0]) != len(fields):
        return f"not {FIELDS.get(fields[0], 'a kind of line, with its')} fields: {line[:60]}"
    return None if fields[-1] else f"nothing said: {line[:60]}"


if __name__ == "__main__":
    sys.exit(main())
