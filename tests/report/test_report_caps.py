"""No report is a copy of an article: what is shown of one document, over all its statements."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_debate import CONCEPTS, actor_rows, debate, documents

from hemicycle.report import embedded
from hemicycle.report.caps import Caps, shown
from hemicycle.report.numbers import Numbers
from hemicycle.report.page import render
from hemicycle.rows import StatementRow

ROW = debate()[0][0]


def interview(*answers: str) -> list[StatementRow]:
    """One document that is nothing but quotations."""
    whole = {"paragraph_source": (), "paragraph_cue": (), "document": "interview"}
    return [
        replace(ROW, **whole, id=str(n), paragraph=text, paragraph_content=((0, len(text)),))
        for n, text in enumerate(answers)
    ]


LONG = interview(*(f"Answer {n}: " + f"it was all said in {1900 + n} " * 9 for n in range(50)))
ELSEWHERE = replace(ROW, document="elsewhere")


def embedded_of(rows: list[StatementRow], document_chars: int) -> list[dict]:
    caps = Caps(rows, 400, document_chars)
    return embedded.data(rows, CONCEPTS, Numbers(), caps)["statements"]


@pytest.mark.parametrize("most", [0, 49, 500, 2000])
def test_a_long_interview_is_not_reproduced(most: int) -> None:
    made = embedded_of(LONG, most)
    quoted = [words for row in made for _, words in row["q"] if words not in ("… ", " …")]
    assert sum(map(len, quoted)) <= most
    assert all(row["k"] for row in made)
    if most == 2000:
        assert len(quoted) == len(LONG)  # something of every answer
        assert sum(map(len, quoted)) > most * 0.8


def test_other_documents_and_short_ones_are_left_alone() -> None:
    made = embedded_of([*LONG, ELSEWHERE], 500)
    assert not made[-1]["k"]
    assert made[-1]["q"] == embedded_of([ELSEWHERE], 10**6)[0]["q"]
    assert Caps([*LONG, ELSEWHERE], 400, 500).documents == 1


def test_what_several_quotations_show_counts_once() -> None:
    same = [replace(row, paragraph=LONG[0].paragraph) for row in LONG]
    assert shown(same, 400) == len(LONG[0].paragraph)


def test_the_page_says_that_it_was_shortened() -> None:
    def page(most: int) -> str:
        return render(
            "T", CONCEPTS, LONG, actor_rows(LONG), documents(), document_chars=most, version="1"
        )

    assert "at most 500 of any one document" in page(500)
    assert "are shortened alike, and say so" in page(500)
    assert "shortened alike" not in page(10**6)
    assert LONG[7].paragraph[:100] in page(10**6)
    assert LONG[7].paragraph[:100] not in page(500)


@given(
    st.lists(st.text("ab .\n", max_size=90), max_size=9), st.integers(0, 90), st.integers(0, 200)
)
def test_never_more_than_is_allowed(texts: list[str], quote: int, allowed: int) -> None:
    rows = interview(*texts)
    caps = Caps(rows, quote, allowed)
    if rows:
        assert shown(rows, caps.of(rows[0])) <= allowed
        assert caps.of(rows[0]) <= quote
