"""Where the statements of one document stand in its parse.

Statements are known by their number in the list given. An `Acts` answers which tokens are cue and
source, which statements share a sentence, which stand around another, and to which of them a
carrier named in their sentence belongs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from hemicycle.offsets import Spans, covered, merge
from hemicycle.parse import Parse
from hemicycle.provenance.carriers import Carried
from hemicycle.provenance.relations import FAR
from hemicycle.records import Attribution


class Acts:
    """The statements of a document and their places; see the module."""

    def __init__(self, tree: Parse, attributions: Sequence[Attribution]) -> None:
        self.tree = tree
        self.attributions = attributions
        self.number: dict[str | None, int] = {
            attribution.id: n for n, attribution in enumerate(attributions)
        }
        self.starts = [sentence.start for sentence in tree.sentences]
        self.cues = [self._tokens(attribution.cue) for attribution in attributions]
        self.sources = [self._tokens(attribution.source) for attribution in attributions]
        self.contents = [merge(attribution.content) for attribution in attributions]
        self.ends = [_end(attribution) for attribution in attributions]
        self.extents = [self._extent(attribution) for attribution in attributions]
        self._in_sentence = self._by_sentence()

    def around(self, n: int) -> Iterator[int]:
        """The statements inside whose words `n` stands, innermost first."""
        seen = {n}
        while (parent := self.attributions[n].parent) in self.number:
            n = self.number[parent]
            if n in seen:  # a reader may nest two statements in each other
                return
            seen.add(n)
            yield n

    def sharing(self, first: int) -> list[int]:
        """The statements with a part in the sentence whose first token is `first`."""
        return self._in_sentence.get(first, [])

    def is_outer_end(self, n: int) -> bool:
        """Whether no statement of the outer level ends after `n` in its last sentence."""
        rivals = self.sharing(self.tree.sentences[self.extents[n][1]].first)
        outer = [self.ends[m] for m in rivals if self.attributions[m].parent is None]
        return self.attributions[n].parent is None and self.ends[n] == max(outer)

    def is_quoted(self, carried: Carried, n: int | None = None) -> bool:
        """Whether it stands in somebody's words, unless the cue of `n` stands there as well."""
        position = self.tree.tokens[carried.first].start
        anchor = None if n is None else self.tree.tokens[min(self.cues[n] or self.sources[n])].start
        for m in self.sharing(self.tree.sentence_of(carried.first).first):
            content = self.contents[m]
            shared = m != n and anchor is not None and covered(content, anchor)
            if covered(content, position) and not shared:
                return True
        return False

    def belongs(self, n: int, carried: Carried) -> bool:
        """Whether the carrier is of this act of saying, not of another in its sentence."""
        if any(carried.first in self.sources[m] for m in self.around(n)):
            return False  # comes in from outside, as the speaker of a statement around this one
        if carried.verb >= 0:
            return carried.verb not in self.cues[n] and self._governs(carried.verb, n)
        if carried.first in self.sources[n] and carried.distance == FAR:
            return False
        heads_the_sentence = carried.first < min(self.cues[n] or self.sources[n])
        if carried.words.lower() == "“according to”" and heads_the_sentence:
            return True
        owner = self._nearest(carried)
        return owner == n or (owner is not None and self._is_one_act(owner, n))

    def _governs(self, verb: int, n: int) -> bool:
        return any(token.i == verb for i in self.cues[n] for token in self.tree.ancestors(i))

    def _nearest(self, carried: Carried) -> int | None:
        """The act whose cue the carrier hangs on, else the one whose cue is nearest."""
        rivals = self.sharing(self.tree.sentence_of(carried.first).first)
        acts = [n for n in rivals if self.cues[n] and not self.is_quoted(carried, n)]
        for token in self.tree.ancestors(carried.first):
            for n in acts:
                if token.i in self.cues[n]:
                    return n
        gap = {n: min(abs(i - carried.first) for i in self.cues[n]) for n in acts}
        return min(gap, key=lambda n: gap[n], default=None)

    def _is_one_act(self, owner: int, n: int) -> bool:
        """ "told the BBC that A and added that B": one speaker, one occasion"""
        same = bool(self.sources[n]) and self.sources[n] == self.sources[owner]
        tokens = [self.tree.tokens[i] for i in self.cues[n]]
        return same or any(t.dep == "conj" and t.head in self.cues[owner] for t in tokens)

    def _tokens(self, spans: Spans) -> frozenset[int]:
        return frozenset(t.i for start, end in spans for t in self.tree.within(start, end))

    def _extent(self, attribution: Attribution) -> tuple[int, int]:
        """Numbers of the first and last sentence that hold a part of the attribution."""
        spans = (*attribution.content, *attribution.cue, *attribution.source)
        start = min((start for start, _ in spans), default=0)
        return self._sentence(start), self._sentence(max(start, _end(attribution) - 1))

    def _sentence(self, position: int) -> int:
        return max(0, bisect_right(self.starts, position) - 1)

    def _by_sentence(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for n, (first, last) in enumerate(self.extents):
            for sentence in self.tree.sentences[first : last + 1]:
                found.setdefault(sentence.first, []).append(n)
        return found


def _end(attribution: Attribution) -> int:
    spans = (*attribution.content, *attribution.cue, *attribution.source)
    return max((end for _, end in spans), default=0)
