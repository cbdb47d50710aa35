"""What kind of act a cue reports: somebody says, believes, intends, feels or hears something,
or has not said it.

Which words report which act is data (`data/en/acts.toml`). The lookup needs no parse, so that every
reader can ask. Where the list does not know the cue, the model decides if there is one, and
otherwise it is saying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import filterfalse, product
from typing import cast, get_args

from hemicycle import lexicon
from hemicycle.errors import UsageError
from hemicycle.records import Act

ACTS: tuple[Act, ...] = get_args(Act)  # the first ones in the order of the model's probabilities
STATEMENTS: tuple[Act, ...] = ("says", "believes", "intends")  # what is taken for a statement
ALL = "all"
SURE = (
    0.8  # from which the model is believed about a cue in no list; below, saying is likelier right
)

WORD = re.compile(r"[^\W_]+|[:–—]")
ENDINGS = {"ies": "y", "ied": "y", "ing": "e", "es": "", "ed": "", "s": "", "d": ""}
DOUBLED = re.compile(r"([^aeiou])\1(?:ed|ing)$")  # planned, planning


def chosen(names: Iterable[str]) -> tuple[Act, ...]:
    """The acts of these names, each once, in the order of `ACTS`; "all" is every one."""
    asked = set(names)
    if unknown := sorted(asked - {*ACTS, ALL}):
        raise UsageError(f"acts: {unknown[0]!r} is no act; choose among {', '.join(ACTS)}, or all")
    if not asked:
        raise UsageError(f"acts: none was chosen; choose among {', '.join(ACTS)}, or all")
    return tuple(act for act in ACTS if act in asked or ALL in asked)


def of(cue: str, probabilities: Sequence[float] | None = None) -> Act:
    """The act that `cue` reports; `probabilities` are the model's, one for each of
    `ACTS` but the last."""
    words = WORD.findall(cue.lower())
    known = _listed(words)
    if "withholds" in (known, _listed(list(filterfalse(_is_adverb, words)))):
        refuses = not lexicon.words("silence", "refusal").isdisjoint(words)
        return "says" if refuses else "withholds"
    if known:
        return known
    sure = (act for act, share in zip(ACTS, probabilities or (), strict=False) if share >= SURE)
    return next(sure, "says")


def _is_adverb(word: str) -> bool:
    """Whether it may stand between "not" and the verb and change nothing; "not only" does."""
    return word.endswith("ly") and word != "only"


def _listed(words: Sequence[str]) -> Act | None:
    """The act of the last entry of the list in `words`, the longest of those that end there."""
    for end in range(len(words), 0, -1):
        for start in range(max(0, end - _longest()), end):
            for forms in product(*map(_forms, words[start:end])):
                if act := _entries().get(" ".join(forms)):
                    return act
    return None


def _forms(word: str) -> Iterator[str]:
    """The word as it stands, then what it may be a regular form of."""
    yield word
    for ending, instead in ENDINGS.items():
        if word.endswith(ending):
            yield word.removesuffix(ending) + instead
    if word.endswith("ing"):
        yield word.removesuffix("ing")
    if DOUBLED.search(word):
        yield DOUBLED.sub(r"\1", word)


@cache
def _entries() -> dict[str, Act]:
    return cast(dict[str, Act], lexicon.group_of("acts"))


@cache
def _longest() -> int:
    return max(len(entry.split()) for entry in _entries())
