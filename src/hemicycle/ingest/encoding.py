"""Files come as bytes in encodings that nobody wrote down.

The order of trust: a byte order mark; UTF-16 told by its zero bytes; valid UTF-8; what the file
itself declares (HTML); a guess. A guess is said aloud. Nothing else is touched: line ends stay as
they are, because offsets point into this text and it is the user's evidence. (A byte order mark is
a signature, not text, and is left out.)

Guarantee: the result is text without lone surrogates, so it can be stored and sent anywhere; bytes
that are no text at all are a `DocumentError`.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from hemicycle.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 16
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f�]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_NOISE = 0.03  # share of control characters above which bytes are no text


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was read with, and what a reader should know ("" if nothing)."""

    text: str
    encoding: str
    note: str = ""


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text of `data`. Raises DocumentError when it is not text."""
    decoded = _decode(data, declared)
    sample = decoded.text[:_SAMPLE]
    if len(_NOT_TEXT.findall(sample)) > max(2, _MOST_NOISE * len(sample)):
        raise DocumentError(
            name,
            "this is not text (it looks like a binary file). Hemicycle reads txt, md, html, pdf, "
            "docx, jsonl, csv, tsv and parquet; convert it, or leave it out",
        )
    return Decoded(storable(decoded.text), decoded.encoding, decoded.note)


def storable(text: str) -> str:
    """The same text, as long, with each lone surrogate replaced by U+FFFD."""
    return _SURROGATE.sub("�", text)


def encoding_of(data: bytes, declared: str | None = None) -> str:
    """The encoding that `decode` would read these bytes with."""
    return _decode(data, declared).encoding


def _decode(data: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], encoding)
    if wide := _utf16_by_zeros(data):
        decoded = _tolerant(data, wide)
        note = decoded.note or f"no byte order mark; read as {wide.upper()} by its zero bytes"
        return Decoded(decoded.text, wide, note)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _declared(data, declared) or _nearly_utf8(data) or _guess(data)


def _tolerant(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    bad = text.count("�") - data.count("�".encode(encoding))
    note = f"{bad} broken characters in {encoding.upper()} were replaced" if bad > 0 else ""
    return Decoded(text, encoding, note)


def _utf16_by_zeros(data: bytes) -> str | None:
    """In UTF-16 every Latin letter has a zero byte: always on the same side."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    few = len(sample) // 2 * 0.05
    if second > few and second > 10 * first:
        return "utf-16-le"
    if first > few and first > 10 * second:
        return "utf-16-be"
    return None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    try:
        return Decoded(data.decode(declared), declared) if declared else None
    except (LookupError, UnicodeError):
        return None


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken places, such as a file cut in the middle of a letter."""
    text = data.decode("utf-8", "replace")
    bad = text.count("�")
    good = sum(1 for char in text if char > "\x7f") - bad
    cut_off = bad == 1 and text.endswith("�")
    if not cut_off and good < 2 * bad:
        return None
    return Decoded(text, "utf-8", f"{bad} broken characters in UTF-8 were replaced")


def _guess(data: bytes) -> Decoded:
    """Western European unless it can't be, or unless high bytes are too common for that."""
    high = sum(data.count(byte) for byte in range(0x80, 0x100))
    encoding = "cp1252"
    if high > 0.2 * len(data):
        from charset_normalizer import from_bytes

        best = from_bytes(data[:8192]).best()
        encoding = best.encoding if best else "cp1252"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding = "latin-1" if encoding == "cp1252" else encoding
        text = data.decode(encoding, "replace")
    return Decoded(text, encoding, f"the encoding is not stated; guessed {encoding}")
