"""Quality does not sink unnoticed: the floors of floors.toml, on the data they were set on."""

from __future__ import annotations

import hashlib
import sys
import tomllib
from pathlib import Path

import pytest

from hemicycle import weights
from hemicycle.clean import page
from hemicycle.evaluate import gold
from hemicycle.evaluate.calibration import error
from hemicycle.evaluate.evaluation import evaluate
from hemicycle.evaluate.readings import ROLES
from hemicycle.evaluate.scoring import KINDS
from hemicycle.offsets import OffsetMap
from hemicycle.pipeline import READERS
from hemicycle.records import RawDocument

ROOT = Path(__file__).parents[2]
FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


def reader(name):
    """From raw text to spans of it, through the rooms clean and extract."""
    find = READERS[name][0]

    def read(article):
        text, name = article["text"], article["id"]
        raw = RawDocument(name, name, "text", text, text, OffsetMap.identity(len(text)))
        document = page.clean(raw)
        return [
            {role: document.original_spans(getattr(found, role)) for role in ROLES}
            | {"score": found.score}
            for found in find(document)
        ]

    return read


def joined(places, texts, monkeypatch):
    """Coded places with the texts that stand elsewhere."""
    monkeypatch.syspath_prepend(str(ROOT / "training" / "reader"))
    from real import joined

    for name in ("real", "prepare"):
        sys.modules.pop(name)
    return joined(places, texts)


@pytest.mark.slow
@pytest.mark.parametrize("name", FLOORS)
def test_no_score_is_below_its_floor(name, monkeypatch):
    floor = FLOORS[name]
    if floor["reader"] == "large" and not weights.installed("large"):
        pytest.skip("the larger reader is not installed")
    path, texts = ((ROOT / floor.get(key, "")).resolve() for key in ("path", "texts"))
    for needed in (path, texts):
        if not needed.exists():
            pytest.skip(f"{needed.name} is not beside this checkout")
    fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()
    assert fingerprint == floor["sha256"], "the gold has changed: set its floors and sha256 anew"
    coded = joined(path, texts, monkeypatch) if "texts" in floor else gold.read(path)
    found = evaluate(coded, reader(floor["reader"]), "texts" in floor)
    rates = found.scores.rates
    reached = {part: rates["attribution_strict", part].f1 for part in KINDS}
    reached |= {role: rates["token", role].f1 for role in ROLES}
    assert all(reached[part] >= least for part, least in floor["f1"].items()), reached
    assert error(list(found.calibration)) <= floor.get("calibration", 1.0), found.calibration
