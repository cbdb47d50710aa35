"""A document as the trained reader sees it: wordpieces, with what layout and marks say beside them.

Words alone do not tell where a quotation goes on. So each piece also says whether it stands inside
quotation marks (`quotes.py` paired them, over paragraphs too) and how it was capitalised, which
the model's vocabulary forgets; each paragraph opens with a piece of its own. Marks of every style
are one sign here: what matters is their side, and that is in the state.

Lengths never change, so a piece's span is one of `Document.text`. Linear time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from hemicycle import weights
from hemicycle.extract.quotes import Quotations
from hemicycle.offsets import Span
from hemicycle.records import Document

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PARAGRAPH, TITLE = 1, 2  # unused entries of the vocabulary: what opens a block
START, END = 101, 102  # [CLS] and [SEP], around each window

OUTSIDE, OPENING, INSIDE, NESTED, CLOSING = range(5)  # quotation state of a piece
LOWER, TITLED, UPPER, OTHER = range(4)  # case of a piece

LONGEST = 20_000  # code points given to the tokenizer at once
SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})


@dataclass(slots=True)
class Pieces:
    """Parallel lists, one entry for each wordpiece of the coded blocks, in text order.

    `spans` are in `Document.text`; `quote` and `case` are the states above; `starts` are the
    places in these lists where blocks begin, `tails` those of pieces that go on a word.
    """

    ids: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    case: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    tails: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.ids)


def pieces(document: Document, marks: Quotations) -> Pieces:
    """The wordpieces of the coded blocks, body and title; `marks` are the quotations in it."""
    signs = _signs(document.text, marks)
    states = _States(marks, len(document.text))
    out = Pieces()
    for block in document.blocks:
        if block.is_furniture:
            continue
        out.starts.append(len(out.ids))
        opener = TITLE if block.kind == "title" else PARAGRAPH
        _add(out, opener, (block.start, block.start), states.before(block.start), OTHER)
        for start, end in _stretches(document.text, block.start, block.end):
            encoded = _tokenizer().encode(signs[start:end], add_special_tokens=False)
            words = zip(encoded.ids, encoded.offsets, encoded.tokens, strict=True)
            for id, (low, high), token in words:
                span = (start + low, start + high)
                if token.startswith("##"):
                    out.tails.add(len(out.ids))
                _add(out, id, span, states.at(span[0]), _case(document.text[slice(*span)]))
    return out


def _add(out: Pieces, id: int, span: Span, quote: int, case: int) -> None:
    out.ids.append(id)
    out.spans.append(span)
    out.quote.append(quote)
    out.case.append(case)


def _signs(text: str, marks: Quotations) -> str:
    """The text with one sign for all double marks, single ones that quote included."""
    signs = list(text.translate(SAME))
    for quotation in marks.all():
        for at in (quotation.start, quotation.end - 1):
            if signs[at] == "'":
                signs[at] = '"'
    return "".join(signs)


def _stretches(text: str, start: int, end: int) -> Iterator[Span]:
    """A paragraph whole, or cut at blanks where it is too long."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


class _States:
    """In how many quotations each code point stands, and where marks open and close them."""

    def __init__(self, marks: Quotations, length: int) -> None:
        steps = [0] * (length + 1)
        self._edges: dict[int, int] = {}
        for quotation in marks.all():
            steps[quotation.start] += 1
            steps[quotation.end] -= 1
            self._edges[quotation.start] = OPENING
            if quotation.closed:
                self._edges[quotation.end - 1] = CLOSING
        self._depth = list(accumulate(steps))

    def at(self, position: int) -> int:
        """The state of a piece that begins at `position`."""
        return self._edges.get(position, self._held(position))

    def before(self, position: int) -> int:
        """The state a paragraph opens in: inside when a quotation goes on from the last one."""
        return self._held(position - 1) if position else OUTSIDE

    def _held(self, position: int) -> int:
        return (OUTSIDE, INSIDE, NESTED)[min(self._depth[position], 2)]


def _case(word: str) -> int:
    if word.islower():
        return LOWER
    if word.isupper() and len(word) > 1:
        return UPPER
    return TITLED if word[:1].isupper() else OTHER


@cache
def _tokenizer() -> Tokenizer:
    return weights.tokenizer("minilm")
