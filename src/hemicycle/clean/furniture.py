"""Tell the furniture of an article (captions, credits, pointers, section heads) from its text.

To lose a statement is worse than to keep a caption, so every rule asks for a reason to believe:
a known phrase at the beginning of a short paragraph, or a place between paragraphs that only a
section head has. A quotation, a question, a line of a transcript is never furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from hemicycle.clean.lines import ends_sentence
from hemicycle.lexicon import load, words
from hemicycle.records import BlockKind

_LONGEST = 900  # code points; longer paragraphs are text
_QUOTES = "\"“”„«‘'"
_BY = re.compile(
    r"[Bb][Yy] (?!(?:The|A|An) )[A-Z][\w.'’-]+"
    r"(?:[ ,&|/]{1,3}(?:and |of |for |in |the )?[A-Z@][\w.'’@-]*){0,12}\.?$"
)
_CREDIT = re.compile(
    r"(?:©|\(c\)) ?\S|\(?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3} ?/ ?(?:[A-Z]{2,}|[A-Z][\w ]+)\)?$"
)
_DATED = re.compile(r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4})$")
_COUNTED = re.compile(
    r"(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?$|\d{1,3} (?:minute|hour|day|week|month|year)s? ago$",
    re.I,
)
_LETTER = re.compile(r"\w")
_SENTENCE_INSIDE = re.compile(r"[a-z0-9)\]][.!?] +[A-Z]|@|https?:|\.com\b")
_HEAD_WORDS, _TITLE_WORDS = 12, 30


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph. `mark` is the markup that stood before it: "h2", "figcaption", "#" or "", or
    "blockquote" or ">" in a quotation."""

    text: str
    bullet: bool = False
    mark: str = ""

    @property
    def quoted(self) -> bool:
        """Whether the markup sets it as a block quotation."""
        return self.mark in ("blockquote", ">")


def kind_of(paragraph: Candidate) -> BlockKind | None:
    """What the paragraph is by itself; None where only its surroundings can tell, or it is text."""
    text = paragraph.text
    if paragraph.mark == "figcaption":
        return "caption"
    if len(text) > _LONGEST or text[0] in _QUOTES:
        return None
    return _by_phrase(text) or _by_form(text)


def is_heading(before: Candidate | None, this: Candidate, after: Candidate | None) -> bool:
    """Whether `this` is a short line between two paragraphs of text, without a verb of saying.

    A line after a paragraph that is one whole quotation may name its speaker, so it is none.
    """
    if this.mark in ("h1", "h2", "h3", "h4", "h5", "h6", "#"):
        return len(this.text.split()) <= _TITLE_WORDS
    if (
        before is None
        or after is None
        or this.bullet
        or this.quoted
        or not _is_label(this.text, _HEAD_WORDS)
    ):
        return False
    if before.text[0] in _QUOTES and before.text[-1] in _QUOTES:
        return False
    return (
        ends_sentence(before.text)
        and not before.text.endswith((":", ";", ","))
        and (ends_sentence(after.text) or after.bullet)
        and len(after.text) > len(this.text)
    )


def is_title(this: Candidate, after: Candidate | None) -> bool:
    """Whether the first paragraph is the headline of what follows."""
    return after is not None and not this.bullet and _is_title_line(this.text)


def is_bare_item(this: Candidate) -> bool:
    """Whether a bulleted item is a label, not a sentence: the caption of a picture gallery."""
    return this.bullet and _is_label(this.text, 20)


def _is_title_line(text: str) -> bool:
    count = len(text.split())
    return 2 <= count <= _TITLE_WORDS and not text.endswith((".", ":", ";", ","))


def _is_label(text: str, most: int) -> bool:
    """Few words, no end of a sentence, no quotation, nobody saying anything ("Smith: I won")."""
    tokens = text.split()
    if len(tokens) > most or ends_sentence(text) or text[-1] in ",-–—":
        return False
    if not (text[0].isupper() or text[0].isdigit()) or _SENTENCE_INSIDE.search(text):
        return False
    if ": " in text or any(token[0] in _QUOTES for token in tokens):
        return False
    return not _says(text)


def _says(text: str) -> bool:
    verbs = words("furniture", "not_heading")
    return any(token.strip("'’\",.:;").casefold() in verbs for token in text.split())


def _by_phrase(text: str) -> BlockKind | None:
    lowered = text.casefold()
    count = len(lowered.split())
    for name, group in load("furniture").items():
        if name != "not_heading" and count <= group["max_words"] and _fits(group, lowered):
            kind: BlockKind = group["kind"]
            return None if kind == "byline" and _says(text) else kind
    return None


def _fits(group: dict[str, Any], lowered: str) -> bool:
    """Whether a paragraph meets all conditions that a group of phrases sets."""
    bare = lowered.strip(" .()[]|-–—")
    return (
        ("words" not in group or lowered.startswith(tuple(group["words"])))
        and ("with" not in group or any(phrase in lowered for phrase in group["with"]))
        and ("ends" not in group or bare.endswith(tuple(group["ends"])))
        and ("whole" not in group or bare in group["whole"])
    )


def _by_form(text: str) -> BlockKind | None:
    count = len(text.split())
    if (count <= 16 and _BY.match(text)) or (count <= 4 and _DATED.match(text)):
        return "byline"
    if count <= 10 and _CREDIT.match(text) and not ends_sentence(text):
        return "credit"
    return "boilerplate" if _COUNTED.match(text) or not _LETTER.search(text) else None
