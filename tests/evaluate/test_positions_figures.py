"""Figures of positions on pairs worked by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hemicycle.errors import UsageError
from hemicycle.evaluate import gold_positions
from hemicycle.evaluate.positions import (
    Answered,
    confusion,
    figures,
    instructive,
    on_topic,
    outcome,
    render,
)


def pair(gold: int | None, up: float, down: float, speaks: float = 1.0) -> Answered:
    return Answered(gold, speaks, {1: up, -1: down, 0: 1 - up - down}, "words", "concept")


HAND = [
    pair(1, 0.8, 0.1),  # right
    pair(1, 0.2, 0.7),  # the wrong way round
    pair(-1, 0.1, 0.6),  # right
    pair(0, 0.1, 0.1),  # right
    pair(0, 0.5, 0.3),  # a side where there is none
    pair(None, 0.0, 0.1, 0.2),  # right: no side
]


def test_worked_by_hand() -> None:
    found = figures(HAND)
    # Sides told: 1, 2, 3, 5; gold sides: 1, 2, 3. Precision 3/4, recall 3/3.
    assert found.side_f1 == pytest.approx(2 * 3 / (4 + 3))
    assert found.polarity == pytest.approx(2 / 3)
    assert found.accuracy == pytest.approx(4 / 6)
    assert found.classes[1] == pytest.approx((1 / 2, 1 / 2, 1 / 2))
    assert found.classes[-1] == pytest.approx((1 / 2, 1.0, 2 / 3))
    assert found.classes[0] == pytest.approx((1.0, 2 / 3, 4 / 5))
    assert found.macro_f1 == pytest.approx((1 / 2 + 2 / 3 + 4 / 5) / 3)
    # The surest half: .9 (right), .8 (right), .8 (right).
    assert found.covered[0.5] == 1.0
    assert found.covered[1.0] == found.accuracy


def test_silence_is_wrong_or_right_but_never_too_sure() -> None:
    silent = Answered(1, 0.0, {1: 0.0, -1: 0.0, 0: 1.0}, scored=False)
    assert figures([*HAND, silent]).error == figures(HAND).error
    assert figures([*HAND, silent]).accuracy == pytest.approx(4 / 7)


def test_what_does_not_speak_to_the_concept_is_left_out() -> None:
    assert len(on_topic(HAND)) == 5
    assert figures(on_topic(HAND)).accuracy == pytest.approx(3 / 5)


def test_confusion_and_unclear() -> None:
    counts = confusion(HAND, 0.65)
    assert counts[1, "for"] == 1
    assert counts[1, "against"] == 1
    assert counts[-1, "unclear"] == 1
    assert counts[0, "unclear"] == 1
    assert counts[None, "off topic"] == 1
    assert outcome(pair(None, 0.0, 0.1, 0.6), 0.5) == "neither"


def test_the_wrong_way_round_comes_first() -> None:
    assert instructive(HAND, 5)[0] is HAND[1]


def test_shown_as_text() -> None:
    shown = render(HAND, 0.5)
    for words in (
        "macro-F1",
        "calibration error",
        "off topic",
        "right among the surest",
        "against",
    ):
        assert words in shown


def test_nothing_at_all() -> None:
    assert figures([]).pairs == 0
    assert render([], 0.5)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 1 is no JSON"),
        ("[]", "line 1 is no JSON object"),
        ('{"content": "a", "position": 1}', "needs the text 'concept'"),
        ('{"concept": "a", "content": " ", "position": 1}', "needs the text 'content'"),
        ('{"concept": "a", "content": "b"}', "needs position"),
        ('{"concept": "a", "content": "b", "position": 2}', "needs position"),
        ('{"concept": "a", "content": "b", "position": true}', "needs position"),
        ('{"concept": "a", "content": "b", "position": 1, "cue": 3}', "cue must be text"),
    ],
)
def test_a_line_that_is_no_pair_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        gold_positions.read(path)


def test_pairs_are_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    row = {"concept": "c", "content": "said", "position": None, "before": "b"}
    path.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    (found,) = gold_positions.read(path)
    assert (found.concept, found.position, found.before, found.cue) == ("c", None, "b", "")
    with pytest.raises(UsageError, match="cannot be read"):
        gold_positions.read(tmp_path / "none.jsonl")
