"""Models that come as packages of their own."""

from __future__ import annotations

import hashlib
from importlib import resources, util
from pathlib import Path

import pytest

from hemicycle import weights
from hemicycle.errors import UsageError
from hemicycle.ingest.files import read_text
from hemicycle.pipeline import Coder

ROOT = Path(__file__).parents[1]
CARDS = {
    "hemicycle.models.en.reader": ROOT / "src/hemicycle/models/en/reader/README.md",
    "hemicycle_reader_large": ROOT / "readers/large/README.md",
}
installed = pytest.mark.skipif(
    util.find_spec("hemicycle_reader_large") is None, reason="the larger reader is not installed"
)


def test_a_model_that_is_not_installed_says_what_to_install(monkeypatch):
    monkeypatch.setitem(weights.APART, "large", "hemicycle_nowhere")
    with pytest.raises(UsageError, match=r"hemicycle-nowhere.*pip install \./readers/large"):
        Coder(reader="large")


@installed
def test_the_larger_reader_reads_and_signs_with_its_own_name():
    text = "“We will wait,” Ada Lund said. She believed that nobody would close the bridge."
    one, other = Coder(reader="large").code(read_text(text)).statements
    assert [s.actor.value.name for s in (one, other)] == ["Ada Lund", "Ada Lund"]
    assert {s.attribution.by for s in (one, other)} == {"mpnet-reader@1"}
    assert Coder(reader="large").fingerprint != Coder().fingerprint


@installed
@pytest.mark.parametrize("package", CARDS)
def test_a_model_card_names_the_file_that_ships(package):
    data = resources.files(package).joinpath("model.onnx").read_bytes()
    assert hashlib.sha256(data).hexdigest() in CARDS[package].read_text(encoding="utf-8")
