"""A drawing as a picture of pixels: SVG in, PNG out, offline (docs/decisions/0005).

resvg leaves out letters for which it finds no font, without a word. So a font is looked for first,
with one letter drawn in each that usual systems have, and where there is none that is said.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from hemicycle.errors import UsageError

ZOOM = 3.0  # pixels for each unit of the drawing: 288 to the inch
FONTS = (
    "Helvetica", "Arial", "Liberation Sans", "DejaVu Sans", "Noto Sans", "Nimbus Sans", "FreeSans",
    "Segoe UI", "Roboto", "Open Sans", "Ubuntu", "Cantarell", "Verdana", "Lato",
)  # fmt: skip
_LETTER = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
_X = '<text y="9" font-family="sans-serif">x</text>'


def png(svg: str, zoom: float = ZOOM) -> bytes:
    """The drawing as PNG. Raises UsageError where resvg, or every font, is missing."""
    made: bytes = _resvg().svg_to_bytes(svg_string=svg, zoom=zoom, sans_serif_family=font())
    return made


@cache
def font() -> str:
    """The first of `FONTS` that is there."""
    draw = _resvg().svg_to_bytes
    empty = draw(svg_string=_LETTER.format(""))
    for name in FONTS:
        if draw(svg_string=_LETTER.format(_X), sans_serif_family=name) != empty:
            return name
    raise UsageError(
        "PNG files need a font for their letters, and none is known on this machine: install one, "
        f"such as DejaVu Sans or Liberation Sans ({', '.join(FONTS)}), or leave out --png"
    )


def _resvg() -> Any:
    try:
        import resvg_py
    except ModuleNotFoundError as missing:
        raise UsageError(
            "PNG files need the extra “png”: pip install 'hemicycle[png]'; or leave out --png, the "
            "SVG files need nothing"
        ) from missing
    return resvg_py
