"""Whether what was found is of the kind of act that people say, where these say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from hemicycle.evaluate.matching import match
from hemicycle.evaluate.readings import Coded, likeness, readings, with_content
from hemicycle.evaluate.words import Words

Compared = Mapping[tuple[str, str], int]  # (gold act, act told) → attributions


def compared(gold: Iterable[Coded], predicted: Iterable[Coded]) -> Counter[tuple[str, str]]:
    """Acts of the attributions that both have (strict match), if the gold ones name an act."""
    found = {document["id"]: document for document in predicted}
    pairs = ((document, found[document["id"]]) for document in gold if document["id"] in found)
    return sum((_of_document(*pair) for pair in pairs), Counter[tuple[str, str]]())


def _of_document(document: Coded, other: Coded) -> Counter[tuple[str, str]]:
    words = Words(document["text"])
    mine, theirs = with_content(readings(other, words)), with_content(readings(document, words))
    counts: Counter[tuple[str, str]] = Counter()
    for at, to in match(mine, theirs, likeness("strict")).items():
        wanted = document["attributions"][theirs[to].mark].get("act")
        told = other["attributions"][mine[at].mark].get("act")
        if wanted and told:
            counts[wanted, told] += 1
    return counts


def render(found: Compared) -> str:
    """One line: how many are right, what is taken for what; nothing where no gold names acts."""
    count = sum(found.values())
    if not count:
        return ""
    right = sum(n for (wanted, told), n in found.items() if wanted == told)
    wrong = [(n, *pair) for pair, n in found.items() if pair[0] != pair[1]]
    slips = ", ".join(f"{w} taken for {t} {n}" for n, w, t in sorted(wrong, reverse=True)[:5])
    return f"acts right: {right} of {count} ({right / count:.1%}){'; ' if slips else ''}{slips}"
