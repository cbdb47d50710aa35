"""How a word that reports speech takes its content and its source in the syntax.

A verb says something in one of a few frames: "said *that it rained*" (clause), "vowed *to leave*"
(infinitive), "criticised *the plan*" (object), "called *for talks*" (preposition), "the plan *was
criticised* by X" (passive). A noun does as well: "her claim *that it rained*". The idea: offer
every frame that the parse allows for any word; the lexicon `data/en/cues.toml` then says which
(word, frame) pairs report speech. The trainer of that lexicon counts the same offers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hemicycle import lexicon
from hemicycle.parse import Parse, Token

CLAUSE, INFINITIVE, OBJECT, PASSIVE = "clause", "infinitive", "object", "passive"
STATE = "state"  # "is convinced that": an adjective or participle with a clause
RAISING = "raising"  # "is expected to win": subject and infinitive are the content, no source
MANNER = frozenset({"of", "as", "for", "about", "to", "on", "over", "from", "against", "with"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
INHERITING = frozenset({"conj", "advcl", "xcomp", "pcomp", "ccomp"})
MAKING = frozenset({"make", "express", "issue", "have", "voice", "repeat"})
PLACES = frozenset({"GPE", "LOC", "NORP"})
MOST_LOANS = 4  # verbs between a verb and the subject it borrows
AUXILIARIES = frozenset({"aux", "auxpass", "neg", "prt"})


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to read `cue` as reporting `content` said by `source`: tokens, left to right."""

    word: Token
    frame: str
    cue: tuple[Token, ...]
    source: tuple[Token, ...]
    content: tuple[Token, ...]


def offers(parse: Parse, word: Token) -> Iterator[Offer]:
    """Every frame in which `word` stands, in no order of likelihood."""
    if word.pos == "NOUN":
        yield from _noun_offers(parse, word)
    elif word.pos in ("VERB", "AUX"):
        yield from _verb_offers(parse, word)
    if word.dep == "acomp" or word.tag == "VBN":
        yield from _state_offers(parse, word)


def _state_offers(parse: Parse, word: Token) -> Iterator[Offer]:
    verb = parse.tokens[word.head] if word.dep == "acomp" else word
    clauses = [c for c in (*parse.children(word.i), *parse.children(verb.i)) if c.dep == "ccomp"]
    holder = next((c for c in parse.children(verb.i) if c.dep in SUBJECTS), None)
    if clauses and holder:
        cue = tuple(sorted({*cue_of(parse, verb), word}, key=lambda t: t.i))
        content = _clause(parse, word, clauses[0])
        if content:
            yield Offer(word, STATE, cue, noun_phrase(parse, holder), content)


def _verb_offers(parse: Parse, verb: Token) -> Iterator[Offer]:
    children = parse.children(verb.i)
    passive = any(child.dep in ("nsubjpass", "auxpass") for child in children)
    source = agent(parse, verb) if passive else subject(parse, verb) or _inverted(parse, verb)
    cue = cue_of(parse, verb)
    for frame, content in _complements(parse, verb, children, passive):
        extra = tuple(t for t in content[:1] if frame.startswith("prep:"))
        rest = content[len(extra) :]
        if rest:
            yield Offer(verb, frame, cue + extra, source, rest)


def _complements(
    parse: Parse, verb: Token, children: tuple[Token, ...], passive: bool
) -> Iterator[tuple[str, tuple[Token, ...]]]:
    right = [child for child in children if child.i > verb.i]
    clause = _clause_head(parse, verb, children)
    obj = next((c for c in right if c.dep in ("dobj", "oprd", "acomp", "attr")), None)
    infinitive = next((c for c in right if c.dep == "xcomp"), None)
    if clause:
        yield CLAUSE, _clause(parse, verb, clause)
    if infinitive and not passive:
        yield INFINITIVE, _from_to(parse, verb, (infinitive,))
    if obj and not passive:
        yield OBJECT, _from_to(parse, verb, _object_and_manner(right, obj))
    if not obj:
        for child in right:
            if child.dep == "prep":
                yield f"prep:{child.text.lower()}", tuple(parse.subtree(child.i))
    if passive:
        yield from _passive(parse, verb, children, infinitive)


def _clause_head(parse: Parse, verb: Token, children: tuple[Token, ...]) -> Token | None:
    """The clause after the verb where it says "that", else the first one."""
    clauses = [c for c in children if c.dep == "ccomp"]
    that = [c for c in clauses if c.i > verb.i and _says_that(parse, c)]
    return next(iter(that or clauses), None)


