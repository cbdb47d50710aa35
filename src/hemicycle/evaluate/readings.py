"""Attributions as sets of words, and when two of them are the same.

People and readers mark spans of code points; they are compared by the words these touch. Two
attributions are alike when they share half of their content, and, as strictly as one likes, the
source. An attribution is direct when a double quotation mark stands in or at its content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from hemicycle.evaluate.words import Words, sharing

ROLES = ("source", "cue", "content")
ENOUGH = 0.5  # of the words of both that must be shared

QUOTE = re.compile("[\"\u201c\u201d\u201e\u00ab\u00bb]|``|''")
STOPS = ",.?!;:"  # may stand between content and its closing mark

Marked = Mapping[str, Any]  # role → half-open spans in code points; also "score", 0 to 1


class Coded(TypedDict):
    """A document with its attributions, coded by people or by a reader."""

    id: str
    text: str
    attributions: Sequence[Marked]


@dataclass(frozen=True, slots=True)
class Reading:
    """One attribution as words: role → positions; `mark` is its position in the document's list."""

    words: dict[str, frozenset[int]]
    is_direct: bool
    mark: int


def readings(document: Coded, words: Words) -> list[Reading]:
    """The attributions of `document` by the words of its text."""
    return [
        Reading(
            {role: words.touched(marked.get(role) or ()) for role in ROLES},
            is_direct(document["text"], marked.get("content") or ()),
            mark,
        )
        for mark, marked in enumerate(document["attributions"])
    ]


def is_direct(text: str, content: Iterable[Sequence[int]]) -> bool:
    """Whether a double quotation mark stands inside `content` or touches its edge."""
    return any(
        QUOTE.search(text[max(0, start - 1) : end + 1])
        or text[max(0, start - 2) : start] == "``"
        or text[end : end + 2] == "''"
        or (text[end : end + 1] in tuple(STOPS) and QUOTE.match(text[end + 1 : end + 2]))
        for start, end in content
    )


def likeness(mode: str) -> Callable[[Reading, Reading], float]:
    """How much of the content two attributions share, 0 where `mode` does not let them match."""
    same_source = {"strict": _half_of_source, "lenient": _some_of_source, "content": _any_source}

    def compare(one: Reading, other: Reading) -> float:
        shared = sharing(one.words["content"], other.words["content"])
        return shared if shared >= ENOUGH and same_source[mode](one, other) else 0.0

    return compare


def _half_of_source(one: Reading, other: Reading) -> bool:
    mine, theirs = one.words["source"], other.words["source"]
    return sharing(mine, theirs) >= ENOUGH or not (mine or theirs)


def _some_of_source(one: Reading, other: Reading) -> bool:
    mine, theirs = one.words["source"], other.words["source"]
    return bool(mine & theirs) or not (mine or theirs)


def _any_source(one: Reading, other: Reading) -> bool:
    return True


def with_content(found: Iterable[Reading]) -> list[Reading]:
    """Those whose content holds a word."""
    return [reading for reading in found if reading.words["content"]]
