"""Whether the debates are whole, and what they hold.

    python training/positions/check.py training/positions/debates/*.json

Every statement must be labelled on every concept, with a reason, and stand once in its debate.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

LABELS = {"+": "supports", "-": "opposes", "0": "takes no side", "x": "does not speak to it"}
PARTS = ("before", "speaker", "cue", "content", "after", "form", "tries", "labels")
FORMS = ("direct", "indirect", "mixed")


def main() -> None:
    """Check every file and print one line for each, then the sum."""
    total: Counter[str] = Counter()
    for path in map(Path, sys.argv[1:]):
        debate = json.loads(path.read_text(encoding="utf-8"))
        found = counted(debate, path.name)
        total += found
        print(f"{path.stem:32} {len(debate['statements']):3} statements  {told(found)}")
    print(f"{'all':48} {told(total)}")


def counted(debate: dict[str, Any], name: str) -> Counter[str]:
    """Labels of the debate; exits with the first fault."""
    concepts = {concept["id"] for concept in debate["concepts"]}
    told: set[str] = set()
    labels: Counter[str] = Counter()
    for n, statement in enumerate(debate["statements"], 1):
        fault = fault_of(statement, concepts, told)
        if fault:
            sys.exit(f"{name}, statement {n}: {fault}")
        told.add(statement["content"])
        labels.update(label for label, _ in statement["labels"].values())
    return labels


def fault_of(statement: dict[str, Any], concepts: set[str], told: set[str]) -> str | None:
    missing = [part for part in PARTS if part not in statement]
    if missing:
        return f"no {missing[0]!r}"
    if statement["form"] not in FORMS:
        return f"form {statement['form']!r}"
    if set(statement["labels"]) != concepts:
        return "not labelled on every concept"
    if statement["content"] in told:
        return "stands twice"
    bad = [v for v in statement["labels"].values() if v[0] not in LABELS or not v[1].strip()]
    return f"label {bad[0]}" if bad else None


def told(labels: Counter[str]) -> str:
    sides = labels["+"] + labels["-"] + labels["0"]
    return (
        f"{labels.total():5} pairs: "
        + ", ".join(f"{labels[key]} {word}" for key, word in LABELS.items())
        + f"; of those that speak to it {labels['0'] / max(1, sides):.0%} take no side"
    )


if __name__ == "__main__":
    main()
