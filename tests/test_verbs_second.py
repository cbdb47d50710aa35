"""A second coder through the doors, against a server on this machine."""

from __future__ import annotations

import json
import shutil

import polars as pl
import pytest

import hemicycle
from cli.cli_helpers import article
from cli.cli_helpers import hemicycle as command
from engines import llm_stub as stub
from hemicycle.engines.llm.budget import Limits
from hemicycle.errors import UsageError
from hemicycle.review import decisions
from hemicycle.review.agreement import Agreed, agreed

WORDS = [
    "The Narrows should be dredged",
    "The Narrows must not be dredged",
    "The oysters are small",
]
FIRST = {WORDS[0]: 1, WORDS[1]: -1}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("second")
    project = hemicycle.init(folder / "p")
    hemicycle.add_concept(project, "The Narrows should be dredged", definition="Deeper.")
    for number, words in enumerate(WORDS):
        article(folder / f"{number}.txt", words)
    hemicycle.add(project, [folder / f"{n}.txt" for n in range(3)], published="2025-03-11")
    assert hemicycle.run(project).failures == ()
    return project


@pytest.fixture
def project(made, tmp_path):
    """A copy of it, to be changed."""
    shutil.copytree(made.folder, tmp_path / "p")
    return hemicycle.open(tmp_path / "p")


def agrees(handler, request):
    """Says what the first coder says, but for the oysters, which it is against."""
    said = json.loads(request["messages"][1]["content"])["statement"]["content"]
    side = {1: "for", -1: "against"}.get(FIRST.get(said.strip("“,”")), "against")
    handler.reply(200, stub.completion(stub.answer(side, 0.8, said.strip("“,”"))))


def test_both_coders_side_by_side(project):
    with stub.serving(agrees) as server:
        found = hemicycle.llm_positions(project, endpoint=server.url, model="orm-1")
        sent = server.questions()
    assert found.by == "llm/orm-1@positions-1"
    assert found.count("answered") == 3
    assert (found.requests, found.tokens, found.issues) == (3, 150, ())
    assert found.frame["agreement"].to_list() == [1, -1, -1]
    assert found.frame["first_agreement"].to_list() == [1, -1, None]
    assert found.frame["first_speaks"].to_list() == [True, True, False]
    assert found.frame["same"].to_list() == [True, True, False]
    assert found.frame["evidence"].to_list() == WORDS
    assert found.frame["actor"].to_list() == ["Odile Varn"] * 3
    assert found.frame["by"].unique().to_list() == [found.by]
    assert found.speaks == Agreed(3, 2 / 3, 0.0)
    assert found.sides == Agreed(2, 1.0, 1.0)
    assert sent[0] == {
        "concept": {"wording": "The Narrows should be dredged", "definition": "Deeper."},
        "statement": {"speaker": "Odile Varn", "cue": "said", "content": f"“{WORDS[0]},”"},
        "context": {"sentence": f"“{WORDS[0]},” said Odile Varn, the mayor of Skerrow, on Monday."},
    }


def test_neither_the_first_coder_nor_a_person_is_touched(project):
    with project.store(writer="the tests") as store:
        id = store.statements()[0].id
        concept = store.concepts()[0].id
        ruling = decisions.Decision(id, f"position:{concept}", "replace", "Ada", 0)
        decisions.record(store, ruling)
        before = store.content_hash()
    with stub.serving(agrees) as server:
        hemicycle.llm_positions(project, endpoint=server.url, model="orm-1")
    with project.store() as store:
        assert store.content_hash() == before
        assert [d.replacement for d in decisions.read(store)] == [0]
    again = hemicycle.run(project)
    assert again.coding.skipped == 3
    assert hemicycle.llm_positions(project).count("answered") == 3  # a run loses no answer


def test_without_an_endpoint_earlier_answers_are_read_and_nothing_is_sent(project, monkeypatch):
    with stub.serving(agrees) as server:
        asked = hemicycle.llm_positions(project, endpoint=server.url, model="orm-1")
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("it went to the network"))
    read = hemicycle.llm_positions(project)
    assert (read.by, read.cached, read.requests) == (asked.by, 3, 0)
    assert read.frame.drop("cached").equals(asked.frame.drop("cached"))


