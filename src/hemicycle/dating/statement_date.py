"""When was it said? WHERE A STATEMENT GETS ITS DATE.

An article is full of dates, and most of them belong to what is talked about. Only a date that
hangs on the act of saying counts, looked for in this order:

1. the clause of the cue: "said on Tuesday", "in an interview on February 27", "a report released
   on March 8 said" (`attachment.py`);
2. the sentence after it, if that points back: "He stated this on March 9" (`followups.py`);
3. the statement just before, if the same speaker goes on: "He added ...";
4. the sentence just before, if it speaks of a dated statement: "the February statement by ...".

Nothing else is tried: a statement without such a date is unknown, and neither the dateline nor the
day of publication stands in for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from hemicycle.dating.anchors import VERSION
from hemicycle.dating.attachment import Act, act_of, belongs
from hemicycle.dating.followups import (
    announces,
    breaks,
    carries_on,
    is_printed,
    points_back,
    refers_back,
)
from hemicycle.dating.mentions import Mention, mentions, reread
from hemicycle.dating.readings import Tense
from hemicycle.offsets import covered
from hemicycle.parse import parse
from hemicycle.records import Attribution, Document, Finding, SaidOn

_ORDER = ("day", "range", "week", "month", "season", "year", "decade")
_CARRIED = 0.6  # the share of the score that survives a step to the next sentence
_WILL = frozenset(("will", "shall", "'ll", "’ll"))


def said_on(document: Document, attributions: Sequence[Attribution]) -> list[Finding[SaidOn]]:
    """One finding per attribution, in their order: the day, week, month ... of the saying."""
    return _Dater(document, attributions).findings()


class _Dater:
    """The dates of one document's statements; sentences are known by their number."""

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self.document = document
        self.tree = parse(document)
        self.acts = [act_of(self.tree, attribution) for attribution in attributions]
        self.starts = [sentence.start for sentence in self.tree.sentences]
        self.mentions = mentions(document)
        self.by_sentence = self._mentions_by_sentence()
        self.owners = self._owners()
        self.extents = [self._extent(act.attribution) for act in self.acts]
        self.cued = {self._number(s.start) for act in self._verbal() for s in act.sentences}
        self.last_ends: dict[int, int] = {}
        for act, (_, last) in zip(self.acts, self.extents, strict=True):
            if act.attribution.parent is None:
                end = max(self.last_ends.get(last, 0), _end(act.attribution))
                self.last_ends[last] = end

    def findings(self) -> list[Finding[SaidOn]]:
        """Own dates first, then those of the sentences around, from top to bottom."""
        found = [self._own(act) or self._after(n) for n, act in enumerate(self.acts)]
        order = sorted(range(len(found)), key=lambda n: self.extents[n])
        for at, n in enumerate(order):
            if found[n] is None:
                found[n] = self._carried(n, order[max(0, at - 8) : at], found) or self._announced(n)
        return [finding or self._unknown() for finding in found]

    # ------------------------------------------------------------------ 1. the clause of the cue

    def _own(self, act: Act) -> Finding[SaidOn] | None:
        candidates = []
        for sentence in act.sentences:
            for mention in self.by_sentence[self._number(sentence.start)]:
                why = None if self._owned(mention, act) else belongs(self.tree, act, mention)
                if why is not None:
                    candidates.append((self._finding(mention, why, self._tense(act)), mention))
        if not candidates:
            return None
        return min(candidates, key=lambda pair: _rank(pair[0], pair[1], act))[0]

    def _owned(self, mention: Mention, act: Act) -> bool:
        """Whether the date stands in words quoted from somebody inside which the act is not."""
        anchor = (act.attribution.cue or act.attribution.source)[0][0]
        return any(
            owner.attribution.id != act.attribution.id and not covered(owner.content, anchor)
            for owner in self.owners[mention.expression.start]
        )

    def _tense(self, act: Act) -> Tense:
        helpers = [child for i in act.cue for child in self.tree.children(i)]
        words = {helper.text.lower() for helper in helpers if helper.dep == "aux"}
        return "future" if words & _WILL else "past"

    # ------------------------------------------------------------- 2. the sentence after, or before

    def _after(self, n: int) -> Finding[SaidOn] | None:
        act, following = self.acts[n], self.extents[n][1] + 1
        elsewhere = breaks(self.tree, act) and not is_printed(self.tree, act)
        if act.attribution.parent is not None or not self._ends_last(n) or elsewhere:
            return None
        for mention in self.by_sentence[following]:
            if not self.owners[mention.expression.start] and points_back(self.tree, mention):
                return self._finding(mention, "in the next sentence, which points back", "past")
        return None

    def _ends_last(self, n: int) -> bool:
        """Whether no other statement of the outer level ends after it in the same sentence."""
        return self.last_ends[self.extents[n][1]] == _end(self.acts[n].attribution)

    def _carried(
        self, n: int, earlier: Sequence[int], found: Sequence[Finding[SaidOn] | None]
    ) -> Finding[SaidOn] | None:
        parent = self.acts[n].attribution.parent
        peers = [m for m in reversed(earlier) if self.acts[m].attribution.parent == parent]
        finding = found[peers[0]] if peers else None
        if finding is None or finding.value is None:
            return None
        if self.extents[n][0] > self.extents[peers[0]][1] + 1:
            return None
        why = carries_on(self.tree, self.document.text, self.acts[n], self.acts[peers[0]])
        if why is None:
            return None
        reason = f"{why}; {finding.reason}"
        return Finding(finding.value, finding.score * _CARRIED, reason, finding.by)

    def _announced(self, n: int) -> Finding[SaidOn] | None:
        before = self.extents[n][0] - 1
        if before in self.cued or not refers_back(self.tree, self.acts[n]):
            return None
        for mention in self.by_sentence[before]:
            if announces(self.tree, mention):
                why = "in the sentence before, which speaks of a dated statement"
                found = self._finding(mention, why, "past")
                return Finding(found.value, found.score * _CARRIED, found.reason, found.by)
        return None

    # ------------------------------------------------------------------------------ what is where

    def _finding(self, mention: Mention, why: str, tense: Tense) -> Finding[SaidOn]:
        reading = reread(self.document, mention, tense)
        span = (mention.expression.start, mention.expression.end)
        words = f"“{self.document.text[span[0] : span[1]]}” stands {why}"
        value = None if reading.value is None else SaidOn(reading.value, span)
        return Finding(value, reading.score, f"{words}: {reading.reason}", reading.by)

    def _unknown(self) -> Finding[SaidOn]:
        published = self.document.metadata.published
        when = f"published {published}" if published else "publication date not stated"
        return Finding(None, 0.0, f"no date stated; {when}", f"dating/none@{VERSION}")

    def _number(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def _extent(self, attribution: Attribution) -> tuple[int, int]:
        """Numbers of the first and last sentence that hold a part of the attribution."""
        spans = (*attribution.content, *attribution.cue, *attribution.source)
        start = min((start for start, _ in spans), default=0)
        return self._number(start), self._number(max(start, _end(attribution) - 1))

    def _verbal(self) -> list[Act]:
        """The acts whose cue is a verb, not a noun such as "statement"."""
        return [act for act in self.acts if any(self.tree.tokens[i].pos != "NOUN" for i in act.cue)]

    def _mentions_by_sentence(self) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[self._number(mention.expression.start)].append(mention)
        return found

    def _owners(self) -> dict[int, list[Act]]:
        """The acts whose content holds the mention that starts at a position."""
        starts = [mention.expression.start for mention in self.mentions]
        found: dict[int, list[Act]] = defaultdict(list)
        for act in self.acts:
            for start, end in act.content:
                for at in starts[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]:
                    found[at].append(act)
        return found


def _end(attribution: Attribution) -> int:
    spans = (*attribution.content, *attribution.cue, *attribution.source)
    return max((end for _, end in spans), default=0)


def _rank(finding: Finding[SaidOn], mention: Mention, act: Act) -> tuple[int, int, int]:
    """Known before unknown, finer before coarser, nearer to the cue before farther."""
    precision = finding.value.interval.precision if finding.value else "decade"
    near = min(abs(mention.head - i) for i in act.cue | act.source)
    return int(finding.value is None), _ORDER.index(precision), near
