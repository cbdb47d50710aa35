"""A DNA database as records: one class a table, ids as in the file.

A statement's `values` and an entity's `attributes` are the rows of the DATA… and ATTRIBUTEVALUES
tables; the numbers of those rows, to which nothing refers, are not kept. The value of a short text
is the id of an entity.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from hemicycle.errors import DocumentError
from hemicycle.exchange.dna.schema import permissions
from hemicycle.exchange.report import Note

Colour = tuple[int, int, int]
Kind = Literal["short text", "long text", "integer", "boolean"]
Value = int | bool | str | None

BLACK: Colour = (0, 0, 0)
EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class DnaCoder:
    """Somebody who codes. `password` is the hash (see password.py)."""

    id: int
    name: str
    password: str
    colour: Colour = BLACK
    refresh: int = 0
    font_size: int = 14
    popup_width: int | None = 300
    colour_by_coder: bool = False
    popup_decoration: bool = False
    popup_autocomplete: bool = True
    permissions: frozenset[str] = field(default_factory=lambda: frozenset(permissions()))


@dataclass(frozen=True, slots=True)
class DnaRelation:
    """What a coder may do with another's work."""

    id: int
    coder: int
    other: int
    view_statements: bool = True
    edit_statements: bool = True
    view_documents: bool = True
    edit_documents: bool = True


@dataclass(frozen=True, slots=True)
class DnaDocument:
    """A document; `date` is Unix seconds."""

    id: int
    title: str
    text: str
    coder: int
    author: str = ""
    source: str = ""
    section: str = ""
    notes: str = ""
    type: str = ""
    date: int = 0

    @property
    def time(self) -> datetime:
        """The date as DNA shows it: without a zone. Raises DocumentError when it is no date."""
        try:
            return EPOCH + timedelta(seconds=self.date)
        except OverflowError:
            told = f"its date in DNA, {self.date} seconds, is no date; mend it there"
            raise DocumentError(self.title, told) from None


@dataclass(frozen=True, slots=True)
class DnaType:
    """A type of statement."""

    id: int
    label: str
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True)
class DnaVariable:
    """A variable of a type of statement."""

    id: int
    name: str
    kind: Kind
    type: int


@dataclass(frozen=True, slots=True)
class DnaLink:
    """Two variables of which one fills in the other."""

    id: int
    source: int
    target: int


@dataclass(frozen=True, slots=True)
class DnaRegex:
    """Words that the editor highlights."""

    label: str
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True)
class DnaAttribute:
    """A property that the entities of a variable can have."""

    id: int
    variable: int
    name: str


@dataclass(frozen=True, slots=True)
class DnaEntity:
    """One value of a short text variable. `attributes` goes by attribute id."""

    id: int
    variable: int
    value: str
    colour: Colour | None = None
    parent: int | None = None
    attributes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DnaStatement:
    """A coded passage: code points `start` up to `stop`. `values` goes by variable id."""

    id: int
    type: int
    document: int
    start: int
    stop: int
    coder: int
    values: Mapping[int, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DnaDatabase:
    """All of a `.dna` file. `notes` says what was already lost when this was made."""

    settings: Mapping[str, str] = field(default_factory=dict)
    coders: tuple[DnaCoder, ...] = ()
    relations: tuple[DnaRelation, ...] = ()
    documents: tuple[DnaDocument, ...] = ()
    types: tuple[DnaType, ...] = ()
    variables: tuple[DnaVariable, ...] = ()
    links: tuple[DnaLink, ...] = ()
    regexes: tuple[DnaRegex, ...] = ()
    attributes: tuple[DnaAttribute, ...] = ()
    entities: tuple[DnaEntity, ...] = ()
    statements: tuple[DnaStatement, ...] = ()
    notes: tuple[Note, ...] = field(default=(), compare=False)

    def variables_of(self, type: int) -> list[DnaVariable]:
        """The variables of a type of statement, in the order of their ids."""
        return [variable for variable in self.variables if variable.type == type]
