from __future__ import annotations

import tomllib

import pytest

from hemicycle import project
from hemicycle.errors import ProjectError, StoreError


def test_init_makes_a_project_that_opens_from_any_folder_inside(tmp_path):
    made = project.init(tmp_path / "a" / "Bridge “debate” \\ 1")
    deep = made.folder / "texts" / "2031"
    deep.mkdir(parents=True)
    found = project.open(deep)
    assert found == made
    assert found.settings == project.Settings("Bridge “debate” \\ 1")
    assert sorted(p.name for p in made.folder.iterdir()) == [
        "codebook.toml", "hemicycle.db", "hemicycle.toml", "texts",
    ]  # fmt: skip
    assert tomllib.loads(found.codebook.read_text(encoding="utf-8")) == {}
    with found.store("the tests") as store:
        assert store.documents() == []


def test_the_codebook_template_shows_what_works(tmp_path):
    """Its example, without the marks of a comment, is a concept with every field."""
    lines = project.init(tmp_path).codebook.read_text(encoding="utf-8").splitlines()
    start = lines.index("# [[concept]]")
    example = "\n".join(line.removeprefix("# ") for line in lines[start : start + 7])
    (concept,) = tomllib.loads(example)["concept"]
    assert list(concept) == [
        "id", "wording", "definition", "examples", "counter_examples", "parent",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["hemicycle.toml", "codebook.toml", "hemicycle.db"])
def test_init_makes_what_is_missing_and_overwrites_nothing(tmp_path, name):
    (tmp_path / name).write_text("[project]\nname = 'mine'\n")
    project.init(tmp_path)
    assert (tmp_path / name).read_text() == "[project]\nname = 'mine'\n"
    assert project.held(tmp_path) == ["hemicycle.db", "codebook.toml", "hemicycle.toml"]
    with pytest.raises(ProjectError, match="a project already; nothing was changed"):
        project.init(tmp_path)


def test_init_where_no_folder_can_be(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectError, match=r"no project can be made in .*choose another"):
        project.init(tmp_path / "file" / "project")


def test_init_that_fails_leaves_nothing(tmp_path, monkeypatch):
    from hemicycle.store import sqlite

    def full(path):
        raise StoreError(f"{path}: the disk is full")

    monkeypatch.setattr(sqlite, "create", full)
    with pytest.raises(StoreError, match="full"):
        project.init(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_no_project_says_how_to_make_one(tmp_path):
    (tmp_path / "a b").mkdir()
    with pytest.raises(ProjectError, match=r"there is no project in .*hemicycle init '.*/a b'"):
        project.open(tmp_path / "a b")


def test_a_folder_that_is_not_there_is_not_looked_for_above(tmp_path):
    project.init(tmp_path)
    with pytest.raises(ProjectError, match=r"there is no folder .*/spelt"):
        project.open(tmp_path / "spelt" / "wrong")


def test_a_project_without_its_database(tmp_path):
    made = project.init(tmp_path)
    settings, codebook = tmp_path / "hemicycle.toml", tmp_path / "codebook.toml"
    for path in (settings, codebook):
        path.write_text(path.read_text() + "# mine\n")
    made.database.unlink()
    with pytest.raises(StoreError, match=rf"an empty one with `hemicycle init {tmp_path}`"):
        project.open(tmp_path).store()
    with project.init(tmp_path).store() as store:
        assert store.documents() == []
    assert settings.read_text().endswith("# mine\n")
    assert codebook.read_text().endswith("# mine\n")
    with pytest.raises(ProjectError, match="nothing was changed"):
        project.init(tmp_path)


SETTINGS = [
    ("[report]\nquote_chars = 120", None),
    ("[extract]\nmin_score = 1", None),
    ("[extract]\nacts = ['says', 'hears']", None),
    ("[extract]\nacts = ['all']", None),
    ("", None),
    ("[report]\nquote_char = 120", r"in \[report\] quote_char is no setting; did you mean quote_c"),
    ("[repotr]\nquote_chars = 1", "repotr is no setting; did you mean report"),
    ("[report]\nlength = 1", "there are quote_chars"),
    ("report = 3", "must be a table"),
    ("[report]\nquote_chars = '120'", "quote_chars must be a whole number, not '120'"),
    ("[report]\nquote_chars = true", "must be a whole number"),
    ("[report]\nquote_chars = 0", "1 or more"),
    ("[extract]\nmin_score = 40", "between 0 and 1"),
    ("[extract]\nacts = 'says'", "acts must be a list in square brackets"),
    ("[extract]\nacts = ['sings']", r"hemicycle\.toml: acts: 'sings' is no act"),
    ("[extract]\nacts = [1]", "'1' is no act"),
    ("[extract]\nacts = []", "none was chosen"),
    ("[extract]\nreader = 1", "reader must be text"),
    ("[report\nquote_chars = 1", r"hemicycle\.toml cannot be read: .*line 1"),
]


@pytest.mark.parametrize(("text", "message"), SETTINGS)
def test_settings(tmp_path, text, message):
    project.init(tmp_path)
    (tmp_path / "hemicycle.toml").write_text(text)
    if message is None:
        assert project.open(tmp_path).settings.name == tmp_path.name
    else:
        with pytest.raises(ProjectError, match=message):
            project.open(tmp_path)


def test_settings_as_an_editor_on_windows_saves_them(tmp_path):
    project.init(tmp_path)
    (tmp_path / "hemicycle.toml").write_bytes(
        b"\xef\xbb\xbf# mine\r\n[project]\r\nname = 'Orm'\r\n"
    )
    assert project.open(tmp_path).settings.name == "Orm"
    (tmp_path / "hemicycle.toml").write_bytes("[project]\n".encode("utf-16"))
    with pytest.raises(ProjectError, match="is not UTF-8"):
        project.open(tmp_path)


def test_a_synchronised_folder_is_warned_of(tmp_path):
    assert project.init(tmp_path / "plain").warnings() == []
    (warning,) = project.init(tmp_path / "Dropbox" / "debate").warnings()
    assert "Dropbox" in warning
    assert "keep the project elsewhere" in warning
