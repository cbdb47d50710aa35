"""Keep a file only when it reads back as what was to be written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hemicycle.errors import HemicycleError, UsageError
from hemicycle.exchange.files import replacing
from hemicycle.exchange.graphs.flat import Flat
from hemicycle.exchange.report import Notes, Report


def save(files: Mapping[Path, bytes], *, overwrite: bool) -> None:
    """Write the files, each whole. Raises UsageError when one is there and may not go."""
    there = [path for path in files if path.exists()]
    if there and not overwrite:
        raise UsageError(f"{there[0]} is there already and was left alone: choose another name")
    for path, content in files.items():
        with replacing(path) as out:
            out.write(content)


def check(path: Path, wanted: Any, found: Any) -> None:
    """Raises HemicycleError when the file does not hold what it should."""
    if wanted != found:
        raise HemicycleError(
            f"{path}: the network reads back otherwise than it was written, so nothing was kept "
            f"({_difference(wanted, found)}). Please report this with the network"
        )


def report(flat: Flat, notes: Notes) -> Report:
    """What was written."""
    return Report({"nodes": len(flat.nodes), "ties": len(flat.edges)}, notes.all())


def _difference(wanted: Any, found: Any) -> str:
    if isinstance(wanted, Flat) and isinstance(found, Flat):
        for name in ("directed", "node_columns", "edge_columns", "nodes", "edges"):
            ours, theirs = getattr(wanted, name), getattr(found, name)
            if ours != theirs and name in ("nodes", "edges") and len(ours) == len(theirs):
                return next(f"{a} is {b}" for a, b in zip(ours, theirs, strict=True) if a != b)
            if ours != theirs:
                return f"{name} differ"
    return "cells differ"
