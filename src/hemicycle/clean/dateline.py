"""Where the place, day and agency before a first sentence end: "PARIS, March 11 (Reuters) — ".

Left in, they become the subject of the sentence for every parser. A dateline is taken only where
it cannot be a sentence: capitals or a known agency, then a dash, then a new beginning.
"""

from __future__ import annotations

import re
from functools import cache

from hemicycle.lexicon import words

_LOOK = 160  # code points; no dateline is longer
_DASH = r"(?:\s?[—–―]\s?|\s?--\s?|\s-\s)"
_PLACE = r"[A-Z][A-Z.'’]+(?:[ /-][A-Z][A-Z.'’]*){0,4}"
_PART = r"(?:,\s?[A-Z][\w.'’]*(?:\s[A-Z0-9][\w.'’]*){0,3}){0,3}"
_DAY = r"(?:,?\s(?:on\s)?[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?)?"
_AGENCY = r"(?:\s?\([A-Z][\w&.' ]{1,30}\))?"  # one that is on no list, before a dash
_BEGINNING = r"(?=[A-Z0-9“\"‘'$€£(\[])"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    listed = "|".join(sorted(map(re.escape, words("datelines", "agencies")), key=len, reverse=True))
    agency = rf"\s?\((?:{listed})\)"
    title_place = r"[A-Z][\w.'’]+(?:[ /-][A-Z][\w.'’]*){0,3}"
    return (
        re.compile(rf"(?:{_PLACE}|{title_place}){_PART}{_DAY}{agency}{_DASH}?\s?{_BEGINNING}"),
        re.compile(rf"\((?:{listed})\){_DASH}?\s?{_BEGINNING}"),
        re.compile(rf"(?P<place>{_PLACE}){_PART}{_DAY}{_AGENCY}{_DASH}{_BEGINNING}"),
    )


def dateline_end(paragraph: str, near_top: bool) -> int:
    """How many code points of `paragraph` are dateline, the blanks after it included; 0 if none.

    One without an agency is believed only `near_top` of an article.
    """
    head = paragraph[:_LOOK]
    for pattern in _patterns():
        match = pattern.match(head)
        if match and _believable(match, near_top):
            return match.end()
    return 0


def _believable(match: re.Match[str], near_top: bool) -> bool:
    place = match.groupdict().get("place")
    if place is None:
        return True
    return near_top and len(place) > 3 and place.split()[0] not in words("datelines", "no_place")
