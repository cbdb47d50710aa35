"""Find everybody a document names.

A small parser's named entities err: "Sejournet" is a place, "Konovalov" a company, "Macron’s" a
firm. So names are found as runs of capitalised words (`runs`), cut from their titles (`cuts`), and
told apart by all their mentions together (`kinds`). The description beside the name belongs to the
mention (`descriptions`), and so does the first "he" or "she" that follows a name which is the
subject. Every mention is a slice of the document; the work is linear in its length.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from hemicycle.lexicon import group_of, words
from hemicycle.offsets import Span
from hemicycle.parse import Parse, Token
from hemicycle.resolve.cuts import Run, joined
from hemicycle.resolve.descriptions import after, before, beside, body, seat, trade
from hemicycle.resolve.kinds import MentionKind, kinds_of
from hemicycle.resolve.names import Gender, fold
from hemicycle.resolve.runs import find_runs

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "pobj", "iobj", "dative"})
_QUOTES = frozenset('“”‘"«»„`') | {"``", "''"}
_GENDERS: dict[str, Gender] = {"male": "male", "female": "female"}


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming. Tokens `first` up to `last` are the name, `left` up to `right` with description.

    `roles` are the descriptions as written, without article; `kind` "name" is a name of which
    nothing tells what it names; `hint` is the gender of the pronoun that follows a subject.
    """

    first: int
    last: int
    left: int
    right: int
    name: str
    kind: MentionKind
    roles: tuple[str, ...]
    is_subject: bool
    hint: Gender | None = None


def find(parse: Parse, titles: frozenset[int] = frozenset()) -> list[Mention]:
    """All mentions in text order; `titles` are the numbers of the blocks that are headlines."""
    runs = find_runs(parse, titles)
    kinds = kinds_of(parse, runs)
    ahead = [run.first for run in (*runs[1:], Run(0, len(parse.tokens), 0, ""))]
    pairs = zip(runs, ahead, strict=False)
    found = [_mention(parse, run, kinds[fold(run.name)], end) for run, end in pairs]
    return found[:1] + [_of_state(parse, one, other) for one, other in pairwise(found)]


def _of_state(parse: Parse, before: Mention, mention: Mention) -> Mention:
    """A ministry with the state it belongs to: "North Korea's Foreign Ministry"."""
    at = mention.first - 1
    owned = before.last == at and parse.tokens[at].tag == "POS"
    national = words("organisations", "national")
    if not owned or mention.name.split()[-1] not in national:
        return mention
    name = joined(parse.tokens[before.first : mention.last])
    return replace(mention, first=before.first, left=before.first, name=name, kind="organisation")


def _mention(parse: Parse, run: Run, kind: MentionKind, ahead: int) -> Mention:
    pieces = _descriptions(parse, run) if kind in ("person", "name") else []
    capital = seat(parse, run.last) if kind == "place" else None
    pieces += [capital] if capital else []
    left = min([run.left, *(start for start, _ in pieces)])
    right = max([run.last, *(end for _, end in pieces)])
    roles = tuple(joined(parse.tokens[start:end]) for start, end in pieces)
    subject = any(_is_subject(parse, t, left) for t in parse.tokens[run.first : run.last])
    hint = _hint(parse, right, ahead) if subject and kind == "person" else None
    return Mention(run.first, run.last, left, right, run.name, kind, roles, subject, hint)


def _descriptions(parse: Parse, run: Run) -> list[Span]:
    """The descriptions before and behind the name of a person, as tokens."""
    name = (run.first, run.last)
    start = before(parse, run.first)
    start = trade(parse, *name) if start is None else start
    start = run.left if start is None else start
    found = [beside(parse, start, name), after(parse, run.last, name) or body(parse, *name)]
    return [(start, run.first)] * (start < run.first) + [piece for piece in found if piece]


def _hint(parse: Parse, start: int, end: int) -> Gender | None:
    """The gender of the first he or she in this sentence or the next, before anybody is named."""
    stop = parse.sentence_of(start - 1).last
    stop = parse.sentence_of(stop).last if stop < len(parse.tokens) else stop
    told = takewhile(lambda t: t.text not in _QUOTES, parse.tokens[start : min(stop, end)])
    own = (token for token in told if token.dep not in _OBJECTS)  # "arrested her": somebody else
    found = (word for token in own if (word := fold(token.text)) in words("pronouns", *_GENDERS))
    pronoun = next(found, None)
    return _GENDERS[group_of("pronouns")[pronoun]] if pronoun else None


def _is_subject(parse: Parse, token: Token, left: int) -> bool:
    """Whether a word is a subject, or joined to one by "and", or to its own description."""
    own = token.dep == "conj" or (token.dep == "appos" and left <= token.head < token.i)
    return token.dep in _SUBJECT or (own and parse.tokens[token.head].dep in _SUBJECT)
