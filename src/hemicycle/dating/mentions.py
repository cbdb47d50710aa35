"""Every date expression of a document, read in its place.

What "Monday" means depends on the clause it stands in ("will", "said") and what "two days earlier"
means on the dates before it. `mentions` reads the coded blocks from top to bottom and gives each
expression with its tense and its days. Expressions never cross a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from hemicycle import lexicon
from hemicycle.dating.anchors import Anchor, resolve
from hemicycle.dating.expressions import Expression, find
from hemicycle.dating.readings import Tense
from hemicycle.intervals import Interval
from hemicycle.parse import Parse, Token, parse
from hemicycle.records import Document, Finding


@dataclass(frozen=True, slots=True)
class Mention:
    """An expression, the token of the parse that heads it, and what it means in its place."""

    expression: Expression  # positions are those of Document.text
    head: int
    narrative: Interval | None
    reading: Finding[Interval]


@lru_cache(maxsize=4)
def mentions(document: Document) -> tuple[Mention, ...]:
    """All date expressions of the coded blocks of `document`, in order."""
    tree = parse(document)
    found: list[Mention] = []
    narrative: Interval | None = None
    for expression in _expressions(document):
        head = head_of(tree, expression)
        if head is None:
            continue
        anchor = Anchor(document.metadata.published, narrative, tense_at(tree, head))
        reading = resolve(expression, anchor)
        found.append(Mention(expression, head.i, narrative, reading))
        if reading.value is not None and reading.value.precision == "day":
            narrative = reading.value
    return tuple(found)


def reread(document: Document, mention: Mention, tense: Tense) -> Finding[Interval]:
    """What the mention means when its clause is known to have this tense."""
    anchor = Anchor(document.metadata.published, mention.narrative, tense)
    return resolve(mention.expression, anchor)


def _expressions(document: Document) -> Iterator[Expression]:
    for block in document.blocks:
        if not block.is_furniture:
            for one in find(document.text[block.start : block.end]):
                start, end = one.start + block.start, one.end + block.start
                yield Expression(start, end, one.rule, one.parts)


def head_of(tree: Parse, expression: Expression) -> Token | None:
    """The token of the expression on which its other tokens hang."""
    inside = tree.within(expression.start, expression.end)
    for token in inside:
        if not inside[0].i <= token.head <= inside[-1].i or token.head == token.i:
            return token
    return inside[0] if inside else None


def tense_at(tree: Parse, token: Token) -> Tense:
    """The tense of the clause that `token` stands in; unknown where no verb tells."""
    forward = lexicon.words("dating", "forward")
    for verb in (token, *tree.ancestors(token.i)):
        if verb.lemma in forward:
            return "future"
        if verb.pos in ("VERB", "AUX"):
            return _tense_of(tree, verb)
    return "unknown"


def _tense_of(tree: Parse, verb: Token) -> Tense:
    helpers = [child for child in tree.children(verb.i) if child.dep in ("aux", "auxpass")]
    if {helper.lemma for helper in helpers} & lexicon.words("dating", "future"):
        return "future"
    if verb.tag == "VB" and any(helper.tag == "TO" for helper in helpers):
        return "future"
    if {verb.tag, *(helper.tag for helper in helpers)} & {"VBD", "VBN"}:
        return "past"
    return "unknown"
