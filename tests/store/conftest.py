from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hemicycle.store import sqlite
from hemicycle.store.sql import SqlStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "hemicycle.db"
    sqlite.create(path)
    return path


@pytest.fixture
def store(path: Path) -> Iterator[SqlStore]:
    with sqlite.open(path, writer="the tests") as store:
        yield store
