"""What tests of several doors share: the bundled debate, coded once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
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


@pytest.fixture(autouse=True)
def heeds_ctrl_c() -> Iterator[None]:
    """A shell starts what runs in the background with Ctrl-C ignored; the tests of it need it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
