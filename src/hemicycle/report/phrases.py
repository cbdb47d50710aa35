"""Dates, numbers and names the way a newspaper's chart desk writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hemicycle.intervals import Interval
from hemicycle.rows import ActorRow, Decided, StatementRow

_SMALL = dict(
    enumerate("no one two three four five six seven eight nine ten eleven twelve".split())  # noqa: SIM905
)


def day(value: date) -> str:
    """9 March 2024."""
    return f"{value.day} {value:%B} {value.year}"


def short_day(value: date) -> str:
    """9 Mar 2024, for tables."""
    return f"{value.day} {value:%b} {value.year}"


def span_of_days(start: date, end: date) -> str:
    """3 January to 11 March 2024; one day once; `end` is the last day itself."""
    if start == end:
        return day(start)
    if start.year != end.year:
        return f"{day(start)} to {day(end)}"
    head = f"{start.day}" if start.month == end.month else f"{start.day} {start:%B}"
    return f"{head} to {day(end)}"


def interval(value: Interval) -> str:
    """As precise as the interval is: a day, a month, a year, else its first and last day."""
    if value.precision == "month":
        return f"{value.start:%B} {value.start.year}"
    if value.precision == "year":
        return f"{value.start.year}"
    words = span_of_days(value.start, value.end - timedelta(days=1))
    return f"the week of {day(value.start)}" if value.precision == "week" else words


def when(row: StatementRow) -> str:
    """When it was said, or what is known instead."""
    if row.said_on:
        return f"said {interval(row.said_on)}"
    if row.published:
        return f"published {interval(row.published)}, day of speaking not stated"
    return "not dated"


def decided(word: Decided) -> str:
    """actor: replace by Ana on 9 March 2024 (found: Ada Lund)."""
    found = f" (found: {word.found})" if word.found and word.verdict != "accept" else ""
    on = day(datetime.fromisoformat(word.at).date())
    return f"{word.field}: {word.verdict} by {word.by} on {on}{found}"


def count(n: int) -> str:
    """Words up to twelve, figures beyond: no, three, 10,000."""
    return _SMALL.get(n, f"{n:,}")


def number(n: int, noun: str, plural: str | None = None) -> str:
    """Three actors, one statement, 10,000 statements."""
    return f"{count(n)} {noun if n == 1 else plural or noun + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """First letter raised, the rest left as it is."""
    return text[:1].upper() + text[1:]


def initials(name: str) -> str:
    """Two or three capitals to recognise a name by: first and last word, or an acronym as it is."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalnum()]
    if len(words) == 1:
        return words[0][:3] if words[0].isupper() else words[0][:2].title()
    told = [word for word in words if word[0].isupper()] or words
    if len(told) < 2:
        return told[0][:2].title() if told else "?"
    return (told[0][0] + told[-1][0]).upper()


def country(code: str | None) -> str | None:
    """The English name of an ISO 3166 code; anything else as it stands."""
    if not code or len(code) != 2 or not code.isupper():
        return code
    from babel import Locale

    name = Locale("en").territories.get(code)
    return str(name) if name else code


def describe(actor: ActorRow) -> str:
    """What there is to know beside the name: role, organisation, country."""
    known = [actor.roles[0] if actor.roles else None, actor.organisation, country(actor.country)]
    return ", ".join(word for word in known if word and word != actor.name)
