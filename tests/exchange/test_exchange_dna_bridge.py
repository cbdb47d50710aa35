"""A project goes to DNA and comes back without loss of coding; what is lost is told."""

from __future__ import annotations

import csv
import dataclasses
import io
import tarfile
from datetime import date, datetime

import pytest
from dna_samples import ORACLE, needs_oracle

import hemicycle
from hemicycle.errors import DocumentError, UsageError
from hemicycle.exchange.dna import model, trace
from hemicycle.exchange.dna.from_project import from_project
from hemicycle.exchange.dna.read import read
from hemicycle.exchange.dna.to_project import to_project
from hemicycle.exchange.dna.to_statements import to_statements
from hemicycle.exchange.dna.write import write
from hemicycle.intervals import Interval
from hemicycle.offsets import OffsetMap, Segment
from hemicycle.records import Actor, Carrier, Concept, Metadata, RawDocument
from hemicycle.review.apply import apply
from hemicycle.review.decisions import Decision
from hemicycle.rows import PositionRow, StatementRow

TEXT = "“Dredge it,” said Odile Varn, the mayor of Skerrow, on Monday.\n\nThe vote is due.\n"
CONCEPTS = (
    Concept("dredge", "The Orm Narrows should be dredged", "By ship.", parent="narrows"),
    Concept("narrows", "The Orm Narrows matter"),
)
VARN = Actor("a1", "Odile Varn", "person", ("Varn",), ("mayor of Skerrow",), None, "Skerrow")
GUILD = Actor("a2", "Pilots' Guild", "organisation")
BOTH = Actor("a3", "Varn and the guild", "group", members=(VARN, GUILD))


def raw(name: str = "buoy.txt", text: str = TEXT, **about) -> RawDocument:
    about = {"outlet": "The Buoy", "published": Interval.day(date(2025, 3, 11)), **about}
    return RawDocument(
        name, name, "text", text, text, OffsetMap.identity(len(text)), Metadata(**about)
    )


def row(id: str, positions=(), actor=VARN, content=((0, 12),), **changes) -> StatementRow:
    made = [PositionRow(c, side, 0.9, "", by) for c, side, by in positions]
    return dataclasses.replace(
        _base(), id=id, positions=tuple(made), actor=actor, content=content, **changes
    )


def _base() -> StatementRow:
    return StatementRow(
        id="", document=raw().id, document_name="buoy.txt", order=0, content=(), cue=(), source=(),
        text="“Dredge it,”", source_text="Odile Varn", cue_text="said", form="direct", act="says",
        parent=None, actor=None, actor_reason="", via=(Carrier("The Buoy", "outlet"),),
        said_on=Interval.day(date(2025, 3, 10)), said_on_text="Monday", forecast=False, score=0.8,
        why=(), positions=(), outlet="The Buoy", title=None, url=None, published=None,
        paragraph="", paragraph_content=(), paragraph_source=(), paragraph_cue=(),
    )  # fmt: skip


ROWS = [
    row("s1", [("dredge", 1, "x@1"), ("narrows", -1, "person/Ada Bell")]),
    row("s2", [("dredge", -1, "x@1")], GUILD, ((0, 5), (8, 12))),
    row("s3", [("dredge", 1, "x@1")], BOTH),
    row("s4", [("dredge", 1, "x@1")], None),
    row("s5", [("dredge", 0, "x@1"), ("narrows", None, "x@1")]),
    row("s6", [], content=((13, 20),)),
]


def codings(rows, agreements=(1, -1)):
    """(actor, concept, side, spans) of a project."""
    return {
        (speaker.name if speaker else "", position.concept, position.agreement, one.content)
        for one in rows
        for position in one.positions
        if position.agreement in agreements
        for speaker in one.speakers or (None,)
    }


def side_of(value):
    """A yes or no as 1 and -1; numbers stay."""
    return (1 if value else -1) if isinstance(value, bool) else value


