"""The quality of the whole way through, from article to side, on the bundled debate."""

import hashlib
import json
import tomllib
from importlib import resources
from pathlib import Path

import pytest

import hemicycle
from hemicycle.evaluate.debate import Tally, compare

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
GOLD = resources.files("hemicycle").joinpath("data", "demo", "gold.jsonl")


def test_no_figure_falls_below_its_floor(demo_folder):
    text = GOLD.read_text(encoding="utf-8")
    assert hashlib.sha256(text.encode()).hexdigest() == FLOORS["sha256"], "the gold has changed"
    rows = hemicycle.statements(hemicycle.open(demo_folder))
    tally = Tally()
    for line in text.splitlines():
        document = json.loads(line)
        mine = [row for row in rows if Path(row.document_name).name == document["id"]]
        tally += compare(document, mine)
    assert tally.found / tally.gold >= FLOORS["found"]
    assert tally.speaker_right / tally.found >= FLOORS["speaker_right"]
    assert tally.day_right / tally.found >= FLOORS["day_right"]
    assert tally.sides_right / tally.sides >= FLOORS["sides_right"]


def row():
    (found,) = hemicycle.extract(
        "“We will wait,” Odile Varn said on Monday.", published="2025-03-11"
    )
    return found


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, Tally(1, 1, 1, 0, 1), id="all right"),
        pytest.param({"actor": {"name": "Tilda Brack"}}, Tally(1, 1, 0, 1, 1), id="wrong speaker"),
        pytest.param({"said_on": None}, Tally(1, 1, 1, 0, 0), id="a day where gold has none"),
        pytest.param({"content": [[15, 45]]}, Tally(1), id="not found"),
    ],
)
def test_compare_by_hand(changes, expected):
    wanted = {
        "content": [[0, 15]],
        "actor": {"name": "Odile Varn"},
        "said_on": {"start": "2025-03-10", "end": "2025-03-11"},
        "positions": {},
    }
    assert compare({"attributions": [wanted | changes]}, [row()]) == expected
