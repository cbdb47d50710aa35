"""A statement and a concept as the trained judge reads them: wordpieces, and the part each is of.

    concept · explanation        before · speaker, cue · content · after

The two sides are read apart first and together then, so that a statement is read once whatever the
number of concepts.

Each part has room of its own, so that a long quotation cannot push the concept out. A content too
long for its room keeps its beginning and its end, where a side is mostly taken; what stood before
keeps its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from hemicycle import weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MODEL = "judge"  # as weights.py names it
START, END = 0, 2  # the vocabulary's <s> and </s>
FRAME, CONCEPT, EXPLANATION, FRAME_SAID, BEFORE, SAID, CONTENT, AFTER = range(8)
ROOM = {CONCEPT: 40, EXPLANATION: 32, BEFORE: 40, SAID: 24, CONTENT: 110, AFTER: 24}
HEAD = 70  # pieces that a shortened content keeps of its beginning


@dataclass(frozen=True, slots=True)
class Question:
    """The words of both sides; any but `concept` and `content` may be empty."""

    concept: str
    content: str
    explanation: str = ""
    before: str = ""
    speaker: str = ""
    cue: str = ""
    after: str = ""


Row = tuple[list[int], list[int]]  # wordpieces, and the part of each


def concept_pieces(question: Question) -> Row:
    """The pieces of the concept's side, at most 75."""
    texts = {CONCEPT: question.concept, EXPLANATION: question.explanation}
    return _row(texts, FRAME)


def statement_pieces(question: Question) -> Row:
    """The pieces of the statement's side, at most 203."""
    said = " ".join(word for word in (question.speaker, question.cue) if word)
    texts = {
        BEFORE: question.before,
        SAID: said,
        CONTENT: question.content,
        AFTER: question.after,
    }
    return _row(texts, FRAME_SAID)


def _row(texts: dict[int, str], frame: int) -> Row:
    ids, parts = [START], [frame]
    for part, text in texts.items():
        found = _shortened(_encoded(text), part) if text else []
        ids += [*found, END]
        parts += [part] * len(found) + [frame]
    return ids, parts


def _shortened(ids: list[int], part: int) -> list[int]:
    """What of a part's pieces has room."""
    room = ROOM[part]
    if len(ids) <= room:
        return ids
    if part == CONTENT:
        return ids[:HEAD] + ids[HEAD - room :]
    return ids[-room:] if part == BEFORE else ids[:room]


def _encoded(text: str) -> list[int]:
    found: list[int] = _tokenizer().encode(text, add_special_tokens=False).ids
    return found


@cache
def _tokenizer() -> Tokenizer:
    return weights.tokenizer(MODEL)
