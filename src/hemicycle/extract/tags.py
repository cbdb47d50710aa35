"""Sentences that name their speaker at the very end: "..., the analyst believes."

A small parser often hangs such a tag on the wrong verb when the sentence before it is long. The
tag itself is plain to see: after the last comma stand only a verb of saying and a noun phrase, in
either order, up to the full stop.
"""

from __future__ import annotations

from hemicycle import lexicon
from hemicycle.extract.frames import CLAUSE, Offer
from hemicycle.parse import Parse, Sentence, Token

LONGEST = 9  # tokens of a tag
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "PART", "NUM", "ADP"})


def tag(parse: Parse, sentence: Sentence) -> Offer | None:
    """The speaker's tag at the end of `sentence`, with all before it as content."""
    tokens = list(parse.tokens[sentence.first : sentence.last])
    while tokens and tokens[-1].text in (".", "!", "?"):
        tokens.pop()
    comma = next((n for n in reversed(range(len(tokens))) if tokens[n].text == ","), None)
    if comma is None or comma < 3 or not 2 <= len(tokens) - comma - 1 <= LONGEST:
        return None
    return _read(tokens[:comma], tokens[comma + 1 :])


def _read(content: list[Token], tail: list[Token]) -> Offer | None:
    if _says(tail[0]):
        verb, phrase = tail[0], tail[1:]
    elif _says(tail[-1]):
        verb, phrase = tail[-1], tail[:-1]
    else:
        return None
    if not all(t.pos in NOUNS for t in phrase) or phrase[0].pos == "ADP":
        return None
    if not any(t.pos in ("VERB", "AUX") for t in content):
        return None
    return Offer(verb, CLAUSE, (verb,), tuple(phrase), tuple(content))


def _says(token: Token) -> bool:
    return token.tag in FINITE and token.lemma in lexicon.words("cues", "direct")
