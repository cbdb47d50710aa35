"""Find the description that belongs to a name.

Three places: right before it ("military expert Ivan Konovalov"), behind it between commas ("Dmitry
Peskov, press secretary of the Russian President," or "Livia Doe, who heads the ministry,") and
before it between commas ("the head of the Polish Foreign Ministry, Radoslaw Sikorski"). A
description turns on a noun for a role, or on any noun that the parser ties to a full name as its
apposition ("the beekeeper Jane Doe"), so a list of names is not mistaken for one. Each look goes
at most `REACH` tokens far.
"""

from __future__ import annotations

from itertools import takewhile

from hemicycle.lexicon import load, words
from hemicycle.offsets import Span
from hemicycle.parse import Parse, Token
from hemicycle.resolve import organisations
from hemicycle.resolve.names import fold
from hemicycle.resolve.offices import PREPOSITIONS, is_role_noun

REACH = 30

_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ", "PART", "NUM"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its", "another", "one"})
_BEHIND = frozenset({"PUNCT", "CCONJ", "SPACE"})  # what closes a name that is described before
_OPENING = frozenset("“«„‘")
_LEADING = frozenset({"to", "by", "and", "but", "while"})


def before(parse: Parse, first: int) -> int | None:
    """Where the description that ends right before token `first` begins, or None."""
    tokens = parse.tokens
    at = _left_end(parse, first)
    if tokens[first - 1].pos == "ADP":
        return None  # "the mayor of Xtown"
    alone = first + 1 >= len(tokens) or tokens[first + 1].pos != "PROPN"
    if alone and at and tokens[at - 1].pos == "DET" and tokens[first - 1].text.islower():
        return None  # "told the judge Doe was away"
    return at if any(_is_title_word(t) for t in tokens[at:first]) else None


def trade(parse: Parse, first: int, last: int) -> int | None:
    """Where a description by any noun begins before the full name `first` to `last`, or None."""
    noun = parse.tokens[first - 1] if first and last - first > 1 else None
    if noun is None or noun.tag != "NN" or not first <= noun.head < last:
        return None
    is_thing = fold(noun.text) in words("organisations", "common", "media", "documents")
    return None if is_thing or noun.entity else _left_end(parse, first)


def seat(parse: Parse, last: int) -> Span | None:
    """What a town that ends before token `last` is the capital of: ", the Xland capital"."""
    tokens, end = parse.tokens, last + 1
    if end >= len(tokens) or tokens[last].text != ",":
        return None
    while end < len(tokens) and end < last + 9 and tokens[end].pos != "PUNCT":
        end += 1
    is_seat = any(token.text == "capital" for token in tokens[last:end])
    return (last + 1, end) if is_seat else None


def _left_end(parse: Parse, first: int) -> int:
    tokens, at = parse.tokens, first
    floor = max(parse.sentence_of(first).first, first - REACH)
    complete = False
    while at > floor and _describes(tokens, at - 1, complete):
        at -= 1
        complete = complete or _is_title_word(tokens[at])
        if fold(tokens[at].text) in words("titles", "courtesy"):
            break
    return at


def _describes(tokens: tuple[Token, ...], at: int, complete: bool) -> bool:
    """Whether token `at` goes on a description to the left; "of" only inside an office."""
    token = tokens[at]
    if token.text.lower() == "of" and at:
        return not complete and is_role_noun(tokens[at - 1].text)
    if token.text in ("-", "–"):
        return bool(at) and token.start == tokens[at - 1].end
    if fold(token.text) in words("titles", "courtesy"):
        return True
    return token.pos in ("NOUN", "PROPN", "ADJ") and token.entity not in ("DATE", "TIME")


def _is_title_word(token: Token) -> bool:
    return is_role_noun(token.text) or fold(token.text) in words("titles", "male", "female")


def after(parse: Parse, last: int, name: Span | None = None) -> Span | None:
    """The description between commas behind a name that ends before token `last`.

    With `name` (the tokens of a full name) any noun will do that the parser ties to it.
    """
    sentence = parse.sentence_of(last - 1)
    if last + 1 >= sentence.last or parse.tokens[last].text not in (",", "(", "—", "–"):
        return None
    start = end = last + 1
    ceiling = min(sentence.last, last + REACH)
    if _opens_clause(parse.tokens, start):
        end = start + 2
    while end < ceiling and _stays(parse.tokens, end):
        end += 1
    while start < end and parse.tokens[start].text.lower() in _ARTICLES:
        start += 1
    while end > start and parse.tokens[end - 1].pos in ("ADP", "CCONJ", "DET", "PART"):
        end -= 1
    piece = parse.tokens[start:end]
    if any(t.dep in ("nsubj", "nsubjpass") and t.head >= end for t in piece):
        return None  # "with Jane Doe, the minister said"
    return (start, end) if _is_description(piece, name) and not _names_next(piece) else None


