"""Whether the plain sides are whole, and how many there are.

    python training/positions/check_plain.py training/positions/plain/*.txt

Exits with the first fault.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from plain import topics


def main() -> None:
    """Check every file and print the sum."""
    total: Counter[str] = Counter()
    for path in map(Path, sys.argv[1:]):
        for topic in topics(path):
            if not topic.whole:
                sys.exit(f"{topic.lines['T'][0].place}: the topic is not whole")
            total.update({kind: len(lines) for kind, lines in topic.lines.items()})
    print(dict(total))


if __name__ == "__main__":
    main()
