"""The relations in which a name stands to a clause of saying, told by the words beside it.

"told [Reuters]", "interview with [La Stampa]", "quoted by [TASS]", "[RT]'s interlocutor": the word
before or after decides, looked up in `data/en/provenance.toml`. Reporters and parliaments are
audiences, and what is attacked, watched or owned is a topic: they stand in no such relation.
"""

from __future__ import annotations

from hemicycle import lexicon
from hemicycle.parse import Parse, Sentence, Token

NEAR, FAR = 1, 2  # the voice that heard the speaker; the voice that passed it on

Relation = tuple[int, str]  # NEAR or FAR, and the words that tell


def named(group: str) -> frozenset[str]:
    """The words of one list of `data/en/provenance.toml`."""
    return lexicon.words("provenance", group)


def governor(tree: Parse, sentence: Sentence, i: int) -> Token | None:
    """The word that governs the name: back over articles, adjectives, owners, kinds of outlet."""
    i -= 1
    while i >= sentence.first and _is_passed_over(tree.tokens[i]):
        i -= 1
    return tree.tokens[i] if i >= sentence.first else None


def _is_passed_over(token: Token) -> bool:
    if token.pos in ("DET", "ADJ", "PUNCT") and token.text not in (",", ";", ":", "—", "–"):
        return True
    if token.tag in ("PRP$", "POS") or token.dep in ("poss", "compound", "amod", "nmod"):
        return True
    return token.lemma in named("names_follow") or token.entity == "NORP"


def relation_before(tree: Parse, sentence: Sentence, word: Token | None) -> Relation | None:
    """The relation told by the governing `word`: "told", "interview with", "according to"."""
    if word is None:
        return None
    if word.lemma in named("telling"):
        return NEAR, f"“{word.text}” it"
    if word.pos not in ("ADP", "SCONJ", "PART"):
        return None
    above = content_word_before(tree, sentence, word.i)
    phrase = f"“{above.text} {word.text}”" if above else f"“{word.text}”"
    if word.lemma == "by":
        return (FAR, phrase) if above is not None and _is_passed_on(above) else None
    if above is not None and above.text.lower() == "according":
        return FAR, phrase
    if word.lemma not in ("with", "for", "in", "on", "to", "via", "from", "at"):
        return None
    return (NEAR, phrase) if _opens_vehicle(word, above) else None


def _is_passed_on(word: Token) -> bool:
    passed_on = word.tag == "VBN" and word.lemma in named("reporting")
    return passed_on or word.lemma in named("vehicles")


def _opens_vehicle(word: Token, above: Token | None) -> bool:
    """Whether what stands before the preposition speaks: a vehicle, a verb, or nothing."""
    if above is None:
        return word.lemma in ("on", "in", "via")
    if above.pos in ("NOUN", "PROPN") and above.entity not in ("DATE", "TIME"):
        return above.lemma in named("vehicles") | named("places")
    if word.lemma in ("on", "via") and above.entity in ("DATE", "TIME"):
        return True
    return above.lemma in named("speaking") and word.lemma not in ("from", "at")


def content_word_before(tree: Parse, sentence: Sentence, i: int) -> Token | None:
    """The word before, back over adverbs, days and "reporters"."""
    i -= 1
    while i > sentence.first and tree.tokens[i].pos in ("ADV", "PRON", "DET", "NUM"):
        i -= 1
    if i < sentence.first or tree.tokens[i].pos in ("PUNCT", "CCONJ"):
        return None
    return tree.tokens[i]


def relation_after(tree: Parse, sentence: Sentence, i: int) -> Relation | None:
    """ "RT's interlocutor" """
    after = tree.tokens[i : min(i + 4, sentence.last)]
    if len(after) < 2 or after[0].tag != "POS":
        return None
    noun = next((token for token in after[1:] if token.lemma in named("beside")), None)
    return None if noun is None else (NEAR, f"“its {noun.text}”")


def reporting_verb(tree: Parse, tokens: tuple[Token, ...]) -> Token | None:
    """The verb of "Politico reported that ...", of which the name is the subject."""
    for token in tokens:
        head = tree.tokens[token.head]
        if token.dep in ("nsubj", "agent") and head.lemma in named("reporting"):
            return head
    return None
