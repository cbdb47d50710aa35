import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.errors import DocumentError
from hemicycle.ingest.encoding import decode

TEXT = "The minister said that “the bridge” will be built.\r\n\r\nShe said so on Monday — twice."


@pytest.mark.parametrize(
    ("encoding", "noted"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-32", False),
        ("utf-16-le", True),
        ("utf-16-be", True),
        ("cp1252", True),
    ],
)
def test_encodings_are_told(encoding, noted):
    decoded = decode(TEXT.encode(encoding), "a.txt")
    assert decoded.text == TEXT  # line ends included
    assert bool(decoded.note) is noted


def test_russian_in_its_old_encoding():
    text = "Министр сказал, что мост будет построен к концу десятилетия, несмотря на возражения."
    assert decode(text.encode("cp1251"), "a.txt").text == text


def test_a_declared_encoding_is_believed_when_it_fits():
    data = "Škoda řekla, že ano.".encode("iso8859-2")
    assert decode(data, "a.html", declared="iso-8859-2").text == "Škoda řekla, že ano."
    assert decode(b"caf\xe9 said", "a.html", declared="nonsense").text == "café said"


def test_utf8_cut_in_the_middle_of_a_letter():
    data = "He said “yes” and “no”".encode()[:-1]
    decoded = decode(data, "a.txt")
    assert decoded.text == "He said “yes” and “no�"
    assert "broken" in decoded.note


@pytest.mark.parametrize("data", [bytes(5000), b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20])
def test_no_text_is_refused(data):
    with pytest.raises(DocumentError, match=r"a\.bin: this is not text"):
        decode(data, "a.bin")


def test_random_bytes_are_refused():
    with pytest.raises(DocumentError, match="not text"):
        decode(os.urandom(20_000), "a.bin")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_utf8_comes_back_unchanged(text):
    assert decode(text.encode(), "a.txt").text == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_never_anything_but_text_or_document_error(data):
    try:
        text = decode(data, "x").text
    except DocumentError:
        return
    text.encode("utf-8")
