"""Cut a run of capitalised words into title and name.

"French President Emmanuel Macron" is a title and a name, "State John Kerry" (behind "Secretary of")
is the end of one and a name, "General Motors" is no general, and "Polish Foreign Ministry" is one
name. Titles are role nouns and the words of `data/en/titles.toml`; the parser's labels help only
where words do not tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hemicycle.lexicon import words
from hemicycle.parse import Parse, Token
from hemicycle.resolve import organisations
from hemicycle.resolve.countries import nationality, place
from hemicycle.resolve.names import fold, gender_of_given
from hemicycle.resolve.offices import is_party, is_role_noun


@dataclass(frozen=True, slots=True)
class Run:
    """A capitalised run, cut into title (`left` to `first`) and name (`first` to `last`)."""

    left: int
    first: int
    last: int
    name: str


def joined(tokens: tuple[Token, ...]) -> str:
    """The tokens as text: a blank where the document has white space, nothing where it has none."""
    text, end = "", None
    for token in (t for t in tokens if not t.text.isspace()):
        text += (" " if end is not None and token.start > end else "") + token.text
        end = token.end
    return text


def cut(parse: Parse, start: int, end: int) -> list[Run]:
    """Cut a capitalised run into title and name; nothing when it is a title alone."""
    tokens = parse.tokens[start:end]
    if len(tokens) > 1 and all(t.text.isupper() and len(t.text) > 1 for t in tokens):
        return [whole(parse, start, end)] if all(t.entity == "PERSON" for t in tokens) else []
    outlet = next((n for n in range(min(4, len(tokens) - 1), 0, -1) if _is_outlet(tokens[:n])), 0)
    if outlet and not _is_outlet(tokens) and not _goes_with_outlet(tokens[outlet:]):
        return [whole(parse, start, start + outlet), *cut(parse, start + outlet, end)]
    if organisations.looks_like_one((tokens[-1].text,)) or _is_place(tokens):
        return [whole(parse, start, end)]
    at = start + _title_length(tokens)
    if at < end and not parse.tokens[at].text[0].isalpha():
        return [whole(parse, start, end)]
    if at == end:
        return (
            [] if len(tokens) > 1 or not _could_be_name(tokens[0]) else [whole(parse, start, end)]
        )
    return [Run(start, at, end, joined(parse.tokens[at:end]))]


def whole(parse: Parse, start: int, end: int) -> Run:
    return Run(start, start, end, joined(parse.tokens[start:end]))


def _is_outlet(tokens: tuple[Token, ...]) -> bool:
    return organisations.is_outlet(joined(tokens))


def _goes_with_outlet(rest: tuple[Token, ...]) -> bool:
    """Whether the words behind an outlet's name are its own or a title: "Bloomberg News"."""
    own = all(organisations.looks_like_one((token.text,)) for token in rest)
    return own or _is_title(rest[0].text)


def _is_place(tokens: tuple[Token, ...]) -> bool:
    return place(joined(tokens)) is not None


def _could_be_name(token: Token) -> bool:
    """Whether a word that can be a title is a name here: "Pope", "Bishop" as surnames."""
    return token.entity == "PERSON" or nationality(token.text) is not None


def _title_length(tokens: tuple[Token, ...]) -> int:
    """How many leading tokens are title, adjective or office: 2 in "French President Macron"."""
    if any(organisations.goes_on(t.text) for t in tokens) and len(tokens) > 2:
        inner = next(n for n, t in enumerate(tokens) if organisations.goes_on(t.text))
        if inner + 1 < len(tokens) and tokens[inner + 1].text in ("of", "for"):
            return _office_of_body(tokens, inner + 2)
    given = gender_of_given(tokens[0].text) and tokens[0].entity == "PERSON"
    last = 0
    for n, token in enumerate(tokens[:-1] if not given else ()):
        if _is_title(token.text) or (n == last and nationality(token.text) is not None):
            last = n + 1
    if last == len(tokens) - 1 and is_role_noun(tokens[-1].text) and tokens[-1].entity != "PERSON":
        return len(tokens)
    if last == 0 and len(tokens) > 2 and not given:
        last = _person_begins(tokens)
    if last == 0 and len(tokens) == 1 and _is_title(tokens[0].text):
        return 1
    return last if last == 0 or _is_person_title(tokens[:last], tokens[last:]) else 0


def _office_of_body(tokens: tuple[Token, ...], start: int) -> int:
    """Where a name starts behind an office of a body: "House of Commons Speaker Jane Doe"."""
    ends = (n + 1 for n in range(start, len(tokens) - 1) if is_role_noun(tokens[n].text))
    return next((n for n in ends if tokens[n].entity == "PERSON"), 0)


def _person_begins(tokens: tuple[Token, ...]) -> int:
    """Where a person's name starts behind other capitals: 1 in "State John Kerry"."""
    for n, token in enumerate(tokens[1:-1], 1):
        if token.entity == "PERSON" != tokens[n - 1].entity and gender_of_given(token.text):
            return n
    return 0


def _is_person_title(title: tuple[Token, ...], name: tuple[Token, ...]) -> bool:
    """ "General Motors" is no general: an ORG label over both, without a given name, forbids."""
    over = all(t.entity == "ORG" for t in (*title, *name))
    return not over or len(title) > 1 or gender_of_given(name[0].text) is not None


@cache
def _titles() -> frozenset[str]:
    return words("titles", "male", "female", "before")


def _is_title(word: str) -> bool:
    return is_role_noun(word) or is_party(word) or fold(word) in _titles()
