"""Through whom did the words reach us? The chain of voices between speaker and reader.

"According to Politico, the ministers praised France": the ministers speak, Politico carries. The
chain runs from the speaker outwards:

1. carriers in the clause of the cue ("in an interview with La Stampa"), found by `carriers.py`
   and given to their statement by `acts.py`;
2. those of a next sentence that points back ("This was reported by Politico");
3. the speaker of the statement in which this one is nested, then that statement's own chain
   (`speakers.py`).

A speaker who goes on in the next sentence goes on through the same carriers. The publishing
outlet is part of the chain only where the text names it. A statement that names no carrier has an
empty chain, which is a finding: the text gives it first-hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hemicycle.parse import Token, parse
from hemicycle.provenance.acts import Acts
from hemicycle.provenance.carriers import carriers
from hemicycle.provenance.relations import named
from hemicycle.provenance.speakers import as_carrier, names, quoters, stand_ins
from hemicycle.records import Actor, Attribution, Carrier, Document, Finding

VERSION = "1"
_OWN, _AFTER, _CONTINUED, _NONE = 0.9, 0.8, 0.5, 0.7

_Link = tuple[Carrier, str, float]  # who, why, how sure


def via(
    document: Document, attributions: Sequence[Attribution], actors: Sequence[Finding[Actor]]
) -> list[Finding[tuple[Carrier, ...]]]:
    """One chain per attribution, in their order, the voice nearest to the speaker first."""
    return _Chains(document, attributions, actors).findings()


class _Chains:
    """The chains of one document; statements are known by their number."""

    def __init__(
        self,
        document: Document,
        attributions: Sequence[Attribution],
        actors: Sequence[Finding[Actor]],
    ) -> None:
        self.text = document.text
        self.tree = parse(document)
        self.acts = Acts(self.tree, attributions)
        self.actors = [finding.value for finding in actors]
        self.carriers = carriers(self.tree, document.text)

    def findings(self) -> list[Finding[tuple[Carrier, ...]]]:
        """Own links, then the next sentence's, then those of the statements around."""
        links = [[*self._own(n), *self._after(n)] for n in range(len(self.actors))]
        order = sorted(range(len(links)), key=lambda n: self.acts.extents[n])
        for before, n in pairwise(order):
            if not links[n] and self._continues(n, before):
                links[n] = [(who, _once_more(why), _CONTINUED) for who, why, _ in links[before]]
        return [self._finding(n, links) for n in range(len(links))]

    def _finding(self, n: int, links: Sequence[list[_Link]]) -> Finding[tuple[Carrier, ...]]:
        known = {_key(name) for name in names(self.actors[n])}
        chain: list[_Link] = []
        for link in self._outwards(n, links):
            if _key(link[0].name) not in known:
                known.add(_key(link[0].name))
                chain.append(link)
        if not chain:
            return Finding((), _NONE, "the text names no carrier", f"provenance/none@{VERSION}")
        reason = "; ".join(f"{carrier.name}: {why}" for carrier, why, _ in chain)
        carried = tuple(carrier for carrier, _, _ in chain)
        return Finding(
            carried, min(link[2] for link in chain), reason, f"provenance/chain@{VERSION}"
        )

    def _outwards(self, n: int, links: Sequence[list[_Link]]) -> Iterator[_Link]:
        """The links of the statement, of the one around it, and so on."""
        yield from links[n]
        for around in self.acts.around(n):
            carrier = as_carrier(self.acts, around, self.actors[around], self.text)
            if carrier is not None:
                yield carrier, "reports it in words of its own", _OWN
            yield from links[around]

    def _own(self, n: int) -> Iterator[_Link]:
        """The carriers named in the clause of the cue."""
        acts = self.acts
        places = {self.tree.sentence_of(i).first for i in acts.cues[n] or acts.sources[n]}
        named_here = [carried for at in sorted(places) for carried in self.carriers.get(at, ())]
        own = [c for c in named_here if not acts.is_quoted(c, n) and acts.belongs(n, c)]
        for carrier, why in stand_ins(acts, n, self.actors[n], self.text):
            yield carrier, why, _OWN
        for carried in sorted(own, key=lambda c: (c.distance, c.first)):
            yield carried.carrier, carried.words, _OWN
        for carrier, why in quoters(acts, n, self.text):
            yield carrier, why, _OWN

    def _after(self, n: int) -> Iterator[_Link]:
        """The carriers named in the next sentence, if it points back to this statement."""
        following = self.acts.extents[n][1] + 1
        if following >= len(self.tree.sentences) or not self.acts.is_outer_end(n):
            return
        sentence = self.tree.sentences[following]
        if not _points_back(self.tree.tokens[sentence.first : sentence.last]):
            return
        for carried in self.carriers.get(sentence.first, ()):
            if not self.acts.is_quoted(carried) and carried.first not in self.acts.sources[n]:
                yield carried.carrier, f"the next sentence says {carried.words}", _AFTER

    def _continues(self, n: int, before: int) -> bool:
        """Whether the same known speaker goes on no later than in the next sentence."""
        here, there = self.actors[n], self.actors[before]
        if here is None or there is None or here.id != there.id:
            return False
        statements, extents = self.acts.attributions, self.acts.extents
        same_level = statements[n].parent == statements[before].parent
        return same_level and extents[n][0] <= extents[before][1] + 1


def _once_more(why: str) -> str:
    return f"the same speaker went on after {why.removeprefix('the same speaker went on after ')}"


def _points_back(tokens: Sequence[Token]) -> bool:
    """ "This was reported by Politico", "TASS reports." """
    verbs = {t.i for t in tokens if t.lemma in named("reporting") | named("speaking")}
    roles = ("nsubj", "nsubjpass", "dobj")
    if any(t.lemma in named("pointing") and t.head in verbs and t.dep in roles for t in tokens):
        return True
    words = [t for t in tokens if t.pos != "PUNCT"]
    return len(words) <= 5 and any(t.i in verbs for t in words)


def _key(name: str) -> str:
    return name.lower().removeprefix("the ").strip()
