"""Who speaks: the table of cases, and what must hold whatever the text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_builder import attribute, document

from hemicycle.records import Actor, Attribution, Finding
from hemicycle.resolve.actors import resolve

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "resolve.toml").read_text())["case"]
FIELDS = ("kind", "country", "organisation")


def answer(text: str, *said: tuple[str, ...], **more: Any) -> list[Finding[Actor]]:
    return resolve(document(text, **more), [attribute(text, *words) for words in said])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tries"])
def test_every_case_of_the_table(case: dict[str, Any]) -> None:
    text = case["text"]
    built: list[Attribution] = []
    for s in case["said"]:
        words = (s["content"], s.get("cue", ""), s.get("source", ""), s.get("form", "indirect"))
        built.append(attribute(text, *words, parent=built[s["in"]].id if "in" in s else None))
    for said, finding in zip(case["said"], resolve(document(text), built), strict=True):
        check(said, finding)


def check(said: dict[str, Any], finding: Finding[Actor]) -> None:
    assert finding.reason
    assert said.get("reason", "") in finding.reason
    if said.get("actor") == "":
        assert finding.value is None, finding
        return
    actor = finding.value
    assert actor is not None, finding
    assert said.get("actor", actor.name) == actor.name, finding
    for field in FIELDS:
        assert said.get(field, getattr(actor, field)) == getattr(actor, field), (field, actor)
    assert set(said.get("roles", ())) <= set(actor.roles), actor
    if "members" in said:
        assert [member.name for member in actor.members] == said["members"], actor


def test_findings_are_parallel_to_the_attributions_in_any_order() -> None:
    text = "Laura Whitfield said that it rained. Carl Hendry said that it snowed."
    forward = [("it rained", "said", "Laura Whitfield"), ("it snowed", "said", "Carl Hendry")]
    names = [f.value.name for f in answer(text, *reversed(forward)) if f.value]
    assert names == ["Carl Hendry", "Laura Whitfield"]
    assert answer(text) == []


def test_one_person_is_one_actor_in_every_document() -> None:
    one = answer("President Zoë Arkwright said yes.", ("yes", "said", "Zoë Arkwright"))[0].value
    other = answer("Mrs. Zoe Arkwright said no.", ("no", "said", "Zoe Arkwright"))[0].value
    assert one is not None
    assert other is not None
    assert one.id == other.id


def test_anonymous_sources_of_two_documents_are_never_one() -> None:
    one = answer("A source said yes.", ("yes", "said", "A source"))[0].value
    other = answer("A source said no.", ("no", "said", "A source"))[0].value
    assert one is not None
    assert other is not None
    assert one.name == other.name
    assert one.id != other.id


def test_first_person_inside_a_quotation_is_who_is_quoted() -> None:
    text = "“I said that we would win,” Laura Whitfield told reporters."
    outer = attribute(text, "I said that we would win", "told", "Laura Whitfield", "direct")
    inner = attribute(text, "we would win", "said", "I", parent=outer.id)
    findings = resolve(document(text), [inner, outer])
    assert [f.value.name for f in findings if f.value] == ["Laura Whitfield"] * 2


def test_first_person_outside_quotation_marks_is_the_author_if_known() -> None:
    text = "I think that the road is bad."
    said = ("the road is bad", "think", "I")
    assert answer(text, said)[0].value is None
    author = answer(text, said, byline="Laura Whitfield")[0].value
    assert author is not None
    assert author.name == "Laura Whitfield"


def test_he_in_a_quotation_is_not_the_one_who_is_quoted() -> None:
    text = "“He said that he would pay,” Carl Hendry said of Peter Langley."
    outer = attribute(text, "He said that he would pay", "said", "Carl Hendry", "direct")
    inner = attribute(text, "he would pay", "said", "He", parent=outer.id)
    found = resolve(document(text), [outer, inner])[1].value
    assert found is None or found.name != "Carl Hendry"


def test_the_full_name_may_stand_in_the_headline_only() -> None:
    text = "Laura Whitfield Opens The New Coastal Road\n\nWhitfield said that it was late."
    found = answer(text, ("it was late", "said", "Whitfield"), title=True)[0].value
    assert found is not None
    assert found.name == "Laura Whitfield"


def test_a_document_without_words_and_spans_outside_any_block() -> None:
    empty = document("")
    assert resolve(empty, []) == []
    text = "word"
    bare = attribute(text, "word")
    assert resolve(empty, [bare])[0].value is None
    assert resolve(document(text), [bare])[0].value is None


SOME = """Laura Whitfield Hendry said he she they the a President French Ministry of , . “ ” and
expert NATO sources who that Warsaw - ' U.S. 12 including officials his I ; ( )"""
WORDS = st.sampled_from([*SOME.split(), "\n\n", "\u00a0", "É́"])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=40), st.data())
def test_any_source_gets_a_finding_with_a_reason(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    ends = st.integers(0, len(text))
    spans = [tuple(sorted((data.draw(ends), data.draw(ends)))) for _ in range(2)]
    built = attribute("x", "x")
    odd = type(built)(built.id, (spans[0],), (), (spans[1],), "indirect", None, 1.0, "test", ())
    finding = resolve(document(text), [odd])[0]
    assert finding.reason
    assert finding.by.startswith("resolve/")
    assert 0.0 <= finding.score <= 1.0
    if finding.value is not None:
        assert finding.value.name.strip()
