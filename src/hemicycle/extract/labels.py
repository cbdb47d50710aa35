"""Interviews and transcripts: "Odile Varn: Because ..." and "WALLACE: ...".

A label at the start of a paragraph names who speaks it, without quotation marks and without a verb.
A colon after a name is no label by itself ("Paris: a city in fear"), so labels count only where
they recur. Paragraphs between two labels belong to the first. A speaker most of whose turns end in
a question mark is the interviewer, whose questions are no statements.

In a list of people with their words, "Odile Varn, mayor: ...", nobody recurs, and lists of places
and of players look the same; there a reader must have heard them speak, at least two in the list.
What stands in marks is left to that reader, for it may not be all of the paragraph.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from hemicycle.offsets import Span, Spans
from hemicycle.records import Document

NAME = r"[A-ZÀ-Þ][\w.'’\-]*(?: (?:[A-ZÀ-Þ][\w.'’\-]*|de|von|van|al)){0,3}"
LABEL = re.compile(rf"[\"“]?({NAME})(:)\s+(?=\S)")  # a paper may quote a whole transcript
ITEM = re.compile(rf"({NAME}(?:, [^:;“”\"\n]{{2,60}}| \([^():\n]{{2,40}}\))?)(:)\s+(?=\S)")
MARKS = "“”\"„«»‘'`"
FEWEST_TURNS, FEWEST_ITEMS = 3, 2


@dataclass(frozen=True, slots=True)
class Turn:
    """What one labelled speaker says until the next label."""

    label: Span
    colon: Span
    content: Spans


def turns(document: Document) -> list[Turn]:
    """All answers of an interview, or all speeches of a transcript, in text order."""
    found = _labelled(document)
    asked: dict[str, list[bool]] = defaultdict(list)
    for turn in found:
        words = document.text[turn.content[-1][0] : turn.content[-1][1]]
        asked[_name(document, turn)].append(words.rstrip(" ”\"'’").endswith("?"))
    if len(found) < FEWEST_TURNS or max(len(said) for said in asked.values()) < 2:
        return []
    return [turn for turn in found if not _asks(asked[_name(document, turn)])]


def listed(document: Document, heard: Collection[int]) -> list[Turn]:
    """What people say in lists, those that were `heard`: colons that a reader took for cues."""
    bodies = (b for b in document.blocks if not b.is_furniture and b.kind != "title")
    blocks = [(block.start, block.end) for block in bodies]
    found = [(ITEM.match(document.text, *block), block[1]) for block in blocks]
    out: list[Turn] = []
    for _, run in groupby(found, key=lambda one: one[0] is not None):
        items = [(match, end) for match, end in run if match and match.start(2) in heard]
        if len(items) >= FEWEST_ITEMS:
            out += [Turn(m.span(1), m.span(2), ((m.end(), end),)) for m, end in items]
    return [turn for turn in out if _in_plain_words(document.text, turn)]


def _in_plain_words(text: str, turn: Turn) -> bool:
    start, end = turn.content[0]
    return text[start] not in MARKS and text[end - 1] != "?"


def _labelled(document: Document) -> list[Turn]:
    out: list[tuple[Span, Span, list[Span]]] = []
    for block in document.blocks:
        if block.is_furniture:
            continue
        match = LABEL.match(document.text, block.start, block.end)
        if match:
            out.append((match.span(1), match.span(2), [(match.end(), block.end)]))
        elif out:
            out[-1][2].append((block.start, block.end))
    if out:  # after the last label the reporter may have taken over again
        del out[-1][2][1:]
    return [Turn(label, colon, tuple(content)) for label, colon, content in out]


def _name(document: Document, turn: Turn) -> str:
    """The last word of the label: "Varn" is "Odile Varn"."""
    return document.text[slice(*turn.label)].split()[-1].lower()


def _asks(ends: list[bool]) -> bool:
    return sum(ends) * 2 > len(ends)
