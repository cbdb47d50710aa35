"""A project folder: settings, codebook and database of one debate.

A researcher keeps one folder per debate and works in it for months, so a project is found from any
folder inside it, as git does; a setting that is misspelt is refused, not silently ignored; and
nothing that is there is ever overwritten. Opened at a door and handed down as plain arguments:
no room knows it.
"""

from __future__ import annotations

import contextlib
import json
import shlex
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hemicycle.errors import ProjectError, UsageError
from hemicycle.extract.acts import STATEMENTS, chosen
from hemicycle.records import Act

if TYPE_CHECKING:
    from hemicycle.store.sql import SqlStore

READER = "learned"  # who finds the statements where nobody says
JUDGE = "rules"  # who says which side they take where nobody says
SETTINGS = "hemicycle.toml"
CODEBOOK = "codebook.toml"
DATABASE = "hemicycle.db"
FILES = (DATABASE, CODEBOOK, SETTINGS)  # the settings last: they make it a project

_SETTINGS_TEMPLATE = """\
# Settings of this Hemicycle project. What is not set has the value shown here.

[project]
name = {name}           # shown at the head of reports

[extract]
reader = "learned"         # who finds the statements: a trained model, "large", or "rules"
min_score = 0.0            # 0 to 1: leave out statements found with less confidence than this
acts = ["says", "believes", "intends"]   # what is a statement; not feels, hears, withholds

[positions]
unclear_below = 0.0        # 0 to 1: how sure a side must be; higher for fewer and surer ones
judge = "rules"            # who says which side: rules, or the "trained" judge (judges/trained)

[report]
quote_chars = 400          # longest quotation shown, in characters; mind the copyright of sources
document_chars = 2000      # most shown of one document, over all the statements in it
"""

_CODEBOOK_TEMPLATE = """\
# The codebook: what actors in this debate can be for or against, one [[concept]] each.
# Change it whenever you like: the next `hemicycle run` judges again what depends on the change.
#
# [[concept]]
# id = "send-troops"                      # short and lasting: positions are stored under it
# wording = "Troops should be sent"       # one claim that can be supported or opposed
# definition = "Regular soldiers on the ground; not trainers, weapons or money."
# examples = ["We are ready to send our soldiers."]           # speaks for it, or about it
# counter_examples = ["We will send more ammunition."]        # looks like it, but is not
# parent = "military-aid"                 # id of the wider concept it belongs to, if any
#
# Or on the command line: hemicycle concept add "Troops should be sent"
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What hemicycle.toml says; `min_score` and `unclear_below` are 0 to 1, the last two in code
    points."""

    name: str
    reader: str = READER
    min_score: float = 0.0
    acts: tuple[Act, ...] = STATEMENTS
    unclear_below: float = 0.0
    judge: str = JUDGE
    quote_chars: int = 400
    document_chars: int = 2000


_TABLES: dict[str, dict[str, type]] = {
    "project": {"name": str},
    "extract": {"reader": str, "min_score": float, "acts": list},
    "positions": {"unclear_below": float, "judge": str},
    "report": {"quote_chars": int, "document_chars": int},
}


@dataclass(frozen=True, slots=True)
class Project:
    """Where things are, and how they are set."""

    folder: Path
    settings: Settings

    @property
    def codebook(self) -> Path:
        """The file with the concepts."""
        return self.folder / CODEBOOK

    @property
    def database(self) -> Path:
        """The file with all that was read and found."""
        return self.folder / DATABASE

    @property
    def files(self) -> list[Path]:
        """All that makes it a project."""
        return [self.folder / name for name in FILES]

    def store(self, writer: str | None = None) -> SqlStore:
        """Open the database: for reading, or for writing when `writer` says who
        ("hemicycle run"). Close it, or use it in a `with`. Raises StoreError."""
        from hemicycle.store import sqlite

        return sqlite.open(self.database, writer=writer)

    def warnings(self) -> list[str]:
        """What may go wrong with this folder, in sentences for the user."""
        from hemicycle.store.sqlite import synced_by

        service = synced_by(self.folder)
        if service is None:
            return []
        return [
            f"{self.folder} is synchronised by {service}, which can damage a database in use: "
            "keep the project elsewhere, or pause it while Hemicycle runs"
        ]


