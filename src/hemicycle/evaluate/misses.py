"""The misses, each beside its text, those first that teach the most.

A score tells that something is wrong, never what. Three things go wrong: a statement is missed,
it is given to the wrong source, or nobody said it. Each becomes a block that can be read without
the article. The idea of the order: the cue ("claims", "according to") that goes wrong most often
comes first, with one example, then the next cue; so a page of misses shows many causes, not one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Literal

from hemicycle.evaluate.matching import match
from hemicycle.evaluate.readings import ROLES, Coded, Marked, Reading, likeness, readings
from hemicycle.evaluate.words import Words

Kind = Literal["missed", "wrong source", "spurious"]
KINDS: tuple[Kind, ...] = ("missed", "wrong source", "spurious")

LONGEST = 400  # code points of text shown
AROUND = 150  # code points shown before and behind


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of one attribution, by role; " … " where it is discontinuous."""

    source: str
    cue: str
    content: str

    def __str__(self) -> str:
        return f"[{self.source}] <{self.cue}> {self.content}"


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that went wrong.

    `start` is where it stands in the document, in code points. `gold` is None for a spurious one.
    `predicted` is what was read near by: it shares words of the content or of the cue. A wrong
    reading shown beside a missed statement is not listed as spurious again.
    """

    kind: Kind
    document: str
    start: int
    passage: str
    gold: Shown | None
    predicted: tuple[Shown, ...]

    @property
    def cue(self) -> str:
        """What reports the words, in small letters; "" where nothing does."""
        shown = self.gold or self.predicted[0]
        return shown.cue.lower()


def misses(gold: Coded, predicted: Coded) -> list[Miss]:
    """All that is wrong in one document, in text order; right is what scores as strict."""
    words = Words(gold["text"])
    mine, theirs = readings(predicted, words), readings(gold, words)
    right = match(mine, theirs, likeness("strict"))
    left = [one for at, one in enumerate(mine) if at not in right]
    wanted = [one for at, one in enumerate(theirs) if at not in right.values()]
    half = match(left, wanted, likeness("content"))
    lost, stray = _others(wanted, half.values()), _others(left, half)
    near = {one.mark: [other for other in mine if _near(one, other)] for one in lost}
    shown = {other.mark for found in near.values() for other in found}
    found = chain(
        (_miss("wrong source", gold, predicted, wanted[b], [left[a]]) for a, b in half.items()),
        (_miss("missed", gold, predicted, one, near[one.mark]) for one in lost),
        (_miss("spurious", gold, predicted, None, [o]) for o in stray if o.mark not in shown),
    )
    return sorted(found, key=lambda miss: (miss.start, miss.kind))


def instructive(found: Sequence[Miss], limit: int) -> list[Miss]:
    """At most `limit` misses: the kinds in turn, of each the commonest cue first, one a cue."""
    queues = [_by_cue([miss for miss in found if miss.kind == kind]) for kind in KINDS]
    turns = chain.from_iterable(zip_longest(*queues))
    return [miss for miss in turns if miss is not None][:limit]


def render(miss: Miss, like_it: int = 1) -> str:
    """A block of text; `like_it` is how many misses have this kind and cue."""
    head = f"{miss.kind} · {miss.document} · at {miss.start}"
    if like_it > 1:
        head += f" · one of {like_it} with " + (f"“{miss.cue}”" if miss.cue else "no cue")
    gold = str(miss.gold) if miss.gold else "not coded"
    predicted = [str(shown) for shown in miss.predicted] or ["nothing"]
    rows = [("text", miss.passage), ("gold", gold)]
    rows += [("predicted" if n == 0 else "", shown) for n, shown in enumerate(predicted)]
    return "\n".join([head, *(f"  {name:<10} {value}" for name, value in rows)])


def render_all(found: Sequence[Miss], limit: int) -> str:
    """The `limit` most instructive misses as blocks, blank lines between."""
    often = Counter((miss.kind, miss.cue) for miss in found)
    chosen = instructive(found, limit)
    return "\n\n".join(render(miss, often[miss.kind, miss.cue]) for miss in chosen)


def _by_cue(found: list[Miss]) -> Iterator[Miss]:
    """One miss of each cue, commonest cue first, then a second one of each, and so on."""
    groups: dict[str, list[Miss]] = defaultdict(list)
    for miss in found:
        groups[miss.cue].append(miss)
    ranked = sorted(groups.values(), key=len, reverse=True)
    return (miss for turn in zip_longest(*ranked) for miss in turn if miss is not None)


def _others(readings: Sequence[Reading], but: Iterable[int]) -> list[Reading]:
    used = set(but)
    return [one for at, one in enumerate(readings) if at not in used and one.words["content"]]


def _near(one: Reading, other: Reading) -> bool:
    """Whether contents or cues share a word."""
    return any(one.words[role] & other.words[role] for role in ("content", "cue"))


def _miss(
    kind: Kind, gold: Coded, predicted: Coded, theirs: Reading | None, mine: Sequence[Reading]
) -> Miss:
    text = gold["text"]
    marked = [predicted["attributions"][one.mark] for one in mine]
    coded = gold["attributions"][theirs.mark] if theirs else None
    spans = [span for role in ROLES for span in (coded or marked[0]).get(role) or ()]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    passage = _passage(text, start, end)
    wanted = _show(coded, text) if coded else None
    return Miss(kind, gold["id"], start, passage, wanted, tuple(_show(m, text) for m in marked))


def _show(marked: Marked, text: str) -> Shown:
    source, cue, content = (
        " … ".join(text[start:end] for start, end in marked.get(role) or ()) for role in ROLES
    )
    return Shown(_line(source), _line(cue), _short(_line(content)))


def _passage(text: str, start: int, end: int) -> str:
    """The paragraphs that `[start, end)` stands in, on one line, cut where they are long."""
    stop = text.find("\n", end)
    before = text[text.rfind("\n", 0, start) + 1 : start]
    behind = text[end : stop if stop >= 0 else len(text)]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(behind) > AROUND:
        behind = behind[:AROUND].rpartition(" ")[0] + " …"
    return _short(_line(before + text[start:end] + behind))


def _line(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]} […] {text[-half:]}"
