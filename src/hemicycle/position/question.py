"""A statement and a concept as the trained judge reads them: wordpieces, and the part each is of.

    concept · explanation · before · speaker, cue · content · after

Each part has room of its own, so that a long quotation cannot push the concept out. A content too
long for its room keeps its beginning and its end, where a side is mostly taken; what stood before
keeps its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

START, END = 0, 2  # the vocabulary's <s> and </s>
FRAME, CONCEPT, EXPLANATION, BEFORE, SAID, CONTENT, AFTER = range(7)
ROOM = {CONCEPT: 40, EXPLANATION: 40, BEFORE: 40, SAID: 24, CONTENT: 110, AFTER: 24}
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

    @property
    def texts(self) -> dict[int, str]:
        """The text of each part, in the order in which they are read."""
        said = " ".join(word for word in (self.speaker, self.cue) if word)
        return {
            CONCEPT: self.concept,
            EXPLANATION: self.explanation,
            BEFORE: self.before,
            SAID: said,
            CONTENT: self.content,
            AFTER: self.after,
        }


def pieces(question: Question) -> tuple[list[int], list[int]]:
    """The wordpieces of a question and the part each is of, both of one length, at most 290."""
    ids, parts = [START], [FRAME]
    for part, text in question.texts.items():
        found = shortened(_encoded(text), part) if text else []
        ids += [*found, END]
        parts += [part] * len(found) + [FRAME]
    return ids, parts


def shortened(ids: list[int], part: int) -> list[int]:
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
    from tokenizers import Tokenizer

    folder = resources.files("hemicycle").joinpath("models", "en", "judge")
    tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
