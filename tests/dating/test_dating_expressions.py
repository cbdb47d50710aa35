"""Date expressions in running text: found, and read."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dating.by_hand import document
from hemicycle.dating.expressions import find
from hemicycle.dating.mentions import mentions
from hemicycle.intervals import Interval

TABLE = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "dating_expressions.toml").read_text("utf-8")
)


def published(case: dict[str, Any]) -> Interval | None:
    written = case.get("published", TABLE["published"])
    if len(written) == len("2024-03"):
        return Interval.month(int(written[:4]), int(written[5:]))
    return Interval.day(date.fromisoformat(written)) if written else None


@pytest.mark.parametrize("case", TABLE["cases"], ids=[case["tries"] for case in TABLE["cases"]])
def test_expression(case: dict[str, Any]) -> None:
    found = mentions(document(case["text"], published(case)))
    read = [
        [case["text"][m.expression.start : m.expression.end], str(m.reading.value or "?")]
        for m in found
    ]
    assert read == case["dates"]


def test_unknown_dates_say_why() -> None:
    for case in TABLE["cases"]:
        for mention in mentions(document(case["text"], published(case))):
            assert mention.reading.reason
            assert mention.reading.by == f"dating/{mention.expression.rule}@1"
            assert (mention.reading.value is None) == (mention.reading.score == 0)


ALPHABET = """
the of a an in on last next this past May March Feb. Sept. 29 31 2024 1999 Monday Friday two day
days week ago earlier later before after , . - ' ’s ( ) 2024-02-30 99.99.9999 90s 1990s today night
end early mid previous following 𝟗 é
"""
WORDS = st.sampled_from([*ALPHABET.split(), "\n\n"])


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
def test_spans_lie_within_the_text_in_order(text: str) -> None:
    end = 0
    for expression in find(text):
        assert end <= expression.start < expression.end <= len(text)
        end = expression.end


@given(st.lists(WORDS, max_size=12).map(" ".join), st.dates())
def test_reading_never_raises(text: str, day: date) -> None:
    from hemicycle.dating.anchors import Anchor, resolve

    near = day if day < date.max else date(2024, 3, 11)
    for expression in find(text):
        for tense in ("past", "future", "unknown"):
            anchor = Anchor(Interval.day(near), Interval.day(near), tense)
            finding = resolve(expression, anchor)
            assert (finding.value is None) == (finding.score == 0)


@pytest.mark.parametrize("word", ["May 5 ", "the in a last ", "1", "\n ", "a few ", "“’s (", "é"])
def test_time_is_linear(word: str) -> None:
    def seconds(size: int) -> float:
        text = word * (size // len(word))
        start = time.perf_counter()
        find(text)
        return time.perf_counter() - start

    seconds(1_000)  # word lists are loaded once
    small, large = seconds(50_000), seconds(400_000)
    assert large < 40 * small + 0.5
