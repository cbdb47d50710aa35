"""Whose quotation it is, where there are very many of them."""

from __future__ import annotations

import re

from hemicycle.extract.direct import spoken
from hemicycle.extract.quotes import Quotation, Quotations
from hemicycle.parse import Parse, Sentence, Token


def parsed(text: str) -> Parse:
    """Words and marks as tokens of one sentence; nothing hangs on anything."""
    tokens = tuple(
        Token(i, *m.span(), m[0], m[0], "VERB" if m[0].isalpha() else "PUNCT", "VB", "dep", i, "")
        for i, m in enumerate(re.finditer(r"\w+|[^\w\s]", text))
    )
    whole = Sentence(0, len(tokens), 0, len(text), 0)
    return Parse(tokens, (whole,), (), (), ((),) * len(tokens), (0,) * len(tokens))


def test_unsigned_quotations_in_one_paragraph_take_linear_time() -> None:
    """Each was compared with all that follows: 5,000 took half a minute."""
    text = "“It rains here again.” " * 5_000
    marks = Quotations(Quotation((m.span(),), True) for m in re.finditer("“[^”]*”", text))
    found = spoken(parsed(text), text, marks)
    assert [len(item.quotations) for item in found] == [5_000]
