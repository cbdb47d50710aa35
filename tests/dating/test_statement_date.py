"""When a statement was said, case by case."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dating.by_hand import attribute, document
from hemicycle.dating.statement_date import said_on
from hemicycle.intervals import Interval
from hemicycle.offsets import Spans, merge
from hemicycle.records import Attribution, Finding, SaidOn

TABLE = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "dating_statements.toml").read_text("utf-8")
)


def findings(case: dict[str, Any]) -> list[Finding[SaidOn]]:
    written = case.get("published", TABLE["published"])
    published = Interval.day(date.fromisoformat(written)) if written else None
    attributions: list[Attribution] = []
    for content, cue, source, parent in case["says"]:
        around = attributions[parent] if parent >= 0 else None
        attributions.append(attribute(case["text"], content, cue, source, around))
    return said_on(document(case["text"], published), attributions)


@pytest.mark.parametrize("case", TABLE["case"], ids=[case["tries"] for case in TABLE["case"]])
def test_said_on(case: dict[str, Any]) -> None:
    found = [str(f.value.interval) if f.value else "?" for f in findings(case)]
    assert found == case["on"]


def test_every_finding_says_why_and_shows_its_words() -> None:
    for case in TABLE["case"]:
        for finding in findings(case):
            assert finding.reason
            assert finding.by.startswith("dating/")
            if finding.value is not None:
                start, end = finding.value.span
                assert f"“{case['text'][start:end]}”" in finding.reason
                assert 0 < finding.score <= 1


def test_unknown_names_the_publication_date() -> None:
    case = {"text": "Mira Sol said no.", "says": [["no", "said", "Mira Sol", -1]]}
    assert findings(case)[0].reason == "no date stated; published 2024-03-11"


def test_no_attributions_no_findings() -> None:
    assert said_on(document("Nothing was said."), []) == []


TEXT = (
    "On Tuesday, Mira Sol told the BBC that the dam broke on March 5. “We know,” she added.\n\n"
    "He said this on March 9 at a meeting, after Friday’s vote. Two days earlier it was calm."
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
    found = said_on(document(TEXT, "2024-03-11"), attributions)
    assert len(found) == len(attributions)
    for finding in found:
        if finding.value is not None:
            start, end = finding.value.span
            assert 0 <= start < end <= len(TEXT)
