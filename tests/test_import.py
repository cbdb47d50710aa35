"""`import hemicycle` is quick and gives the verbs, whatever room was loaded before."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import hemicycle

HEAVY = (
    "spacy", "thinc", "numpy", "polars", "sqlalchemy", "trafilatura", "onnxruntime", "tokenizers",
    "tomlkit", "jinja2", "babel", "typer", "rich", "xlsxwriter", "lxml",
)  # fmt: skip


def python(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout


def test_import_loads_nothing_heavy():
    loaded = python("import sys, hemicycle; print(*sys.modules)").split()
    assert "hemicycle.verbs.texts" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_import_is_quick():
    """The best of five: other work on the machine must not count."""
    code = "import time; t = time.perf_counter(); import hemicycle; print(time.perf_counter() - t)"
    assert min(float(python(code)) for _ in range(5)) < 0.3


def test_a_room_does_not_hide_the_verb_of_its_name():
    from hemicycle.evaluate import table
    from hemicycle.extract import rules
    from hemicycle.report import page

    assert [callable(f) for f in (table.render, rules.read, page.render)] == [True] * 3
    for verb in (hemicycle.extract, hemicycle.evaluate, hemicycle.report):
        assert verb.__module__.startswith("hemicycle.verbs")


def test_all_is_what_the_documentation_lists():
    docs = Path(__file__).parents[1] / "docs" / "python.md"
    listed = set(re.findall(r"^\| `(\w+)[(`]", docs.read_text(encoding="utf-8"), re.M))
    assert listed == set(hemicycle.__all__)
    assert all(getattr(hemicycle, name).__doc__ for name in hemicycle.__all__)


def test_the_version_is_that_of_the_package():
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", hemicycle.__version__)
