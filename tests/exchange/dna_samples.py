"""Where the oracle lies, and databases of any shape."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import strategies as st

from hemicycle.exchange.dna import model
from hemicycle.exchange.dna.schema import columns, permissions

ORACLE = Path(__file__).parents[3] / "shared" / "oracle" / "dna"

needs_oracle = pytest.mark.skipif(not ORACLE.exists(), reason="the files of DNA are not here")


def tables_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with sqlite3.connect(path) as db:
        return {t: db.execute(f"SELECT * FROM {t} ORDER BY 1").fetchall() for t in columns()}


# ---------------------------------------------------------------- databases of any shape

_anything = st.characters(exclude_categories=("Cs",), exclude_characters="\x00\r")
text = st.text(_anything, max_size=12)
colours = st.tuples(*[st.integers(0, 255)] * 3)
numbers = st.integers(-(2**63), 2**63 - 1)
kinds = st.sampled_from(["short text", "long text", "integer", "boolean"])


def ids(draw, least: int = 0, most: int = 4) -> list[int]:
    return sorted(draw(st.lists(st.integers(1, 10**6), unique=True, min_size=least, max_size=most)))


def words(draw, size: int) -> list[str]:
    return draw(st.lists(text, unique=True, min_size=size, max_size=size))


def _coder(draw, id: int) -> model.DnaCoder:
    granted = draw(st.frozensets(st.sampled_from(permissions())))
    flags = draw(st.tuples(*[st.booleans()] * 3))
    size = draw(st.tuples(st.integers(0, 99), st.integers(1, 99), st.none() | st.integers(0, 999)))
    return model.DnaCoder(id, draw(text), draw(text), draw(colours), *size, *flags, granted)


def _relations(draw, coders) -> tuple[model.DnaRelation, ...]:
    pairs = [(a.id, b.id) for a in coders for b in coders if a.id != b.id]
    flags = st.tuples(*[st.booleans()] * 4)
    return tuple(model.DnaRelation(n, *pair, *draw(flags)) for n, pair in enumerate(pairs, 1))


def _document(draw, id: int, coders) -> model.DnaDocument:
    rest = [draw(text) for _ in range(5)]
    coder = draw(st.sampled_from(coders)).id
    return model.DnaDocument(id, draw(text), draw(text) + "some words", coder, *rest, draw(numbers))


def _value(draw, variable, entities):
    of = {"long text": text | st.none(), "integer": numbers, "boolean": st.booleans()}
    if variable.kind == "short text":
        return draw(st.sampled_from([e for e in entities if e.variable == variable.id])).id
    return draw(of[variable.kind])


def _statement(draw, id, db) -> model.DnaStatement:
    type = draw(st.sampled_from(db["types"])).id
    variables = [v for v in db["variables"] if v.type == type]
    values = {v.id: _value(draw, v, db["entities"]) for v in variables}
    start = draw(st.integers(0, 8))
    place = (draw(st.sampled_from(db["documents"])).id, start, start + draw(st.integers(1, 9)))
    return model.DnaStatement(id, type, *place, draw(st.sampled_from(db["coders"])).id, values)


def _entities(draw, variables, attributes) -> tuple[model.DnaEntity, ...]:
    made: list[model.DnaEntity] = []
    for variable in (v for v in variables if v.kind == "short text"):
        mine = [a.id for a in attributes if a.variable == variable.id]
        for value in words(draw, draw(st.integers(1, 3))):
            colour = draw(st.none() | colours)
            parent = draw(
                st.sampled_from([None, *(e.id for e in made if e.variable == variable.id)])
            )
            held = {a: draw(text) for a in mine}
            made.append(model.DnaEntity(len(made) + 1, variable.id, value, colour, parent, held))
    return tuple(made)


@st.composite
def databases(draw) -> model.DnaDatabase:
    """A database within DNA's limits."""
    db: dict[str, tuple] = {}
    settings = {"version": "3.0.11", "date": draw(text), **draw(st.dictionaries(text, text))}
    settings["version"] = "3.0.11"
    db["coders"] = tuple(_coder(draw, id) for id in ids(draw, 1))
    db["relations"] = _relations(draw, db["coders"])
    db["documents"] = tuple(_document(draw, id, db["coders"]) for id in ids(draw, 1))
    db["types"] = tuple(model.DnaType(id, draw(text), draw(colours)) for id in ids(draw, 1, 2))
    named = [(t.id, name) for t in db["types"] for name in words(draw, draw(st.integers(0, 4)))]
    db["variables"] = tuple(
        model.DnaVariable(n, name, draw(kinds), type) for n, (type, name) in enumerate(named, 1)
    )
    pairs = [(a.id, b.id) for a in db["variables"] for b in db["variables"] if a.id < b.id][:3]
    db["links"] = tuple(model.DnaLink(n, *pair) for n, pair in enumerate(pairs, 1))
    labels = sorted(words(draw, draw(st.integers(0, 3))), key=str.encode)
    db["regexes"] = tuple(model.DnaRegex(label, draw(colours)) for label in labels)
    owners = [
        (v.id, name) for v in db["variables"] for name in words(draw, draw(st.integers(0, 2)))
    ]
    db["attributes"] = tuple(model.DnaAttribute(n, *own) for n, own in enumerate(owners, 1))
    db["entities"] = _entities(draw, db["variables"], db["attributes"])
    db["statements"] = tuple(_statement(draw, id, db) for id in ids(draw))
    return model.DnaDatabase(settings, **db)
