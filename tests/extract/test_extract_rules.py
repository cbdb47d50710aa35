"""The rule reader, by the table in tests/cases/extract.toml and by properties of any text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hemicycle.clean.page import clean
from hemicycle.extract import rules
from hemicycle.ingest.files import read_text
from hemicycle.offsets import text_of
from hemicycle.records import Attribution, Document

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "extract.toml").read_text(encoding="utf-8")
)["case"]

MARKS = ["“", "”", "‘", "’", '"', "''", "«", "»", ":", ",", ".", "?", "—", "\n\n", "(Ed.)", "😀"]
SPEECH = ["said", "that", "Varn", "the minister", "believes", "according", "to", "announced", "who"]
REST = ["In", "his", "opinion", "will", "not", "I", "don’t", "called", "for", "it", "rained"]
WORDS = st.sampled_from([*MARKS, *SPEECH, *REST])


def cleaned(text: str) -> Document:
    return clean(read_text(text))


def told(document: Document, found: Attribution) -> list[str]:
    source, cue, content = (
        text_of(spans, document.text) for spans in (found.source, found.cue, found.content)
    )
    return [source, cue, content, found.form]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tries"])
def test_finds_what_the_table_says(case):
    document = cleaned(case["text"])
    found = rules.read(document)
    assert [told(document, a) for a in found] == case["expect"]
    if "parents" in case:
        ids = [a.id for a in found]
        assert [ids.index(a.parent) if a.parent else -1 for a in found] == case["parents"]


@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
@example("his opinion Varn — “")  # a name before a verb, before a mark: spans in text order
@settings(max_examples=60, deadline=None)
def test_any_text_gives_spans_inside_it(text):
    if not text.strip():
        return
    document = cleaned(text)
    found = rules.read(document)
    assert len({a.id for a in found}) == len(found)
    for attribution in found:
        assert attribution.content
        for spans in (attribution.content, attribution.cue, attribution.source):
            assert list(spans) == sorted(spans)
            assert all(0 <= start < end <= len(document.text) for start, end in spans)


def test_reading_twice_gives_the_same_ids():
    text = "“We will wait,” Varn said. The ministry said that it would wait, too."
    assert [a.id for a in rules.read(cleaned(text))] == [a.id for a in rules.read(cleaned(text))]
