"""Understand which column of a table means what.

Every export names its columns differently. The user's own map wins; then a list of known names is
tried in order of how surely they mean it. Nothing is guessed from the values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hemicycle.errors import DocumentError, UsageError
from hemicycle.lexicon import load

FIELDS = ("text", "id", "title", "outlet", "url", "byline", "published", "language")
_ALIASES = {
    "body": "text",
    "name": "id",
    "author": "byline",
    "publisher": "outlet",
    "date": "published",
}


class Columns:
    """For each field of a document, the columns that may hold it, best first."""

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        """`chosen` maps fields to the user's column names: {"text": "main body"}."""
        self._chosen = {_ALIASES.get(field, field): name for field, name in (chosen or {}).items()}

    def check(self, names: Iterable[str], table: str) -> None:
        """Raise DocumentError unless the map fits these columns and one of them is the text;
        UsageError when it names a field that no document has."""
        exist = list(names)
        listed = ", ".join(repr(name) for name in exist) or "none at all"
        for field, column in self._chosen.items():
            if field not in FIELDS:
                known = ", ".join(FIELDS)
                raise UsageError(f"the column map names {field!r}; fields are: {known}")
            if column not in exist:
                raise DocumentError(
                    table,
                    f"there is no column {column!r} to read the {field} from; it has {listed}",
                )
        if "text" not in self.understood(exist):
            raise DocumentError(
                table,
                f"no column is known to hold the text; it has {listed}. Say which one does with a "
                'column map, such as "text=NAME"',
            )

    def understood(self, names: Iterable[str]) -> dict[str, str]:
        """Field → the first column that holds it, for those columns that mean something."""
        exist = list(names)
        found = {field: self._candidates(field, exist) for field in FIELDS}
        return {field: columns[0] for field, columns in found.items() if columns}

    def fallbacks(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Field → the further columns that stand in where a row leaves the first one empty."""
        exist = list(names)
        found = {field: tuple(self._candidates(field, exist)[1:]) for field in FIELDS}
        return {field: columns for field, columns in found.items() if columns}

    def wanted(self, names: Iterable[str]) -> list[str]:
        """The columns that may hold some field, in their order."""
        exist = list(names)
        meant = {column for field in FIELDS for column in self._candidates(field, exist)}
        return [name for name in exist if name in meant]

    def pick(self, row: Mapping[str, object]) -> dict[str, object]:
        """Field → value of the first of its columns that the row fills."""
        picked: dict[str, object] = {}
        for field in FIELDS:
            for column in self._candidates(field, row):
                if _filled(row[column]):
                    picked[field] = row[column]
                    break
        return picked

    def _candidates(self, field: str, names: Iterable[str]) -> list[str]:
        if field in self._chosen:
            return [name for name in names if name == self._chosen[field]]
        taken = set(self._chosen.values())
        known = {_plain(name): name for name in names if name not in taken}
        return [known[word] for word in load("columns")[field]["words"] if word in known]


def _filled(value: object) -> bool:
    """Whether a cell holds anything; what is not equal to itself is "not a number"."""
    return (
        bool(value.strip())
        if isinstance(value, str)
        else value == value and value not in (None, [])
    )


def _plain(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")
