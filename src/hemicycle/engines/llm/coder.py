"""Ask a model about statements and concepts, one pair a request, until all is answered or spent.

Whatever a server or a model does, every pair comes out with an answer or with why there is none,
in the order they came in. Only answers in the right shape are kept; that their evidence stands in
the text is looked at each time they are used.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from hemicycle.engines.llm import answers, asking, client, replies
from hemicycle.engines.llm.answers import Answer
from hemicycle.engines.llm.asking import Question, Settings
from hemicycle.engines.llm.budget import Budget
from hemicycle.engines.llm.cache import Cache
from hemicycle.engines.llm.client import Endpoint
from hemicycle.engines.llm.trouble import Trouble

State = Literal["answered", "dropped", "failed", "not asked"]
PAUSE = 1.0  # seconds before the first retry; twice as long before each further one
NOBODY = "no endpoint was given"
STOPPED = "stopped with Ctrl-C"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question; `answer` is there when it was answered, else `reason`.

    "dropped": the answer's evidence does not stand in the text; "failed": no usable answer came;
    "not asked": nothing was sent, now or before. `cached`: answered in an earlier run."""

    question: Question
    state: State
    answer: Answer | None = None
    reason: str = ""
    cached: bool = False


class Spent(Exception):
    """The budget allows no further request; the message says of what."""


@dataclass(frozen=True, slots=True)
class Asker:
    """A model at an endpoint, and what it may cost; `settings` as in `asking.body`. Raises
    UsageError for settings that would change what is asked."""

    model: str
    endpoint: Endpoint
    budget: Budget
    settings: Settings = field(default_factory=dict)
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        asking.check(self.settings)

    def ask(self, question: Question) -> Answer:
        """An answer in the right shape. Raises Trouble where every try failed, and Spent where the
        budget does not even allow the first."""
        limits = self.budget.limits
        body = asking.body(self.model, question, limits.answer, self.settings)
        if refusal := self.budget.refusal(body):
            raise Spent(refusal)
        tries = 0
        while True:
            tries += 1
            try:
                return self._once(body)
            except Trouble as trouble:
                wait = max(trouble.wait, PAUSE * 2 ** (tries - 1))
                end = self._end(trouble, tries, body, wait)
                if end is not None:
                    raise Trouble(trouble.reason + end, again=False) from trouble
                self.sleep(wait)

    def _end(self, trouble: Trouble, tries: int, body: bytes, wait: float) -> str | None:
        """Why there is no other try, for the end of the reason; None where there is one."""
        if trouble.again and tries <= self.budget.limits.retries:
            refusal = self.budget.refusal(body, wait)
            return f"; no other try: {refusal}" if refusal else None
        return f" ({tries} tries)" if tries > 1 else ""

    def _once(self, body: bytes) -> Answer:
        tokens = None
        try:
            data = client.post(self.endpoint, body, self.budget.next)
            reply = replies.read(data)
            tokens = reply.tokens
        finally:
            self.budget.charge(body, tokens)
        if reply.trouble:
            raise Trouble(reply.trouble)
        try:
            return answers.read(reply.text)
        except answers.Broken as broken:
            raise Trouble(f"the answer cannot be used: {broken}") from broken


def code(
    questions: Iterable[Question],
    model: str,
    cache: Cache,
    asker: Asker | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> Iterator[Outcome]:
    """What becomes of every question: first looked up, then, given an `asker`, asked."""
    closed = "" if asker else NOBODY
    failed = 0  # questions in a row
    for number, question in enumerate(questions, start=1):
        outcome = _known(question, model, cache)
        if outcome is None and not closed and asker:
            try:
                outcome = _asked(question, asker, cache)
            except Spent as spent:
                closed = str(spent)
            except KeyboardInterrupt:
                closed = STOPPED
            else:
                failed = failed + 1 if outcome.state == "failed" else 0
                if failed >= asker.budget.limits.failures:
                    closed = f"{failed} questions in a row failed: {outcome.reason}"
        yield outcome or Outcome(question, "not asked", reason=closed)
        if on_progress:
            on_progress(number)


def _known(question: Question, model: str, cache: Cache) -> Outcome | None:
    answer = cache.get(model, question)
    return None if answer is None else _held(question, answer, cached=True)


def _asked(question: Question, asker: Asker, cache: Cache) -> Outcome:
    try:
        answer = asker.ask(question)
    except Trouble as trouble:
        return Outcome(question, "failed", reason=trouble.reason)
    cache.put(asker.model, question, answer)
    return _held(question, answer, cached=False)


def _held(question: Question, answer: Answer, cached: bool) -> Outcome:
    """The answer, where its evidence stands in the text."""
    if why := answers.missing(answer, question.passages):
        return Outcome(question, "dropped", reason=why, cached=cached)
    return Outcome(question, "answered", answer, cached=cached)
