"""The trained judge's sides in real news do not sink unnoticed: floors on some test articles."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from hemicycle import weights
from hemicycle.evaluate.positions import Answered
from hemicycle.evaluate.positions import figures as measured
from hemicycle.position import judge

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "training" / "positions"
ARTICLES = ROOT / ".." / "shared" / "data" / "news" / "articles.jsonl.gz"
FINGERPRINT = "28bed9fca702a8d0045c7b9ffa6ee517bd352b34423975fc8a96a19c2c4d1fd1"
EVERY = 7  # every so many pairs of those that are printed by the commands in docs/positions.md


@pytest.mark.slow
@pytest.mark.skipif(not weights.installed("judge"), reason="the trained judge is not installed")
@pytest.mark.skipif(not ARTICLES.exists(), reason="../shared/data/news is not beside this checkout")
def test_no_figure_falls_below_its_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TRAINING))
    from figures import SIDES
    from news import TEST, of_wide

    assert hashlib.sha256(TEST.read_bytes()).hexdigest() == FINGERPRINT, "set the floors anew"
    pairs = [both[0] for both in of_wide(ARTICLES, TEST)][::EVERY]
    verdicts = judge.verdicts([pair.question for pair in pairs])
    found = [
        Answered(SIDES[pair.label], verdict.speaks, verdict.shares)
        for pair, verdict in zip(pairs, verdicts, strict=True)
    ]
    reached = measured(found)
    told = [one for one in found if one.told and one.sure >= 0.7]
    assert reached.side_f1 >= 0.61
    assert reached.polarity >= 0.7
    assert reached.macro_f1 >= 0.53
    assert reached.error <= 0.06
    assert sum(one.right for one in told) >= 0.75 * len(told)
    for name in ("figures", "news", "pairs"):
        sys.modules.pop(name, None)
