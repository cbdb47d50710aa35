"""Decisions teach, in a project: what people call a toll, in words that the rules do not know."""

from __future__ import annotations

from pathlib import Path

import pytest

import hemicycle
from hemicycle import weights
from hemicycle.errors import ProjectError
from hemicycle.position import trained
from hemicycle.position.rescoring import BY
from hemicycle.rows import PositionRow, StatementRow
from hemicycle.verbs import teaching

CONCEPT = "toll"
FIELD = f"position:{CONCEPT}"
CALLED = {
    1: [
        "a warm blanket",
        "sunshine in a jar",
        "a feather bed",
        "honey on bread",
        "a spring breeze",
    ],
    -1: ["a stone in the shoe", "a leaking roof", "cold porridge", "a wasp at dinner", "rust"],
    0: ["item four", "paragraph nine", "file number six", "page eleven", "entry seventeen"],
}
PEOPLE = ["Ada Lund", "Bo Varn", "Cora Hemm", "Dag Olin", "Edda Karr", "Finn Moss", "Gry Tall"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("teaching")
    made = hemicycle.init(folder / "bridge")
    hemicycle.add_concept(made, "The toll on the bridge should stay", definition="The bridge toll.")
    codebook = made.codebook.read_text(encoding="utf-8")
    known = hemicycle.concepts(made)[0].id
    made.codebook.write_text(codebook.replace(f'"{known}"', f'"{CONCEPT}"'), encoding="utf-8")
    for n, name in enumerate(PEOPLE):
        lines = [
            f"{name} said the toll on the bridge was {called}."
            for side in CALLED
            for called in CALLED[side][n % 2 :: 2]
        ]
        (folder / f"{n}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    hemicycle.add(made, sorted(folder.glob("*.txt")))
    hemicycle.run(made)
    return made.folder


def on_it(project: Path) -> list[tuple[StatementRow, PositionRow, int]]:
    """Statements that speak to the toll, their positions, and what was meant."""
    meant = {called: side for side, every in CALLED.items() for called in every}
    return [
        (row, p, side)
        for row in hemicycle.statements(project)
        for p in row.positions
        for called, side in meant.items()
        if row.text.rstrip(".").endswith(called)
    ]


def test_without_decisions_there_is_nothing_to_learn(project: Path) -> None:
    assert hemicycle.adapt(project) == []
    assert teaching.kept(hemicycle.open(project)) == {}


def test_decisions_on_some_statements_put_others_right(project: Path) -> None:
    pairs = on_it(project)
    assert len(pairs) >= 45, len(pairs)
    decided, others = pairs[::2], {row.id: side for row, _, side in pairs[1::2]}
    before = sum(p.agreement == side for _, p, side in pairs[1::2])
    for row, _, side in decided:
        hemicycle.decide(project, row.id, FIELD, "replace", str(side), by="Ana")
    (lesson,) = hemicycle.adapt(project)
    assert (lesson.concept, lesson.decisions) == (CONCEPT, len(decided))
    assert lesson.head is not None
    assert lesson.head.right > lesson.head.general_right
    assert (lesson.rescored, lesson.changed > 0) == (len(others), True)
    after = {row.id: p for row, p, _ in on_it(project)}
    right = sum(after[id].agreement == side for id, side in others.items())
    assert right >= max(before, 0.8 * len(others)), (before, right, len(others))
    assert {after[id].by for id in others} == {BY}


def test_what_was_decided_stays_and_a_second_time_changes_nothing(project: Path) -> None:
    before = {(r.id, p.agreement) for r, p, _ in on_it(project)}
    hemicycle.adapt(project)
    assert {(r.id, p.agreement) for r, p, _ in on_it(project)} == before


def test_a_run_after_it_has_nothing_to_judge_again(project: Path) -> None:
    ran = hemicycle.run(project)
    assert ran.coding.done == 0
    assert ran.positions is not None
    assert ran.positions.done == 0


@pytest.mark.skipif(not weights.installed("judge"), reason="the trained judge is not installed")
def test_another_judge_learns_for_itself_once_it_has_judged(project: Path) -> None:
    settings = project / "hemicycle.toml"
    told = settings.read_text(encoding="utf-8")
    settings.write_text(told.replace('judge = "rules"', 'judge = "trained"'), encoding="utf-8")
    before = {p.by for _, p, _ in on_it(project)}
    assert hemicycle.adapt(project) == []
    assert {p.by for _, p, _ in on_it(project)} == before
    ran = hemicycle.run(project)
    assert ran.positions is not None
    assert (ran.coding.done, ran.positions.done) == (0, len(PEOPLE))
    assert {p.by for _, p, _ in on_it(project)} == {trained.BY, "person/Ana"}
    (lesson,) = hemicycle.adapt(project)
    assert lesson.decisions >= 20
    kept = teaching.kept(hemicycle.open(project))
    assert all(found.judge.startswith(trained.BY) for found in kept.values())


def test_a_damaged_file_is_named(project: Path) -> None:
    path = project / teaching.FILE
    whole = path.read_bytes() if path.exists() else None
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"adapted\.json is damaged"):
        teaching.kept(hemicycle.open(project))
    path.unlink()
    if whole is not None:
        path.write_bytes(whole)
