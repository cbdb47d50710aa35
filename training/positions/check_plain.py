"""Whether the plain sides are whole, and how many there are.

    python training/positions/check_plain.py training/positions/plain/*.txt

Exits with the first fault.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

FIELDS = {"T": 2, "A": 2, "B": 2, "+": 4, "-": 4, "0": 4}  # of a line, by what it begins with
LEAST = {"A": 2, "B": 2, "+": 6, "-": 6, "0": 3}  # lines of a topic


def main() -> None:
    """Check every file and print the sum."""
    total: Counter[str] = Counter()
    for path in map(Path, sys.argv[1:]):
        for topic in topics(path):
            total += topic
    print(dict(total))


def topics(path: Path) -> list[Counter[str]]:
    """How many lines of each kind each topic has."""
    found: list[Counter[str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        fields = [field.strip() for field in line.split("|")]
        kind = fields[0]
        if FIELDS.get(kind) != len(fields) or not fields[-1] or not (found or kind == "T"):
            sys.exit(f"{path}, line {number}: not understood: {line}")
        if kind == "T":
            found.append(Counter())
        found[-1][kind] += 1
    for topic in found:
        if any(topic[kind] < least for kind, least in LEAST.items()):
            sys.exit(f"{path}: a topic is not whole: {dict(topic)}")
    return found


if __name__ == "__main__":
    main()
