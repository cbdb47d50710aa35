"""The chain of voices, case by case."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dating.by_hand import attribute, document
from hemicycle.offsets import Spans, merge
from hemicycle.provenance.chain import via
from hemicycle.records import Actor, Attribution, Finding, digest

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "provenance_chains.toml").read_text("utf-8")
)["case"]


def build(case: dict[str, Any]) -> tuple[list[Attribution], list[Finding[Actor]]]:
    attributions: list[Attribution] = []
    actors: list[Finding[Actor]] = []
    for content, cue, source, name, kind, parent in case["says"]:
        around = attributions[parent] if parent >= 0 else None
        attributions.append(attribute(case["text"], content, cue, source, around))
        actor = Actor(digest(name, kind), name, kind) if name else None
        actors.append(Finding(actor, 1.0, "by hand", "by hand"))
    return attributions, actors


@pytest.mark.parametrize("case", CASES, ids=[case["tries"] for case in CASES])
def test_chain(case: dict[str, Any]) -> None:
    attributions, actors = build(case)
    findings = via(document(case["text"], "2024-03-11", "Invented Herald"), attributions, actors)
    chains = [[f"{c.name} ({c.kind})" for c in finding.value or ()] for finding in findings]
    assert chains == case["via"]


def test_every_finding_says_why_and_by_which_rule() -> None:
    for case in CASES:
        attributions, actors = build(case)
        for finding in via(document(case["text"]), attributions, actors):
            assert finding.value is not None
            assert finding.reason
            assert finding.by.startswith("provenance/")
            assert 0 < finding.score <= 1
            for carrier in finding.value:
                assert carrier.name in finding.reason


def test_publishing_outlet_is_no_carrier_unless_named() -> None:
    text = "The minister said the road was closed."
    attributions = [attribute(text, "the road was closed", "said", "The minister")]
    actors = [Finding(Actor("a", "the minister", "person"), 1.0, "", "")]
    (finding,) = via(document(text, outlet="Reuters"), attributions, actors)
    assert finding.value == ()


def test_no_attributions_no_findings() -> None:
    assert via(document("Nothing was said."), [], []) == []


TEXT = (
    "According to Politico, Mira Sol told the BBC that the dam broke. “We know,” she added.\n\n"
    "This was reported by TASS. The agency quoted him as saying through his spokesman."
)
SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
        lambda pair: (pair[0], min(len(TEXT), pair[0] + pair[1]))
    ),
    max_size=2,
).map(lambda spans: merge(spans))


@settings(deadline=None)
@given(st.lists(st.tuples(SPANS, SPANS, SPANS, st.integers(-1, 4)), max_size=5))
def test_any_spans_give_one_finding_each(rows: list[tuple[Spans, Spans, Spans, int]]) -> None:
    attributions = [
        Attribution(str(n), *spans, "indirect", str(up) if up >= 0 else None, 1.0, "", ())
        for n, (*spans, up) in enumerate(rows)
    ]
    actor = Actor("a", "Mira Sol", "person")
    actors = [Finding(actor if n % 2 else None, 1.0, "", "") for n in range(len(rows))]
    assert len(via(document(TEXT), attributions, actors)) == len(attributions)