def _passive(
    parse: Parse, verb: Token, children: tuple[Token, ...], infinitive: Token | None
) -> Iterator[tuple[str, tuple[Token, ...]]]:
    subjects = [child for child in children if child.dep == "nsubjpass"]
    if subjects and infinitive:
        content = (*parse.subtree(subjects[0].i), *parse.subtree(infinitive.i))
        yield RAISING, content
    elif subjects:
        yield PASSIVE, tuple(parse.subtree(subjects[0].i))


def _object_and_manner(right: list[Token], obj: Token) -> tuple[Token, ...]:
    """ "accused X of Y", "urged X to do Y": the object and what completes it."""
    more = [
        c
        for c in right
        if c.i > obj.i
        and (c.dep in ("xcomp", "oprd", "ccomp") or (c.dep == "prep" and c.text.lower() in MANNER))
    ]
    return (obj, *more)


def _clause(parse: Parse, verb: Token, clause: Token) -> tuple[Token, ...]:
    """The clause, up to where the same speaker is reported anew.

    "said it rained, citing the records" and "said it rained and claimed that it snowed": parsers
    hang the second verb of saying on the first one's content.
    """
    tokens = [t for t in parse.subtree(clause.i) if t.i != verb.i]
    anew = [t for t in tokens if t.i > clause.i and _reports_anew(parse, t)]
    cut = min((min(s.i for s in parse.subtree(t.i)) for t in anew), default=len(parse.tokens))
    return tuple(_trim(_without_date([t for t in tokens if t.i < cut], verb)))


def _without_date(tokens: list[Token], verb: Token) -> list[Token]:
    """ "said on Thursday it would": the day right behind the verb dates the saying."""
    dated = 0
    if tokens and tokens[0].i == verb.i + 1:
        dated = 1 if tokens[0].text.lower() in ("on", "in") else 0
        while dated < len(tokens) and tokens[dated].entity in ("DATE", "TIME"):
            dated += 1
    return tokens[dated:] if dated and tokens[dated - 1].entity else tokens


def _reports_anew(parse: Parse, token: Token) -> bool:
    if token.pos != "VERB" or token.lemma not in lexicon.words("cues", "direct"):
        return False
    if token.dep == "advcl":
        return token.tag == "VBG"
    children = parse.children(token.i)
    if token.dep != "conj" or any(c.dep in SUBJECTS for c in children):
        return False
    that = any(c.dep == "ccomp" and _says_that(parse, c) for c in children)
    return that or _leaves_the_mood(parse, token)


def _leaves_the_mood(parse: Parse, token: Token) -> bool:
    """ "said it would rain and described the sky": back from "would" to the tense of "said"."""
    said = parse.tokens[token.head]
    outer = parse.tokens[said.head]
    modal = any(c.tag == "MD" for c in parse.children(said.i))
    bare = not any(c.dep == "aux" for c in parse.children(token.i))
    return said.dep == "ccomp" and modal and bare and token.tag == outer.tag


def _from_to(parse: Parse, verb: Token, heads: tuple[Token, ...]) -> tuple[Token, ...]:
    tokens = {t.i: t for head in heads for t in parse.subtree(head.i)}
    return tuple(tokens[i] for i in sorted(tokens) if i > verb.i)


