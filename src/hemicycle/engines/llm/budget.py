"""How much may be asked: requests, tokens, seconds. What would go beyond is not asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, fields

from hemicycle.errors import UsageError

BYTES_A_TOKEN = 3  # of English and JSON there are about four; here rather too many than too few


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may spend. Raises UsageError for what is no limit."""

    requests: int = 1_000  # in all, retries included
    tokens: int = 2_000_000  # in all, of questions and answers
    seconds: float = 3_600.0  # in all
    each: float = 60.0  # seconds of one request
    answer: int = 400  # tokens of one answer
    retries: int = 2  # of one question, after the first try
    failures: int = 5  # questions in a row without an answer, after which no more are asked

    def __post_init__(self) -> None:
        for limit in fields(self):
            value = getattr(self, limit.name)
            least = 0 if limit.name in ("requests", "tokens", "retries") else 1e-3
            if not least <= value < float("inf"):
                raise UsageError(f"limit {limit.name}: {value} is none; give a number above 0")


class Budget:
    """What is left of the limits."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits, self._clock, self._started = limits, clock, clock()
        self.requests = self.tokens = 0

    @property
    def spent(self) -> float:
        """Seconds since it began."""
        return self._clock() - self._started

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self.limits.seconds - self.spent

    @property
    def next(self) -> float:
        """Seconds that the next request may take."""
        return max(0.001, min(self.limits.each, self.left))

    def refusal(self, body: bytes, wait: float = 0.0) -> str | None:
        """Why this request may not be sent in `wait` seconds; None where it may."""
        if self.requests >= self.limits.requests:
            return f"the {self.limits.requests:,} requests that were allowed are used up"
        if self.tokens + self.estimate(body) > self.limits.tokens:
            return f"it could go beyond the {self.limits.tokens:,} tokens that were allowed"
        if self.left <= wait:
            return f"the {self.limits.seconds:,.0f} seconds that were allowed are over"
        return None

    def estimate(self, body: bytes) -> int:
        """The most tokens that a request is likely to cost."""
        return len(body) // BYTES_A_TOKEN + self.limits.answer

    def charge(self, body: bytes, tokens: int | None) -> None:
        """One request was sent; where nobody counted its tokens, the estimate holds."""
        self.requests += 1
        self.tokens += self.estimate(body) if tokens is None else tokens
