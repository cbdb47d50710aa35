"""The codebook: reading, adding with the user's comments kept, and every mistake told."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.errors import CodebookError
from hemicycle.position.codebook import (
    add,
    concept_from_text,
    concepts_from_texts,
    fingerprint,
    load,
    save,
)
from hemicycle.position.codebook_toml import slug
from hemicycle.records import Concept

COMMENTED = """\
# Our debate: the bridge.

[[concept]]
wording = "A toll should be charged"   # agreed on Monday
examples = [
  "drivers must pay",  # from the pilot study
]

# still under discussion
[[concept]]
wording = "The bridge should be closed"
parent = "a-toll-should-be-charged"
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "codebook.toml"
    path.write_text(COMMENTED, encoding="utf-8")
    return path


def test_load(book: Path) -> None:
    toll, closed = load(book)
    assert toll == Concept(
        "a-toll-should-be-charged", "A toll should be charged", "", ("drivers must pay",)
    )
    assert closed.parent == toll.id


def test_add_keeps_every_comment_and_line(book: Path) -> None:
    added = add(book, "The ferry should be free", definition="For residents", examples=["no fares"])
    text = book.read_text(encoding="utf-8")
    assert text.startswith(COMMENTED.rstrip("\n"))
    assert load(book)[-1] == added
    assert added.id == "the-ferry-should-be-free"
    assert added.definition == "For residents"


def test_add_makes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    added = add(path, "The ferry should be free")
    assert load(path) == [added]


def test_add_to_a_file_of_comments_only(tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    path.write_text("# concepts go here\n", encoding="utf-8")
    assert load(path) == []
    add(path, "The ferry should be free")
    assert path.read_text(encoding="utf-8").startswith("# concepts go here\n")
    assert len(load(path)) == 1


def test_save_updates_removes_and_keeps_comments(book: Path) -> None:
    toll, _ = load(book)
    changed = Concept(toll.id, "A fair toll should be charged", "New.", toll.examples)
    save(book, [changed])
    assert load(book) == [changed]
    text = book.read_text(encoding="utf-8")
    assert "# Our debate: the bridge." in text
    assert "# from the pilot study" in text


def test_save_then_load_is_the_same(tmp_path: Path) -> None:
    concepts = [
        Concept("x", "Käse “first”", 'a "definition"\nin two lines', ("a", "b"), ("c",), "y"),
        Concept("y", "Parent"),
    ]
    save(tmp_path / "codebook.toml", concepts)
    assert load(tmp_path / "codebook.toml") == concepts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[[concept]]\nwording = "A"\n[[concept]]\nid = "b"\nwording = " a!"\n',
            "two concepts have the wording “a!” (ids “a” and “b”)",
        ),
        (
            '[[concept]]\nid = "a"\nwording = "A"\n[[concept]]\nid = "a"\nwording = "B"\n',
            "two concepts have the id “a” (“A” and “B”)",
        ),
        ('[[concept]]\nwording = "A"\nparent = "b"\n', "parent “b”, which does not exist"),
        ('[[concept]]\nwording = ""\n', "concept 1: has no wording"),
        ('[[concept]]\ndefinition = "x"\n', "concept 1: has no wording"),
        ('[[concept]]\nwording = "A\n', "line 2"),
        ("[[concept]]\nwording = 3\n", "wording must be text"),
        ('[[concept]]\nwording = "A"\nexamples = "x"\n', "examples must be a list"),
        ('[[concept]]\nwording = "A"\nexample = ["x"]\n', "unknown field “example”"),
        ('[concept]\nwording = "A"\n', "double brackets"),
        ('concept = ["A"]\n', "is not a table"),
        ('[concepts]\nwording = "A"\n', "unknown entry “concepts”; write [[concept]]"),
        (
            '[[concept]]\nwording = "A"\nparent = "b"\n[[concept]]\nwording = "B"\nparent = "a"\n',
            "circle: a → b → a",
        ),
        ('[[concept]]\nwording = "A"\nparent = "a"\n', "circle: a → a"),
    ],
)
def test_mistakes_are_told_with_the_file(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "codebook.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        load(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_file_and_wrong_encoding_are_told(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        load(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'[[concept]]\nwording = "K\xe4se"\n')
    with pytest.raises(CodebookError, match="UTF-8"):
        load(tmp_path / "latin.toml")


def test_a_refused_addition_leaves_the_file_alone(book: Path) -> None:
    for wording, parent in (("A toll should be charged", None), ("", None), ("New", "nobody")):
        with pytest.raises(CodebookError):
            add(book, wording, parent=parent)
    assert book.read_text(encoding="utf-8") == COMMENTED
    assert [path.name for path in book.parent.iterdir()] == ["codebook.toml"]


def test_the_id_stays_when_the_wording_changes(tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    first = add(path, "A toll should be charged")
    path.write_text(path.read_text("utf-8").replace("A toll", "A fair toll"), encoding="utf-8")
    assert [(c.id, c.wording) for c in load(path)] == [(first.id, "A fair toll should be charged")]
    again = add(path, "A toll should be charged")
    assert [c.id for c in load(path)] == [first.id, f"{first.id}-2"]
    assert again.id == f"{first.id}-2"


def test_an_older_codebook_keeps_its_ids(book: Path) -> None:
    before = [concept.id for concept in load(book)]
    add(book, "The ferry should be free")
    assert [concept.id for concept in load(book)][:2] == before


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_an_editor_adds_to_a_file_is_read_and_stays(book: Path, mark: bytes, end: str) -> None:
    written = mark + COMMENTED.replace("\n", end).encode()
    book.write_bytes(written)
    assert len(load(book)) == 2
    add(book, "The ferry should be free")
    text = book.read_bytes()
    assert text.startswith(written.rstrip())
    assert text.count(b"\n") == text.count(end.encode())
    assert text.count(codecs.BOM_UTF8) == bool(mark)
    assert len(load(book)) == 3


def test_wordings_that_share_a_slug_are_two_concepts() -> None:
    alike = ["мир now", "война now", "x" * 80 + " a", "x" * 80 + " b", "МИР, now!"]
    assert len(concepts_from_texts(alike)) == 4


def test_concept_from_text() -> None:
    assert concept_from_text(" Troops  should go ") == Concept(
        "troops-should-go", "Troops should go"
    )
    with pytest.raises(CodebookError):
        concept_from_text("  ")


def test_fingerprint_changes_with_what_matters_only() -> None:
    base = Concept("a", "A", "d", ("e",), ("f",), None)
    assert fingerprint(base) == fingerprint(Concept("a", "A", "d", ("e",), ("f",), "parent"))
    others = [
        Concept("b", "A", "d", ("e",), ("f",)),
        Concept("a", "B", "d", ("e",), ("f",)),
        Concept("a", "A", "", ("e",), ("f",)),
        Concept("a", "A", "d", ("e", "f"), ()),
        Concept("a", "A", "d", (), ("e", "f")),
    ]
    assert len({fingerprint(base), *map(fingerprint, others)}) == 6


def test_slug_of_letters_beyond_ascii() -> None:
    assert slug("Käse für alle!") == "kase-fur-alle"
    assert slug("война") == slug("война") != slug("мир")


@given(st.text(min_size=1).filter(str.strip))
def test_any_wording_has_an_id(wording: str) -> None:
    assert concept_from_text(wording).id