def cue_of(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """The verb with its auxiliaries, negation and particle, left to right."""
    first = parse.sentence_of(verb.i).first
    parts = [
        c
        for c in parse.children(verb.i)
        if c.dep in AUXILIARIES and abs(c.i - verb.i) <= 4 and (c.i == first or c.text.islower())
    ]  # a capital inside the sentence is a name ("May told reporters")
    return tuple(sorted([*parts, verb], key=lambda t: t.i))


def subject(parse: Parse, verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """The noun phrase that does the saying, also where the verb borrows it from another verb."""
    own = next((c for c in parse.children(verb.i) if c.dep in SUBJECTS), None)
    if own and not (own.tag in ("WDT", "WP") and verb.dep == "relcl"):
        return noun_phrase(parse, own)
    head = parse.tokens[verb.head]
    if verb.dep in ("relcl", "acl"):
        return _without_clause(parse, head, verb)
    lender = _lender(parse, verb, head)
    return subject(parse, lender, depth + 1) if lender and depth < MOST_LOANS else ()


def _lender(parse: Parse, verb: Token, head: Token) -> Token | None:
    """The verb whose subject also does what `verb` says ("came out, saying ...")."""
    if verb.dep not in INHERITING or verb.head == verb.i:
        return None
    if verb.dep == "conj" and _reports_anew(parse, verb):
        head = parse.tokens[head.head]
    if head.dep == "prep" or verb.dep == "pcomp":
        head = parse.tokens[head.head]
    return head if head.pos in ("VERB", "AUX") else None


def _without_clause(parse: Parse, noun: Token, verb: Token) -> tuple[Token, ...]:
    """ "the country, which announced ...": the phrase that the clause of `verb` hangs on."""
    start = min(t.i for t in parse.subtree(verb.i))
    return tuple(_trim([t for t in noun_phrase(parse, noun) if t.i < start]))


def _inverted(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """ "..., added Jan Novak": a name right behind the verb, whatever the parse calls it."""
    if verb.i + 1 == len(parse.tokens):
        return ()
    after = parse.tokens[verb.i + 1]
    while after.dep in ("compound", "det", "amod", "poss") and after.head > after.i:
        after = parse.tokens[after.head]
    same = parse.sentence_of(after.i) == parse.sentence_of(verb.i)
    named = after.pos == "PROPN" and after.entity == "PERSON"
    return noun_phrase(parse, after) if same and named else ()


def agent(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """Who did it in a passive: "was criticised by the union", "was announced in Norland"."""
    places: list[Token] = []
    for child in parse.children(verb.i):
        nouns = [c for c in parse.children(child.i) if c.dep == "pobj"]
        if child.dep == "agent" and nouns:
            return noun_phrase(parse, nouns[0])
        if child.text.lower() == "in" and child.i > verb.i:
            places += [n for n in nouns if _is_place(parse, n)]
    return noun_phrase(parse, places[0]) if places else ()


def _is_place(parse: Parse, noun: Token) -> bool:
    return any(t.entity in PLACES for t in (noun, *parse.children(noun.i)) if t.i <= noun.i)


def noun_phrase(parse: Parse, noun: Token) -> tuple[Token, ...]:
    """The whole phrase of `noun` with titles, apposition and relative clause."""
    subtree = parse.subtree(noun.i)
    occasions = [t for t in subtree if t.i > noun.i and _is_occasion(noun, t)]
    cut = min((t.i for t in occasions), default=len(parse.tokens))
    return tuple(_trim([t for t in subtree if t.i < cut]))


def _is_occasion(noun: Token, token: Token) -> bool:
    """ "X in an interview with Y": where a person spoke is no part of the person."""
    return (
        noun.pos in ("PROPN", "PRON")
        and token.head == noun.i
        and token.dep == "prep"
        and token.text.lower() in ("in", "at", "on", "during", "after", "before")
    )


def _trim(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[-1].pos in ("PUNCT", "CCONJ") and tokens[-1].text not in ")”":
        tokens = tokens[:-1]
    while tokens and tokens[0].pos == "PUNCT" and tokens[0].text not in "(“":
        tokens = tokens[1:]
    return tokens


def _noun_offers(parse: Parse, noun: Token) -> Iterator[Offer]:
    children = parse.children(noun.i)
    owners = [c for c in children if c.dep == "poss"]
    source = (
        tuple(t for t in parse.subtree(owners[0].i) if t.dep != "case")
        if owners
        else _maker(parse, noun)
    )
    for child in children:
        if child.i < noun.i:
            continue
        if child.dep in ("acl", "ccomp", "relcl") and _says_that(parse, child):
            yield Offer(noun, CLAUSE, (noun,), source, tuple(parse.subtree(child.i)))
        elif child.dep == "acl" and any(c.dep == "aux" for c in parse.children(child.i)):
            yield Offer(noun, INFINITIVE, (noun,), source, tuple(parse.subtree(child.i)))
        elif child.dep == "prep" and child.text.lower() != "by":
            content = tuple(parse.subtree(child.i))[1:]
            if content and not set(content) & set(source):
                yield Offer(noun, f"prep:{child.text.lower()}", (noun, child), source, content)


def _says_that(parse: Parse, clause: Token) -> bool:
    return any(c.dep == "mark" or c.text.lower() == "that" for c in parse.children(clause.i))


def _maker(parse: Parse, noun: Token) -> tuple[Token, ...]:
    """ "the claim by X", "calls from X", "X made the claim" (but not "X rejected the claim")."""
    for child in parse.children(noun.i):
        if child.dep == "prep" and child.text.lower() in ("by", "from"):
            for inner in parse.children(child.i):
                if inner.dep == "pobj":
                    return noun_phrase(parse, inner)
    head = parse.tokens[noun.head]
    if noun.dep == "dobj" and head.lemma in MAKING:
        return subject(parse, head)
    return ()
