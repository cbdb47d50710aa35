"""What statements say is to come, through the two rooms that find it out: the table of cases."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hemicycle.dating.deadlines import due
from hemicycle.intervals import Interval
from hemicycle.offsets import text_of
from hemicycle.position.forecast import foretold
from hemicycle.records import Finding, Metadata, Outlook, SaidOn
from position.position_builders import attribution, document

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "position_outlooks.toml").read_text(encoding="utf-8")
)["case"]
NOT_SAID: Finding[SaidOn] = Finding(None, 0.0, "not told", "test@1")
PUBLISHED = Metadata(published=Interval.day(date(2031, 1, 31)))


def read(text: str, says: list[Any], said: Finding[SaidOn] = NOT_SAID) -> tuple[Any, list[Outlook]]:
    """The forecast finding and the outlooks with their dates."""
    article = replace(document(text), metadata=PUBLISHED)
    (found,) = foretold(article, [attribution(text, *says)])
    (dated,) = due(article, [found.outlooks], [said])
    return found.forecast, list(dated)


@pytest.mark.parametrize("case", CASES, ids=[case["tries"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    forecast, found = read(case["text"], case["says"])
    assert forecast.value is case["forecast"], (forecast.reason, found)
    assert {each.kind for each in found} == ({case["kind"]} if "kind" in case else set()), found
    if "clauses" in case:
        assert [text_of(each.content, case["text"]) for each in found] == case["clauses"]
    for each in found[:1]:
        assert each.probability == case.get("sure", each.probability), each
        assert each.wording == case.get("wording", each.wording)
        assert each.denies is case.get("denies", False)
        told = str(each.due.value.interval) if each.due.value else ""
        assert told == case.get("due", told), each.due.reason
        assert each.reason
        assert each.due.reason
        assert (each.probability is not None) == (each.kind == "forecast")


def test_enough_cases_of_every_kind() -> None:
    kinds = [case.get("kind") for case in CASES]
    assert len(CASES) >= 60
    assert all(kinds.count(kind) >= 4 for kind in ("forecast", "plan", "promise", "threat", None))


def test_the_day_of_the_statement_counts_before_that_of_publication() -> None:
    text = "The scholar said the ice would break within three months."
    says = ["The scholar", "said", "the ice would break within three months", "indirect"]
    said = Finding(SaidOn(Interval.day(date(2030, 12, 1)), (0, 3)), 1.0, "told", "test@1")
    _, (outlook,) = read(text, says, said)
    assert outlook.due.value is not None
    assert outlook.due.value.interval == Interval(date(2030, 12, 1), date(2031, 3, 2), "range")
    assert text[slice(*outlook.due.value.span)] == "within three months"


def test_what_is_only_reported_of_others_is_theirs() -> None:
    text = "Rook said the guild predicts the dam will fall."
    outer = attribution(text, "Rook", "said", "the guild predicts the dam will fall", "indirect")
    inner = attribution(text, "the guild", "predicts", "the dam will fall", "indirect")
    found = foretold(document(text), [outer, replace(inner, parent=outer.id)])
    assert [each.forecast.value for each in found] == [False, True]
    assert [len(each.outlooks) for each in found] == [0, 1]


def test_an_id_stays_and_differs_from_clause_to_clause() -> None:
    text = "“The dam will burst and the town will flood,” said the engineer."
    says = ["the engineer", "said", "“The dam will burst and the town will flood,”", "direct"]
    (_, first), (_, again) = read(text, says), read(text, says)
    assert [each.id for each in first] == [each.id for each in again]
    assert len({each.id for each in first}) == 2
