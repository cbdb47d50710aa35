"""The documented object: what the schema and the documentation say, the rows hold."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import hemicycle
from hemicycle.exchange import statements
from hemicycle.exchange.columns import COLUMNS
from hemicycle.records import Actor, Carrier
from hemicycle.rows import PositionRow

DOCS = Path(__file__).parents[2] / "docs" / "statement-format.md"
TEXT = "“Dredge it,” said Odile Varn, the mayor of Skerrow, on Monday.\n"


@pytest.fixture
def row():
    (found,) = hemicycle.extract(TEXT, published="2025-03-11", name="buoy.txt")
    return found


def validator():
    Draft202012Validator.check_schema(statements.schema())
    return Draft202012Validator(statements.schema(), format_checker=FormatChecker())


def test_the_object_of_one_statement(row):
    made = statements.record(row)
    assert list(made) == statements.schema()["required"]
    assert (made["document"], made["text"], made["form"]) == ("buoy.txt", "“Dredge it,”", "direct")
    assert made["content"] == [[0, 12]]
    assert made["actor"] == {
        "id": row.actor.id,
        "name": "Odile Varn",
        "kind": "person",
        **({"country": row.actor.country} if row.actor.country else {}),
        **({"organisation": row.actor.organisation} if row.actor.organisation else {}),
        "roles": list(row.actor.roles),
    }
    assert made["said_on"] == {
        "start": "2025-03-10", "end": "2025-03-11", "precision": "day", "text": "Monday",
    }  # fmt: skip
    assert (made["parent"], made["via"], made["positions"], made["forecast"]) == (
        None, [], [], False,
    )  # fmt: skip


def test_what_is_not_known_is_null_or_absent(row):
    unknown = dataclasses.replace(row, actor=None, said_on=None, said_on_text="", cue=(), source=())
    made = statements.record(unknown)
    assert (made["actor"], made["said_on"], made["cue"], made["source"]) == (None, None, [], [])
    validator().validate(made)


def test_a_group_with_members_and_a_chain(row):
    member = Actor("m", "Port Merrin", "organisation", country="LS")
    group = Actor("g", "two capitals", "group", members=(member,))
    carriers = (Carrier("a spokesman", "spokesperson"), Carrier("Northline", "agency"))
    made = statements.record(dataclasses.replace(row, actor=group, via=carriers))
    validator().validate(made)
    assert [carrier["name"] for carrier in made["via"]] == ["a spokesman", "Northline"]
    (inside,) = made["actor"]["members"]
    assert inside == {"id": "m", "name": "Port Merrin", "kind": "organisation", "country": "LS"}


def test_an_abstention_is_no_position_but_tells_why(row):
    held = (
        PositionRow("dredging", 1, 0.81234567, "“should”", "position/rules@1"),
        PositionRow("vote", None, 0.3, "no word of support", "position/rules@1"),
    )
    made = statements.record(
        dataclasses.replace(row, positions=held), {"dredging": "Dredge the Narrows"}
    )
    assert made["positions"] == [
        {"concept": "Dredge the Narrows", "agreement": 1, "score": 0.8123}
    ]  # fmt: skip
    assert made["why"][-2:] == [
        "position on “Dredge the Narrows”: “should” [position/rules@1]",
        "position on “vote”: abstains, no word of support [position/rules@1]",
    ]


def test_one_line_of_text_whatever_the_words(row):
    odd = dataclasses.replace(row, text="one\ntwo\u2028three “vier” \U0001f5f3")
    line = statements.line(statements.record(odd))
    assert line.endswith("}\n")
    assert line.count("\n") == 1
    assert json.loads(line)["text"] == odd.text


def test_the_demo_fits_the_schema_and_its_spans_are_slices(demo_folder):
    check = validator()
    rows = hemicycle.statements(demo_folder)
    for row in rows:
        check.validate(statements.record(row))
    assert len({row.form for row in rows}) == 3
    assert any(row.via for row in rows)
    assert any(row.said_on for row in rows)
    with hemicycle.open(demo_folder).store() as store:
        originals = {each.id: store.document(each.id).original for each in store.documents()}
    for row in rows:
        for start, end in (*row.content, *row.cue, *row.source):
            assert originals[row.document][start:end].strip()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("content", []),
        ("content", [[5, 3, 1]]),
        ("form", "quoted"),
        ("act", "sings"),
        ("said_on", {"start": "Monday", "end": "2025-03-11", "precision": "day", "text": ""}),
        ("positions", [{"concept": "x", "agreement": None, "score": 1}]),
        ("why", []),
        ("new", 1),
    ],
)
def test_the_schema_can_fail(row, key, value):
    assert list(validator().iter_errors({**statements.record(row), key: value}))


def test_the_documentation_names_every_key_and_column():
    page = DOCS.read_text(encoding="utf-8")
    keys = [*statements.schema()["properties"], *(column.name for column in COLUMNS)]
    assert [key for key in keys if f"`{key}`" not in page] == []
    example = json.loads(page.partition("```json\n")[2].partition("```")[0])
    validator().validate(example)


def test_other_rows_become_json(demo_folder):
    actors = [statements.actor_record(row) for row in hemicycle.actors(demo_folder)]
    documents = [statements.document_record(row) for row in hemicycle.documents(demo_folder)]
    concepts = [statements.concept_record(c) for c in hemicycle.concepts(demo_folder)]
    assert json.loads(json.dumps([actors, documents, concepts])) == [actors, documents, concepts]
    assert actors[0]["statements"] >= actors[-1]["statements"] > 0
    assert {document["state"] for document in documents} == {"coded"}
    assert sum(actor["statements"] for actor in actors) <= sum(
        document["statements"] for document in documents
    )
