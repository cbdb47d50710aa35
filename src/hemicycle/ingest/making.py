"""What every reader does last: lay the user's hints over, tell the language, check the size."""

from __future__ import annotations

from dataclasses import fields, replace

from hemicycle.ingest.language import language_of
from hemicycle.ingest.sandbox import Limits
from hemicycle.records import Issue, Level, Metadata, RawDocument

ENGLISH = "en"
SPLIT = "split it into articles, one a file or one a row of a table"


def finished(raw: RawDocument, hints: Metadata, limits: Limits) -> RawDocument | Issue:
    """`raw` with the user's hints over what it states, or an Issue when it cannot be used."""
    if not raw.text.strip():
        return error(raw.name, "it is empty: there is no text to read", raw.uri)
    if len(raw.original) > limits.characters:
        return error(raw.name, too_large(len(raw.original), limits), raw.uri)
    metadata = _over(hints, raw.metadata)
    spoken = hints.language or language_of(raw.text) or metadata.language
    issues = raw.issues
    if spoken and spoken != ENGLISH:
        issues += (
            warning(raw.name, f"its language seems to be {spoken!r}; read with English rules"),
        )
    return replace(raw, metadata=replace(metadata, language=spoken), issues=issues)


def too_large(size: int, limits: Limits) -> str:
    """What to say of a text of `size` code points."""
    return (
        f"it holds {size:,} characters, more than the limit of {limits.characters:,} for one "
        f"document; {SPLIT}"
    )


def note(document: str, message: str) -> Issue:
    """Something worth knowing; nothing was lost."""
    return _issue(document, "note", message)


def warning(document: str, message: str) -> Issue:
    """The document was read, but something about it is doubtful."""
    return _issue(document, "warning", message)


def error(document: str, message: str, uri: str = "") -> Issue:
    """The document was left out."""
    return Issue("ingest", document, "error", message, uri)


def _issue(document: str, level: Level, message: str) -> Issue:
    return Issue("ingest", document, level, message)


def _over(hints: Metadata, stated: Metadata) -> Metadata:
    given = {field.name: getattr(hints, field.name) for field in fields(hints)}
    return replace(stated, **{name: value for name, value in given.items() if value is not None})
