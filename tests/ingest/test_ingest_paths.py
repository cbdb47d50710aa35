"""Nothing in a folder is passed over without a word."""

import os

import pytest

from hemicycle.ingest import paths
from hemicycle.ingest.files import read
from hemicycle.records import Issue


def seen(folder):
    """Paths below `folder` that are read, and the level of what is said of others."""
    found = list(paths.files_at(str(folder)))
    issues = [each for each in found if isinstance(each, Issue)]
    read = [os.path.relpath(each, folder) for each in found if not isinstance(each, Issue)]
    return read, {os.path.relpath(i.document, folder): (i.level, i.message) for i in issues}


def test_a_folder_that_cannot_be_read_is_named(tmp_path, monkeypatch):
    for name in ("a.txt", "closed/x.txt", "z/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    listdir = os.listdir

    def refusing(folder):  # tests may run as root, whom no permission stops
        if str(folder).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(folder))
        return listdir(folder)

    monkeypatch.setattr(os, "listdir", refusing)
    read, said = seen(tmp_path)
    assert read == ["a.txt", "z/b.txt"]
    assert said == {"closed": ("error", "this folder cannot be read (Permission denied)")}


def test_a_pattern_names_the_folders_it_cannot_look_into(tmp_path, monkeypatch):
    for name in ("open/a.txt", "shut/b.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("x")
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("shut"))
    _, said = seen(tmp_path / "*" / "a.*")
    assert [message for level, message in said.values() if level == "error"] == [
        "this folder cannot be read (Permission denied)"
    ]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no links")
def test_links_are_followed_once_and_never_round_in_circles(tmp_path):
    top, other = tmp_path / "top", tmp_path / "other"
    for name in ("top/a.txt", "top/sub/b.txt", "other/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("x")
    links = {"top/in": top / "sub", "top/loop": top, "top/sub/up": tmp_path, "other/round": other}
    links |= {"top/out": other, "top/out2": other, "top/self.txt": top / "self.txt"}
    links |= {"top/gone.txt": tmp_path / "gone"}
    for name, target in links.items():
        (tmp_path / name).symlink_to(target)
    read, said = seen(top)
    assert read == ["a.txt", "gone.txt", "self.txt", "out/c.txt", "sub/b.txt"]
    assert set(said) == {"in", "loop", "sub/up", "out/round", "out2"}
    assert {level for level, _ in said.values()} == {"note"}


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no links")
@pytest.mark.parametrize("target", ["gone", "a.txt"])
def test_a_link_that_leads_nowhere_is_named(tmp_path, target):
    (tmp_path / "a.txt").symlink_to(tmp_path / target)
    (issue,) = read(tmp_path)
    assert issue.level == "error"
    assert "cannot be opened" in issue.message


def test_a_folder_of_hidden_files_holds_no_documents(tmp_path):
    (tmp_path / ".notes").write_text("x")
    read, said = seen(tmp_path)
    assert read == []
    assert said[".notes"] == ("note", "left out: it is hidden")
    assert said["."] == ("error", "this folder holds no documents")


def test_a_file_in_a_folder_that_cannot_be_entered(tmp_path, monkeypatch):
    def refusing(path, *more, **options):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "stat", refusing)
    assert paths._why_missing("closed/x.txt") == "it cannot be opened (Permission denied)"
    monkeypatch.undo()
    assert paths._why_missing("none\0.txt") == "there is no such file or folder"
