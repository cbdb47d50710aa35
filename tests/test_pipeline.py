"""Which attributions become statements."""

from __future__ import annotations

import pytest

from hemicycle import pipeline
from hemicycle.errors import UsageError
from hemicycle.extract.acts import ACTS
from hemicycle.extract.drafts import Draft, numbered
from hemicycle.ingest.files import read_text
from hemicycle.pipeline import Coder
from hemicycle.records import Actor, Finding

TEXT = "The Merrin Courier has learned that Odile Varn said the strait would close."
OUTER, INNER = "that Odile Varn said the strait would close", "the strait would close"


def spans(words):
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def by_hand(document):
    """Somebody hears what somebody said."""
    drafts = [
        Draft(
            spans(OUTER), spans("has learned"), spans("The Merrin Courier"),
            "indirect", "by hand", 0.9, "hears",
        ),
        Draft(spans(INNER), spans("said"), spans("Odile Varn"), "indirect", "by hand", 0.9, "says"),
    ]  # fmt: skip
    return numbered(document, drafts, "hand@1")


@pytest.fixture(autouse=True)
def reader(monkeypatch):
    monkeypatch.setattr(pipeline, "READERS", {"learned": (by_hand, "hand@1")})


def test_every_act_when_all_are_asked_for():
    outer, inner = Coder(acts=ACTS).code(read_text(TEXT)).statements
    assert (outer.attribution.act, inner.attribution.act) == ("hears", "says")
    assert inner.attribution.parent == outer.id


def test_what_stands_in_an_act_left_out_points_nowhere_and_keeps_its_carrier():
    (inner,) = Coder().code(read_text(TEXT)).statements
    assert inner.attribution.act == "says"
    assert inner.attribution.parent is None
    assert [carrier.name for carrier in inner.via.value or ()] == ["Merrin Courier"]


def coded(monkeypatch, text, marks, **how):
    """The statements of a text whose attributions are [source, cue, content, act], as marked."""

    def at(words, after=0):
        start = text.index(words, after)
        return ((start, start + len(words)),)

    def read(document):
        drafts = []
        for source, cue, content, act in marks:
            cue_at = at(cue)
            source_at = at(source, max(0, cue_at[0][0] - len(source) - 1))
            drafts.append(Draft(at(content), cue_at, source_at, "indirect", "by hand", 0.9, act))
        return numbered(document, drafts, "hand@1")

    monkeypatch.setattr(pipeline, "READERS", {"learned": (read, "hand@1")})
    return Coder(**how).code(read_text(text)).statements


HERS = "Odile Varn said that Odile Varn {} the strait would close."


@pytest.mark.parametrize(
    ("cue", "act", "kept"),
    [
        pytest.param("believes", "believes", ["says"], id="what she believes"),
        pytest.param("hopes", "intends", ["says"], id="what she wants"),
        pytest.param("told parliament that", "says", ["says", "says"], id="what she said before"),
    ],
)
def test_what_one_says_to_think_is_part_of_what_one_says(monkeypatch, cue, act, kept):
    text = HERS.format(cue)
    told = text[text.index("that") : -1]
    marks = [
        ["Odile Varn", "said", told, "says"],
        ["Odile Varn", cue, "the strait would close", act],
    ]
    assert [s.attribution.act for s in coded(monkeypatch, text, marks)] == kept
    every = coded(monkeypatch, text, marks, acts=ACTS)
    assert [s.attribution.act for s in every] == ["says", act]


def test_who_has_not_said_it_carries_nothing(monkeypatch):
    text = "The ministry has not said whether Odile Varn threatened to close the strait."
    marks = [
        ["The ministry", "has not said", "whether Odile Varn threatened to close the strait",
         "withholds"],
        ["Odile Varn", "threatened", "to close the strait", "says"],
    ]  # fmt: skip
    assert coded(monkeypatch, text, marks) == ()
    assert len(coded(monkeypatch, text, marks, acts=ACTS)) == 2


def test_the_nearest_that_is_kept_is_the_parent(monkeypatch):
    text = "The Courier reported that Petra Soleng had heard that Odile Varn denied the charge."
    marks = [
        ["The Courier", "reported",
         "that Petra Soleng had heard that Odile Varn denied the charge", "says"],
        ["Petra Soleng", "had heard", "that Odile Varn denied the charge", "hears"],
        ["Odile Varn", "denied", "the charge", "says"],
    ]  # fmt: skip
    outer, inner = coded(monkeypatch, text, marks)
    assert inner.attribution.parent == outer.id


def test_acts_are_part_of_the_fingerprint_and_their_order_is_not():
    assert Coder(acts=ACTS).fingerprint != Coder().fingerprint
    assert Coder(acts=("says", "hears")).fingerprint == Coder(acts=("hears", "says")).fingerprint


def test_an_act_that_there_is_not():
    with pytest.raises(UsageError, match="'sings' is no act"):
        Coder(acts=("sings",))


def test_doubt_about_the_actor_is_doubt_about_the_statement(monkeypatch):
    """Of a statement whose actor is open, the words alone count: it is in nobody's mouth."""
    varn = Actor("varn", "Odile Varn", "person")
    answers = [Finding(varn, 0.5, "told", "hand@1"), Finding(None, 0.0, "open", "hand@1")]
    monkeypatch.setattr(pipeline.actors, "resolve", lambda *_: answers)
    scores = [s.score for s in Coder(acts=ACTS).code(read_text(TEXT)).statements]
    assert scores == [pytest.approx(0.45), pytest.approx(0.9)]
    assert len(Coder(acts=ACTS, min_score=0.6).code(read_text(TEXT)).statements) == 1