def test_which_model_must_be_clear(project):
    with pytest.raises(UsageError, match="no language model has answered"):
        hemicycle.llm_positions(project)
    with pytest.raises(UsageError, match="needs the name of a model"):
        hemicycle.llm_positions(project, endpoint="http://localhost:1/v1")
    with stub.serving(agrees) as server:
        for model in ("orm-1", "orm-2"):
            hemicycle.llm_positions(project, endpoint=server.url, model=model)
    with pytest.raises(UsageError, match="say which: orm-1, orm-2"):
        hemicycle.llm_positions(project)
    assert hemicycle.llm_positions(project, model="orm-2").cached == 3
    assert hemicycle.llm_positions(project, model="orm-3").count("not asked") == 3


def test_a_changed_concept_is_judged_by_the_first_coder_first_and_finds_no_old_answer(project):
    with stub.serving(agrees) as server:
        hemicycle.llm_positions(project, endpoint=server.url, model="orm-1")
        text = project.codebook.read_text(encoding="utf-8")
        project.codebook.write_text(text.replace("Deeper.", "Much deeper."), encoding="utf-8")
        with pytest.raises(UsageError, match=r"has changed since.*hemicycle run"):
            hemicycle.llm_positions(project, endpoint=server.url, model="orm-1")
        hemicycle.run(project)
        found = hemicycle.llm_positions(project, endpoint=server.url, model="orm-1")
    assert (found.cached, found.requests) == (0, 3)


def test_only_pairs_that_the_first_coder_found(project):
    with stub.serving(agrees) as server:
        found = hemicycle.llm_positions(project, endpoint=server.url, model="orm-1", pairs="found")
    assert found.frame["agreement"].to_list() == [1, -1]


def test_trouble_is_named_with_its_statement_and_document(project):
    made_up = stub.says(stub.answer("for", 0.9, "made up"))
    plan = (stub.status(404), made_up, agrees)
    with stub.serving(*plan) as server:
        found = hemicycle.llm_positions(
            project, endpoint=server.url, model="orm-1", limits=Limits(requests=2)
        )
    ids = found.frame["id"].to_list()
    assert found.frame["state"].to_list() == ["failed", "dropped", "not asked"]
    failed, dropped, left = found.issues
    assert (failed.level, dropped.level, left.level) == ("error", "warning", "note")
    assert failed.document.endswith("0.txt")
    assert ids[0] in failed.message
    assert "HTTP 404" in failed.message
    assert ids[1] in dropped.message
    assert "'made up'" in dropped.message
    assert (
        left.message == "1 of 3 pairs were not asked: the 2 requests that were allowed are used up"
    )


def test_the_key_comes_from_the_environment(project, monkeypatch):
    monkeypatch.setenv("HEMICYCLE_LLM_KEY", "sk-default\n")
    monkeypatch.setenv("ORM_KEY", "sk-orm")
    with stub.serving(agrees) as server:
        how = {"endpoint": server.url, "limits": Limits(requests=1)}
        hemicycle.llm_positions(project, model="a", **how)
        hemicycle.llm_positions(project, model="b", key_env="ORM_KEY", **how)
        keys = [headers.get("Authorization") for _, headers, _ in server.seen]
    assert keys == ["Bearer sk-default", "Bearer sk-orm"]
    with pytest.raises(UsageError, match="NO_SUCH_KEY is empty"):
        hemicycle.llm_positions(
            project, model="c", endpoint="http://localhost:1/v1", key_env="NO_SUCH_KEY"
        )
    for path in project.folder.iterdir():
        assert b"sk-" not in path.read_bytes(), path


# ---------------------------------------------------------------- the command


def test_the_command_tells_what_became_of_every_pair(project, tmp_path):
    with stub.serving(agrees) as server:
        way = ("llm-positions", "-p", project.folder, "--endpoint", server.url, "--model", "orm-1")
        first = command(*way, "--max-requests", 2)
        second = command(*way, "-o", tmp_path / "both.csv")
    assert first.exit_code == 1
    assert (
        "llm/orm-1@positions-1: 3 pairs of statement and concept: 2 answered, 0 dropped, 0 failed, "
        "1 not asked (0 answers from the cache)"
    ) in first.stdout
    assert "sent: 2 requests, 100 tokens" in first.stdout
    assert "1 of 3 pairs were not asked: the 2 requests" in first.stdout
    assert "Where the coders differ" not in first.stdout
    assert second.exit_code == 0
    assert "3 answered, 0 dropped, 0 failed, 0 not asked (2 answers from the c" in second.stdout
    assert "does it speak to the concept: the same on 67% of 3 pairs, kappa 0.00" in second.stdout
    assert "where both say: the same on 100% of 2 pairs, kappa 1.00" in second.stdout
    table = pl.read_csv(tmp_path / "both.csv")
    assert table["evidence"].to_list() == WORDS
    network = hemicycle.network(tmp_path / "both.csv", "two")
    assert network.rows == ("Odile Varn",)


