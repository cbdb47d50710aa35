"""The codebook as a TOML file: from tables to concepts and back, comments kept.

Every mistake is told with file, line or concept, and what to do about it; `codebook.py` says what
the file means.
"""

from __future__ import annotations

import codecs
import os
import re
import shlex
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import asdict
from difflib import get_close_matches
from itertools import chain, count
from pathlib import Path
from typing import Any

from hemicycle.errors import CodebookError
from hemicycle.records import Concept, digest

LISTS = ("examples", "counter_examples")
FIELDS = ("id", "wording", "definition", *LISTS, "parent")


def slug(wording: str) -> str:
    """ "Käse should be free!" → "kase-should-be-free"; a hash where no letter is left."""
    plain = unicodedata.normalize("NFKD", wording).encode("ascii", "ignore").decode()
    found = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:80].strip("-")
    return found or (f"concept-{digest(wording)[:8]}" if wording else "")


def plain(wording: str) -> str:
    """What two wordings share that differ in case, spaces and punctuation only."""
    return " ".join(re.findall(r"\w+", wording.casefold())) or wording


def free_id(wording: str, taken: Collection[str]) -> str:
    """The slug of the wording; with a number behind it where another concept has it."""
    first = slug(wording)
    numbered = (f"{first}-{n}" for n in count(2))
    return next(id for id in chain([first], numbered) if id not in taken)


def parse(path: Path) -> Any:
    """The file as a TOML document that keeps its comments."""
    import tomlkit
    from tomlkit.exceptions import ParseError, TOMLKitError

    try:
        return tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        folder = shlex.quote(str(path.parent))
        raise CodebookError(
            f"{path}: cannot be read, it is not there; put it back, or make an empty one with: "
            f"hemicycle init {folder}"
        ) from None
    except OSError as trouble:
        raise CodebookError(f"{path}: cannot be read ({trouble.strerror})") from trouble
    except UnicodeDecodeError as trouble:
        raise CodebookError(
            f"{path}: is not UTF-8 (byte {trouble.start}); save it as UTF-8"
        ) from None
    except ParseError as trouble:
        where = f"line {trouble.line}, column {trouble.col}"
        raise CodebookError(f"{path}, {where}: not valid TOML: {trouble}") from None
    except TOMLKitError as trouble:
        raise CodebookError(f"{path}: not valid TOML: {trouble}") from None


def concept(entry: Any, number: int, path: Path) -> Concept:
    """One table as a concept; `number` counts from 1."""
    where = f"{path}, concept {number}"
    if not isinstance(entry, dict):
        raise CodebookError(f"{where}: is not a table; begin it with a line [[concept]]")
    unknown = [key for key in entry if key not in FIELDS]
    if unknown:
        raise CodebookError(f"{where}: unknown field “{unknown[0]}”; known are {', '.join(FIELDS)}")
    wording = _text(entry, "wording", where).strip()
    if not wording:
        raise CodebookError(f'{where}: has no wording; add a line wording = "…"')
    lists = {name: _list(entry, name, where) for name in LISTS}
    return Concept(
        id=_text(entry, "id", where).strip() or slug(wording),
        wording=wording,
        definition=_text(entry, "definition", where).strip(),
        parent=_text(entry, "parent", where).strip() or None,
        **lists,
    )


def _text(entry: dict[str, Any], field: str, where: str) -> str:
    value = entry.get(field, "")
    if not isinstance(value, str):
        raise CodebookError(f'{where}: {field} must be text in quotes, as in {field} = "…"')
    return str(value)


def _list(entry: dict[str, Any], field: str, where: str) -> tuple[str, ...]:
    value = entry.get(field, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise CodebookError(f'{where}: {field} must be a list of texts, as in {field} = ["…"]')
    return tuple(str(item).strip() for item in value if item.strip())


def check(concepts: Iterable[Concept], path: Path) -> None:
    """Raise CodebookError where ids clash, wordings are empty or parents make no tree."""
    by_id: dict[str, Concept] = {}
    by_wording: dict[str, Concept] = {}
    for concept in concepts:
        if not concept.wording.strip():
            raise CodebookError(f"{path}: a concept has no wording; say what it affirms")
        wording = plain(concept.wording)
        if same := by_wording.get(wording):
            raise CodebookError(
                f"{path}: two concepts have the wording “{concept.wording}” (ids “{same.id}” and "
                f"“{concept.id}”); remove one, or reword it"
            )
        if concept.id in by_id:
            raise CodebookError(
                f"{path}: two concepts have the id “{concept.id}” (“{by_id[concept.id].wording}”"
                f" and “{concept.wording}”); remove one, or give one its own id"
            )
        by_id[concept.id] = by_wording[wording] = concept
    for concept in by_id.values():
        _check_parents(concept, by_id, path)


def _check_parents(concept: Concept, by_id: dict[str, Concept], path: Path) -> None:
    chain, at = [concept.id], concept
    while at.parent is not None:
        if at.parent not in by_id:
            near = get_close_matches(at.parent, by_id, 3) or [*by_id][:10]
            raise CodebookError(
                f"{path}: concept “{at.id}” has the parent “{at.parent}”, which does not exist;"
                f" there are {', '.join(near)}{' …' if len(near) < len(by_id) else ''}"
            )
        if at.parent in chain:
            circle = " → ".join([*chain[chain.index(at.parent) :], at.parent])
            raise CodebookError(f"{path}: parents go in a circle: {circle}; remove one of them")
        chain.append(at.parent)
        at = by_id[at.parent]


def tables(document: Any) -> Any:
    """The array of [[concept]] tables, made when it is not there."""
    import tomlkit

    if "concept" not in document:
        document["concept"] = tomlkit.aot()
    return document["concept"]


def table(concept: Concept) -> Any:
    import tomlkit

    table = tomlkit.table()
    table["id"], table["wording"] = concept.id, concept.wording
    update(table, concept)
    return table


def update(table: Any, concept: Concept) -> None:
    """Set what differs and drop what became empty; the rest of the table stays as it is."""
    if concept.wording != table.get("wording"):
        table["id"], table["wording"] = concept.id, concept.wording
    values = asdict(concept)
    for field in ("definition", *LISTS, "parent"):
        value = list(values[field]) if field in LISTS else values[field]
        if value and value != table.get(field):
            table[field] = value
        elif not value and field in table:
            del table[field]


def write(path: Path, text: str) -> None:
    """All or nothing: written beside, then moved into place. A file that an editor keeps with a
    byte order mark or with the line ends of Windows stays so."""
    beside = path.with_name(path.name + ".new")
    try:
        before = path.read_bytes() if path.exists() else b""
        ends = "\r\n" if b"\r\n" in before else "\n"
        encoding = "utf-8-sig" if before.startswith(codecs.BOM_UTF8) else "utf-8"
        with beside.open("w", encoding=encoding, newline=ends) as out:
            out.write(text)
        os.replace(beside, path)
    except OSError as trouble:
        raise CodebookError(f"{path}: cannot be written ({trouble.strerror})") from trouble
    finally:
        beside.unlink(missing_ok=True)
