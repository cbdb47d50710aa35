"""Who may lean on whom, as docs/architecture.md says: read off the imports."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "hemicycle"
GROUND = {
    "records", "rows", "errors", "intervals", "offsets", "building", "lexicon", "pieces",
    "parse", "wordclasses", "transitions", "paragraph", "flat", "weights",
}  # fmt: skip
ROOMS = {"ingest", "clean", "extract", "resolve", "dating", "provenance", "position"}
MAY_ALSO_USE = {
    **{room: set() for room in ROOMS},
    **{room: set() for room in ("store", "review", "report", "exchange", "evaluate", "network")},
    "pipeline": ROOMS,
    "engines": {"store.contract"},
}
HEAVY = {
    "spacy", "polars", "sqlalchemy", "trafilatura", "onnxruntime", "tokenizers", "jinja2", "pypdf",
    "babel", "py3langid", "ftfy", "charset_normalizer", "xlsxwriter", "numpy", "tomlkit", "lxml",
    "scipy", "narwhals", "networkx", "pandas", "pyarrow", "graspologic_native",
}  # fmt: skip
FILES = sorted(SOURCE.rglob("*.py"))


def place_of(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imported(tree: ast.AST) -> list[str]:
    """Modules named in `tree`, those of the house without "hemicycle."."""
    out: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            out += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            deeper = node.module == "hemicycle"
            out += [f"{node.module}.{a.name}" for a in node.names] if deeper else [node.module]
    return [name.removeprefix("hemicycle.") for name in out]


def files_in(*places: str) -> pytest.MarkDecorator:
    chosen = [path for path in FILES if place_of(path) in places]
    return pytest.mark.parametrize("path", chosen, ids=lambda p: str(p.relative_to(SOURCE)))


@files_in(*GROUND, *MAY_ALSO_USE)  # doors and the front page may use everything
def test_a_room_leans_only_on_the_ground_floor_and_itself(path):
    place = place_of(path)
    ours = {name.split(".")[0] for name in map(place_of, FILES)}
    allowed = GROUND | {place} | MAY_ALSO_USE.get(place, set())
    for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
        if name.split(".")[0] in ours:
            assert name.split(".")[0] in allowed or ".".join(name.split(".")[:2]) in allowed, name


@files_in(*GROUND, *ROOMS, "pipeline", "engines", "verbs", "cli", "project", "exchange", "network")
def test_heavy_libraries_are_not_imported_at_the_top(path):
    body = ast.parse(path.read_text(encoding="utf-8")).body
    at_the_top = [n for n in body if isinstance(n, ast.Import | ast.ImportFrom)]
    found = {name.split(".")[0] for name in imported(ast.Module(at_the_top, type_ignores=[]))}
    assert not found & HEAVY
