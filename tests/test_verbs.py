"""The public verbs, from Python, on invented texts."""

from __future__ import annotations

from datetime import date

import pytest

import hemicycle
from hemicycle.errors import DocumentError, ProjectError, UsageError
from hemicycle.intervals import Interval
from hemicycle.pipeline import Coder
from hemicycle.verbs import asked, debates

TEXT = (
    "“The Narrows should be dredged without delay,” said Odile "
    "Varn, the mayor of Skerrow, on Monday.\n\n"
    "Petra Soleng, a marine biologist, said the oysters would be gone in two summers.\n"
)
DREDGE = "The Narrows should be dredged"


# ---------------------------------------------------------------- without a project


def test_extract_gives_rows_whose_spans_are_slices_of_the_text():
    rows = hemicycle.extract(
        TEXT, published="2025-03-11", outlet="The Buoy", title="Depth", concepts=[DREDGE]
    )
    assert [row.actor and row.actor.name for row in rows] == ["Odile Varn", "Petra Soleng"]
    for row in rows:
        assert " … ".join(TEXT[a:b] for a, b in row.content) == row.text
        assert " … ".join(TEXT[a:b] for a, b in row.source) == row.source_text
    first = rows[0]
    assert first.said_on == Interval.day(date(2025, 3, 10))
    assert (first.outlet, first.title, first.order) == ("The Buoy", "Depth", 0)
    assert [p.concept for p in first.positions] == ["the-narrows-should-be-dredged"]
    assert all("@" in why.rpartition("[")[2] for why in first.why), first.why


def test_extract_of_nothing_says_so():
    with pytest.raises(DocumentError, match="leaflet: it is empty"):
        hemicycle.extract(" \n", name="leaflet")


def test_a_reader_that_there_is_not():
    with pytest.raises(UsageError, match=r"no reader 'magic'.*rules"):
        hemicycle.extract(TEXT, reader="magic")


def test_min_score_leaves_out_what_is_less_sure():
    every = hemicycle.extract(TEXT)
    sure = hemicycle.extract(TEXT, min_score=max(row.score for row in every))
    assert 0 < len(sure) < len(every)
    assert hemicycle.extract(TEXT, min_score=1.0) == []


def test_extract_files_goes_on_after_trouble(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    (tmp_path / "c.txt").write_text("Poison. " + TEXT, encoding="utf-8")
    (tmp_path / "d.txt").write_text(TEXT.replace("Varn", "Vahn"), encoding="utf-8")
    code = Coder.code

    def touchy(self, raw):
        if "Poison" in raw.text:
            raise ValueError("bad blood")
        return code(self, raw)

    monkeypatch.setattr(Coder, "code", touchy)
    found = list(hemicycle.extract_files(tmp_path, published=date(2025, 3, 11)))
    told = [(each.document_name if isinstance(each, hemicycle.StatementRow) else each.message)
            for each in found]  # fmt: skip
    names = [str(tmp_path / name) for name in ("a.txt", "d.txt")]
    assert told[:2] == [names[0]] * 2
    assert told[2:4] == ["it is empty: 0 bytes", "ValueError: bad blood"]
    assert told[4:] == [names[1]] * 2


# ---------------------------------------------------------------- what is asked for


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("2024-03-11", Interval.day(date(2024, 3, 11))),
        (date(2024, 3, 11), Interval.day(date(2024, 3, 11))),
        ("March 11, 2024", Interval.day(date(2024, 3, 11))),
        ("2024-02", Interval.month(2024, 2)),
        ("2024", Interval.year(2024)),
    ],
)
def test_days(value, expected):
    assert asked.day(value, "from") == expected


@pytest.mark.parametrize("value", ["soon", "", "03/04/2024", "2024-02-30"])
def test_days_that_cannot_be_read_say_what_can(value):
    with pytest.raises(UsageError, match=r"^from: .* is no date.*Write 2024-03-31"):
        asked.day(value, "from")


def test_sides():
    assert [asked.side(s) for s in ("for", "against", "neutral", "1", -1, 0, None)] == [
        1, -1, 0, 1, -1, 0, None,
    ]  # fmt: skip
    with pytest.raises(UsageError, match="for, against or neutral"):
        asked.side("maybe")


