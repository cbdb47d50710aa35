"""spaCy's rules for word classes, with what they say of a word remembered.

The ruler of the English pipeline tries some 180 patterns at every token, an eighth of the time of a
parse. All but a few look at one token alone, at its letters, tag and relation, so tokens alike in
these get the same answer: it is asked of the ruler once and kept. Patterns of several tokens run as
they are, afterwards. `tests/test_parse.py` holds the answers against the ruler's own.
"""

from __future__ import annotations

from typing import Any

MOST = 200_000  # answers kept; then it starts afresh


class WordClasses:
    """Takes the place of the `ruler` (an AttributeRuler) of a pipeline."""

    def __init__(self, ruler: Any) -> None:
        from spacy.pipeline import AttributeRuler

        self._ruler = ruler
        self._several = AttributeRuler(ruler.vocab, name="several", validate=False)
        self._several.add_patterns(
            [rule for rule in ruler.patterns if any(len(one) > 1 for one in rule["patterns"])]
        )
        self._known: dict[tuple[int, int, int], tuple[int, int, int, int]] = {}

    def __call__(self, doc: Any) -> Any:
        """Set class, features and, for a few words, lemma and relation of every token."""
        for token in doc:
            key = (token.lower, token.tag, token.dep)
            found = self._known.get(key) or self._ask(token, key)
            token.pos = found[0]
            token.set_morph(found[1])
            if found[2]:
                token.lemma = found[2]
            if found[3] != key[2]:
                token.dep = found[3]
        return self._several(doc)

    def _ask(self, token: Any, key: tuple[int, int, int]) -> tuple[int, int, int, int]:
        from spacy.tokens import Doc

        alone = Doc(token.vocab, words=[token.text])
        alone[0].tag, alone[0].dep = token.tag, token.dep
        (told,) = self._ruler(alone)
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[key] = (told.pos, told.morph.key, told.lemma, told.dep)
        return self._known[key]
