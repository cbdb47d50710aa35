"""Load the word lists in `data/<language>/*.toml`.

A list is a TOML file of groups. Its head says who reads it and when an entry is admitted:

    [said]                       # the group's name
    note = "neutral verbs of saying"
    source = "where the words come from"
    words = ["say", "tell"]

Knowledge lives in these files, never in an `if`.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str, language: str = "en") -> dict[str, dict[str, Any]]:
    """All groups of the list `name`, each with its note, source and words."""
    path = resources.files("hemicycle").joinpath("data", language, f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def fingerprint(language: str = "en") -> str:
    """Changes when any word list of the language does."""
    folder = resources.files("hemicycle").joinpath("data", language)
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:16]


@cache
def words(name: str, *groups: str, language: str = "en") -> frozenset[str]:
    """The words of the named groups, or of all groups when none is named."""
    table = load(name, language)
    return frozenset(word for group in groups or table for word in table[group]["words"])


@cache
def group_of(name: str, language: str = "en") -> dict[str, str]:
    """Which group each word of the list belongs to."""
    table = load(name, language)
    return {word: group for group, entry in table.items() for word in entry["words"]}
