"""Quality does not sink unnoticed: the floors of floors.toml, on the data they were set on."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from hemicycle.clean import page
from hemicycle.evaluate import gold
from hemicycle.evaluate.evaluation import evaluate
from hemicycle.extract import rules
from hemicycle.offsets import OffsetMap
from hemicycle.records import RawDocument

ROOT = Path(__file__).parents[2]
FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


def read(article):
    """From raw text to spans of it, through the rooms clean and extract."""
    text, name = article["text"], article["id"]
    raw = RawDocument(name, name, "text", text, text, OffsetMap.identity(len(text)))
    document = page.clean(raw)
    return [
        {
            role: document.original_spans(getattr(found, role))
            for role in ("source", "cue", "content")
        }
        for found in rules.read(document)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", FLOORS)
def test_no_score_is_below_its_floor(name):
    floor = FLOORS[name]
    path = (ROOT / floor["path"]).resolve()
    if not path.exists():
        pytest.skip(f"{floor['path']} is not beside this checkout")
    fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()
    assert fingerprint == floor["sha256"], "the gold has changed: set its floors and sha256 anew"
    rates = evaluate(gold.read(path), read).scores.rates
    reached = {part: rates["attribution_strict", part].f1 for part in ("all", "direct", "indirect")}
    assert all(reached[part] >= floor[part] for part in reached), reached