def body(parse: Parse, first: int, last: int) -> Span | None:
    """The body that a full name belongs to: "Emil Doe of the Naval Academy"."""
    rest = parse.tokens[last : last + 7]
    if last - first != 2 or len(rest) < 2 or rest[0].text != "of":
        return None
    named = tuple(takewhile(lambda t: t.text[0].isupper() or t.text in ("the", "of"), rest))
    found = organisations.looks_like_one(tuple(token.text for token in named))
    start = last + 1 + (rest[1].text == "the")
    return (start, last + len(named)) if found and start < last + len(named) else None


def _opens_clause(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the words are "who heads", "who teaches": a verb that tells an office."""
    told = load("titles")["doers"]["of"]
    return at + 1 < len(tokens) and tokens[at].text == "who" and tokens[at + 1].text in told


def _names_next(tokens: tuple[Token, ...]) -> bool:
    """Whether the words are the title of the next person in a list: ", chief of staff Jane Doe"."""
    at = next((n for n, t in enumerate(tokens) if t.entity == "PERSON"), None)
    if at is None:
        return False
    return not any(t.pos == "DET" or t.tag == "POS" for t in tokens[:at]) and (
        at == 0 or tokens[at - 1].pos != "ADP"
    )


def beside(parse: Parse, left: int, name: Span | None = None) -> Span | None:
    """The description between commas before a name that begins at token `left`."""
    sentence = parse.sentence_of(left)
    left -= parse.tokens[left - 1].text.lower() in _ARTICLES if left else 0
    if left - 2 < sentence.first or parse.tokens[left - 1].text != ",":
        return None
    start = left - 1
    floor = max(sentence.first, left - REACH)
    while start > floor and _stays(parse.tokens, start - 1):
        start -= 1
    while start < left - 1 and parse.tokens[start].text.lower() in _LEADING:
        start += 1
    owned = any(t.tag == "POS" for t in parse.tokens[start : left - 1])
    if not owned and parse.tokens[start].text.lower() not in _ARTICLES:
        return None
    behind = parse.tokens[name[1]] if name and name[1] < sentence.last else None
    closed = behind is None or (behind.pos in _BEHIND and behind.text not in _OPENING)
    if not closed and behind is not None and behind.tag not in ("POS", "WP"):
        return None  # "according to a spokesman, Jane Doe laughs"
    piece = (start if parse.tokens[start].text.lower() not in _ARTICLES else start + 1, left - 1)
    return piece if _is_description(parse.tokens[piece[0] : piece[1]], name) else None


def _stays(tokens: tuple[Token, ...], at: int) -> bool:
    token = tokens[at]
    last = tokens[at - 1]
    in_word = token.start == last.end and (token.text in ("-", "–") or last.text in ("-", "–"))
    return token.pos in _INSIDE or in_word or token.text.lower() in _ARTICLES


def _is_description(tokens: tuple[Token, ...], name: Span | None) -> bool:
    """Whether the words before the first preposition end in a noun for a role or trade."""
    if _opens_clause(tokens, 0):
        return True
    first = next((n for n, t in enumerate(tokens) if t.text in PREPOSITIONS), len(tokens))
    owned = max((n + 1 for n, t in enumerate(tokens[:first]) if t.tag == "POS"), default=0)
    head = tokens[owned:first]
    joined_by_and = next((n for n, t in enumerate(head) if t.pos == "CCONJ"), len(head))
    head = head[:joined_by_and]
    return bool(head) and (is_role_noun(head[-1].text) or _is_tied(head[-1], name))


def _is_tied(noun: Token, name: Span | None) -> bool:
    """Whether a common noun is the apposition of the full name."""
    if name is None or name[1] - name[0] < 2 or noun.tag != "NN" or noun.dep != "appos":
        return False
    return name[0] <= noun.head < name[1]
