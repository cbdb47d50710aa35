"""What was answered: nothing but the closed shape of `data/llm/answer.schema.json` gets through.

A model may answer anything, and an article may have told it to. So an answer is either one of four
words, a number and passages that stand in the text, or it is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from hemicycle.records import Agreement

SIDES: dict[str, Agreement | None] = {"for": 1, "against": -1, "neither": 0, "none": None}
PASSAGES = 3
_KEYS = {"position", "score", "evidence"}
_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)  # what some models say to themselves
_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*)\n\s*```\s*\Z", re.DOTALL)
_QUOTES = re.compile("[\"'`´“”„‟‘’‚‛«»‹›]")
_BLANK = re.compile(r"\s+")


class Broken(ValueError):
    """No answer in the shape that was asked for; the message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Where the speaker stands: 1, -1 or 0, or None where the statement does not speak to the
    concept. `score` (0 to 1) is the model's own word, not calibrated."""

    agreement: Agreement | None
    score: float
    evidence: tuple[str, ...]


def read(text: str) -> Answer:
    """The answer in what a model wrote. A block of thoughts before it and a code fence around it
    are looked through. Raises Broken."""
    bare = _THOUGHTS.sub("", text)
    fenced = _FENCE.match(bare)
    try:
        found = json.loads(
            fenced[1] if fenced else bare, object_pairs_hook=_once, parse_constant=_no_number
        )
    except Broken:
        raise
    except (ValueError, RecursionError) as error:
        raise Broken(f"it is no JSON ({str(error)[:80]})") from error
    return _checked(found)


def write(answer: Answer) -> str:
    """The answer as `read` reads it."""
    side = next(name for name, value in SIDES.items() if value == answer.agreement)
    kept = {"position": side, "score": answer.score, "evidence": list(answer.evidence)}
    return json.dumps(kept, ensure_ascii=False)


def missing(answer: Answer, passages: Sequence[str]) -> str | None:
    """Why the answer does not hold: evidence that stands in none of `passages`, or no evidence at
    all; None where it holds. White space and the style of quotation marks do not count; case and
    whole words do."""
    if answer.agreement is None:
        return None
    if not answer.evidence:
        return "it gives no evidence"
    texts = [_plain(passage) for passage in passages]
    for words in answer.evidence:
        if not _stands(_plain(words).strip(' "'), texts):
            return f"its evidence does not stand in the text: {words[:80]!r}"
    return None


def _checked(found: Any) -> Answer:
    if not isinstance(found, dict):
        raise Broken("it is no JSON object")
    if found.keys() != _KEYS:
        raise Broken(f"it has the keys {sorted(found)!r:.80}, not {sorted(_KEYS)}")
    side, score, evidence = found["position"], found["score"], found["evidence"]
    if not isinstance(side, str) or side not in SIDES:
        raise Broken(f"position is {side!r:.40}, not one of {list(SIDES)}")
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise Broken(f"score is {score!r:.40}, not a number from 0 to 1")
    if not (isinstance(evidence, list) and all(isinstance(each, str) for each in evidence)):
        raise Broken(f"evidence is {evidence!r:.40}, not a list of texts")
    if len(evidence) > PASSAGES:
        raise Broken(f"evidence has {len(evidence)} passages; {PASSAGES} are allowed")
    return Answer(SIDES[side], float(score), tuple(evidence))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise Broken("it says one thing twice")
    return dict(pairs)


def _no_number(word: str) -> NoReturn:
    raise Broken(f"{word} is no number")


def _plain(text: str) -> str:
    return _BLANK.sub(" ", _QUOTES.sub('"', text)).strip()


def _stands(words: str, texts: Sequence[str]) -> bool:
    """Whether `words` are whole words of one of `texts`."""
    if not any(letter.isalnum() for letter in words):
        return False
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return any(whole.search(text) for text in texts)
