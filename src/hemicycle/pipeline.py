"""THE FLOOR PLAN: the one file that knows the order of the rooms.

    raw document → clean → extract → resolve → dating → provenance → statements → position
                                                 by when forecasts are to come ← what is foretold

Every room gets the document and the attributions and gives a list parallel to them; here they are
put together to statements. What coded a document is named by a fingerprint, so that a run knows
what is out of date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from hemicycle import lexicon, weights
from hemicycle import parse as syntax
from hemicycle.clean import page
from hemicycle.dating import deadlines, statement_date
from hemicycle.errors import UsageError
from hemicycle.extract import learned, rules
from hemicycle.extract.acts import ACTS, STATEMENTS, chosen
from hemicycle.position import agreement, codebook, forecast, question, trained
from hemicycle.position.rescoring import Learned, rescored
from hemicycle.provenance import chain
from hemicycle.records import (
    Act,
    Actor,
    Attribution,
    Concept,
    Document,
    Finding,
    Position,
    RawDocument,
    Statement,
    digest,
)
from hemicycle.resolve import actors

Reader = Callable[[Document], list[Attribution]]

# The positions of attributions, parallel; sides less sure than the last (0 to 1) are unclear.
Judge = Callable[
    [Document, Sequence[Attribution], Sequence[Finding[Actor]], Sequence[Concept], float],
    list[tuple[Position, ...]],
]

# Every reader there is, with its version. A new reader is a new line here.
READERS: Mapping[str, tuple[Reader, str]] = {
    "learned": (learned.read, learned.VERSIONS[learned.SMALL]),
    "large": (partial(learned.read, model=learned.LARGE), learned.VERSIONS[learned.LARGE]),
    "rules": (rules.read, rules.VERSION),
}

# Every judge of positions there is, with its version.
JUDGES: Mapping[str, tuple[Judge, str]] = {
    "rules": (agreement.positions, agreement.BY),
    "trained": (trained.positions, trained.BY),
}

# The models that lie in packages of their own, by the reader or judge that asks for them.
ASKS = {"large": learned.LARGE, "trained": question.MODEL}

# Raised whenever a room between clean and provenance gives other answers than before.
ROOMS = "rooms@9"


@dataclass(frozen=True, slots=True)
class Coding:
    """One coded document."""

    document: Document
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Coder:
    """Everything that codes a document, chosen once for a run.

    The rooms know of all that the reader finds; what is less sure than `min_score` (0 to 1) is left
    out then, and of the others those of `acts` stay. Positions less sure than `unclear_below` are
    unclear; `adapted` holds, by concept, what decisions have taught; `judged_by` says who judges.
    Can be pickled, so that a run can hand it to worker processes.
    """

    concepts: tuple[Concept, ...] = ()
    reader: str = "learned"
    min_score: float = 0.0
    acts: tuple[Act, ...] = STATEMENTS
    unclear_below: float = 0.0
    adapted: Mapping[str, Learned] = field(default_factory=dict)
    judged_by: str = "rules"

    def __post_init__(self) -> None:
        _known("reader", self.reader, READERS)
        _known("judge", self.judged_by, JUDGES)
        chosen(self.acts)

    @property
    def fingerprint(self) -> str:
        """Changes when any answer but the positions may change."""
        version = READERS[self.reader][1] + weights.release(ASKS.get(self.reader, ""))
        made_of = (version, ROOMS, syntax.model_version(), lexicon.fingerprint())
        return digest("coding", self.min_score, *chosen(self.acts), *made_of)

    @property
    def judge_version(self) -> str:
        """Of who judges: changes when what it reads of a statement may change."""
        return JUDGES[self.judged_by][1] + weights.release(ASKS.get(self.judged_by, ""))

    @property
    def taught(self) -> dict[str, Learned]:
        """What decisions have taught this judge; what they taught another is of no use to it."""
        return {c: one for c, one in self.adapted.items() if one.judge == self.judge_version}

    @property
    def concept_fingerprints(self) -> dict[str, str]:
        """Per concept id: changes when positions on it may change."""
        made_of = (self.judge_version, lexicon.fingerprint(), self.unclear_below)
        taught = {name: learned.id for name, learned in self.taught.items()}
        return {
            c.id: digest(codebook.fingerprint(c), *made_of, taught.get(c.id, ""))
            for c in self.concepts
        }

    def code(self, raw: RawDocument) -> Coding:
        """Carry one document through all rooms."""
        document = page.clean(raw)
        reader = READERS[self.reader][0]
        found = reader(document)
        who = actors.resolve(document, found)
        when = statement_date.said_on(document, found)
        through = chain.via(document, found, who)
        ahead = forecast.foretold(document, found, who)
        come = deadlines.due(document, [each.outlooks for each in ahead], when)
        foretells = [each.forecast for each in ahead]
        rows = zip(found, who, through, when, foretells, strict=True)
        made = [Statement(document.id, *row) for row in rows]
        pairs = zip(made, come, strict=True)
        kept = self._kept([replace(one, outlooks=outlooks) for one, outlooks in pairs])
        sides = self._sides(document, kept, self.concepts)
        sided = zip(kept, sides, strict=True)
        return Coding(document, tuple(replace(s, positions=side) for s, side in sided))

    def _kept(self, made: Sequence[Statement]) -> list[Statement]:
        """The statements that are sure enough and of the wanted acts, each with the nearest kept
        one around it as parent. Unless every act is asked for, what stands in words that were not
        said is left out, and what somebody says to think or want herself: it is part of what she
        says."""
        acts, known = chosen(self.acts), {s.id: s for s in made}
        kept = {
            s.id: s
            for s in made
            if s.score >= self.min_score
            and s.attribution.act in acts
            and (acts == ACTS or not _no_second(s, list(_around(s, known))))
        }
        return [_under(s, _around(s, known), kept) for s in kept.values()]

    def judge(
        self, raw: RawDocument, statements: Sequence[Statement], concepts: Sequence[str]
    ) -> dict[str, tuple[Position, ...]]:
        """Positions of known statements on some concepts only, by statement id."""
        asked = [c for c in self.concepts if c.id in concepts]
        sides = self._sides(page.clean(raw), statements, asked)
        return {s.id: side for s, side in zip(statements, sides, strict=True)}

    def _sides(
        self, document: Document, statements: Sequence[Statement], concepts: Sequence[Concept]
    ) -> list[tuple[Position, ...]]:
        found, who = [s.attribution for s in statements], [s.actor for s in statements]
        return self.again(self.sides(document, found, who, concepts))

    def sides(
        self,
        document: Document,
        attributions: Sequence[Attribution],
        actors: Sequence[Finding[Actor]],
        concepts: Sequence[Concept],
    ) -> list[tuple[Position, ...]]:
        """The positions of attributions on concepts, as nobody has taught anything yet."""
        judge = JUDGES[self.judged_by][0]
        return judge(document, attributions, actors, concepts, self.unclear_below)

    def again(self, held: Sequence[tuple[Position, ...]]) -> list[tuple[Position, ...]]:
        """The positions of some statements as decisions on their concepts would have them."""
        out, taught = [list(each) for each in held], self.taught
        places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for n, each in enumerate(held):
            for m, position in enumerate(each):
                if position.concept in taught:
                    places[position.concept].append((n, m))
        for concept, at in places.items():
            before = [out[n][m] for n, m in at]
            after = rescored(before, taught[concept], self.unclear_below)
            for (n, m), position in zip(at, after, strict=True):
                out[n][m] = position
        return [tuple(each) for each in out]


def _around(statement: Statement, known: Mapping[str, Statement]) -> Iterator[Statement]:
    """The statements inside which it stands, from the inside out."""
    parent = statement.attribution.parent
    while parent is not None and parent in known:
        yield known[parent]
        parent = known[parent].attribution.parent


def _no_second(statement: Statement, around: Sequence[Statement]) -> bool:
    """Whether it is no statement beside those around it: not said, or what the speaker thinks."""
    if any(one.attribution.act == "withholds" for one in around):
        return True
    one, other = statement.actor.value, around[0].actor.value if around else None
    same = one is not None and other is not None and one.id == other.id
    return same and statement.attribution.act in ("believes", "intends")


def _under(
    statement: Statement, around: Iterable[Statement], kept: Mapping[str, Statement]
) -> Statement:
    """The statement under the nearest of those around it that is kept, or under none."""
    parent = next((one.id for one in around if one.id in kept), None)
    return replace(statement, attribution=replace(statement.attribution, parent=parent))


def _known(what: str, name: str, known: Mapping[str, object]) -> None:
    """Raises UsageError where there is none of this name, or its model is not installed."""
    if name not in known:
        raise UsageError(f"there is no {what} {name!r}; choose one of: {', '.join(known)}")
    if name in ASKS:
        weights.needed(ASKS[name])
