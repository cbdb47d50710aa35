"""Find everybody a document names.

A small parser's named entities err: "Sejournet" is a place, "Konovalov" a company, "Macron’s" a
firm. So names are found as runs of capitalised words (`runs`), cut from their titles (`cuts`), and
told apart by all their mentions together (`kinds`). A description that stands before the name
("military expert Ivan Konovalov") or beside it between commas ("Dmitry Peskov, press secretary of
the Russian President") belongs to the mention (`descriptions`). Every mention is a slice of the
document; the work is linear in its length.
"""

from __future__ import annotations

from dataclasses import dataclass

from hemicycle.parse import Parse, Token
from hemicycle.resolve.cuts import Run, joined
from hemicycle.resolve.descriptions import after, before, beside
from hemicycle.resolve.kinds import MentionKind, kinds_of
from hemicycle.resolve.names import fold
from hemicycle.resolve.runs import find_runs

_SUBJECT = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming. Tokens `first` up to `last` are the name, `left` up to `right` with description.

    `roles` are the descriptions as written, without article; `kind` "name" is a name of which
    nothing tells what it names.
    """

    first: int
    last: int
    left: int
    right: int
    name: str
    kind: MentionKind
    roles: tuple[str, ...]
    is_subject: bool


def find(parse: Parse, titles: frozenset[int] = frozenset()) -> list[Mention]:
    """All mentions in text order; `titles` are the numbers of the blocks that are headlines."""
    runs = find_runs(parse, titles)
    kinds = kinds_of(parse, runs)
    return [_mention(parse, run, kinds[fold(run.name)]) for run in runs]


def _mention(parse: Parse, run: Run, kind: MentionKind) -> Mention:
    left, right, roles = run.left, run.last, []
    if kind in ("person", "name"):
        start = before(parse, run.first)
        if start is not None:
            left = start
            roles.append(joined(parse.tokens[start : run.first]))
        for piece in (beside(parse, left), after(parse, run.last)):
            if piece:
                roles.append(joined(parse.tokens[piece[0] : piece[1]]))
                left, right = min(left, piece[0]), max(right, piece[1])
    subject = any(_is_subject(parse, t) for t in parse.tokens[run.first : run.last])
    return Mention(run.first, run.last, left, right, run.name, kind, tuple(roles), subject)


def _is_subject(parse: Parse, token: Token) -> bool:
    """Whether a word is a subject, or joined to one by "and"."""
    joint = token.dep == "conj" and parse.tokens[token.head].dep in _SUBJECT
    return joint or token.dep in _SUBJECT
