"""PNG: the pixels of a drawing, letters too, and what is said where something is missing."""

from __future__ import annotations

import builtins
import struct
import zlib

import numpy as np
import pytest

from cli.cli_helpers import hemicycle
from hemicycle.errors import UsageError
from hemicycle.report import raster

TEXT = '<text x="2" y="20" font-size="20" font-family="Arial, sans-serif">Orm</text>'
SQUARE = '<rect x="4" y="2" width="10" height="6" fill="#c04a15"/>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30">{}</svg>'


def unpacked(png: bytes) -> np.ndarray:
    """Rows of pixels (RGBA) of a PNG of 8 bits, by the PNG specification."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, data, size = 8, b"", (0, 0)
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        part = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            *size, depth, colours = struct.unpack(">IIBB", part[:10])
            assert (depth, colours) == (8, 6)
        data += part if kind == b"IDAT" else b""
        at += length + 12
    wide, high = size
    lines = np.frombuffer(zlib.decompress(data), np.uint8).reshape(high, 4 * wide + 1)
    rows = np.zeros((high + 1, 4 * wide), dtype=np.int64)  # one above, of zeros
    for n, (how, *line) in enumerate(lines.tolist(), 1):
        rows[n] = unfiltered(how, line, rows[n - 1].tolist())
    return rows[1:].reshape(high, wide, 4)


def unfiltered(how: int, line: list[int], above: list[int]) -> list[int]:
    out = [0] * 4 + line
    for i in range(4, len(out)):
        left, up, corner = out[i - 4], above[i - 4], above[i - 8] if i >= 8 else 0
        near = min((left, up, corner), key=lambda x: abs(left + up - corner - x))
        out[i] = (out[i] + (0, left, up, (left + up) // 2, near)[how]) % 256
    return out[4:]


def box(made: np.ndarray) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what is drawn."""
    there = made[:, :, 3] > 0
    rows, columns = np.flatnonzero(there.any(axis=1)), np.flatnonzero(there.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def test_a_square_is_where_it_is_drawn():
    made = unpacked(raster.png(SVG.format(SQUARE), 2))
    assert made.shape == (60, 120, 4)
    assert box(made) == (8, 4, 28, 16)
    assert made[10, 18].tolist() == [0xC0, 0x4A, 0x15, 255]


def test_letters_are_not_lost():
    left, top, right, bottom = box(unpacked(raster.png(SVG.format(TEXT), 2)))
    assert 4 <= left < 12
    assert 60 < right < 120
    assert 5 < top < 20
    assert 36 <= bottom <= 42


def test_every_drawing_of_a_report(demo_folder, tmp_path):
    where = ("report", "-p", demo_folder, "-o", tmp_path / "r.html", "--png")
    ran = hemicycle(*where, "--figures", tmp_path / "f")
    assert ran.exit_code == 0, ran.stderr
    for name in ("network", "pairs", "matrix", "camps"):
        made = (tmp_path / "f" / f"{name}.png").read_bytes()
        svg = (tmp_path / "f" / f"{name}.svg").read_text(encoding="utf-8")
        wide, high = struct.unpack(">II", made[16:24])
        assert f'width="{wide // 3}" height="{high // 3}"' in svg
    assert "add: --figures" in hemicycle(*where).stderr


def test_without_the_extra_it_is_named(monkeypatch):
    real = builtins.__import__

    def without(name, *more):
        if name == "resvg_py":
            raise ModuleNotFoundError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"hemicycle\[png\]"):
        raster.png(SVG.format(SQUARE))


def test_without_a_font_it_is_said(monkeypatch):
    raster.font.cache_clear()
    monkeypatch.setattr(raster, "FONTS", ("No Such Font Anywhere",))
    with pytest.raises(UsageError, match="need a font"):
        raster.png(SVG.format(TEXT))
    raster.font.cache_clear()
