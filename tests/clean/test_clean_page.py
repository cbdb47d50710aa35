import time
import tomllib
from pathlib import Path

import pytest

from hemicycle.clean.page import clean
from hemicycle.offsets import OffsetMap
from hemicycle.records import Document, Metadata, RawDocument

CASES = Path(__file__).parents[1] / "cases"
BLOCKS = tomllib.loads((CASES / "clean_blocks.toml").read_text(encoding="utf-8"))["case"]
LINES = tomllib.loads((CASES / "clean_lines.toml").read_text(encoding="utf-8"))["case"]


def cleaned(text: str, **stated: str) -> Document:
    offsets = OffsetMap.identity(len(text))
    return clean(RawDocument("a.txt", "a.txt", "text", text, text, offsets, Metadata(**stated)))


def blocks(document: Document) -> list[str]:
    return [f"{b.kind}: {document.text[b.start : b.end]}" for b in document.blocks]


@pytest.mark.parametrize("case", BLOCKS, ids=lambda case: case["tries"])
def test_blocks(case):
    stated = {field: case[field] for field in ("title", "byline") if field in case}
    assert blocks(cleaned(case["text"], **stated)) == case["blocks"]


@pytest.mark.parametrize("case", LINES, ids=lambda case: case["tries"])
def test_lines(case):
    document = cleaned(case["text"])
    assert [document.text[b.start : b.end] for b in document.blocks] == case["paragraphs"]


def test_what_the_text_states_fills_only_gaps():
    text = "Valley votes\n\nBy Jane Doe\n\nPARIS, March 11 (Reuters) - The minister said no."
    found = cleaned(text).metadata
    assert (found.title, found.byline, found.dateline) == (
        "Valley votes", "Jane Doe", "PARIS, March 11 (Reuters)",
    )  # fmt: skip
    assert cleaned(text, byline="Tom Roe", title="Vote").metadata.byline == "Tom Roe"
    assert cleaned(text, byline="Tom Roe", title="Vote").metadata.title == "Vote"


def test_nothing_left_is_said():
    document = cleaned("\u200b")
    assert document.blocks == ()
    assert document.issues[0].level == "warning"


def test_a_joined_sentence_is_one_slice_of_the_original():
    text = "“Before the vote (in May. - RT\n\n) guests\n\nsat there,” Keller said."
    document = cleaned(text)
    (span,) = document.original_spans(((0, len(document.text)),))
    assert text[slice(*span)] == text


@pytest.mark.parametrize(
    "text",
    [
        "He said no. " * 80_000,
        " " * 1_000_000 + "x",
        "\n" * 1_000_000 + "x",
        "â€œ " * 60_000,
        "x\u00a0" * 200_000,
        "By A\n" * 40_000,
        "ab\n\n" * 60_000,
        "A, A" * 200_000,
        "(" * 500_000,
        "A. B, C " * 100_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile_text_takes_linear_time(text):
    started = time.monotonic()
    cleaned(text)
    assert time.monotonic() - started < 10
