"""Find the stance words of a statement.

Stance is carried by words ("disaster"), by phrases with holes in them ("warn … against") and by set
formulae that mean something else than their words ("did not rule out"). All of them are entries of
the lists in `data/`, rows of lemmas with choices and gaps; this file finds them among tokens. The
longest entry wins and uses up its words, so that "not rule out" is never also a "rule out"; among
equals the word as it stands ("promising") goes before its lemma ("promise").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from hemicycle import lexicon
from hemicycle.parse import Token

LISTS = (
    "support",
    "opposition",
    "direction",
    "negation",
    "modality",
    "forecast",
    "position_context",
)
ELSEWHERE = ("anaphor",)  # read by `mentions.py`
GAP = 3  # words that "..." may stand for


@dataclass(frozen=True, slots=True)
class Group:
    """A group of entries that act alike; `kind` is the operator (see `climb.py`)."""

    name: str
    kind: str
    sign: int
    weight: float
    label: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry found: the tokens used (positions in the parse) and the one that governs them."""

    group: Group
    tokens: tuple[int, ...]
    head: int
    text: str

    @property
    def reading(self) -> str:
        """The words and what they were taken for: "'erase' = harm"."""
        return f"“{self.text}” = {self.group.label}"


@dataclass(frozen=True, slots=True)
class _Entry:
    parts: tuple[str, ...]
    group: Group


def find(tokens: Sequence[Token]) -> list[Phrase]:
    """The entries of all lists among `tokens`, left to right, no token used twice per kind."""
    found = [hit for at in range(len(tokens)) for hit in _starting_at(tokens, at)]
    found.sort(key=lambda phrase: (-len(phrase.tokens), phrase.tokens))
    used: set[int] = set()
    kept = []
    for phrase in found:
        if used.isdisjoint(phrase.tokens):
            used.update(phrase.tokens)
            kept.append(phrase)
    return sorted(kept, key=lambda phrase: phrase.tokens)


def _starting_at(tokens: Sequence[Token], at: int) -> Iterator[Phrase]:
    for name in dict.fromkeys((tokens[at].text.lower(), tokens[at].lemma)):
        for entry in _index().get(name, ()):
            used = match(tokens, at, entry.parts)
            if used:
                yield _phrase([tokens[i] for i in used], entry.group)


def match(tokens: Sequence[Token], at: int, parts: tuple[str, ...]) -> list[int] | None:
    """Positions in `tokens` that the entry uses when it starts at `at`."""
    used: list[int] = []
    gap = 0
    for part in parts:
        if part == "...":
            gap = GAP
            continue
        at = _next(tokens, at, part, gap)
        if at < 0:
            return None
        used.append(at)
        at, gap = at + 1, 0
    return used


def _next(tokens: Sequence[Token], at: int, part: str, gap: int) -> int:
    for i in range(at, min(at + gap + 1, len(tokens))):
        if _fits(tokens[i], part):
            return i
        if tokens[i].pos == "PUNCT" and part != "-":
            break
    # an adverb may stand between the words of any entry: "did not yet rule out"
    if not gap and at + 1 < len(tokens) and tokens[at].pos == "ADV" and _fits(tokens[at + 1], part):
        return at + 1
    return -1


def _fits(token: Token, part: str) -> bool:
    word, _, pos = part.partition("/")
    if pos and token.pos != pos:
        return False
    return any(word in (token.lemma, token.text.lower()) for word in word.split("|"))


def _phrase(used: list[Token], group: Group) -> Phrase:
    inside = {token.i for token in used}
    head = next((token for token in used if token.head not in inside), used[0])
    head = next((t for t in used if t.head == t.i), head)
    return Phrase(group, tuple(sorted(inside)), head.i, " ".join(t.text for t in used))


def parts_of(words: str, pos: str = "") -> tuple[str, ...]:
    """The entry's elements; a one-word entry takes the group's part of speech."""
    parts = tuple(words.split())
    if pos and len(parts) == 1 and "/" not in words:
        return (f"{words}/{pos}",)
    return parts


@cache
def _index() -> dict[str, tuple[_Entry, ...]]:
    """The entries by their possible first words."""
    index: dict[str, list[_Entry]] = {}
    for name in LISTS:
        for group_name, entry in lexicon.load(name).items():
            if entry["kind"] in ELSEWHERE:
                continue
            group = Group(group_name, entry["kind"], entry["sign"], entry["weight"], entry["label"])
            for words in entry["words"]:
                parts = parts_of(words, entry.get("pos", ""))
                for first in parts[0].partition("/")[0].split("|"):
                    index.setdefault(first, []).append(_Entry(parts, group))
    return {first: tuple(entries) for first, entries in index.items()}