def init(folder: str | Path) -> Project:
    """Make a project in `folder`, which is made when it is not there.

    In a project that lost a file, a fresh one is made and the rest is left as it is. Raises
    ProjectError when nothing is missing, or the folder cannot be written.
    """
    folder = Path(folder).resolve()
    missing = [name for name in FILES if name not in held(folder)]
    if not missing:
        raise ProjectError(
            f"{folder} is a project already; nothing was changed. Work on with it (hemicycle add, "
            "hemicycle run) or choose another folder"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _removed_on_failure(folder, missing):
            for name in missing:
                _make(folder, name)
    except OSError as error:
        raise ProjectError(
            f"no project can be made in {folder} ({error.strerror}): check that you may write "
            "there and that the disk is not full, or choose another folder"
        ) from error
    return open(folder)


def open(folder: str | Path = ".") -> Project:
    """The project that `folder` lies in, looking upward. Raises ProjectError when there is none,
    a file of it is missing, or its settings cannot be read."""
    start = Path(folder).resolve()
    if not start.exists():
        raise ProjectError(f"there is no folder {start}")
    for place in (start, *start.parents):
        if (place / SETTINGS).is_file():
            return Project(place, _settings(place / SETTINGS))
    raise ProjectError(
        f"there is no project in {start} or above it. Make one with: hemicycle init "
        f"{shlex.quote(str(folder))}"
    )


def held(folder: str | Path) -> list[str]:
    """Which files of a project there are in `folder`, in the order they are made."""
    return [name for name in FILES if Path(folder, name).exists()]


def _make(folder: Path, name: str) -> None:
    from hemicycle.store import sqlite

    if name == DATABASE:
        sqlite.create(folder / name)
        return
    own = json.dumps(folder.name, ensure_ascii=False)
    text = _CODEBOOK_TEMPLATE if name == CODEBOOK else _SETTINGS_TEMPLATE.format(name=own)
    (folder / name).write_text(text, encoding="utf-8")


@contextlib.contextmanager
def _removed_on_failure(folder: Path, names: Iterable[str]) -> Iterator[None]:
    """Leave no half project behind."""
    try:
        yield
    except BaseException:
        for name in names:
            (folder / name).unlink(missing_ok=True)
        raise


def _settings(path: Path) -> Settings:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ProjectError(f"{path} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ProjectError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(f"{path} cannot be read: {error}. Mend that line") from error
    found: dict[str, Any] = {"name": path.parent.name}
    for table, values in tables.items():
        _known(table, _TABLES, f"{path}: [")
        if not isinstance(values, dict):
            raise ProjectError(f"{path}: {table} must be a table: write [{table}]")
        for key, value in values.items():
            _known(key, _TABLES[table], f"{path}: in [{table}] ")
            found[key] = _value(path, key, value, _TABLES[table][key])
    if "acts" in found:
        found["acts"] = _acts(path, found["acts"])
    settings = Settings(**found)
    for name in ("min_score", "unclear_below"):
        if not 0 <= getattr(settings, name) <= 1:
            raise ProjectError(f"{path}: {name} must lie between 0 and 1")
    for name in _TABLES["report"]:
        if getattr(settings, name) < 1:
            raise ProjectError(f"{path}: {name} must be 1 or more")
    return settings


def _acts(path: Path, names: list[Any]) -> tuple[Act, ...]:
    try:
        return chosen(str(name) for name in names)
    except UsageError as error:
        raise ProjectError(f"{path}: {error}") from error


def _known(word: str, known: Mapping[str, Any], where: str) -> None:
    if word not in known:
        near = get_close_matches(word, known, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        raise ProjectError(f"{where}{word} is no setting; {hint}")


def _value(path: Path, key: str, value: Any, kind: type) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not kind:
        words = {
            str: "text in quotation marks",
            float: "a number",
            int: "a whole number",
            list: "a list in square brackets",
        }
        raise ProjectError(f"{path}: {key} must be {words[kind]}, not {value!r}")
    return value
