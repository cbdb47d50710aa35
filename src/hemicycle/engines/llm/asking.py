"""What is asked: one statement and one concept, as data.

The instructions are the system message and hold no word of an article; the user message is one JSON
object and nothing else. Inside its strings the characters that chat templates are made of
(`<|im_end|>`, `[/INST]`) are written as JSON escapes, so that no article can end its own message.
A question is named by a hash of everything that is asked, wherever it is sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from hemicycle.engines.llm.sentences import Context
from hemicycle.errors import UsageError
from hemicycle.lexicon import load
from hemicycle.records import Concept, digest

Settings = Mapping[str, Any]  # of a request, as JSON holds them

FIXED = frozenset({"model", "messages", "stream", "n", "tools", "tool_choice", "functions"})
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_INERT = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>[]"}


@dataclass(frozen=True, slots=True)
class Subject:
    """A statement as a coder is shown it; `document` is the user's name of where it stands."""

    id: str
    document: str
    speaker: str
    cue: str
    content: str
    context: Context


@dataclass(frozen=True, slots=True)
class Question:
    """One statement held against one concept.

    `text` is the user message; evidence for the answer must stand in one of `passages`.
    """

    document: str
    statement: str
    concept: str
    text: str
    passages: tuple[str, ...]


def version() -> str:
    """That of the prompt."""
    return f"positions-{load('positions', 'llm')['prompt']['version']}"


def coder(model: str) -> str:
    """Who answers, as it stands beside each answer: "llm/MODEL@positions-1"."""
    return f"llm/{model}@{version()}"


def instructions() -> str:
    """The system message."""
    text: str = load("positions", "llm")["prompt"]["text"]
    return text.strip()


def questions(subjects: Iterable[Subject], concepts: Iterable[Concept]) -> list[Question]:
    """Every statement against every concept, one concept after another."""
    held = list(subjects)
    return [question(subject, concept) for concept in concepts for subject in held]


def question(subject: Subject, concept: Concept) -> Question:
    """Whether the statement speaks to the concept, and on which side."""
    claim = {
        "wording": concept.wording,
        "definition": concept.definition.strip(),
        "examples of support": list(concept.examples),
        "examples of opposition": list(concept.counter_examples),
    }
    said = {"speaker": subject.speaker, "cue": subject.cue, "content": subject.content}
    near = subject.context
    around = {"before": near.before, "sentence": near.sentence, "after": near.after}
    data = {"concept": _known(claim), "statement": _known(said), "context": _known(around)}
    passages = (subject.content, subject.cue, near.sentence, near.before, near.after)
    return Question(subject.document, subject.id, concept.id, _inert(data), passages)


def key(model: str, asked: Question) -> str:
    """Names the answer: a hash of model, prompt and question, not of the endpoint."""
    return digest("llm position", model, version(), instructions(), asked.text)


def body(
    model: str, asked: Question, tokens: int, settings: Settings = MappingProxyType({})
) -> bytes:
    """The request of an OpenAI-compatible chat completion; the answer may take `tokens`.

    `settings` are further ones or other values, None for none: what servers understand differs."""
    form = {"name": "position", "strict": True, "schema": answer_schema()}
    usual = {
        "temperature": 0,
        "max_tokens": tokens,
        "response_format": {"type": "json_schema", "json_schema": form},
    }
    told = {"role": "system", "content": instructions()}
    data = {"role": "user", "content": asked.text}
    request = {"model": model, "messages": [told, data], "stream": False, **usual, **settings}
    kept = {name: value for name, value in request.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace")


def check(settings: Settings) -> None:
    """Raises UsageError for a setting that would change what is asked."""
    if taken := sorted(FIXED & settings.keys()):
        raise UsageError(f"the setting {taken[0]} is part of the question and stays as it is")


@cache
def answer_schema() -> dict[str, Any]:
    """The closed JSON Schema of an answer."""
    path = resources.files("hemicycle").joinpath("data", "llm", "answer.schema.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {name: part for name, part in loaded.items() if not name.startswith("$")}


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _inert(data: Any) -> str:
    written = json.dumps(data, ensure_ascii=False)
    return _STRING.sub(lambda found: found[0].translate(_INERT), written)