def codings_of_dna(database):
    ids = {c.wording: c.id for c in to_project(database).concepts}
    return {
        (
            cells["person"] or cells["organization"],
            ids[cells["concept"]],
            side_of(cells["agreement"]),
            trace.read(cells["hemicycle"]).content,
        )
        for cells in to_statements(database)
    }


def sent(tmp_path, rows=ROWS, documents=None, **options):
    database = from_project(rows, documents or [raw()], CONCEPTS, **options)
    report = write(database, tmp_path / "x.dna")
    return read(tmp_path / "x.dna"), str(report)


def test_coding_goes_to_dna_and_comes_back(tmp_path):
    database, report = sent(tmp_path)
    assert codings_of_dna(database) == codings(ROWS)
    assert "marked from the first to the last: buoy.txt" in report
    assert "neither for nor against" in report
    assert "kept as an annotation: no position on any concept" in report
    assert "dated by the document, not by when it was said: buoy.txt" in report
    assert "every coder logs in with the password 'hemicycle'" in report
    first = to_statements(database)[0]
    assert (first["text"], first["start"], first["stop"]) == ("“Dredge it,”", 0, 12)
    assert (first["time"], first["source"]) == (datetime(2025, 3, 11), "The Buoy")
    assert [cells["coder"] for cells in to_statements(database)][:2] == ["Hemicycle", "Ada Bell"]
    notes = to_statements(database, "Annotation")
    assert [cells["note"] for cells in notes] == ["Odile Varn: “Dredge it,”"] * 2
    assert len(database.relations) == 6


def test_integers_hold_who_is_neither_for_nor_against(tmp_path):
    database, report = sent(tmp_path, agreement="integer", without_position="omit")
    assert codings_of_dna(database) == codings(ROWS, (1, 0, -1))
    assert "left out: no position on any concept: buoy.txt" in report
    assert len(database.types) == 1
    assert to_project(database, ROWS, CONCEPTS).decisions == ()


def test_without_traces_there_are_the_four_variables_of_dna(tmp_path):
    database, _ = sent(tmp_path, traces=False, without_position="omit")
    names = [variable.name for variable in database.variables]
    assert names == ["person", "organization", "concept", "agreement"]


def test_what_is_known_of_actors_and_concepts_stands_in_attributes(tmp_path):
    database, _ = sent(tmp_path)
    told = {e.value: list(e.attributes.values()) for e in database.entities if e.value}
    assert told["Odile Varn"] == ["person", "Varn", "mayor of Skerrow"]
    assert to_project(database).concepts == CONCEPTS
    assert to_project(database, concepts=CONCEPTS).concepts == CONCEPTS


def test_html_is_given_as_its_readable_text(tmp_path):
    page, text = "<p>Dredge &amp; vote</p>", "Dredge & vote"
    offsets = OffsetMap((Segment(0, 7, 3, 10), Segment(7, 8, 10, 15), Segment(8, 13, 15, 20)))
    document = RawDocument("a.html", "a.html", "html", page, text, offsets)
    one = row("s1", [("dredge", 1, "x@1")], content=((10, 20),), document=document.id)
    database, report = sent(tmp_path, [one], [document])
    (cells,) = to_statements(database)
    assert cells["text"] == "& vote"
    assert codings_of_dna(database) == codings([one])
    assert "no date of publication" in report


def test_what_a_foreign_database_has_beside_coding_is_told():
    database = from_project(ROWS, [raw()], CONCEPTS)
    database = dataclasses.replace(
        database,
        variables=(*database.variables, model.DnaVariable(9, "frame", "integer", 1)),
        links=(model.DnaLink(1, 1, 2),),
        regexes=(model.DnaRegex("vote"),),
        entities=tuple(dataclasses.replace(e, colour=(9, 9, 9)) for e in database.entities),
    )
    told = str(to_project(database).report)
    for what in ("variables a project has no place for: frame", "links of variables", "colours of"):
        assert what in told
    assert "regular expressions have no place" in told


def test_a_statement_of_another_document_is_told(tmp_path):
    _, report = sent(tmp_path, [row("s1", document="gone")])
    assert "not in the text of any document given: buoy.txt" in report


# ---------------------------------------------------------------- what was changed in DNA