CODEBOOK = [hemicycle.Concept("dredging", "Dredge it"), hemicycle.Concept("vote", "Let us vote")]


@pytest.mark.parametrize("name", ["dredging", "Dredging", "dredge  it"])
def test_a_concept_by_id_or_wording(name):
    assert asked.concept(CODEBOOK, name) is CODEBOOK[0]


@pytest.mark.parametrize(
    ("codebook", "name", "message"),
    [
        (CODEBOOK, "dreding", "did you mean dredging"),
        (CODEBOOK, "loan", "there are: dredging, vote"),
        ([], "loan", "hemicycle concept add"),
    ],
)
def test_a_concept_that_there_is_not(codebook, name, message):
    with pytest.raises(UsageError, match=message):
        asked.concept(codebook, name)


def test_concepts_given_twice_count_once():
    assert list(asked.worded(["Dredge it", "dredge it!", "Let us vote"])) == [
        "dredge-it", "let-us-vote",
    ]  # fmt: skip


# ---------------------------------------------------------------- a project


@pytest.fixture
def project(tmp_path):
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    made = hemicycle.init(tmp_path / "debate")
    hemicycle.add_concept(made, DREDGE)
    hemicycle.add(made, tmp_path / "one.txt", published="2025-03-11", outlet="The Buoy")
    return made


def test_a_row_is_the_same_with_and_without_a_project(project, tmp_path):
    hemicycle.run(project)
    flat = list(
        hemicycle.extract_files(
            tmp_path / "one.txt", published="2025-03-11", outlet="The Buoy", concepts=[DREDGE]
        )
    )
    assert len(flat) == 2
    assert hemicycle.statements(project) == flat


def test_the_demos_rows_are_the_same_with_and_without_a_project(demo_folder):
    from hemicycle.flat import statement_row

    coder = Coder(tuple(hemicycle.concepts(demo_folder)))
    with hemicycle.open(demo_folder).store() as store:
        stored = store.statements()
        documents = [store.document(row.id) for row in store.documents()]
    flat = [
        statement_row(coding.document, statement, order)
        for coding in map(coder.code, documents)
        for order, statement in enumerate(coding.statements)
    ]
    assert len(flat) > 200
    assert [r for r, s in zip(flat, stored, strict=True) if r != s] == []


def test_adding_and_running_twice_changes_nothing(project, tmp_path):
    hemicycle.run(project)
    with project.store() as store:
        before = store.content_hash()
    again = hemicycle.add(project, tmp_path / "one.txt", published="2025-03-11", outlet="The Buoy")
    ran = hemicycle.run(project)
    assert (again.added, again.known, again.sighted, again.issues) == (0, 1, 0, ())
    assert (ran.coding.done, ran.coding.skipped, ran.positions.done) == (0, 1, 0)
    with project.store() as store:
        assert store.content_hash() == before


def test_a_changed_codebook_judges_again_and_codes_nothing_again(project):
    hemicycle.run(project)
    hemicycle.add_concept(project, "The voters should be asked")
    ran = hemicycle.run(project)
    assert (ran.coding.done, ran.positions.done) == (0, 1)
    project.codebook.write_text("", encoding="utf-8")
    ran = hemicycle.run(project)
    assert (ran.coding.done, ran.positions.done) == (0, 0)
    assert all(row.positions == () for row in hemicycle.statements(project))


