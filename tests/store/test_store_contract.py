"""The promises of `store/contract.py`, whichever database answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hemicycle.errors import DocumentError, StoreError
from hemicycle.intervals import Interval
from hemicycle.offsets import OffsetMap, Segment
from hemicycle.records import Concept, Finding, Issue, Metadata, Position, RawDocument
from hemicycle.store.contract import StatementFilter, Store
from hemicycle.store.fits import fits
from store.store_builders import BRIDGE, code, judge, raw, save

DEBATE = (
    "Ada Lund: Yes to the bridge. (2031-05-04)\n\n"
    "[Photo: the river]\n\n"
    "Zoë Wałęska: No to the bridge, it will fall. (2031-06-01, via The Mole)\n\n"
    "Ada Lund: Perhaps to the bridge."
)


def test_the_sql_store_is_a_store(store):
    checked: Store = store
    assert checked.documents() == []


# -------------------------------------------------------------------- documents


def test_a_document_comes_back_as_it_was_added(store):
    """All fields, an offset map with gaps, issues in order, odd characters."""
    text = "a\u0000b 😀 \u202e“é”"
    source = RawDocument(
        "näme", "in.html#3", "html", f"<p>{text}</p>", text,
        OffsetMap((Segment(0, 4, 3, 7), Segment(5, 6, 8, 13))),
        Metadata("T", "O", "http://x.test", "By A", "LYR", Interval.month(2031, 2), "en"),
        (Issue("ingest", "näme", "warning", "z first"), Issue("ingest", "näme", "note", "a next")),
    )  # fmt: skip
    assert store.add(source) == "added"
    assert store.document(source.id) == source
    assert store.issues() == list(source.issues)


def test_the_same_text_again(store):
    """Just so: known. Under another name, outlet or day: a sighting, the document as it was."""
    first = raw(DEBATE, outlet="The Mole", published="2031-06-02")
    again = raw(DEBATE, "two.txt", outlet="Heron Post", published="2031-06-03")
    assert [store.add(d) for d in (first, first, again, again, first)] == [
        "added", "known", "sighted", "known", "known",
    ]  # fmt: skip
    assert store.document(first.id) == first
    (row,) = store.documents()
    assert (row.outlet, row.words, row.coded) == ("The Mole", len(DEBATE.split()), None)


def test_the_same_file_better_described_is_completed_and_coded_again(store):
    """A forgotten --published given later; what was stated before stays."""
    save(store, raw(DEBATE, outlet="The Mole"))
    assert store.pending("toy-1") == []
    better = raw(DEBATE, outlet="Heron Post", published="2031-06-02")
    assert store.add(better) == "sighted"
    assert store.pending("toy-1") == [better.id]
    assert len(store.statements()) == 3  # nothing vanishes in between
    metadata = store.document(better.id).metadata
    assert metadata.outlet == "The Mole"
    assert metadata.published == Interval.day(date(2031, 6, 2))


def test_lone_surrogates_are_stored_one_for_one(store):
    source = raw("Ada Lund: Yes\ud800 to the bridge.", "na\udce9me.txt")
    assert store.add(source) == "added"
    assert store.add(source) == "known"
    (id,) = store.pending("toy-1")
    kept = store.document(id)
    assert kept.id == id
    assert kept.original == source.original.replace("\ud800", "\ufffd")
    store.save_coding(code(kept).document, "toy-1", code(kept).statements, BRIDGE)
    assert store.pending("toy-1") == []


def test_an_unknown_document_is_named(store):
    with pytest.raises(StoreError, match="no document has the id nope"):
        store.document("nope")


def test_issues_of_files_that_never_became_documents(store):
    issue = Issue("ingest", "broken.pdf", "error", "it is cut short")
    store.add_issue(issue)
    store.add_issue(issue)
    assert store.issues() == [issue] == store.left_out()


@pytest.mark.parametrize(
    ("trouble", "came", "over"),
    [
        (Issue("ingest", "a.txt", "error", "it is empty"), "a.txt", True),
        (Issue("ingest", "a.txt", "error", "it is empty"), "b.txt", False),
        (Issue("ingest", "r2", "error", "it has no text", "t.csv#2"), "t.csv#2", True),
        (Issue("ingest", "r2", "error", "it has no text", "t.csv#2"), "t.csv#1", False),
        (Issue("ingest", "r2", "error", "it has no text", "t.csv#2"), "r2", False),
        (Issue("ingest", "t.csv#2", "error", "left out"), "t.csv#2", True),
        (Issue("ingest", "t.csv", "error", "no column holds the text"), "t.csv#1", True),
    ],
)
def test_trouble_with_a_place_is_over_when_a_document_comes_from_it(store, trouble, came, over):
    first = raw(DEBATE, uri=came)
    store.add(first)
    store.add_issue(trouble)
    assert store.left_out() == [trouble]  # whatever came from there before
    store.add(first)
    assert store.left_out() == ([] if over else [trouble])


# -------------------------------------------------------------------- coding


def test_pending_in_the_order_of_arrival(store):
    sources = [raw(f"Ada Lund: Number {n}.", f"{n}.txt") for n in (3, 1, 2)]
    for source in sources:
        store.add(source)
    assert store.pending("toy-1") == [s.id for s in sources]
    store.save_failure(sources[0].id, "toy-1", "too odd")
    save(store, sources[1])
    assert store.pending("toy-1") == [sources[2].id]
    assert store.pending("toy-1", retry=True) == [sources[0].id, sources[2].id]
    assert store.pending("toy-2") == [s.id for s in sources]
    states = [(d.coded, d.failure, d.statements) for d in store.documents()]
    assert states == [(None, "too odd", 0), ("toy-1", None, 1), (None, None, 0)]


def test_statements_come_back_as_the_rooms_made_them(store):
    coded = save(store, raw(DEBATE))
    assert store.coded(coded.document.id) == coded.statements


def test_acts_come_back_and_are_filtered(store):
    coded = save(store, raw("Ada Lund: A rumour of a bridge.\n\nAda Lund: No to the bridge."))
    assert [s.attribution.act for s in store.coded(coded.document.id)] == ["hears", "says"]
    assert [row.act for row in store.statements()] == ["hears", "says"]
    assert [row.order for row in store.statements(StatementFilter(acts=("says", "feels")))] == [1]


def test_outlooks_come_back_and_go_with_their_coding(store):
    """One due in a year, one whose time is not told."""
    text = "Ada Lund: It will fall in 2033.\n\nAda Lund: It will stand.\n\nBo Ek: No to the bridge."
    coded = save(store, raw(text))
    assert store.coded(coded.document.id) == coded.statements
    first, second, third = (row.outlooks for row in store.statements())
    assert (first[0].text, first[0].due, first[0].due_text) == (
        "It will fall in 2033.", Interval.year(2033), "2033"
    )  # fmt: skip
    assert "".join(text[a:b] for a, b in first[0].content) == first[0].text
    assert (second[0].due, second[0].due_reason, second[0].probability) == (None, "no year", 0.93)
    assert third == ()
    store.save_coding(coded.document, "toy-2", coded.statements[2:], BRIDGE)
    assert [row.outlooks for row in store.statements()] == [()]


def test_unknowns_come_back_with_their_reasons(store):
    """No actor, chain not known (not the same as none), forecast not known, an abstention."""
    coded = code(raw(DEBATE))
    store.add(raw(DEBATE))
    first = replace(
        coded.statements[0],
        actor=Finding(None, 0.0, "two candidates", "toy@1"),
        via=Finding(None, 0.0, "garbled", "toy@1"),
        forecast=Finding(None, 0.0, "no verb", "toy@1"),
    )
    store.save_coding(coded.document, "toy-1", [first, coded.statements[2]], BRIDGE)
    assert store.coded(coded.document.id) == [first, coded.statements[2]]
    row, other = store.statements()
    assert (row.actor, row.actor_reason, row.via, row.forecast) == (
        None,
        "two candidates",
        (),
        False,
    )
    assert [p.agreement for p in other.positions] == [None]


def test_a_new_coding_replaces_the_old_one_whole(store):
    coded = save(store, raw(DEBATE))
    before = store.content_hash()
    store.save_coding(coded.document, "toy-2", coded.statements[:1], BRIDGE)
    assert [s.id for s in store.statements()] == [coded.statements[0].id]
    assert [a.name for a in store.actors()] == ["Ada Lund"]
    save(store, raw(DEBATE))
    assert store.content_hash() == before


def test_a_contradictory_coding_leaves_the_old_one(store):
    """The same id twice; a position on a concept that was not declared."""
    coded = save(store, raw(DEBATE))
    before = store.content_hash()
    twice = [coded.statements[0], coded.statements[0]]
    with pytest.raises(DocumentError, match=r"one\.txt.*contradicts itself"):
        store.save_coding(coded.document, "toy-2", twice, BRIDGE)
    with pytest.raises(DocumentError, match="held against"):
        store.save_coding(coded.document, "toy-2", coded.statements, {})
    assert store.content_hash() == before


def test_a_failure_drops_what_an_older_coding_derived(store):
    """Statements of two versions are never mixed."""
    coded = save(store, raw(DEBATE))
    store.save_failure(coded.document.id, "toy-2", "crashed")
    assert store.statements() == []
    assert store.documents()[0].failure == "crashed"


def test_issues_found_in_coding_go_with_the_coding(store):
    came = Issue("ingest", "one.txt", "note", "guessed cp1252")
    found = Issue("clean", "one.txt", "warning", "no body")
    source = replace(raw(DEBATE), issues=(came,))
    store.add(source)
    document = replace(code(source).document, issues=(came, found))
    store.save_coding(document, "toy-1", [], {})
    assert store.issues() == [came, found]
    assert store.document(source.id).issues == (came,)
    store.save_coding(replace(document, issues=(came,)), "toy-1", [], {})
    assert store.issues() == [came]


# -------------------------------------------------------------------- codebook


def test_only_positions_of_changed_concepts_are_due(store):
    first = save(store, raw(DEBATE, "1.txt")).document.id
    second = save(store, raw("Ada Lund: No to the ferry.", "2.txt")).document.id
    failed = raw("nothing", "3.txt")
    store.add(failed)
    store.save_failure(failed.id, "toy-1", "odd")
    assert store.pending_positions(BRIDGE) == []
    both = {"bridge": "bridge-1", "ferry": "ferry-1"}
    assert store.pending_positions(both) == [(first, ["ferry"]), (second, ["ferry"])]
    found = judge(store.document(second), store.coded(second), ["ferry"])
    store.save_positions(second, {"ferry": "ferry-1"}, found)
    assert store.pending_positions(both) == [(first, ["ferry"])]
    assert [p.agreement for p in store.statements()[-1].positions] == [-1]
    changed = {"bridge": "bridge-2", "ferry": "ferry-1"}
    assert store.pending_positions(changed) == [(first, ["bridge", "ferry"]), (second, ["bridge"])]
    assert [s.positions[0].agreement for s in store.statements()] == [1, -1, None, -1]


def test_deleted_concepts_take_their_positions_along(store):
    save(store, raw(DEBATE))
    bridge = Concept("bridge", "The bridge should be built", "d", ("e",), ("c",), None)
    store.set_concepts([bridge])
    assert store.concepts() == [bridge]
    assert len(store.statements(StatementFilter(concept="bridge"))) == 3
    store.set_concepts([])
    assert store.concepts() == []
    assert all(s.positions == () for s in store.statements())
    assert store.pending_positions(BRIDGE) == [(store.documents()[0].id, ["bridge"])]


def test_positions_on_what_is_not_there_are_refused(store):
    coded = save(store, raw(DEBATE))
    stray = {"nobody": [Position("bridge", Finding(1, 1.0, "", "x@1"))]}
    before = store.content_hash()
    with pytest.raises(DocumentError, match="not there"):
        store.save_positions(coded.document.id, BRIDGE, stray)
    assert store.content_hash() == before


# -------------------------------------------------------------------- reading


def test_a_row_holds_the_evidence(store):
    save(store, raw(DEBATE, outlet="Heron Post", title="River", published="2031-06-02"))
    row = store.statements()[1]
    assert "".join(DEBATE[a:b] for a, b in row.content) == row.text
    assert row.text == "No to the bridge, it will fall."
    assert (row.source_text, row.cue_text, row.said_on_text) == ("Zoë Wałęska", ":", "2031-06-01")
    assert row.paragraph == DEBATE.split("\n\n")[2]
    assert "".join(row.paragraph[a:b] for a, b in row.paragraph_content) == row.text
    assert (row.outlet, row.title, row.order, row.forecast) == ("Heron Post", "River", 1, True)
    assert row.why[:2] == (
        "statement: a colon [toy/line@1]", "actor: named before the colon [toy/actor@1]"
    )  # fmt: skip
    assert row.when == date(2031, 6, 1)


FILTERS = [
    ("part of a name", {"actor": "lund"}, [0, 2]),
    ("accents and strokes aside", {"actor": "WALESKA"}, [1]),
    ("an alias across case", {"actor": "wałĘska"}, [1]),
    ("no such name", {"actor": "person"}, []),
    ("a wildcard is a plain letter", {"actor": "%"}, []),
    ("concept by id, abstentions too", {"concept": "bridge"}, [0, 1, 2]),
    ("concept by its wording", {"concept": "the BRIDGE should be built"}, [0, 1, 2]),
    ("another concept", {"concept": "ferry"}, []),
    ("for", {"concept": "bridge", "agreement": 1}, [0]),
    ("against any", {"agreement": -1}, [1]),
    ("side on another concept", {"concept": "ferry", "agreement": 1}, []),
    ("the last day counts", {"to": date(2031, 5, 4)}, [0]),
    ("the first day counts", {"from_": date(2031, 6, 1)}, [1, 2]),
    ("publication where nothing else is known", {"from_": date(2031, 6, 2)}, [2]),
    ("between", {"from_": date(2031, 5, 5), "to": date(2031, 6, 1)}, [1]),
    ("whole outlet, case aside", {"outlet": "heron POST"}, [0, 1, 2]),
    ("part of an outlet is another outlet", {"outlet": "Heron"}, []),
    ("carried", {"reported": True}, [1]),
    ("first hand", {"reported": False}, [0, 2]),
    ("sure of the words and of the actor", {"min_score": 0.71}, [0, 1, 2]),
    ("sure of the words, less so of the actor", {"min_score": 0.73}, []),
    ("all of it must hold", {"actor": "lund", "to": date(2031, 5, 9), "min_score": 0.7}, [0]),
]


@pytest.mark.parametrize(("tries", "asked", "expected"), FILTERS, ids=[f[0] for f in FILTERS])
def test_filters(store, tries, asked, expected):
    save(store, raw(DEBATE, outlet="Heron Post", published="2031-06-02"))
    store.set_concepts([Concept("bridge", "The bridge should be built")])
    rows = store.statements(StatementFilter(**asked))
    assert [row.order for row in rows] == expected
    assert all(row.positions for row in rows)
    if "wording" not in tries:
        assert [row.order for row in store.statements() if fits(row, StatementFilter(**asked))] == (
            expected
        )


def test_an_unknown_day_is_in_no_span_of_days(store):
    save(store, raw("Ada Lund: Yes to the bridge."))
    early = StatementFilter(from_=date(1900, 1, 1))
    assert store.statements(early) == []
    assert not fits(store.statements()[0], early)


def test_actors_over_all_documents(store):
    save(store, raw(DEBATE, "1.txt", published="2031-06-02"))
    save(store, raw("Ada Lund: Yes to the bridge, yes. (2031-01-02)", "2.txt"))
    ada, zoe = store.actors()
    assert (ada.name, ada.statements, ada.words) == ("Ada Lund", 3, 13)
    assert (ada.first, ada.last) == (date(2031, 1, 2), date(2031, 6, 2))
    assert ada.stance == (("bridge", 2, 0, 0),)
    assert zoe.stance == (("bridge", 0, 0, 1),)
    assert store.statements(StatementFilter(actor=zoe.id))[0].actor.name == "Zoë Wałęska"


def test_the_hash_depends_on_content_and_not_on_order(store, tmp_path):
    from hemicycle.store import sqlite

    one, two = raw(DEBATE, "1.txt"), raw("Ada Lund: Yes to the bridge.", "2.txt")
    save(store, one)
    save(store, two)
    sqlite.create(tmp_path / "other.db")
    with sqlite.open(tmp_path / "other.db", writer="the tests") as other:
        save(other, two)
        assert other.content_hash() != store.content_hash()
        save(other, one)
        assert other.content_hash() == store.content_hash()
        other.save_failure(one.id, "toy-1", "x")
        assert other.content_hash() != store.content_hash()