def test_the_command_shows_where_the_coders_differ(project):
    with stub.serving(agrees) as server:
        hemicycle.llm_positions(project, endpoint=server.url, model="orm-1")
    shown = command("llm-positions", "-p", project.folder, env={"COLUMNS": "120"}).stdout
    differ = shown.partition("Where the coders differ:")[2].partition("llm/orm-1")[0]
    assert "oysters" in differ
    assert [word for word in differ.split() if word in ("-", "against")] == ["-", "against"]
    assert "should be dredged,”" not in differ


def test_what_the_command_wrote_is_not_read_as_news(project):
    with stub.serving(agrees) as server:
        hemicycle.llm_positions(project, endpoint=server.url, model="orm-1")
    command("llm-positions", "-p", project.folder, "-o", project.folder / "both.csv")
    added = hemicycle.add(project, project.folder)
    assert (added.added, added.failures) == (0, [])
    assert sum(issue.message.startswith("left out") for issue in added.issues) >= 2


def test_the_command_names_failures_and_says_so(project):
    with stub.serving(stub.status(401, b"bad key")) as server:
        way = ("llm-positions", "-p", project.folder, "--endpoint", server.url, "--model", "orm-1")
        ran = command(*way, "--json")
    assert ran.exit_code == 1
    record = json.loads(ran.stdout)
    assert (record["failed"], record["answered"], record["not_asked"]) == (3, 0, 0)
    assert record["agreement"]["sides"] == {"pairs": 0, "same": None, "kappa": None}
    assert len(record["pairs"]) == 3
    assert ran.stderr.count("no answer: HTTP 401: bad key") == 3


def test_the_command_without_an_endpoint(project):
    ran = command("llm-positions", "-p", project.folder)
    assert ran.exit_code == 2
    assert "--endpoint http://localhost:8080/v1" in ran.stderr
    ran = command("llm-positions", "-p", project.folder, "--model", "orm-1")
    assert ran.exit_code == 0
    assert "3 not asked" in ran.stdout
    assert not (project.folder / "hemicycle-llm.db").exists()


def test_a_file_that_cannot_be_written_is_told_before_anything_is_asked(project, tmp_path):
    (tmp_path / "there.csv").touch()
    with stub.serving(agrees) as server:
        way = ("llm-positions", "-p", project.folder, "--endpoint", server.url, "--model", "orm-1")
        for name in ("there.csv", "both.docx"):
            assert command(*way, "-o", tmp_path / name).exit_code == 2
        assert server.seen == []


def test_settings_on_the_command_line(project):
    way = ("llm-positions", "-p", project.folder, "--model", "orm-1", "--endpoint")
    with stub.serving(agrees) as server:
        ran = command(*way, server.url, "--set", "seed=7", "--set", "response_format=null")
        assert ran.exit_code == 0
        sent = server.seen[0][2]
    assert sent["seed"] == 7
    assert "response_format" not in sent
    for wrong in ("seed", "seed=seven"):
        ran = command(*way, "http://localhost:1/v1", "--set", wrong)
        assert (ran.exit_code, "write NAME=JSON" in ran.stderr) == (2, True)
    ran = command(*way, "http://localhost:1/v1", "--set", "tools=[]")
    assert (ran.exit_code, "stays as it is" in ran.stderr) == (2, True)


# ---------------------------------------------------------------- agreement


@pytest.mark.parametrize(
    ("pairs", "same", "kappa"),
    [
        ([], None, None),
        ([(1, 1), (1, 1)], 1.0, None),
        ([(1, 1), (0, 0)], 1.0, 1.0),
        ([(1, 0), (0, 1)], 0.0, -1.0),
        # Cohen's formula by hand: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: (.7 - .5) / .5
        ([(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15, 0.7, 0.4),
    ],
)
def test_agreement_beyond_chance(pairs, same, kappa):
    found = agreed(pairs)
    assert found.count == len(pairs)
    assert found.same == (same if same is None else pytest.approx(same))
    assert found.kappa == (kappa if kappa is None else pytest.approx(kappa))
