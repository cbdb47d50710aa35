"""Find the runs of capitalised words that can be names.

A run may hold a hyphen, a particle ("de"), and "of" after a word such as "Ministry". The first
word of a sentence is capitalised in any case, so it needs the parser's word that it is a name. In
headlines, where nearly every word is, a run consists of what the parser took for a person or
place, and of words that the rest of the document uses in names.
"""

from __future__ import annotations

from collections.abc import Iterator

from hemicycle.lexicon import words
from hemicycle.parse import Parse, Sentence, Token
from hemicycle.resolve import organisations
from hemicycle.resolve.cuts import Run, cut, whole
from hemicycle.resolve.names import fold, gender_of_given, particles
from hemicycle.resolve.organisations import is_numbered

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "EVENT", "LAW"})
_DATES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_CLOSED = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "INTJ", "PUNCT", "NUM"})


def find_runs(parse: Parse, titles: frozenset[int]) -> list[Run]:
    """All runs in text order; `titles` are the numbers of the blocks that are headlines."""
    loud = [s.block in titles or _is_headline(parse, s) for s in parse.sentences]
    pairs = list(zip(parse.sentences, loud, strict=True))
    runs = [run for s, is_loud in pairs if not is_loud for run in _in_sentence(parse, s, None)]
    known = frozenset(word for run in runs for word in fold(run.name).split())
    taken = {run.left for run in runs}
    runs += [whole(parse, n, n + 1) for n in _openers(parse, pairs, known) if n not in taken]
    runs += [run for s, is_loud in pairs if is_loud for run in _in_sentence(parse, s, known)]
    runs.sort(key=lambda run: run.first)
    names = frozenset(run.name for run in runs)
    return [_untitled(run, names) for run in runs]


def _openers(
    parse: Parse, pairs: list[tuple[Sentence, bool]], known: frozenset[str]
) -> Iterator[int]:
    """First words of sentences that the parser took for no name, but that are one elsewhere."""
    for sentence, is_loud in pairs:
        token = parse.tokens[sentence.first]
        opens = not is_loud and token.text.istitle() and token.pos not in _CLOSED
        if opens and fold(token.text) in known and not token.text.endswith("s"):
            yield token.i


def _untitled(run: Run, names: frozenset[str]) -> Run:
    """Take an unknown title off a name that also stands without it: "Landvogt Ulrik Zander"."""
    title, _, rest = run.name.partition(" ")
    alone = len(rest.split()) == run.last - run.first - 1 == 2 and rest in names
    is_body = organisations.looks_like_one(tuple(rest.split()))
    if not alone or is_body or gender_of_given(title) or run.left < run.first:
        return run
    return Run(run.left, run.first + 1, run.last, rest)


def _is_headline(parse: Parse, sentence: Sentence) -> bool:
    """Whether nearly every long word of six or more is capitalised, and no full stop ends them."""
    tokens = parse.tokens[sentence.first : sentence.last]
    long = [t for t in tokens if len(t.text) > 3 and t.text.isalpha()]
    capital = sum(t.text[0].isupper() for t in long)
    if tokens and tokens[-1].text == ".":
        return False
    return len(tokens) >= 6 and len(long) >= 4 and capital >= 0.8 * len(long)


def _in_sentence(parse: Parse, sentence: Sentence, known: frozenset[str] | None) -> list[Run]:
    """The names of one sentence; `known` (in a headline) are the words of names elsewhere."""
    found: list[Run] = []
    at = sentence.first
    while at < sentence.last:
        end = _run_end(parse, sentence, at, known)
        if end > at:
            found.extend(cut(parse, at, end))
        at = end if end > at else at + 1
    return found


def _run_end(parse: Parse, sentence: Sentence, at: int, known: frozenset[str] | None) -> int:
    """Where the name that begins at token `at` ends; `at` itself when none begins there."""
    tokens, end = parse.tokens, at
    while end < sentence.last and _is_capital(parse, sentence, end, known):
        end += 1
        step = end
        if step + 1 < sentence.last and _goes_on_small(tokens, step):
            end = step = step + 2
        while step < sentence.last and _links(parse, at, step):
            step += 1
        if end < step < sentence.last and _is_capital(parse, sentence, step, known):
            end = step
    if at < end < sentence.last and is_numbered(tokens[end - 1].text, tokens[end].text):
        end += 1
    while end > at and tokens[end - 1].text in ("-", "–"):
        end -= 1
    return end


def _is_capital(parse: Parse, sentence: Sentence, at: int, known: frozenset[str] | None) -> bool:
    token = parse.tokens[at]
    if not token.text[0].isupper() or (token.entity in _DATES and _is_date(token)):
        return False
    if known is not None:
        closed = token.pos in _CLOSED and not token.text.isupper()
        return not closed and (fold(token.text) in known or token.entity in ("PERSON", "GPE"))
    opens = at == sentence.first or parse.tokens[at - 1].pos == "PUNCT"
    if token.pos in _CLOSED or token.text.endswith("’m"):
        acronym = token.text.isupper() and len(token.text) > 1
        return token.entity in _NAMES and (acronym or not (opens or token.text == "I"))
    return not opens or token.pos == "PROPN" or token.entity in _NAMES


def _is_date(token: Token) -> bool:
    return token.pos != "PROPN" or fold(token.text) in words("titles", "calendar")


def _goes_on_small(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a hyphen and a small syllable follow: "Jae-in", but not "Moscow-based"."""
    hyphen, part = tokens[at], tokens[at + 1]
    close = hyphen.text == "-" and tokens[at - 1].end == hyphen.start and hyphen.end == part.start
    return close and part.text.islower() and (part.entity == "PERSON" or part.pos == "PROPN")


def _links(parse: Parse, first: int, at: int) -> bool:
    """Whether the token may stand inside a name: a hyphen, "de", "of" after "Ministry"."""
    token, last = parse.tokens[at], parse.tokens[at - 1]
    if token.text in ("-", "–", "'", "’") and token.pos != "PART":
        return token.start == last.end and _touches_next(parse, at)
    if token.text in ("and", "in", "of", "for", "on", "the") and token.entity == "ORG":
        return last.entity == "ORG" and _next_is(parse, at, "ORG")
    if token.text in particles():
        return True
    if token.text == "&":
        return True
    if token.tag == "POS":
        return token.entity == last.entity == "ORG" and _next_is(parse, at, "ORG")
    if token.text == "of" and last.text in words("countries", "states"):
        return True
    if token.text in ("of", "for"):
        return organisations.goes_on(last.text)
    return token.text == "the" and last.text in ("of", "for") and at - 1 > first


def _next_is(parse: Parse, at: int, entity: str) -> bool:
    return at + 1 < len(parse.tokens) and parse.tokens[at + 1].entity == entity


def _touches_next(parse: Parse, at: int) -> bool:
    return at + 1 < len(parse.tokens) and parse.tokens[at + 1].start == parse.tokens[at].end
