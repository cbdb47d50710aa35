"""Forecasts: the table of cases."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from hemicycle.position.forecast import forecasts
from position.position_builders import attribution, document

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "position_forecast.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["tries"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    (found,) = forecasts(document(case["text"]), [attribution(case["text"], *case["says"])])
    assert found.value is case["forecast"], found.reason
    assert found.reason
    assert found.by == "position/forecast@2"


def test_no_attributions() -> None:
    assert forecasts(document("Nothing was said."), []) == []


def test_content_outside_the_parsed_text_is_unknown() -> None:
    text = "The dam held."
    statement = attribution(text, "", "", "", "direct")
    (found,) = forecasts(document(text), [statement])
    assert found.value is None
    assert found.reason