def changed(database, number, **values):
    """The database with other values in one statement."""
    names = {v.name: v.id for v in database.variables_of(1)}
    one = database.statements[number]
    new = {**one.values, **{names[name]: value for name, value in values.items()}}
    made = list(database.statements)
    made[number] = dataclasses.replace(one, values=new)
    return dataclasses.replace(database, statements=tuple(made))


def test_nothing_changed_is_no_verdict(tmp_path):
    database, _ = sent(tmp_path)
    arrival = to_project(database, ROWS, CONCEPTS)
    assert (arrival.documents, arrival.decisions) == ((), ())
    assert "statements of other types: 2 of Annotation" in str(arrival.report)


def test_a_corrected_side_speaker_and_a_deleted_position_come_back(tmp_path):
    database, _ = sent(tmp_path)
    varn = next(e.id for e in database.entities if e.value == "Odile Varn")
    database = changed(changed(database, 0, agreement=False), 2, person=varn)
    kept = [s for s in database.statements if s.id != 2]
    database = dataclasses.replace(database, statements=tuple(kept))
    decisions = [
        Decision(**d, at="2025-04-01") for d in to_project(database, ROWS, CONCEPTS).decisions
    ]
    one, two, *_ = apply(ROWS, decisions)
    assert [(p.concept, p.agreement) for p in one.positions] == [("dredge", -1)]
    assert two.actor.name == "Odile Varn"
    assert len(decisions) == 3


def test_a_database_coded_elsewhere_meets_the_rows_by_place():
    database = from_project(ROWS, [raw()], CONCEPTS, traces=False)
    foreign = [dataclasses.replace(d, notes="", section="Ports") for d in database.documents]
    statements = tuple(s for s in database.statements if s.id == 1)
    database = dataclasses.replace(database, documents=tuple(foreign), statements=statements)
    arrival = to_project(database)
    assert arrival.documents[0].id == raw().id
    assert "the section of documents is not kept: buoy.txt" in str(arrival.report)
    assert "no statement of the project stands there: buoy.txt 0-12" in str(arrival.report)
    found = [row("s9", content=((1, 11),), actor=GUILD)]
    decisions = to_project(database, found, CONCEPTS).decisions
    assert [(d["subject"], d["field"], d["replacement"]) for d in decisions] == [
        ("s9", "actor", {"name": "Odile Varn", "kind": "person"}),
        ("s9", "position:dredge", 1),
    ]


def test_what_a_person_adds_in_dna_finds_its_place_in_a_page():
    page, text = "<p>A&amp;B.\r\nDredge it!</p>", "A&B.\r\nDredge it!"
    offsets = OffsetMap((Segment(0, 1, 3, 4), Segment(1, 2, 4, 9), Segment(2, 16, 9, 23)))
    document = RawDocument("a.html", "a.html", "html", page, text, offsets)
    one = row("s1", [], content=((13, 23),), document=document.id)
    sent = row("s0", [("dredge", 1, "x@1")], content=((3, 10),), document=document.id)
    database = from_project([sent], [document], CONCEPTS)
    (made,) = database.statements
    values = {key: "" if key == 5 else value for key, value in made.values.items()}
    added = dataclasses.replace(made, values=values, start=5, stop=15)
    database = dataclasses.replace(database, statements=(added,))
    assert to_project(database, [one], CONCEPTS).decisions == ()
    (found,) = to_project(database, [one], CONCEPTS, sent=[document]).decisions
    assert (found["subject"], found["field"]) == ("s1", "position:dredge")


def test_two_sides_at_once_decide_nothing(tmp_path):
    database, _ = sent(tmp_path, agreement="integer")
    same, odd = database.statements[0], changed(database, 2, agreement=7).statements[2]
    rows = [ROWS[0], dataclasses.replace(ROWS[1], content=((30, 40),))]
    other = dataclasses.replace(same, id=99, values={**same.values, 4: -1})
    database = dataclasses.replace(database, statements=(same, other, odd))
    arrival = to_project(database, rows, CONCEPTS)
    assert [(d["subject"], d["field"]) for d in arrival.decisions] == [("s1", "position:narrows")]
    (note,) = [note for note in arrival.report.notes if "two sides" in note.what]
    assert len(note.where) == 2


