"""The tables as SQLAlchemy Core sees them.

The migrations are what makes the database; this is their mirror for writing queries, and a test
holds the two together. Two column types keep strings storable and JSON canonical, so that equal
content is equal bytes.
"""

from __future__ import annotations

import json
import re
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator

from hemicycle.errors import StoreError

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """`text` with each lone surrogate, which UTF-8 cannot hold, replaced by U+FFFD.

    One code point stands for one, so offsets stay right.
    """
    return _LONE_SURROGATE.sub("\ufffd", text)


class Words(TypeDecorator[str]):
    """Text that can always be stored."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return storable(value) if isinstance(value, str) else value


class Json(TypeDecorator[Any]):
    """Lists and objects as compact JSON with sorted keys; None is NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return storable(text)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        try:
            return None if value is None else json.loads(value)
        except ValueError as error:
            raise StoreError(
                f"the database holds {value!r:.40} where JSON should be: it is damaged, or was "
                "changed by hand. Put a backup in its place"
            ) from error


metadata = MetaData()


def _table(name: str, keys: str, /, **types: type[Any]) -> Table:
    """A table whose primary key is the columns named in `keys`."""
    primary = keys.split()
    columns = [Column(n, t, primary_key=n in primary) for n, t in types.items()]
    return Table(name, metadata, *columns)


_PUBLISHED: dict[str, type[Any]] = {
    "published_start": Date,
    "published_end": Date,
    "published_precision": Words,
}
DESCRIPTION: dict[str, type[Any]] = {
    **dict.fromkeys(("title", "outlet", "url", "byline", "dateline", "language"), Words),
    **_PUBLISHED,
}


def _finding(name: str) -> dict[str, type[Any]]:
    return {f"{name}_score": Float, f"{name}_reason": Words, f"{name}_by": Words}


documents = _table(
    "documents",
    "seq",
    seq=Integer,
    **dict.fromkeys(("id", "name", "uri", "media", "original", "text"), Words),
    offsets=Json,
    words=Integer,
    **DESCRIPTION,
    added_at=Text,
)
sightings = _table(
    "sightings", "id", id=Words, document=Words, name=Words, uri=Words, **DESCRIPTION, seen_at=Text
)
issues = _table(
    "issues",
    "id",
    **dict.fromkeys(("id", "document", "stage", "room", "name", "level", "message", "uri"), Words),
)
codings = _table(
    "codings",
    "document",
    **dict.fromkeys(("document", "fingerprint", "state", "message", "found_title"), Words),
    coded_at=Text,
)
actors = _table(
    "actors",
    "document id",
    **dict.fromkeys(("document", "id", "name", "kind"), Words),
    aliases=Json,
    roles=Json,
    country=Words,
    organisation=Words,
    members=Json,
    names=Words,
)
_SPANS = ("content", "cue", "source")
statements = _table(
    "statements",
    "document id",
    document=Words,
    id=Words,
    n=Integer,
    parent=Words,
    form=Words,
    act=Words,
    score=Float,
    made_by=Words,
    why=Json,
    **dict.fromkeys(_SPANS, Json),
    **{f"original_{part}": Json for part in _SPANS},
    **dict.fromkeys(("text", "cue_text", "source_text"), Words),
    actor=Words,
    **_finding("actor"),
    via=Json,
    **_finding("via"),
    said_start=Date,
    said_end=Date,
    said_precision=Words,
    said_span=Json,
    said_text=Words,
    **_finding("said"),
    forecast=Boolean,
    **_finding("forecast"),
    paragraph=Words,
    **{f"paragraph_{part}": Json for part in _SPANS},
)
position_codings = _table(
    "position_codings",
    "document concept",
    document=Words,
    concept=Words,
    fingerprint=Words,
)
positions = _table(
    "positions",
    "document statement concept",
    **dict.fromkeys(("document", "statement", "concept"), Words),
    agreement=Integer,
    score=Float,
    reason=Words,
    made_by=Words,
    read=LargeBinary,
)
outlooks = _table(
    "outlooks",
    "document statement id",
    **dict.fromkeys(("document", "statement", "id"), Words),
    n=Integer,
    kind=Words,
    content=Json,
    original_content=Json,
    text=Words,
    wording=Words,
    probability=Float,
    denies=Boolean,
    reason=Words,
    made_by=Words,
    due_start=Date,
    due_end=Date,
    due_precision=Words,
    due_span=Json,
    due_text=Words,
    **_finding("due"),
)
concepts = _table(
    "concepts",
    "id",
    **dict.fromkeys(("id", "wording", "definition"), Words),
    examples=Json,
    counter_examples=Json,
    parent=Words,
    hash=Words,
)
decisions = _table(
    "decisions",
    "seq",
    seq=Integer,
    **dict.fromkeys(("subject", "field", "verdict", "replacement", "decided_by"), Words),
    decided_at=Text,
)

# What says when something came in, not what it is: no part of the content hash.
NOT_CONTENT = frozenset({"seq", "added_at", "seen_at", "coded_at", "decided_at"})
