"""Positions: the table of cases, and what must hold for every answer."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from hemicycle.position.agreement import positions
from hemicycle.position.codebook import concept_from_text
from hemicycle.records import Actor, Concept, Finding, Position
from position.position_builders import NOBODY, attribution, document

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "position_agreement.toml").read_text(encoding="utf-8")
)["case"]

ALLOWED: dict[object, set[object]] = {
    1: {1},
    -1: {-1},
    "no side": {0, None, "off"},
    "not for": {0, None, "off", -1},
    "unclear": {None},
    "off": {"off"},
}


def answer(case: dict[str, Any], actor: Finding[Actor] = NOBODY) -> Position | None:
    statement = attribution(case["text"], *case["says"])
    concept = concept_from_text(case["concept"])
    (found,) = positions(document(case["text"]), [statement], [actor], [concept])
    return found[0] if found else None


@pytest.mark.parametrize("case", CASES, ids=[case["tries"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = answer(case)
    value = found.agreement.value if found else "off"
    why = found.agreement.reason if found else "not relevant"
    assert value in ALLOWED[case["agreement"]], why


@pytest.mark.parametrize("case", CASES, ids=[case["tries"] for case in CASES])
def test_every_answer_says_why(case: dict[str, Any]) -> None:
    found = answer(case)
    if found is not None:
        assert found.agreement.by == "position/rules@2"
        assert 0 <= found.agreement.score <= 1
        assert "similarity" in found.agreement.reason
        if found.agreement.value in (1, -1):
            assert "“" in found.agreement.reason  # the words that decided


def test_the_deciding_words_are_named() -> None:
    case = next(case for case in CASES if "erase the path" in case["tries"])
    found = answer(case)
    assert found is not None
    assert "“erase” = harm" in found.agreement.reason


def test_leaving_the_door_open_is_weak() -> None:
    for case in CASES:
        if "rule out, the cue" in case["tries"] or "cannot be ruled out" in case["tries"]:
            found = answer(case)
            assert found is not None
            assert 0.5 <= found.agreement.score <= 0.6


def test_a_body_named_in_the_actor_is_the_speakers_own() -> None:
    text = "Ole Brandt said that Tarsk does not plan to send troops to Velland."
    case = {
        "text": text,
        "says": ["Ole Brandt", "said", "Tarsk does not plan to send troops to Velland", "indirect"],
        "concept": "Foreign troops should be sent to Velland",
    }
    stranger = answer(case)
    own = Actor("a", "Ole Brandt", "person", roles=("defence minister",), organisation="Tarsk")
    minister = answer(case, Finding(own, 1.0, "test", "test@1"))
    assert stranger is not None
    assert minister is not None
    assert stranger.agreement.value in (0, None)
    assert minister.agreement.value == -1


def test_examples_of_the_codebook_decide() -> None:
    text = 'Tilda said: "Find another pen for that contract."'
    statement = attribution(
        text, "Tilda", "said", '"Find another pen for that contract."', "direct"
    )
    concept = Concept(
        "c",
        "The offer should be accepted",
        counter_examples=("Find another pen for that contract.",),
    )
    ((found,),) = positions(document(text), [statement], [NOBODY], [concept])
    assert found.agreement.value == -1
    assert "counter-example" in found.agreement.reason


def test_parallel_to_the_attributions() -> None:
    text = "The mayor rejected the toll. The coach praised the goalkeeper."
    statements = [
        attribution(text, "The mayor", "rejected", "the toll", "indirect"),
        attribution(text, "The coach", "praised", "the goalkeeper", "indirect"),
    ]
    concepts = [concept_from_text("A toll should be charged")]
    found = positions(document(text), statements, [NOBODY, NOBODY], concepts)
    assert [len(each) for each in found] == [1, 0]


def test_without_concepts_nothing_is_loaded() -> None:
    text = "The mayor rejected the toll."
    statement = attribution(text, "The mayor", "rejected", "the toll", "indirect")
    before = "onnxruntime" in sys.modules
    assert positions(document(text), [statement], [NOBODY], []) == [()]
    assert ("onnxruntime" in sys.modules) == before
