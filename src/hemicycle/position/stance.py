"""What has been said about a mention so far, and the ground on which it is found out.

`climb.py` walks from a mention to the top of the sentence; each word met changes a `Stance`. The
stance keeps the words that acted, in their order, so that a reviewer can follow, and marks them as
used, so that no word acts twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hemicycle.parse import Parse
from hemicycle.position.holder import Speaker
from hemicycle.position.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Ground:
    """The parse, the phrases by token, and the tokens (of content and cue) that may act."""

    parsed: Parse
    phrases: dict[int, Phrase]
    allowed: frozenset[int]
    cue: frozenset[int]
    speaker: Speaker
    keys: frozenset[str]  # lemmas of the concept


@dataclass(slots=True)
class Stance:
    """`sign` × `strength`; the strength is 0 while the matter is only mentioned."""

    sign: int = 1
    strength: float = 0.0
    words: list[str] = field(default_factory=list)  # that acted, as a reviewer reads them
    neutral: list[str] = field(default_factory=list)  # reasons to see no side
    blocked: bool = False  # talk about talk, procedure: nothing counts any more
    used: set[int] = field(default_factory=set)  # tokens

    @property
    def value(self) -> float:
        """-1 (against) to 1 (for); 0 where no stance was taken."""
        return 0.0 if self.blocked else self.sign * self.strength

    def fresh(self, phrase: Phrase | None) -> bool:
        """Whether there is a phrase and none of its words has acted."""
        return phrase is not None and self.used.isdisjoint(phrase.tokens)

    def lend(self, phrase: Phrase, weight: float = 1.0) -> None:
        """The phrase takes a side: for what was said so far, or against it."""
        self.sign *= phrase.group.sign
        self.strength = max(self.strength, phrase.group.weight * weight)
        self.tell(phrase)

    def turn(self, phrase: Phrase) -> None:
        """The phrase turns round what was said so far and takes no side by itself."""
        self.sign *= -1
        self.tell(phrase)

    def tell(self, phrase: Phrase) -> None:
        """Note the phrase as one that acted."""
        self.words.append(phrase.reading)
        self.used.update(phrase.tokens)

    def ascribe(self, phrase: Phrase, holder: str) -> None:
        """The side is somebody else's: what follows is said of their stance."""
        self.sign *= phrase.group.sign
        self.strength = 0.0
        self.neutral.append(f"{phrase.reading}, but held by “{holder}”, not the speaker")
        self.used.update(phrase.tokens)

    def see_no_side(self, phrase: Phrase, final: bool) -> None:
        """A reason to see no side; `final` where nothing further up can change it."""
        self.neutral.append(phrase.reading)
        self.blocked = self.blocked or final
        self.used.update(phrase.tokens)
