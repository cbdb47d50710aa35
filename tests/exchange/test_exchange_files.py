"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import sys

import pytest

from hemicycle.errors import HemicycleError, UsageError
from hemicycle.exchange.files import replacing


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_it_takes_the_place_of_the_older_file(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    with replacing(path) as out:
        out.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert names(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("trouble", [ValueError("no"), KeyboardInterrupt()])
def test_trouble_leaves_the_older_file(tmp_path, trouble):
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(type(trouble)), replacing(path) as out:  # noqa: PT012
        out.write(b"half")
        raise trouble
    assert path.read_text() == "old"
    assert names(tmp_path) == ["out.csv"]


def test_a_full_disk(tmp_path):
    path = tmp_path / "out.csv"
    with pytest.raises(HemicycleError, match=r"out\.csv: the disk is full") as caught:  # noqa: SIM117
        with replacing(path):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert not isinstance(caught.value, UsageError)
    assert names(tmp_path) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_device():
    with pytest.raises(HemicycleError, match="the disk is full"), replacing("/dev/full") as out:
        out.write(b"x")
    assert os.path.exists("/dev/full")


@pytest.mark.skipif(sys.platform == "win32", reason="no /dev/null")
def test_a_device_is_not_replaced():
    with replacing("/dev/null") as out:
        out.write(b"x")
    assert not os.path.isfile("/dev/null")


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with replacing(tmp_path / "link") as out:
        out.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("no/such/out.csv", "cannot be written .*check that its folder exists"),
        ("file/out.csv", "cannot be written"),
        (".", "is a folder: name a file in it"),
    ],
)
def test_where_nothing_can_be_written(tmp_path, place, message):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=message), replacing(tmp_path / place):
        pass
    assert names(tmp_path) == ["file"]
