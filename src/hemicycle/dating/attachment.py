"""Tell whether a date belongs to the act of saying or to something else in its sentence.

"He said on Friday he would leave" dates the saying; "he said he would leave on Friday" the leaving;
"said after Friday's attack" neither. The parse decides: from the date one climbs from head to head,
and the climb must reach the cue (or a source that is itself a dated document) over nouns of
occasion and verbs of publishing only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hemicycle import lexicon
from hemicycle.dating.mentions import Mention
from hemicycle.offsets import Spans, covered, merge
from hemicycle.parse import Parse, Sentence, Token
from hemicycle.records import Attribution

_PRENOMINAL = frozenset(("poss", "compound", "amod", "nmod", "nummod"))
_DATELINE = 8  # words from the date within which a dash makes it a dateline
_CHAIN = frozenset(("xcomp", "pcomp", "prep", "ccomp", "advcl"))


@dataclass(frozen=True, slots=True)
class Act:
    """The tokens of one act of saying, and where it stands; `content` as merged spans."""

    attribution: Attribution
    content: Spans
    cue: frozenset[int]
    source: frozenset[int]
    sentences: tuple[Sentence, ...]


def act_of(tree: Parse, attribution: Attribution) -> Act:
    """Look up the tokens of cue and source, and the sentences of the cue (else the source)."""
    cue, source = _tokens(tree, attribution.cue), _tokens(tree, attribution.source)
    places = sorted({tree.sentence_of(i) for i in cue or source}, key=lambda s: s.first)
    return Act(attribution, merge(attribution.content), cue, source, tuple(places))


def _tokens(tree: Parse, spans: Spans) -> frozenset[int]:
    return frozenset(token.i for start, end in spans for token in tree.within(start, end))


def belongs(tree: Parse, act: Act, mention: Mention) -> str | None:
    """Why the date of `mention` is that of the act, in words, or None when it is not."""
    if _in_dateline(tree, mention):
        return None
    if covered(act.content, mention.expression.start):
        return "right after the cue" if _opens_content(tree, act, mention) else None
    within_source = covered(merge(act.attribution.source), mention.expression.start)
    if not within_source and _beside_cue(tree, act, mention):
        return "beside the cue"
    for token in climb(tree, mention.head):
        if token.i in act.cue or _leads_to_cue(tree, token, act.cue):
            return "in the clause of the cue"
        if token.i in act.source and is_utterance(token):
            return f"on the source “{token.text}”"
        if token.i in act.source and within_source and token.pos not in ("ADP", "VERB", "AUX"):
            return None
    return "at the head of the sentence" if _fronted(tree, act, mention) else None


def _in_dateline(tree: Parse, mention: Mention) -> bool:
    """ "ORLA, March 9 (Reuters) — The minister said": before the dash that opens a text"""
    token = tree.tokens[mention.head]
    sentence = tree.sentence_of(token.i)
    lead = tree.tokens[sentence.first : token.i]
    follow = tree.tokens[token.i + 1 : min(token.i + _DATELINE, sentence.last)]
    place = bool(lead) and all(t.pos != "ADP" and not t.text[0].islower() for t in lead)
    return place and any(t.text in ("—", "–", "--", "-") for t in follow)


def climb(tree: Parse, i: int) -> Iterator[Token]:
    """The heads above token `i`, as long as each step keeps to the same act of saying."""
    relating = lexicon.words("dating", "relating")
    below = tree.tokens[i]
    for n, token in enumerate(tree.ancestors(i)):
        if n == 0 and token.pos in ("ADP", "SCONJ") and _bounds(token):
            return
        if n > 0 and token.lemma in relating:
            return
        if below.dep in _PRENOMINAL and token.pos in ("NOUN", "PROPN") and not is_occasion(token):
            return
        yield token
        if token.pos in ("VERB", "AUX") and _is_other_act(tree, token):
            return
        below = token


def _is_other_act(tree: Parse, verb: Token) -> bool:
    """Whether the verb, or a conjunction before it ("since"), leads away from the saying."""
    while_saying = verb.tag == "VBG" and verb.dep in ("advcl", "acl")
    if not while_saying and verb.lemma not in lexicon.words("dating", "publishing"):
        return True
    relating = lexicon.words("dating", "relating")
    return any(child.dep == "mark" and child.lemma in relating for child in tree.children(verb.i))


def is_utterance(token: Token) -> bool:
    """Whether the noun names an act or vehicle of saying ("statement", "interview")."""
    return token.pos == "NOUN" and token.lemma in lexicon.words("dating", "utterances")


def is_occasion(token: Token) -> bool:
    """Whether the noun names an act of saying or a gathering where people speak."""
    return token.lemma in lexicon.words("dating", "utterances", "occasions")


def _bounds(token: Token) -> bool:
    return token.lemma in lexicon.words("dating", "bounding")


def _leads_to_cue(tree: Parse, token: Token, cue: frozenset[int]) -> bool:
    """Whether a cue verb hangs on `token`: "went on to say", "spoke on Monday, saying"."""
    if token.pos != "VERB":
        return False
    if any(_shares_occasion(tree.tokens[i], token) for i in cue):
        return True
    if token.lemma not in lexicon.words("dating", "carrying"):
        return False
    return any(tree.tokens[i].dep in _CHAIN and token in list(tree.ancestors(i))[:2] for i in cue)


def _shares_occasion(cue: Token, main: Token) -> bool:
    """ "met them on Monday, saying ...", "announced it on Monday and said ..." """
    if cue.head != main.i:
        return False
    told_twice = cue.dep == "conj" and main.lemma in lexicon.words("dating", "publishing")
    return told_twice or (cue.tag == "VBG" and cue.dep == "advcl")


def _between(tree: Parse, start: int, end: int) -> tuple[Token, ...]:
    return tree.within(min(start, end), max(start, end))


def _beside_cue(tree: Parse, act: Act, mention: Mention) -> bool:
    """Between source, cue and content, with no other verb or clause in between."""
    expression = mention.expression
    for start, end in act.attribution.cue:
        after = _between(tree, end, expression.start)
        before = _between(tree, expression.end, start)
        if expression.start >= end and _is_bridge(after) and not _is_bounded(tree, mention):
            return True
        if expression.end <= start and not before and not _is_bounded(tree, mention):
            return act.source != frozenset() and min(act.source) < mention.head
    return False


def _is_bridge(tokens: tuple[Token, ...]) -> bool:
    """Audience and prepositions only: "told [reporters on] Monday"."""
    return len(tokens) <= 3 and all(
        token.pos in ("ADP", "PRON", "NOUN", "ADV", "DET", "ADJ")
        and token.lemma not in lexicon.words("dating", "relating", "bounding") - {"to"}
        for token in tokens
    )


def _is_bounded(tree: Parse, mention: Mention) -> bool:
    """Whether it is "by Monday", or "Monday's attack"."""
    token = tree.tokens[mention.head]
    head = tree.tokens[token.head]
    if head.pos in ("ADP", "SCONJ") and head.i < token.i:
        return _bounds(head)
    return token.dep in _PRENOMINAL and head.i > token.i and not is_utterance(head)


def _opens_content(tree: Parse, act: Act, mention: Mention) -> bool:
    """Inside the content as marked, but first in it and followed by "that": "said Monday that"."""
    expression = mention.expression
    for start, end in act.attribution.content:
        if start <= expression.start < end:
            lead = tree.within(start, expression.start)
            follow = tree.within(expression.end, end)[:1]
            opens = all(token.pos in ("ADP", "ADV") for token in lead)
            return (
                opens
                and _follows_cue(tree, act, start)
                and [t.text.lower() for t in follow] == ["that"]
            )
    return False


def _follows_cue(tree: Parse, act: Act, start: int) -> bool:
    return any(
        end <= start and _is_bridge(tree.within(end, start)) for _, end in act.attribution.cue
    )


def _fronted(tree: Parse, act: Act, mention: Mention) -> bool:
    """First in the sentence of the cue, before the source, and not part of a longer noun."""
    if not act.sentences or not act.cue or _is_bounded(tree, mention):
        return False
    lead = tree.within(act.sentences[0].start, mention.expression.start)
    first = min(act.source | act.cue)
    opens = all(token.pos in ("ADP", "ADV", "PUNCT", "CCONJ", "DET") for token in lead)
    gap = tree.within(mention.expression.end, tree.tokens[first].start)
    clean = all(token.pos not in ("VERB", "AUX") for token in gap)
    return opens and clean and mention.head < first