def test_trouble_is_counted_and_remembered(project, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    told = []
    added = hemicycle.add(
        project, [tmp_path / "empty.txt", tmp_path / "none.txt"], on_document=told.append
    )
    assert [issue.message for issue in added.failures] == [
        "it is empty: 0 bytes", "there is no such file or folder",
    ]  # fmt: skip
    assert {issue.document for issue in hemicycle.issues(project)} >= {
        issue.document for issue in added.failures
    }
    assert told == [1, 2]
    assert len(hemicycle.documents(project)) == 1


def test_filters(demo_folder):
    every = hemicycle.statements(demo_folder)
    march = hemicycle.statements(demo_folder, from_="2025-03", to="2025-03")
    assert 0 < len(march) < len(every)
    assert all((row.said_on or row.published).overlaps(Interval.month(2025, 3)) for row in march)
    day = hemicycle.statements(demo_folder, from_="2025-03-10", to=date(2025, 3, 10))
    assert day
    assert all((row.said_on or row.published).contains(date(2025, 3, 10)) for row in day)
    against = hemicycle.statements(demo_folder, concept="dredging", agreement="against")
    assert against
    for row in against:
        assert ("dredging", -1) in [(p.concept, p.agreement) for p in row.positions]
    carried = hemicycle.statements(demo_folder, reported=True)
    assert carried
    assert all(row.via for row in carried)
    named = hemicycle.statements(demo_folder, actor="haldane", outlet="northline")
    assert named
    assert {row.outlet for row in named} == {"Northline"}
    with pytest.raises(UsageError, match="no concept 'tunnel'"):
        hemicycle.statements(demo_folder, concept="tunnel")


def test_report(project, tmp_path):
    hemicycle.run(project)
    path = hemicycle.report(project, tmp_path / "r.html", title="Depth", concepts=[DREDGE])
    assert "<title>Depth" in path.read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        hemicycle.report(project, tmp_path / "no" / "r.html")
    with pytest.raises(UsageError, match="no concept 'tunnel'"):
        hemicycle.report(project, tmp_path / "r.html", concepts=["tunnel"])


@pytest.mark.parametrize(
    ("asked_for", "documents", "cores", "expected"),
    [(None, 3, 8, 1), (None, 100, 8, 7), (None, 100, 1, 1), (5, 3, 2, 5)],
)
def test_workers(asked_for, documents, cores, expected, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert debates._workers(asked_for, documents) == expected


# ---------------------------------------------------------------- the demo


def test_the_demo_is_coded_and_named_by_its_files(demo_folder):
    documents = hemicycle.documents(demo_folder)
    assert len(documents) == 16
    assert all(row.coded and row.outlet and row.published for row in documents)
    assert all("/" not in row.name + row.uri for row in documents)
    assert {c for row in hemicycle.statements(demo_folder) for c in _sides(row)} == {
        concept.id for concept in hemicycle.concepts(demo_folder)
    }


def _sides(row):
    return {position.concept for position in row.positions if position.agreement is not None}


def test_the_demo_overwrites_nothing(tmp_path, project):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    for place in (tmp_path / "mine", tmp_path / "one.txt", project.folder):
        with pytest.raises(ProjectError, match="nothing was changed"):
            hemicycle.demo(place)
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_the_demo_is_used_again(tmp_path):
    first = hemicycle.demo(tmp_path / "demo")
    assert hemicycle.demo(tmp_path / "demo") == first
    assert len(hemicycle.documents(first)) == 16


# ---------------------------------------------------------------- evaluation


def test_evaluate_scores_what_extract_finds(tmp_path):
    import json

    (row, *_) = hemicycle.extract(TEXT)
    gold = {"source": row.source, "cue": row.cue, "content": row.content}
    page = "<html><body><p>" + TEXT.replace("\n\n", "</p><p>") + "</p></body></html>"
    lines = [
        {"id": "one.txt", "text": TEXT, "attributions": [gold]},
        {"id": "two.html", "text": page, "attributions": []},
        {"id": "empty.txt", "text": " ", "attributions": []},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = hemicycle.evaluate(path)
    rate = found.scores.rates["attribution_strict", "all"]
    assert (rate.hits, rate.gold) == (1, 1)
    assert {miss.document for miss in found.misses} == {"one.txt", "two.html"}
    assert [issue.document for issue in found.issues] == ["empty.txt"]
    slips = ({"published": "soon"}, {"published": 3}, {"outlet": [1]}, {"title": {"a": 1}})
    lines = [{"id": str(n), "text": TEXT, "attributions": [], **s} for n, s in enumerate(slips)]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = hemicycle.evaluate(path)
    assert [issue.document for issue in found.issues] == ["0", "1", "2", "3"]
    path.write_text('{"id": 1}', encoding="utf-8")
    with pytest.raises(UsageError, match="line 1"):
        hemicycle.evaluate(path)
