"""What of an article gets into the file: capped, marked, and free of anything that could act."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_debate import debate

from hemicycle.records import Carrier
from hemicycle.report import embedded, evidence

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/report_excerpt.toml").read_text())["case"]
ROW = debate()[0][0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tries"])
def test_window(case: dict) -> None:
    start, end = case["text"].index("«"), case["text"].index("»") - 1
    text = case["text"].replace("«", "").replace("»", "")
    low, high = evidence.window(text, (start, end), case["limit"])
    assert text[low:high].strip() == case["shows"]


words = st.text(st.sampled_from("ab \n“”é😀"), max_size=120)


@given(words, words, words, st.integers(0, 90))
def test_never_more_than_the_cap_and_the_evidence_if_it_fits(
    before: str, said: str, after: str, limit: int
) -> None:
    text, span = before + said + after, (len(before), len(before + said))
    low, high = evidence.window(text, span, limit)
    assert 0 <= low <= high <= len(text)
    assert high - low <= limit
    if len(said) < limit:
        assert low <= span[0]
        assert span[1] <= high


@given(words, words, words, st.integers(0, 200))
def test_pieces_say_what_the_paragraph_says(name: str, verb: str, said: str, limit: int) -> None:
    text = name + verb + said
    ends = len(name), len(name + verb), len(text)
    row = replace(
        ROW,
        paragraph=text,
        paragraph_source=((0, ends[0]),) if name else (),
        paragraph_cue=((ends[0], ends[1]),) if verb else (),
        paragraph_content=((ends[1], ends[2]),) if said else (),
    )
    pieces = [piece for piece in evidence.pieces(row, limit) if piece[1] not in ("… ", " …")]
    assert "".join(piece for _, piece in pieces) in text
    assert sum(len(piece) for _, piece in pieces) <= limit
    if limit >= len(text):
        marked = {mark: "".join(p for m, p in pieces if m == mark) for mark in "csu"}
        assert (marked["s"], marked["u"], marked["c"]) == (name, verb, said)


def test_nested_marks_are_both_kept() -> None:
    row = replace(
        ROW,
        paragraph="abcdef",
        paragraph_content=((0, 6),),
        paragraph_source=((2, 4),),
        paragraph_cue=(),
    )
    assert evidence.pieces(row, 100) == [("c", "ab"), ("cs", "cd"), ("c", "ef")]


@pytest.mark.parametrize(
    ("given_url", "shown"),
    [
        ("https://news.example/a?b=1#c", "https://news.example/a?b=1#c"),
        ("HTTP://news.example", "http://news.example"),
        (" https://news.example ", "https://news.example"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("JaVaScRiPt://news.example/%0aalert(1)", None),
        ("data:text/html,<script>alert(1)</script>", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("https://user:secret@news.example", None),
        ("https://[::1", None),
        ("//news.example", None),
        ("", None),
        (None, None),
    ],
)
def test_safe_url(given_url: str | None, shown: str | None) -> None:
    assert evidence.safe_url(given_url) == shown


def test_chain_ends_with_the_outlet_once() -> None:
    agency = Carrier("Meridian Press", "agency")
    row = replace(ROW, via=(agency,), outlet="Daily Beacon")
    assert evidence.chain(row) == [("agency", "Meridian Press"), ("printed in", "Daily Beacon")]
    assert evidence.chain(replace(row, outlet="Meridian Press")) == [("agency", "Meridian Press")]
    assert evidence.chain(replace(row, outlet=None, via=())) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("/home/ann/x/a.txt", "a.txt"),
        (r"C:\Users\ann\b.pdf", "b.pdf"),
        ("row-7", "row-7"),
        ("/", "/"),
    ],
)
def test_file_name(name: str, shown: str) -> None:
    assert embedded.file_name(name) == shown


def test_printable() -> None:
    assert evidence.printable("a\x00b\ud800c\td\n") == "a\ufffdb\ufffdc\td\n"
