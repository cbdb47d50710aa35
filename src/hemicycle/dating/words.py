"""Cut a text into the words that dates are made of.

"May" is a month and "may" is not; "Sept." and "Sept" are; "11" may be a day, "2019" a year. Every
word gets the names of the groups of `data/en/dates.toml` it belongs to, with the value it has
there, so that a shape like "MONTH DAY" can be matched by looking names up. One pass, linear in the
length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from hemicycle import lexicon

Value = int | str
Keys = dict[str, Value]  # group name (or the lower-case word itself) → value

_WORD = re.compile(
    r"\d{4}-\d{2}-\d{2}(?!\w)"
    r"|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?!\w)"
    r"|\d+(?:[,.]\d+)+"
    r"|['’]s\b|\w+|\n\s*\n|[^\w\s]"
)
_STOPS = frozenset('.,;:!?)”"—–')
_NOTHING: Keys = {}


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]`, in code points, and every key under which a shape may ask for it."""

    start: int
    end: int
    keys: Keys


def words(text: str) -> list[Word]:
    """The words, punctuation marks and paragraph breaks of `text`, ended by one break."""
    cut = [*_cut(text), (len(text), len(text))]
    blocked = _blocked([text[start:end] for start, end in cut])
    return [
        Word(start, end, _NOTHING if n in blocked else _keys(text[start:end]))
        for n, (start, end) in enumerate(cut)
    ]


def _cut(text: str) -> list[tuple[int, int]]:
    short = lexicon.words("dates", "SHORT_MONTH", "SHORT_WEEKDAY")
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if match.group() == "." and found and found[-1][1] == start:
            before = found[-1]
            if text[before[0] : before[1]] in short:  # "Sept." is one word
                found[-1] = (before[0], end)
                continue
        found.append((start, end))
    return found


def _blocked(texts: list[str]) -> set[int]:
    """Positions of words inside names like "Russia Today", where no date may be read."""
    found: set[int] = set()
    phrases = _phrases()
    for n, word in enumerate(texts):
        for phrase in phrases.get(word, ()):
            if tuple(texts[n : n + len(phrase)]) == phrase:
                found.update(range(n, n + len(phrase)))
    return found


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in lexicon.load("dates")["NOT_A_DATE"]["words"]:
        phrase = tuple(name[start:end] for start, end in _cut(name))
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


@cache
def _groups() -> tuple[dict[str, Keys], dict[str, Keys]]:
    """Keys of proper words (as spelt) and of all others (lower case)."""
    proper: dict[str, Keys] = {}
    common: dict[str, Keys] = {}
    for name, group in lexicon.load("dates").items():
        if name != "NOT_A_DATE":
            target = proper if group.get("proper") else common
            for word, value in group["words"].items():
                target.setdefault(word, {})[name] = value
    return proper, common


@lru_cache(maxsize=65536)
def _keys(word: str) -> Keys:
    proper, common = _groups()
    lower = word.lower()
    keys: Keys = {lower: 0} | proper.get(word, {}) | common.get(lower, {})
    if word.endswith(".") and len(word) > 1:
        keys |= _with_stop(proper.get(word[:-1], {}))
    if word in _STOPS or not word.strip():
        keys["STOP"] = 0
    if word[:1].isdigit() and word.isascii():
        keys |= _numeral_keys(lower)
    return keys


def _with_stop(keys: Keys) -> Keys:
    if "SHORT_MONTH" in keys:
        return keys | {"MONTH": keys["SHORT_MONTH"], "SAFE_MONTH": keys["SHORT_MONTH"]}
    if "SHORT_WEEKDAY" in keys:
        return keys | {"SHORT_WEEKDAY_STOP": keys["SHORT_WEEKDAY"]}
    return keys


def _numeral_keys(word: str) -> Keys:
    """What a word that begins with a digit may be: a day, a year, a decade, a whole date."""
    if len(word) == 10 and word[4] == "-":
        return {"ISO": word}
    if re.fullmatch(r"\d+[./]\d+[./]\d+", word):
        return {"NUMERIC": word}
    if re.fullmatch(r"\d{3}0s", word):
        return {"DECADE": int(word[:4])}
    if re.fullmatch(r"\d0s", word):
        return {"SHORT_DECADE": int(word[:2])}
    digits = re.fullmatch(r"(\d{1,4})(st|nd|rd|th)?", word)
    if digits is None:
        return {}
    value = int(digits.group(1))
    keys: Keys = {} if digits.group(2) else {"NUMERAL": value}
    if 1 <= value <= 31:
        keys["DAY"] = value
    if 1600 <= value < 2200 and not digits.group(2):
        keys["YEAR"] = value
    return keys
