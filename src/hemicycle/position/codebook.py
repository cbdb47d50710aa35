"""The user's codebook: the concepts that statements are read against.

A codebook is edited by hand, commented, and shared between coders, so adding a concept must not
disturb a single comment, and a mistake in it must be told with its place before anything is coded.
The file is TOML, one `[[concept]]` table per concept:

    [[concept]]
    id = "bridge-toll"
    wording = "The old harbour bridge should be tolled"
    definition = "A charge on private cars, at any hour"
    examples = ["drivers must pay their share"]          # statements that support it
    counter_examples = ["poor families would suffer"]    # statements that oppose it
    parent = "traffic-in-the-old-town"      # another concept's id

The id, which `add` writes, is what positions are stored under: it stays when the wording changes. A
concept without one has the slug of its wording, and is another concept when it is reworded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from hemicycle.errors import CodebookError
from hemicycle.position import codebook_toml as toml
from hemicycle.records import Concept, digest


def load(path: Path) -> list[Concept]:
    """The concepts of the codebook, in the order of the file; empty when it holds none.

    Raises CodebookError naming file, concept and remedy.
    """
    document = toml.parse(path)
    unknown = [key for key in document if key != "concept"]
    if unknown:
        raise CodebookError(f"{path}: unknown entry “{unknown[0]}”; write [[concept]]")
    entries = document.get("concept", [])
    if not isinstance(entries, list):
        raise CodebookError(f"{path}: write [[concept]] with double brackets, not [concept]")
    concepts = [toml.concept(entry, n, path) for n, entry in enumerate(entries, 1)]
    toml.check(concepts, path)
    return concepts


def save(path: Path, concepts: Sequence[Concept]) -> None:
    """Write exactly these concepts; comments of a codebook already there are kept.

    Concepts known by id are updated where they stand, new ones are appended, missing ones removed.
    """
    import tomlkit

    toml.check(concepts, path)
    document = toml.parse(path) if path.exists() else tomlkit.document()
    tables = toml.tables(document)
    wanted = {concept.id: concept for concept in concepts}
    for n in reversed(range(len(tables))):
        known = toml.concept(tables[n], n + 1, path).id
        if known in wanted:
            toml.update(tables[n], wanted.pop(known))
        else:
            del tables[n]
    for concept in wanted.values():
        tables.append(toml.table(concept))
    toml.write(path, tomlkit.dumps(document))


def add(
    path: Path,
    wording: str,
    definition: str = "",
    examples: Sequence[str] = (),
    counter_examples: Sequence[str] = (),
    parent: str | None = None,
) -> Concept:
    """Append one concept to the codebook (made when it is not there) and return it."""
    import tomlkit

    known = load(path) if path.exists() else []
    wording = wording.strip()
    id = toml.free_id(wording, {concept.id for concept in known})
    concept = Concept(id, wording, definition, tuple(examples), tuple(counter_examples), parent)
    toml.check([*known, concept], path)
    document = toml.parse(path) if path.exists() else tomlkit.document()
    toml.tables(document).append(toml.table(concept))
    toml.write(path, tomlkit.dumps(document))
    return concept


def concept_from_text(text: str, taken: Collection[str] = ()) -> Concept:
    """A concept given on the command line: its wording, and an id that is not taken."""
    wording = " ".join(text.split())
    if not wording:
        raise CodebookError("a concept needs a wording, as in: Troops should be sent abroad")
    return Concept(toml.free_id(wording, taken), wording)


def concepts_from_texts(texts: Iterable[str]) -> dict[str, Concept]:
    """Several of them by id, each once."""
    found: dict[str, Concept] = {}
    for text in {toml.plain(text): text for text in texts}.values():
        concept = concept_from_text(text, found)
        found[concept.id] = concept
    return found


def fingerprint(concept: Concept) -> str:
    """Changes exactly when something changes that positions depend on."""
    return digest(
        "concept",
        concept.id,
        concept.wording,
        concept.definition,
        *("+" + text for text in concept.examples),
        *("-" + text for text in concept.counter_examples),
    )
