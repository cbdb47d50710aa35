"""The persons of a document, each with all its names.

"Macron" before or after "Emmanuel Macron" is one person, and so is "Mr. Macron". What the
descriptions beside the names tell (office, country, body, gender) is summed up in the candidate;
where no title and no given name tells the gender, the pronouns that follow the name do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from hemicycle.resolve.countries import country_in
from hemicycle.resolve.mentions import Mention
from hemicycle.resolve.names import (
    Gender,
    core,
    gender_of_given,
    gender_of_title,
    particles,
    same_person,
)
from hemicycle.resolve.roles import Role, read

MOST = 50  # persons of one surname that a short name may mean; spellings and roles kept of one


@dataclass(slots=True, eq=False)
class Candidate:
    """One person or organisation of the document, with all that its mentions tell."""

    name: str
    kind: str  # "person" or "organisation"
    words: tuple[str, ...]
    first: int  # token of the first mention
    aliases: list[str] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    gender: Gender | None = None
    country: str | None = None
    organisation: str | None = None
    hints: list[Gender] = field(default_factory=list)  # of pronouns that follow the name

    def add(self, mention: Mention) -> None:
        """Take over the spelling and the descriptions of one more mention."""
        if mention.name not in self.aliases:
            self.aliases = [*self.aliases, mention.name][:MOST]
        if mention.hint:
            self.hints.append(mention.hint)
        seen = {role.text for role in self.roles}
        fresh = [read(role) for role in mention.roles if role not in seen]
        self.roles = [*self.roles, *fresh][:MOST]

    def settle(self) -> None:
        """Sum up what the descriptions tell; a title goes before the given name before pronouns."""
        titles = [role.gender for role in self.roles if role.gender]
        given = gender_of_given(self.name) if len(self.words) > 1 else None
        self.gender = _most(titles) or given or _most(self.hints)
        countries = [role.country for role in self.roles if role.country]
        own = country_in(tuple(self.name.split())) if self.kind == "organisation" else None
        self.country = Counter(countries).most_common(1)[0][0] if countries else own
        self.organisation = next((r.organisation for r in self.roles if r.organisation), None)


def _most(genders: list[Gender]) -> Gender | None:
    """The one that more than half of the evidence tells."""
    best, times = Counter(genders).most_common(1)[0] if genders else (None, 0)
    return best if 2 * times > len(genders) else None


def is_full(name: str) -> bool:
    """Whether a name has a given name and a surname, and is not just "de Villepin"."""
    words = core(name)
    return len(words) > 1 and words[0] not in particles()


def _says_more(name: str, known: str) -> bool:
    """Whether a spelling is fuller, and not just "Clerk Jane Doe" beside "Jane Doe"."""
    told, so_far = gender_of_given(name), gender_of_given(known)
    if bool(told) != bool(so_far) and not name.isupper():
        return told is not None
    return len(name) > len(known) and not name.isupper()


class People:
    """Persons by every word they can be called by.

    Under a surname or given name stand the first `MOST` who bear it; further ones are found only
    by their name in full. A text that names more of them is a list.
    """

    def __init__(self) -> None:
        self.all: list[Candidate] = []
        self.by_name: dict[tuple[str, ...], Candidate] = {}
        self.by_surname: dict[str, list[Candidate]] = {}
        self.by_given: dict[str, list[Candidate]] = {}

    def introduce(self, mention: Mention) -> None:
        name = core(mention.name)
        known = next(iter(self._alike(name)), None)
        if known is None:
            self._new(mention, name)
        elif _says_more(mention.name, known.name):
            known.name, known.words = mention.name, name

    def _alike(self, name: tuple[str, ...]) -> tuple[Candidate, ...]:
        """The persons whose full name this can be."""
        found = [c for c in self.by_surname.get(name[-1], ()) if same_person(c.words, name)]
        return tuple(found) or ((self.by_name[name],) if name in self.by_name else ())

    def bearers(self, spelt: str) -> tuple[Candidate, ...]:
        """Who bears this name, in full or in part; nobody is made up."""
        name = core(spelt)
        if not name:
            return ()
        if is_full(spelt):
            return self._alike(name)
        return tuple(self.by_surname.get(name[-1]) or self.by_given.get(name[-1], []))

    def of(self, mention: Mention) -> tuple[Candidate, ...]:
        """Who a mention names: known bearers of the name, else a new person."""
        name = core(mention.name)
        if not name:
            return ()
        found = _of_gender(self.bearers(mention.name), mention)
        return (found[:1] if is_full(mention.name) else found) or self._late(mention, name)

    def _late(self, mention: Mention, name: tuple[str, ...]) -> tuple[Candidate, ...]:
        return (self._new(mention, name),) if mention.kind == "person" else ()

    def _new(self, mention: Mention, name: tuple[str, ...]) -> Candidate:
        candidate = Candidate(mention.name, "person", name, mention.first)
        self.all.append(candidate)
        self.by_name.setdefault(name, candidate)
        _enter(self.by_surname, name[-1], candidate)
        if len(name) > 1:
            _enter(self.by_given, name[0], candidate)
        return candidate

    def settle_titled(self, mentions: Sequence[Mention], who: list[tuple[Candidate, ...]]) -> None:
        """Settle shared surnames that the title beside the name decides: "Mrs. Doe"."""
        for n, (mention, found) in enumerate(zip(mentions, who, strict=True)):
            if len(found) > 1 and mention.roles:
                fitting = tuple(c for c in found if _fits(c, [read(r) for r in mention.roles]))
                who[n] = fitting or found

    def classes(self) -> dict[str, list[Candidate]]:
        table: dict[str, list[Candidate]] = {}
        for candidate in self.all:
            for name in {n for role in candidate.roles for n in (*role.classes, role.noun)}:
                table.setdefault(name, []).append(candidate)
        return table


def _enter(table: dict[str, list[Candidate]], word: str, candidate: Candidate) -> None:
    row = table.setdefault(word, [])
    if len(row) < MOST:
        row.append(candidate)


def _of_gender(found: tuple[Candidate, ...], mention: Mention) -> tuple[Candidate, ...]:
    """Those that a form of address allows: "Mr. Doe" is not Jane Doe, though she alone is named."""
    told = next((g for role in mention.roles if (g := gender_of_title(role))), None)
    return tuple(c for c in found if not told or gender_of_given(c.name) in (None, told))


def _fits(candidate: Candidate, roles: list[Role]) -> bool:
    """Whether a title can be this person's: no other gender, and an office it is known to hold."""
    for role in roles:
        told = role.gender or gender_of_title(role.text)
        if told and candidate.gender not in (None, told):
            return False
        if role.named and not any(role.points_to(own) for own in candidate.roles):
            return False
    return True
