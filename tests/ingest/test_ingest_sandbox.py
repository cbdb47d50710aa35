import os
import sys
import time

import pytest

from hemicycle.errors import DocumentError
from hemicycle.ingest.sandbox import Limits, Sandbox

HERE = "ingest.test_ingest_sandbox"  # `tests` is on the path; its folders are namespace packages


def double(number):
    print("noise on standard output")
    return number * 2


def sleep(seconds):
    time.sleep(seconds)


def swallow_memory():
    return len(bytearray(4 << 30))


def crash():
    os.kill(os.getpid(), 9)


def refuse():
    raise DocumentError("inner", "it is upside down")


def fail():
    raise ValueError("odd")


def child_pid():
    return os.getpid()


@pytest.fixture(scope="module")
def box():
    sandbox = Sandbox(Limits(seconds=2.0, memory=600 << 20))
    yield sandbox
    sandbox.close()


def test_returns_what_the_function_returns(box):
    assert box.run(f"{HERE}:double", "a.pdf", 21) == 42


def test_one_child_serves_many_documents(box):
    first = box.run(f"{HERE}:child_pid", "a.pdf")
    assert first == box.run(f"{HERE}:child_pid", "b.pdf") != os.getpid()


@pytest.mark.parametrize(
    ("function", "args", "message"),
    [
        ("sleep", (60,), "more than 2 seconds"),
        ("swallow_memory", (), "more than 600 MB"),
        ("crash", (), "crashed"),
        ("refuse", (), "upside down"),
        ("fail", (), "ValueError: odd"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="memory limits need the resource module")
def test_trouble_names_document_and_limit_and_the_next_one_works(box, function, args, message):
    started = time.monotonic()
    with pytest.raises(DocumentError, match=message) as caught:
        box.run(f"{HERE}:{function}", "bad.pdf", *args)
    assert caught.value.document == "bad.pdf"
    assert time.monotonic() - started < 20
    assert box.run(f"{HERE}:double", "good.pdf", 2) == 4
