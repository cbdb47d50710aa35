"""Repair the characters of a text, each with its way back.

News text arrives decoded twice ("â€œ" for “), with invisible characters and with blanks that are
not blanks. Real mojibake is repaired by ftfy, one run of non-ASCII characters at a time and only
where ftfy is sure; invisible and control characters are left out; odd blanks become a blank and
odd line ends a line end. Typographic quotation marks are our subject and stay.

Guarantee: one pass, linear in the length; every other character is copied as it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hemicycle.building import TextBuilder
from hemicycle.offsets import OffsetMap

_SPECIAL = re.compile("[\x00-\x08\x0b-\x1f\x7f]+|[\u2028\u2029]|[^\x00-\x7f\u2028\u2029]+")
_UNIT = re.compile("(?=[\xc2-\xf4])")  # letters whose code begins a character in UTF-8
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_BLANKS = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\r\x7f-\x84\x86-\x9f\xad"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
)
_LINE_END, _BLANK = re.compile(f"[{_LINE_ENDS}]"), re.compile(f"[{_BLANKS}]")
_CHANGED = re.compile(f"([{_LINE_ENDS}{_BLANKS}{_INVISIBLE}])")
_LONGEST_MOJIBAKE = 200  # a longer run of non-ASCII is another script


def repair(text: str) -> tuple[str, OffsetMap]:
    """The repaired text and its map to `text`."""
    builder = TextBuilder(text)
    done = 0
    for match in _SPECIAL.finditer(text):
        run, at = match[0], match.start()
        pieces = _pieces(run) if len(run) <= _LONGEST_MOJIBAKE else _letters(run)
        if not pieces:
            continue
        builder.copy(done, at)
        for length, shown in pieces:
            builder.replace(at, at + length, shown)
            at += length
        done = at
    builder.copy(done, len(text))
    return builder.finish()


@lru_cache(maxsize=10_000)
def _pieces(run: str) -> tuple[tuple[int, str], ...]:
    """The run as (how many of its characters, what they become); empty when it stays as it is."""
    fixed = run if run.isascii() else _without_mojibake(run)
    if fixed != run:
        units = [unit for unit in _UNIT.split(run) if unit]
        parts = [(len(unit), _without_mojibake(unit)) for unit in units]
        whole = "".join(part for _, part in parts) == fixed
        return tuple((n, _in_line(part)) for n, part in (parts if whole else [(len(run), fixed)]))
    return _letters(run) if _CHANGED.search(run) else ()


def _letters(run: str) -> tuple[tuple[int, str], ...]:
    """Each character that changes as a piece of its own, those between together."""
    return tuple(
        (1, _shown(part)) if _CHANGED.match(part) else (len(part), part)
        for part in _CHANGED.split(run)
        if part
    )


def _in_line(text: str) -> str:
    return "".join(shown for _, shown in _letters(text)).replace("\n", " ")


def _shown(char: str) -> str:
    if _LINE_END.match(char):
        return "\n"
    return " " if _BLANK.match(char) else ""


def _without_mojibake(run: str) -> str:
    import ftfy

    return ftfy.fix_encoding(run)
