"""hemicycle concept suggest, on the demo with an empty codebook."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import hemicycle as package
from cli.cli_helpers import hemicycle
from hemicycle.position import codebook


@pytest.fixture(scope="module")
def bare(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, coded, with nothing in its codebook."""
    folder = tmp_path_factory.mktemp("bare") / "demo"
    shutil.copytree(demo_folder, folder)
    (folder / "codebook.toml").write_text("", encoding="utf-8")
    return folder


def test_what_is_written_is_a_codebook(bare, tmp_path):
    target = tmp_path / "suggested.toml"
    shown = hemicycle("concept", "suggest", bare, "--count", 4, "-o", target)
    assert shown.exit_code == 0, shown.output
    concepts = codebook.load(target)
    found = package.suggest_concepts(bare, 4)
    assert [c.wording for c in concepts] == [s.concept.wording for s in found.suggestions]
    assert concepts
    texts = {" ".join(row.paragraph.split()) for row in found.rows.values()}
    texts |= {" ".join(row.text.split()) for row in found.rows.values()}
    for concept in concepts:
        for example in (*concept.examples, *concept.counter_examples):
            assert any(example.removesuffix(" …") in text for text in texts)
    again = hemicycle("concept", "suggest", bare, "-o", target)
    assert again.exit_code == 2
    assert "left alone" in again.stderr


def test_each_suggestion_names_its_evidence(bare):
    shown = hemicycle("concept", "suggest", bare, "--json")
    made = json.loads(shown.stdout)
    known = {row.id for row in package.statements(bare)}
    for each in made:
        assert each["taken_from"] in known
        assert {e["id"] for e in each["evidence"]} <= known
        sided = {e["actor"] for e in each["evidence"] if e["side"]}
        assert len(sided) >= 2
    assert [e["rank"] for e in made] == sorted((e["rank"] for e in made), reverse=True)


def test_the_codebook_is_not_suggested_again(demo_folder):
    found = package.suggest_concepts(demo_folder)
    bridge = {c.wording for c in package.concepts(demo_folder)}
    assert not bridge & {s.concept.wording for s in found.suggestions}


def test_an_uncoded_project_is_told_what_to_do(tmp_path):
    package.init(tmp_path / "empty")
    shown = hemicycle("concept", "suggest", tmp_path / "empty")
    assert shown.exit_code == 2
    assert "hemicycle run" in shown.stderr
