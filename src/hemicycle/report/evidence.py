"""One statement as the page may carry it: enough words to judge it, never the whole article.

The cap is applied here, before anything is embedded: what is cut off is not in the file at all
(`caps.py` says how long a quotation may be).
A quotation is a list of `[marks, words]` pieces, so that no offset has to survive the journey
from Python's code points to the browser's UTF-16 units.
"""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

from hemicycle.offsets import Span, Spans, covered, merge
from hemicycle.rows import StatementRow

Piece = tuple[str, str]  # any of "c" content, "s" source, "u" cue, or "" for context; the words

_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with what no HTML file may hold (control characters, lone surrogates) replaced."""
    return _HIDDEN.sub("\ufffd", text)


def short(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)].rstrip() + "…"


def safe_url(url: str | None) -> str | None:
    """The address if it is a plain web address, else nothing: no script, no file, no password."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    harmless = (
        parts.scheme.lower() in ("http", "https") and parts.netloc and "@" not in parts.netloc
    )
    return parts.geturl() if harmless else None


def pieces(row: StatementRow, limit: int) -> list[Piece]:
    """At most `limit` characters of the paragraph around the evidence, cut where marks change."""
    start, end = excerpt(row, limit)
    marks = {"c": row.paragraph_content, "s": row.paragraph_source, "u": row.paragraph_cue}
    merged = {mark: merge(spans) for mark, spans in marks.items()}
    cuts = sorted({start, end} | {at for s in merged.values() for at in _edges(s, start, end)})
    found = [
        ("".join(m for m, spans in merged.items() if covered(spans, a)), row.paragraph[a:b])
        for a, b in pairwise(cuts)
    ]
    before = [("", "… ")] if start > 0 else []
    after = [("", " …")] if end < len(row.paragraph) else []
    return [*before, *found, *after]


def excerpt(row: StatementRow, limit: int) -> Span:
    """The part of the paragraph that is shown."""
    return window(row.paragraph, _evidence(row, limit), limit)


def window(text: str, evidence: Span, limit: int) -> Span:
    """The part of `text` to show: all of it, or the evidence with context, or its beginning."""
    limit = max(limit, 0)
    if len(text) <= limit:
        return 0, len(text)
    start, end = evidence
    if end - start >= limit:
        return _whole_words(text, start, start + limit, evidence)
    spare = limit - (end - start)
    low = max(0, min(start - spare // 2, len(text) - limit))
    return _whole_words(text, low, low + limit, evidence)


def _evidence(row: StatementRow, limit: int) -> Span:
    """From the first to the last word that matters; the content alone if that is too far apart."""
    content = row.paragraph_content or ((0, 0),)
    every = merge([*content, *row.paragraph_source, *row.paragraph_cue]) or content
    if every[-1][1] - every[0][0] <= limit:
        return every[0][0], every[-1][1]
    return content[0][0], content[-1][1]


def _edges(spans: Spans, start: int, end: int) -> list[int]:
    return [at for span in spans for at in span if start < at < end]


def _whole_words(text: str, low: int, high: int, evidence: Span) -> Span:
    """Move the ends of a cut inwards to the next blank, but never into evidence that fits."""
    start, end = low, min(high, len(text))
    if start > 0:
        blank = re.search(r"\s", text[start - 1 : max(evidence[0], start - 1)])
        start += blank.start() if blank else 0
    if end < len(text) and not text[end].isspace():
        keep = evidence[1] if evidence[1] <= end else start
        blank_at = max(text.rfind(" ", keep, end), text.rfind("\n", keep, end))
        end = blank_at if blank_at > start else end
    return start, end


def chain(row: StatementRow) -> list[tuple[str, str]]:
    """The voices that passed the words on, nearest to the speaker first, the outlet last."""
    voices: list[tuple[str, str]] = [(carrier.kind, carrier.name) for carrier in row.via]
    if row.outlet and (not voices or voices[-1][1] != row.outlet):
        voices.append(("printed in", row.outlet))
    return voices
