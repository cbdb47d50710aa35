"""Models that come as packages of their own."""

from __future__ import annotations

import hashlib
from importlib import resources
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
    "hemicycle_judge": ROOT / "judges/trained/README.md",
}
installed = pytest.mark.skipif(
    not weights.installed("large"), reason="the larger reader is not installed"
)
judge_installed = pytest.mark.skipif(
    not weights.installed("judge"), reason="the trained judge is not installed"
)


def test_a_model_that_is_not_installed_says_what_to_install(monkeypatch):
    monkeypatch.setitem(weights.APART, "large", weights.Apart("hemicycle_nowhere", "readers/large"))
    assert not weights.installed("large")
    with pytest.raises(UsageError, match=r"pip install \./readers/large"):
        Coder(reader="large")


def test_a_folder_of_that_name_is_no_model(monkeypatch, tmp_path):
    (tmp_path / "hemicycle_hollow").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(weights.APART, "large", weights.Apart("hemicycle_hollow", "readers/large"))
    with pytest.raises(UsageError, match="is not installed"):
        Coder(reader="large")


def test_a_judge_that_is_not_installed_or_not_there_is_told(monkeypatch):
    monkeypatch.setitem(
        weights.APART, "judge", weights.Apart("hemicycle_nowhere", "judges/trained")
    )
    with pytest.raises(UsageError, match=r"pip install \./judges/trained"):
        Coder(judged_by="trained")
    with pytest.raises(UsageError, match="no judge 'solomon'; choose one of: rules, trained"):
        Coder(judged_by="solomon")


@installed
def test_the_larger_reader_reads_and_signs_with_its_own_name():
    text = "“We will wait,” Ada Lund said. She believed that nobody would close the bridge."
    one, other = Coder(reader="large").code(read_text(text)).statements
    assert [s.actor.value.name for s in (one, other)] == ["Ada Lund", "Ada Lund"]
    assert {s.attribution.by for s in (one, other)} == {"mpnet-reader@1"}
    assert Coder(reader="large").fingerprint != Coder().fingerprint


@pytest.mark.parametrize(
    ("package", "file"),
    [
        ("hemicycle.models.en.reader", "model.onnx"),
        pytest.param("hemicycle_reader_large", "model.onnx", marks=installed),
        pytest.param("hemicycle_judge", "model.onnx", marks=judge_installed),
    ],
)
def test_a_model_card_names_the_file_that_ships(package, file):
    data = resources.files(package).joinpath(file).read_bytes()
    assert hashlib.sha256(data).hexdigest() in CARDS[package].read_text(encoding="utf-8")
