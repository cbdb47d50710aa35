"""The tables of a `.dna` file: as SQL (data/schema/dna-3.sql), and their columns by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

VERSION = "3.0.11"  # opens in 3.0 and in 3.1
SHORT = 190  # most characters of a short field

DATA = {  # where the values of each kind of variable stand
    "short text": "DATASHORTTEXT",
    "long text": "DATALONGTEXT",
    "integer": "DATAINTEGER",
    "boolean": "DATABOOLEAN",
}

MAY_BE_NULL = {  # all else DNA always fills
    "CODERS": {"PopupWidth"},
    "ENTITIES": {"Red", "Green", "Blue", "ChildOf"},
    "DATALONGTEXT": {"Value"},
}


@cache
def ddl() -> str:
    """What makes the empty tables."""
    path = resources.files("hemicycle").joinpath("data", "schema", "dna-3.sql")
    return path.read_text(encoding="utf-8")


@cache
def columns() -> Mapping[str, tuple[str, ...]]:
    """The columns of each table, in order."""
    import sqlite3

    made = sqlite3.connect(":memory:")
    made.executescript(ddl())
    names = [name for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    found = {n: tuple(r[1] for r in made.execute(f"PRAGMA table_info({n})")) for n in names}
    made.close()
    return found


@cache
def permissions() -> tuple[str, ...]:
    """What a coder can be allowed to do: "AddDocuments" and so on."""
    names = (column for column in columns()["CODERS"] if column.startswith("Permission"))
    return tuple(name.removeprefix("Permission") for name in names)


def shortened(text: str) -> str:
    """What a short field can hold of `text`."""
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"
