"""What was asked for, from plain arguments: days, sides, concepts, paths.

People write days in many ways and call a concept by its wording or its id. What cannot be
understood is a UsageError that says what would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from hemicycle.errors import UsageError
from hemicycle.extract.acts import chosen
from hemicycle.intervals import Interval
from hemicycle.records import Act, Agreement, Concept, Metadata

Day = str | date | None
Side = Literal["for", "against", "neutral"] | Agreement

SIDES: Mapping[str, Agreement] = {
    "for": 1,
    "against": -1,
    "neutral": 0,
    "1": 1,
    "-1": -1,
    "0": 0,
}


def day(value: Day, what: str) -> Interval | None:
    """The day, month or year that `value` tells; None for None. `what` names it in the error."""
    from hemicycle.ingest import dates_stated

    if value is None:
        return None
    found = dates_stated.read(value)
    if found.value is None:
        raise UsageError(
            f"{what}: {str(value)!r} is no date, or can mean several. Write 2024-03-31 or March "
            "31, 2024; where the day is not known, 2024-03 or 2024"
        )
    return found.value


def days(from_: Day, to: Day) -> tuple[Interval | None, Interval | None]:
    """The first and the last day asked for. Raises UsageError where they are in the wrong order."""
    first, last = day(from_, "from"), day(to, "to")
    if first and last and last.end <= first.start:
        raise UsageError(f"from {from_} to {to} is no time: the first day comes after the last")
    return first, last


def metadata(published: Day, outlet: str | None, title: str | None) -> Metadata:
    """What the user says about the documents, which wins over what these state."""
    from hemicycle.ingest import dates_stated

    stated = day(published, "published")
    if stated and not dates_stated.plausible(stated):
        raise UsageError(f"published: no article can have come out on {published}; mind the year")
    return Metadata(
        published=stated,
        outlet=words(outlet, "outlet") if outlet else None,
        title=words(title, "title") if title else None,
    )


def words(text: str, what: str) -> str:
    """`text` if it is text: what a shell hands on may be bytes of no known encoding."""
    if not isinstance(text, str):
        raise UsageError(f"{what}: {text!r:.40} is no text")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise UsageError(
            f"{what}: {text!a} holds bytes that are no UTF-8 text; type it again, or set the "
            "terminal to UTF-8"
        ) from None
    return text


def side(value: Side | str | None) -> Agreement | None:
    """1, -1 or 0 for "for", "against", "neutral" or the number itself; None for None."""
    if value is None:
        return None
    if str(value) not in SIDES:
        raise UsageError(f"agreement: {value!r} is no side; write for, against or neutral")
    return SIDES[str(value)]


def acts(value: str | Iterable[str]) -> tuple[Act, ...]:
    """The acts named, also with commas between; "all" is every one. Raises UsageError."""
    names = value.split(",") if isinstance(value, str) else value
    return chosen(name.strip().lower() for name in names)


def concept(codebook: Sequence[Concept], name: str) -> Concept:
    """The concept with that id or wording. Raises UsageError listing what there is."""
    asked = " ".join(words(name, "concept").split()).casefold()
    for each in codebook:
        if asked in (each.id.casefold(), " ".join(each.wording.split()).casefold()):
            return each
    ids = [each.id for each in codebook]
    if not ids:
        raise UsageError(
            f"there is no concept {name!r}: the codebook is empty. Add it with: "
            f'hemicycle concept add "{name}"'
        )
    near = get_close_matches(asked, ids, 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(ids)}"
    raise UsageError(f"there is no concept {name!r} in the codebook; {hint}")


def worded(wordings: Iterable[str]) -> dict[str, Concept]:
    """Concepts given by nothing but their wording, each once, by id."""
    from hemicycle.position import codebook

    return codebook.concepts_from_texts(words(wording, "concept") for wording in wordings)


def listed(paths: str | Path | Iterable[str | Path]) -> list[str | Path]:
    """One path or several, as a list. Raises UsageError for an empty one."""
    found = [paths] if isinstance(paths, str | Path) else list(paths)
    if "" in found:
        raise UsageError("one of the paths is empty: name a file, a folder or a pattern")
    return found
