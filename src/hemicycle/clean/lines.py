"""Find the paragraphs of a text whose line breaks cannot be trusted.

Some files have a blank line between paragraphs, some only a line break, some are broken every 70
columns, and many have a break in the middle of a sentence where a page was torn. The paragraphs
are found from how the breaks lie: lengths of lines, how lines end, how the next begins.

A paragraph is a list of line spans `[start, end)` in the given text, to be joined by one blank.
Guarantee: linear time; every non-blank character lies in exactly one line span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hemicycle.offsets import Span

_LINE = re.compile(r"[^\n]+")
_ENDS_SENTENCE = re.compile(r"[.!?…:;。][\"'”’»)\]]*$|[\"”»]$")
_HYPHEN_END = re.compile(r"[^\W\d_]-$")
_BULLET = re.compile(r"[•·▪►●◦‣⦁■*-][ \t]|[•▪►●◦‣⦁■]")
_SHORTEST_WRAP, _LONGEST_WRAP = 45, 110  # columns at which text is broken by machines and mailers


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line without its outer blanks; `gap` is the number of line ends before it."""

    start: int
    end: int
    gap: int
    indent: int


@dataclass(slots=True)
class Paragraph:
    """Line spans that belong together; `bullet` when the first began with a bullet sign."""

    lines: list[Span]
    bullet: bool = False


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of `text`, sentences torn apart by line breaks put together again."""
    lines = list(_lines(text))
    wrapped = _is_wrapped(text, lines)
    width = _width(lines) if wrapped else 0
    found: list[Paragraph] = []
    for n, line in enumerate(lines):
        joined = n > 0 and (
            _continues_line(text, lines[n - 1], line, width)
            or _continues_sentence(text, found[-1], line)
        )
        start = _after_bullet(text, line)
        if joined and start == line.start:
            found[-1].lines.append((line.start, line.end))
        elif start < line.end:
            found.append(Paragraph([(start, line.end)], start > line.start))
        else:
            found.append(Paragraph([(line.start, line.end)]))
    return found


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with final punctuation (a closing quotation mark may follow)."""
    return bool(_ENDS_SENTENCE.search(text[-12:]))


def glue(text: str, before: Span, after: Span) -> str:
    """What joins two lines of a paragraph: nothing after a hyphen, else one blank."""
    breaks_word = _HYPHEN_END.search(text[max(before[0], before[1] - 2) : before[1]])
    return "" if breaks_word and text[after[0]].islower() else " "


def _lines(text: str) -> Iterator[Line]:
    last = 0
    for match in _LINE.finditer(text):
        line = match[0]
        if line.isspace():
            continue
        indent = len(line) - len(line.lstrip())
        start = match.start() + indent
        yield Line(start, match.start() + len(line.rstrip()), text.count("\n", last, start), indent)
        last = match.end()


def _is_wrapped(text: str, lines: list[Line]) -> bool:
    """Whether lines are broken at a column: of even length, mostly in the middle of a sentence."""
    inner = [a for a, b in pairwise(lines) if b.gap == 1]
    if len(inner) < 2:
        return False
    fitting = sum(_SHORTEST_WRAP <= line.end - line.start <= _LONGEST_WRAP for line in inner)
    too_long = sum(line.end - line.start > _LONGEST_WRAP for line in inner)
    open_ended = sum(not ends_sentence(text[line.start : line.end]) for line in inner)
    return (
        fitting >= 0.5 * len(inner)
        and too_long <= 0.05 * len(inner)
        and open_ended >= 0.5 * len(inner)
    )


def _width(lines: list[Line]) -> int:
    lengths = sorted(line.end - line.start for line in lines)
    return lengths[int(0.9 * (len(lengths) - 1))]


def _continues_line(text: str, before: Line, line: Line, width: int) -> bool:
    """In wrapped text: whether the break before `line` fell where the column ended."""
    if not width or line.gap > 1 or line.indent > before.indent + 1:
        return False
    word = text[line.start : line.end].split(None, 1)[0]
    fitted = before.end - before.start + 1 + len(word) <= width - 8
    return not fitted or not (
        ends_sentence(text[before.start : before.end]) or _is_short(before, width)
    )


def _is_short(line: Line, width: int) -> bool:
    return line.end - line.start < 0.6 * width


def _continues_sentence(text: str, before: Paragraph, line: Line) -> bool:
    """Whether the paragraph so far stops in the middle of a sentence that this line continues."""
    start, end = before.lines[-1]
    last, first = text[start:end], text[line.start]
    if first in ")]}":
        return True
    if before.bullet or ends_sentence(last) or len(last) < 2:
        return False
    if last.endswith(",") and line.gap == 1:
        return True
    return first.islower() and not text[line.start : line.end].startswith(("http", "www."))


def _after_bullet(text: str, line: Line) -> int:
    match = _BULLET.match(text, line.start, line.end)
    if not match or (match[0][0] in "*-" and text[match.end() : match.end() + 1] in ("", "-")):
        return line.start
    rest = text[match.end() : line.end]
    return match.end() + len(rest) - len(rest.lstrip())
