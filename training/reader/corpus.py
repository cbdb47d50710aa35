"""Read the invented articles: text with inline tags.

`<s1>…</s1>` is the source of attribution 1, `<c1 says>…</c1>` its cue with the kind of act,
`<t1>…</t1>` a piece of its content. Tags are taken out; what is left is the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TAG = re.compile(r"<(/?)([sct])(\d+)(?: (\w+))?>")
NAMES = {"s": "source", "c": "cue", "t": "content"}


def invented(folder: Path) -> Iterator[dict[str, Any]]:
    """All articles of the folder, in the form of PolNeAR's lines."""
    for path in sorted(folder.glob("*.txt")):
        yield parsed(path.read_text(encoding="utf-8"), path.stem)


def parsed(tagged: str, name: str) -> dict[str, Any]:
    """One article. Raises ValueError where a tag is not closed or a cue is missing."""
    text, last = "", 0
    opened: dict[tuple[str, str], int] = {}
    found: dict[str, dict[str, Any]] = {}
    for tag in TAG.finditer(tagged):
        text += tagged[last : tag.start()]
        last = tag.end()
        closing, role, number, act = tag.groups()
        one = found.setdefault(number, {"source": [], "cue": [], "content": [], "act": None})
        one["act"] = act or one["act"]
        if not closing:
            opened[role, number] = len(text)
        else:
            one[NAMES[role]].append([opened.pop((role, number)), len(text)])
    if opened or any(len(one["cue"]) != 1 for one in found.values()):
        raise ValueError(
            f"{name}: tags left open: {list(opened)}, or an attribution without one cue"
        )
    return {"id": name, "text": text + tagged[last:], "attributions": list(found.values())}
