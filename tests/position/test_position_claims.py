"""What statements claim, on cases; and that no claim says what its text does not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from hemicycle.parse import parse
from hemicycle.position import wording
from hemicycle.position.claims import claims
from hemicycle.position.reading import read
from position.position_builders import attribution, document

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "position_claims.toml").read_text(encoding="utf-8")
)["case"]
ADDED = {"should", "be", "there", "supported", "will", "can"}


def found(case: dict[str, Any]) -> list[Any]:
    made = document(case["text"])
    said = attribution(case["text"], *case["says"])
    return claims(read(made, parse(made), said, None))


@pytest.mark.parametrize("case", CASES, ids=[case["tries"] for case in CASES])
def test_claims(case):
    assert [[c.wording, c.side] for c in found(case)] == case["claims"]


@pytest.mark.parametrize("case", CASES, ids=[case["tries"] for case in CASES])
def test_no_word_is_added_but_should_be_done(case):
    parsed = parse(document(case["text"]))
    own = {t.text.lower() for t in parsed.tokens} | {t.lemma for t in parsed.tokens}
    own |= {wording.participle(t) for t in parsed.tokens if t.pos == "VERB"}
    for claim in found(case):
        told = claim.wording.lower().replace("-", " ").split()
        assert set(told) <= own | ADDED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to send", "sent"), ("to ban", "banned"), ("to carry", "carried"), ("to close", "closed"),
        ("to stop", "stopped"), ("to admit", "admitted"), ("to open", "opened"),
        ("to withdraw", "withdrawn"), ("to deploy", "deployed"), ("to fix", "fixed"),
    ],
)  # fmt: skip
def test_participles(text, expected):
    verb = parse(document(f"They want {text} it.")).tokens[3]
    assert wording.participle(verb) == expected
