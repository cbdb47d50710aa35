"""The entities of a DNA database as they come up: each value of each variable once.

What is known of an actor or a concept goes into DNA's three attributes Type, Alias and Notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hemicycle.exchange.dna import model
from hemicycle.exchange.dna.schema import SHORT
from hemicycle.records import Actor, Concept

ATTRIBUTES = ("Type", "Alias", "Notes")


class Entities:
    """Hands out ids and remembers what each stands for."""

    def __init__(self, variables: Sequence[int]) -> None:
        owned = [(variable, name) for variable in variables for name in ATTRIBUTES]
        self._attributes = [model.DnaAttribute(n, *own) for n, own in enumerate(owned, 1)]
        self._made: dict[tuple[int, str], model.DnaEntity] = {}

    def id(self, variable: int, value: str, told: Sequence[str] = ("", "", "")) -> int:
        """The entity for a value; `told` are its attributes, of which the first told win."""
        names = [a.id for a in self._attributes if a.variable == variable]
        new = model.DnaEntity(len(self._made) + 1, variable, value, model.BLACK)
        entity = self._made.setdefault((variable, value), new)
        had = entity.attributes
        kept = {key: had.get(key) or text for key, text in zip(names, told, strict=True)}
        self._made[variable, value] = replace(entity, attributes=kept)
        return entity.id

    def actor(self, variable: int, name: str, actor: Actor | None) -> int:
        """Somebody who speaks; roles go into Notes."""
        if actor is None or not name:
            return self.id(variable, name)
        roles = [*actor.roles, *([actor.country] if actor.country else [])]
        return self.id(variable, name, (actor.kind, fitting(actor.aliases), fitting(roles)))

    def concepts(self, variable: int, concepts: Sequence[Concept]) -> dict[str, int]:
        """The codebook: entity ids by concept id. Alias is the concept's id."""
        made = {
            c.id: self.id(variable, c.wording, ("concept", c.id, fitting([c.definition])))
            for c in concepts
        }
        for concept in concepts:
            if concept.parent in made:
                held = self._made[variable, concept.wording]
                below = replace(held, parent=made[concept.parent])
                self._made[variable, concept.wording] = below
        return made

    def attributes(self) -> tuple[model.DnaAttribute, ...]:
        """The attribute variables."""
        return tuple(self._attributes)

    def all(self) -> tuple[model.DnaEntity, ...]:
        """The entities, by id."""
        return tuple(self._made.values())


def fitting(parts: Iterable[str]) -> str:
    """As many of the parts as DNA's field holds, whole ones first."""
    out = ""
    for part in parts:
        longer = f"{out}; {part}" if out else part
        if len(longer) > SHORT and out:
            break
        out = longer
    return out
