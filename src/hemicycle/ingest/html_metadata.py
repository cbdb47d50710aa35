"""What a web page states about itself: JSON-LD first, then meta elements, then `<time>`, `<title>`.

Only what is stated. Two different `<time>` days without a mark of which is the publication date
state nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hemicycle.ingest import dates_stated
from hemicycle.ingest.html_blocks import Page
from hemicycle.lexicon import load
from hemicycle.records import Metadata

_DEEPEST = 8


def metadata_of(page: Page) -> tuple[Metadata, str]:
    """The page's metadata, and a warning where its date cannot be read ("" if none)."""
    stated = _from_elements(page) | _from_linked_data(page)
    date = dates_stated.published(stated.get("published"))
    return (
        Metadata(
            title=stated.get("title") or page.title or None,
            outlet=stated.get("outlet"),
            url=stated.get("url"),
            byline=stated.get("byline"),
            published=date.value,
            language=stated.get("language"),
        ),
        "" if date.value or date.reason == "not stated" else date.reason,
    )


def _from_elements(page: Page) -> dict[str, str]:
    values: dict[str, str] = {}
    stated: dict[str, str] = {}
    for element in page.metas:
        kind = element[""]
        if kind == "meta":
            key = element.get("property") or element.get("name") or element.get("itemprop") or ""
            values.setdefault(key.lower(), " ".join(element.get("content", "").split()))
        elif kind == "link" and element.get("rel", "").lower() == "canonical":
            stated.setdefault("url", element.get("href", ""))
        elif kind == "html" and element.get("lang"):
            stated.setdefault("language", element["lang"][:2].lower())
    for name, group in load("page_meta").items():
        found = (values[key] for key in group["words"] if _says(name, values.get(key, "")))
        stated.setdefault(name, next(found, ""))
    stated["published"] = stated["published"] or _from_times(page)
    return {name: value for name, value in stated.items() if value}


def _says(name: str, value: str) -> bool:
    return bool(value) and not (name == "byline" and value.startswith(("http:", "https:", "@")))


def _from_times(page: Page) -> str:
    times = [element for element in page.metas if element[""] == "time" and "datetime" in element]
    for element in times:
        if "pubdate" in element or element.get("itemprop", "").lower() == "datepublished":
            return element["datetime"]
    days = {str(dates_stated.read(element["datetime"]).value) for element in times}
    return times[0]["datetime"] if len(days) == 1 else ""


def _from_linked_data(page: Page) -> dict[str, str]:
    for script in page.linked_data:
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            if "headline" in item or "datePublished" in item:
                return {name: value for name, value in _stated_in(item).items() if value}
    return {}


def _items(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        yield from _items(data.get("@graph"), depth + 1)
        yield from _items(data.get("mainEntity"), depth + 1)
    elif isinstance(data, list):
        for item in data:
            yield from _items(item, depth + 1)


def _stated_in(item: dict[str, Any]) -> dict[str, str]:
    page = item.get("mainEntityOfPage")
    return {
        "title": _text(item.get("headline")),
        "outlet": _name(item.get("publisher")),
        "byline": _name(item.get("author")),
        "url": _text(item.get("url")) or _text(page.get("@id") if isinstance(page, dict) else page),
        "published": _text(item.get("datePublished")),
        "language": _text(item.get("inLanguage"))[:2].lower(),
    }


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:50])))
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
