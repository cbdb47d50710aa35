import tomllib
from pathlib import Path

import pytest

from hemicycle.ingest.plain import read_plain

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/ingest_heads.toml").read_text())["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tries"])
def test_head(case):
    reading = read_plain(case["text"], markdown=case.get("markdown", False))
    stated = reading.metadata
    for field in ("title", "outlet", "byline", "url"):
        assert getattr(stated, field) == case.get(field), field
    assert str(stated.published) == case.get("published", "None")
    assert reading.text.strip() == case["body"].strip()


def test_offsets_of_markdown_lead_to_the_same_words():
    original = "# Vote\n\nThe **minister** [said](https://x.example) no."
    reading = read_plain(original, markdown=True)
    at = reading.text.index("said")
    (span,) = reading.offsets.to_original((at, at + 4), original)
    assert original[slice(*span)] == "said"


def test_an_unreadable_date_is_said():
    assert "3/4/17" in read_plain("Title: X\nDate: 3/4/17\n\nHe said no.").warning
