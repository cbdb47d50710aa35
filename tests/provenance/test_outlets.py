"""Names of outlets: known ones, and those told by a newspaper word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle import lexicon
from hemicycle.provenance.outlets import identify, mentions


@pytest.mark.parametrize(
    ("name", "expected", "kind"),
    [
        ("Politico", "Politico", "outlet"),
        ("the New York Times", "The New York Times", "outlet"),
        ("The Guardian", "The Guardian", "outlet"),
        ("AP", "Associated Press", "agency"),
        ("TASS news agency", "TASS", "agency"),
        ("the Valley Gazette", "Valley Gazette", "outlet"),
    ],
)
def test_identified(name: str, expected: str, kind: str) -> None:
    outlet = identify(name)
    assert outlet is not None
    assert (outlet.name, outlet.kind) == (expected, kind)


@pytest.mark.parametrize(
    "name", ["Mira Sol", "the ministry", "the newspaper", "Guardian", "", "The"]
)
def test_not_an_outlet(name: str) -> None:
    assert identify(name) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He told the BBC and RT.", ["BBC", "RT"]),
        ("He wrote for the Orla Today newspaper.", ["Orla Today"]),
        ("He told the newspaper Lumina. It replied.", ["Lumina"]),
        ("An article in The Hill on the hill.", ["The Hill"]),
        ("The nation watched in time, and the sun shone.", []),
        ("In 2019 the times were hard.", []),
        ("ARTE and ABCD are no outlets here.", []),
        ("on Fox News Sunday", ["Fox News Sunday"]),
    ],
)
def test_mentions(text: str, expected: list[str]) -> None:
    assert [mention.outlet.name for mention in mentions(text)] == expected


def test_country_is_known_for_known_outlets() -> None:
    outlet = identify("La Stampa")
    assert outlet is not None
    assert outlet.country == "IT"


def test_every_alias_leads_to_a_listed_outlet() -> None:
    groups = lexicon.load("outlets").values()
    listed = {name for group in groups for name in group["words"]}
    for group in groups:
        for spelling, name in group["also"].items():
            assert name in listed, f"{spelling} leads to {name}, which is not listed"


@given(st.text())
def test_spans_lie_within_the_text_in_order(text: str) -> None:
    end = 0
    for mention in mentions(text + " The Valley Post, BBC"):
        assert end <= mention.start < mention.end
        end = mention.end


@pytest.mark.parametrize("word", ["The Of A and ", "Aa Times ", "newspaper Aa ", "A", "agency "])
def test_time_is_linear(word: str) -> None:
    def seconds(size: int) -> float:
        start = time.perf_counter()
        mentions(word * (size // len(word)))
        return time.perf_counter() - start

    seconds(1_000)
    small, large = seconds(50_000), seconds(400_000)
    assert large < 40 * small + 0.5
