"""Sentences that name their speaker between commas: "..., the analyst believes."

A small parser often hangs such a tag on the wrong verb when the sentence is long. The tag itself is
plain to see: between a comma and the full stop, or between two commas, stand only a verb of saying
and a noun phrase, in either order. The rest of the sentence, on both sides, is what was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hemicycle import lexicon
from hemicycle.extract.frames import CLAUSE, Offer
from hemicycle.parse import Parse, Sentence, Token

LONGEST = 12  # tokens of a tag
SHORTEST = 3  # tokens of what is said
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "PART", "NUM", "ADP"})


def tag(parse: Parse, sentence: Sentence) -> Offer | None:
    """The speaker's tag in `sentence`, with all around it as content."""
    tokens = parse.tokens[sentence.first : sentence.last]
    while tokens and tokens[-1].text in (".", "!", "?"):
        tokens = tokens[:-1]
    commas = [n for n, t in enumerate(tokens) if t.text == ","]
    for left, right in pairwise([*commas, len(tokens)]):
        found = speaker_and_verb(tokens[left + 1 : right]) if left >= SHORTEST else None
        if found:
            verb, phrase = found
            inverted = verb.i < phrase[0].i  # ", said X, a doctor.": the rest describes X
            phrase = tokens[left + 2 :] if inverted else phrase
            around = tokens[:left] if inverted else (*tokens[:left], *tokens[right + 1 :])
            if any(t.tag in FINITE or t.tag == "MD" for t in around):
                return Offer(verb, CLAUSE, (verb,), phrase, around)
    return None


def speaker_and_verb(
    tokens: Sequence[Token], any_verb: bool = False
) -> tuple[Token, tuple[Token, ...]] | None:
    """The verb of saying and the noun phrase that are all there is in `tokens`.

    `any_verb` takes every finite verb for one of saying.
    """
    if not 2 <= len(tokens) <= LONGEST:
        return None
    for verb, phrase in ((tokens[0], tokens[1:]), (tokens[-1], tokens[:-1])):
        if verb.tag in FINITE and (any_verb or verb.lemma in lexicon.words("cues", "direct")):
            return (verb, tuple(phrase)) if _is_phrase(phrase) else None
    state = tokens[-1].text.lower() in lexicon.words("cues_by_hand", "state")
    if state and tokens[-2].lemma == "be" and len(tokens) > 2 and _is_phrase(tokens[:-2]):
        return tokens[-2], tuple(tokens[:-2])
    return None


def _is_phrase(tokens: Sequence[Token]) -> bool:
    named = any(t.pos in ("NOUN", "PROPN", "PRON") for t in tokens)
    return named and tokens[0].pos != "ADP" and all(t.pos in NOUNS for t in tokens)
