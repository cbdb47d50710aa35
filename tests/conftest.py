"""What tests of several doors share: the bundled debate, coded once."""

from __future__ import annotations

from pathlib import Path

import pytest

import hemicycle


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as a coded project. Read it, do not change it."""
    folder = tmp_path_factory.mktemp("doors") / "demo"
    ran = hemicycle.run(hemicycle.demo(folder), workers=1)
    assert ran.failures == ()
    return folder
