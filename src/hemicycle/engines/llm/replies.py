"""What an OpenAI-compatible server sends back: the words of the model, and what they cost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hemicycle.engines.llm.trouble import Trouble

MOST_TOKENS = 10_000_000  # of one reply; a larger number is no count


@dataclass(frozen=True, slots=True)
class Reply:
    """`tokens`, question and answer together, is None where the server does not count.
    `trouble` says why `text` is not a whole answer."""

    text: str
    tokens: int | None
    trouble: str | None = None


def read(data: bytes) -> Reply:
    """The first choice of a chat completion. Raises Trouble where there is none."""
    try:
        found = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Trouble(f"the reply is no JSON ({data[:40]!r})") from error
    tokens = _tokens(found)
    try:
        choice = found["choices"][0]
        text, end = choice["message"]["content"], choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError):
        return Reply("", tokens, "the reply is no chat completion")
    if not isinstance(text, str) or not text.strip():
        return Reply("", tokens, "the reply holds no words")
    return Reply(text, tokens, "the answer was cut short" if end == "length" else None)


def _tokens(found: Any) -> int | None:
    usage = found.get("usage") if isinstance(found, dict) else None
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    counts = type(total) is int and 0 < total <= MOST_TOKENS
    return total if counts else None
