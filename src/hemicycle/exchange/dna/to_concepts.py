"""The concepts of a DNA database as a codebook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from hemicycle.exchange.dna.model import DnaDatabase, DnaEntity
from hemicycle.exchange.dna.to_statements import of_type
from hemicycle.records import Concept

_ID = 40  # longest id made from a wording, in characters


def to_concepts(
    database: DnaDatabase, type: str, known: Sequence[Concept] = ()
) -> tuple[Concept, ...]:
    """The entities of the variable "concept", in order. What is among `known` (by wording, or by
    the id that stands in Alias) is given as it is there; others get an id from their wording."""
    wanted = of_type(database, type).id
    variable = next((v.id for v in database.variables_of(wanted) if v.name == "concept"), None)
    entities = [e for e in database.entities if e.variable == variable and e.value]
    names = {a.id: a.name for a in database.attributes}
    told = {e.id: {names[key]: text for key, text in e.attributes.items()} for e in entities}
    ids = _ids(entities, told, known)
    had = {concept.id: concept for concept in known}
    return tuple(
        had.get(ids[e.id])
        or Concept(
            id=ids[e.id],
            wording=e.value,
            definition=told[e.id].get("Notes", ""),
            parent=ids.get(e.parent) if e.parent else None,
        )
        for e in entities
    )


def _ids(
    entities: Sequence[DnaEntity], told: dict[int, dict[str, str]], known: Sequence[Concept]
) -> dict[int, str]:
    by_wording = {concept.wording: concept.id for concept in known}
    taken = {concept.id for concept in known}
    out: dict[int, str] = {}
    for entity in entities:
        about = told[entity.id]
        own = about.get("Alias") if about.get("Type") == "concept" else None
        found = by_wording.get(entity.value) or own
        out[entity.id] = found or _fresh(entity.value, taken)
        taken.add(out[entity.id])
    return out


def _fresh(wording: str, taken: set[str]) -> str:
    """An id that is not taken: the words in small letters, with hyphens."""
    plain = normalize("NFKD", wording).encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:_ID].strip("-") or "concept"
    number, id = 1, slug
    while id in taken:
        number += 1
        id = f"{slug}-{number}"
    return id
