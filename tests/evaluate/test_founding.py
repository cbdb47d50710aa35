"""The article the project began with: everybody is seated where a reader would seat them."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

import hemicycle
from hemicycle import weights
from hemicycle.rows import StatementRow

ARTICLE = Path(__file__).parents[3] / "shared" / "articles" / "western-troops.txt"
GOLD = tomllib.loads((Path(__file__).parent / "founding.toml").read_text(encoding="utf-8"))
EVERY = [one for one in GOLD["statement"] if not one.get("passing")]
FLOOR = 40  # of the 43 that are no mentions in passing

pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="../shared/articles is not here")


@pytest.fixture(scope="module", params=["learned", "large"])
def rows(request: pytest.FixtureRequest) -> list[StatementRow]:
    if request.param == "large" and not weights.installed("large"):
        pytest.skip("the larger reader is not installed")
    assert hashlib.sha256(ARTICLE.read_bytes()).hexdigest() == GOLD["sha256"]
    found = list(hemicycle.extract_files([ARTICLE], reader=request.param))
    return [row for row in found if isinstance(row, StatementRow)]


def test_who_says_it(rows: list[StatementRow]) -> None:
    wrong = [(told(rows, one), one["speaker"]) for one in EVERY if not right(rows, one)]
    assert len(EVERY) - len(wrong) >= FLOOR, wrong


def test_nobody_is_put_in_a_wrong_mouth_with_confidence(rows: list[StatementRow]) -> None:
    for one in EVERY:
        row = closest(rows, one)
        assert row is None or not row.actor or row.score <= 0.9 or right(rows, one), row


def right(rows: list[StatementRow], one: dict) -> bool:
    return any(name.casefold() in told(rows, one).casefold() for name in one["speaker"])


def told(rows: list[StatementRow], one: dict) -> str:
    row = closest(rows, one)
    return row.actor.name if row and row.actor else ""


def closest(rows: list[StatementRow], one: dict) -> StatementRow | None:
    """The statement that shares at least half of what both tell."""
    best = max(rows, key=lambda row: overlap(places(row.content), places(one["content"])))
    return best if overlap(places(best.content), places(one["content"])) >= 0.5 else None


def overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)


def places(spans: object) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}  # type: ignore[attr-defined]
