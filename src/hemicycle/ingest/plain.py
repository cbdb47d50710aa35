"""Read what a plain text or Markdown file states about itself, and where its article begins.

Three customs are known: a fenced head ("---", `key: value` lines, "---"), a bare one ("Title: …",
"Date: …" lines at the very top), and a masthead (the outlet's name above a date). All are left out
of the readable text. Further down, only a line that is nothing but a date or begins with
"Published" states the day; it stays in the text, for the next room to set aside. In Markdown the
signs are left out and the words kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import capwords

from hemicycle.building import TextBuilder
from hemicycle.ingest import dates_stated
from hemicycle.intervals import Interval
from hemicycle.lexicon import load, words
from hemicycle.offsets import OffsetMap
from hemicycle.records import Finding, Metadata

_FENCED = re.compile(
    r"\s{0,200}---[ \t]*\r?\n(?:(?!---|\.\.\.)[^\n]{0,2000}\n){0,100}"
    r"(?:---|\.\.\.)[ \t]*(?:\r?\n|$)"
)
_KEY_LINE = re.compile(
    r"[ \t]{0,8}([A-Za-z][A-Za-z _-]{0,30}?)[ \t]{0,4}:[ \t]{1,8}([^\r\n]{1,500})\r?(?:\n|$)"
)
_ITEM_LINE = re.compile(r"[ \t]{0,8}-[ \t]{1,4}([^\r\n]{1,200})")
_HEADING = re.compile(r"[ \t]{0,3}#[ \t]{1,4}([^\r\n]{1,300})")
_MARKDOWN = re.compile(
    r"^[ \t]{0,3}(?:#{1,6}[ \t]{1,8}|(?:>[ \t]?){1,8})"  # heading, quotation
    r"|!\[[^\]\n]{0,300}\]\([^)\s]{0,2000}\)"  # picture
    r"|(?<!!)\[(?P<label>[^\]\[\n]{1,500})\]\([^)\n]{0,2000}\)"  # link
    r"|\*\*(?=\S)|(?<=\S)\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)"  # bold
    r"|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])",  # italic
    re.MULTILINE,
)
_LINE = re.compile(r"([^\r\n]{1,80})\r?\n")
_MASTHEAD_WORDS = 6
_MOST_KEYS = 20
_HEAD_LINES = 15  # lines in which a date of publication is looked for


@dataclass(frozen=True, slots=True)
class Reading:
    """The readable text, its map into the original, what is stated, and a warning ("" if none)."""

    text: str
    offsets: OffsetMap
    metadata: Metadata
    warning: str = ""


def read_plain(original: str, markdown: bool = False) -> Reading:
    """What `original` states, and the text that follows its head."""
    stated, start = _head(original)
    date = dates_stated.published(stated.get("published"))
    if not stated.get("published"):
        date = _dated_line(original, start)
    title = stated.get("title") or (_heading(original, start) if markdown else None)
    metadata = Metadata(
        title, stated.get("outlet"), stated.get("url"), stated.get("byline"), None, date.value
    )
    text, offsets = _text(original, start, markdown)
    quiet = date.value or date.reason == "not stated"
    return Reading(text, offsets, metadata, "" if quiet else date.reason)


def _head(original: str) -> tuple[dict[str, str], int]:
    """The stated fields, and where the text begins."""
    if fenced := _FENCED.match(original):
        return _fields(fenced[0]), fenced.end()
    stated: dict[str, str] = {}
    at = _masthead(original, len(original) - len(original.lstrip()), stated)
    for _ in range(_MOST_KEYS):
        line = _KEY_LINE.match(original, at)
        field = _field_of(line[1]) if line else None
        if line is None or field is None:
            break
        stated.setdefault(field, line[2].strip())
        at = line.end()
    return stated, at


def _masthead(original: str, at: int, stated: dict[str, str]) -> int:
    """Take in the outlet's name and the date under it; where what follows begins."""
    first, second = _LINE.match(original, at), None
    if first and _names_outlet(first[1]):
        second = _LINE.match(original, first.end())
    if first is None or second is None:
        return at
    key = _KEY_LINE.match(second[0])
    dated = _is_date_line(second[1].strip().casefold())
    if not dated and not (key and _field_of(key[1])):
        return at
    outlet = first[1].split("|")[0].strip()
    stated["outlet"] = capwords(outlet) if outlet.isupper() else outlet  # capitals are typography
    if dated:
        stated["published"] = second[1].strip()
    return second.end() if dated else first.end()


def _names_outlet(line: str) -> bool:
    name = re.findall(r"[^\W\d_]+", line.split("|")[0].casefold())
    known = set(name) & words("head_lines", "mastheads")
    short = 0 < len(name) <= _MASTHEAD_WORDS and line[-1].isalpha() and ":" not in line
    return short and ("|" in line or bool(known))


def _fields(fenced: str) -> dict[str, str]:
    stated: dict[str, str] = {}
    field: str | None = None
    for line in fenced.splitlines():
        if pair := _KEY_LINE.match(line):
            field = _field_of(pair[1])
            if field:
                stated.setdefault(field, pair[2].strip().strip("[]\"'"))
        elif not line.startswith((" ", "-", "\t")):
            field = _field_of(line.split(":")[0]) if line.rstrip().endswith(":") else None
        elif field and (item := _ITEM_LINE.match(line)):
            stated[field] = ", ".join(filter(None, (stated.get(field, ""), item[1].strip("\"' "))))
    return stated


def _field_of(key: str) -> str | None:
    names = {word: field for field, group in load("columns").items() for word in group["head"]}
    return names.get(key.strip().casefold())


def _dated_line(original: str, start: int) -> Finding[Interval]:
    unread = dates_stated.read(None)
    for line in original[start : start + 3000].splitlines()[:_HEAD_LINES]:
        words_of_line = line.strip().casefold().lstrip("*_ ")
        marked = words_of_line.startswith(tuple(words("head_lines", "published")))
        if not line.strip() or len(line) > 80 or not (marked or _is_date_line(words_of_line)):
            continue
        day = line.split(":", 1)[1].strip() if marked and ":" in line[:20] else line.strip()
        found = dates_stated.published(day)
        if found.value and found.value.precision == "day":
            return found
        says_a_day = marked and ":" in line and any(char.isdigit() for char in line)
        if says_a_day or dates_stated.read(day).value != found.value:
            unread = found
    return unread


def _is_date_line(line: str) -> bool:
    """Whether a line holds nothing but a date: no words but months, weekdays, hours."""
    allowed = words("head_lines", "date_words")
    letters = re.findall(r"[^\W\d_]+", line)
    return bool(re.search(r"\d{4}", line)) and all(word in allowed for word in letters)


def _heading(original: str, start: int) -> str | None:
    match = _HEADING.match(original, len(original) - len(original[start:].lstrip()))
    return match[1].strip(" #*") or None if match else None


def _text(original: str, start: int, markdown: bool) -> tuple[str, OffsetMap]:
    builder = TextBuilder(original)
    at = start
    for sign in _MARKDOWN.finditer(original, start) if markdown else ():
        builder.copy(at, sign.start())
        if sign["label"]:
            builder.copy(*sign.span("label"))
        at = sign.end()
    builder.copy(at, len(original))
    return builder.finish()