def test_what_was_never_sent_was_not_deleted(tmp_path):
    later = row("s1", [("dredge", 1, "x@1"), ("narrows", -1, "x@1"), ("new", 1, "x@1")])
    database, _ = sent(tmp_path, ROWS[:1])
    assert to_project(database, [later], (*CONCEPTS, Concept("new", "New"))).decisions == ()
    names = {"agreement": "stance"}
    renamed = [dataclasses.replace(v, name=names.get(v.name, v.name)) for v in database.variables]
    database = dataclasses.replace(database, variables=tuple(renamed))
    assert to_project(database, [later], CONCEPTS).decisions == ()
    one = from_project(ROWS[:1], [raw()], CONCEPTS, traces=False)
    one = dataclasses.replace(one, statements=one.statements[:1])
    assert to_project(one, [later], CONCEPTS).decisions == ()


def test_what_was_read_anew_since_is_no_verdict_of_a_person(tmp_path):
    database, _ = sent(tmp_path)
    anew = dataclasses.replace(ROWS[0], positions=(PositionRow("dredge", -1, 0.9, "", "x@2"),))
    held = {p.concept: p.agreement for p in ROWS[0].positions}
    assert held["dredge"] == 1
    arrival = to_project(database, [anew, *ROWS[1:]], CONCEPTS)
    assert [d for d in arrival.decisions if d["field"] == "position:dredge"] == []
    assert "the new reading stays" in str(arrival.report)


def test_a_date_that_is_none_is_told():
    database = from_project(ROWS, [raw()], CONCEPTS)
    wrong = dataclasses.replace(database.documents[0], date=10**15)
    with pytest.raises(DocumentError, match=r"buoy\.txt: its date in DNA"):
        to_statements(dataclasses.replace(database, documents=(wrong,)))


def test_the_bundled_debate(demo_folder, tmp_path):
    project = hemicycle.open(demo_folder)
    rows, concepts = hemicycle.statements(project), hemicycle.concepts(project)
    with project.store() as store:
        documents = [store.document(each.id) for each in store.documents()]
    write(from_project(rows, documents, concepts, agreement="integer"), tmp_path / "x.dna")
    database = read(tmp_path / "x.dna")
    assert codings_of_dna(database) == codings(rows, (1, 0, -1))
    assert to_project(database, rows, concepts).decisions == ()
    for cells in to_statements(database):
        assert cells["text"].strip()


# ---------------------------------------------------------------- what DNA itself says


@needs_oracle
def test_rows_are_those_of_dnas_own_event_list():
    name = "native-eventlist.csv"
    with tarfile.open(ORACLE / "synth-3.1.2.tar.gz") as archive:
        member = next(m for m in archive if m.name.endswith(name))
        theirs = archive.extractfile(member).read().decode("utf-8")
    rows = to_statements(read(ORACLE / "synth.dna"))
    listed = list(csv.DictReader(io.StringIO(theirs), delimiter=";"))
    assert len(rows) == len(listed) == 300
    same = {name: name.removeprefix("document_") for name in listed[0]}
    same |= {"statement_id": "id", "start_position": "start", "stop_position": "stop"}
    same |= {"document_id": "document"}
    for name in ("agreement", "text", "coder"):  # written as a number, with ; as , and by id
        del same[name]
    listed.sort(key=lambda row: int(row["statement_id"]))
    for mine, dnas in zip(rows, listed, strict=True):
        assert {n: str(mine[m]) for n, m in same.items()} == {n: dnas[n] for n in same}
        assert int(mine["agreement"]) == int(dnas["agreement"])
        assert mine["text"].replace(";", ",") == dnas["text"]


@needs_oracle
def test_no_such_type():
    with pytest.raises(UsageError, match="there are: DNA Statement, Annotation"):
        to_statements(read(ORACLE / "synth.dna"), "Claim")
