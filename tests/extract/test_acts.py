"""What kind of act a cue reports, by the table in tests/cases/acts.toml."""

import tomllib
from pathlib import Path

import pytest

from hemicycle.clean.page import clean
from hemicycle.errors import UsageError
from hemicycle.extract import acts, learned, link, rules
from hemicycle.extract.drafts import Draft, numbered
from hemicycle.ingest.files import read_text

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "acts.toml").read_text(encoding="utf-8")
)["case"]
HEARS = [0.02, 0.05, 0.02, 0.05, 0.86]
UNSURE = [0.1, 0.2, 0.1, 0.2, 0.4]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tries"])
def test_the_table(case):
    wanted = {cue: act for act in acts.ACTS for cue in case.get(act, ())}
    assert {cue: acts.of(cue) for cue in wanted} == wanted


def test_the_model_decides_only_where_the_list_does_not_know():
    assert acts.of("fluted", HEARS) == "hears"
    assert acts.of("fluted", UNSURE) == "says"
    assert acts.of("", HEARS) == "hears"
    assert acts.of("said", HEARS) == "says"
    assert acts.of("is convinced", HEARS) == "believes"


def test_no_word_reports_two_acts():
    words = [word for entry in acts.lexicon.load("acts").values() for word in entry["words"]]
    assert len(words) == len(set(words))
    assert set(acts.lexicon.load("acts")) == set(acts.ACTS)


def test_acts_by_name():
    assert acts.chosen(["hears", "says", "says"]) == ("says", "hears")
    assert acts.chosen(["all"]) == acts.ACTS
    with pytest.raises(UsageError, match=r"'sings' is no act; choose among says.* or all"):
        acts.chosen(["says", "sings"])
    with pytest.raises(UsageError, match="none was chosen"):
        acts.chosen([])


def test_the_trained_reader_hands_on_what_its_model_says_of_the_act(monkeypatch):
    text = "The islanders fluted that it rained."

    def linked(found, read):
        at = {text[start:end]: n for n, (start, end) in enumerate(found.spans)}
        cue = tuple(range(at["islanders"] + 1, at["that"]))
        content = tuple(range(at["that"], at["rained"] + 1))
        yield link.Linked(cue[0], (at["islanders"],), cue, content, 0.9, 0.9, tuple(HEARS))

    monkeypatch.setattr(learned.tagger, "tag", lambda *_: [])
    monkeypatch.setattr(learned.link, "linked", linked)
    monkeypatch.setattr(learned.calibration, "score", lambda *_: 0.5)
    (found,) = learned.read(clean(read_text(text)))
    assert text[slice(*found.cue[0])] == "fluted"
    assert found.act == "hears"


def test_attributions_have_the_act_of_their_cue():
    text = (
        "“We will not sign,” said Odile Varn. The minister is convinced that the strait is ours. "
        "The islanders hope that it rains. Varn vowed to resign."
    )
    found = rules.read(clean(read_text(text)))
    assert [a.act for a in found] == ["says", "believes", "intends", "intends"]
    draft = Draft(((0, 4),), (), (), "direct", "by hand", 1.0, "feels")
    assert numbered(clean(read_text(text)), [draft], "hand@1")[0].act == "feels"
