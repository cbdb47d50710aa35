"""Which words are the predicting clause, and which stand around it?"""

from __future__ import annotations

from collections.abc import Iterable

from hemicycle.offsets import Spans, merge
from hemicycle.parse import Parse, Token
from hemicycle.position.reading import Reading

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
JOINED = frozenset({"conj", "parataxis", "cc", "ccomp"})
INNER = frozenset({"relcl", "advcl", "acl", "ccomp", "csubj", "conj", "parataxis"})
GOVERNED = frozenset({"ccomp", "xcomp", "acl", "csubj", "pcomp"})
LIGHT = frozenset({"aux", "auxpass", "neg", "det", "advmod", "acomp", "attr", "expl", "prt"})
HEDGING = frozenset({"in", "without", "beyond"})
EDGES = frozenset("“”„‟\"‘’'«»‹›,;:.!?…-–— ")


def subject(parsed: Parse, verb: Token) -> Token | None:
    """The subject of a verb, or the one it shares ("is old and will fail")."""
    at = verb
    while True:
        found = next((t for t in parsed.children(at.i) if t.dep in SUBJECT), None)
        if found is not None or at.dep not in ("conj", "xcomp") or at.head == at.i:
            return found
        at = parsed.tokens[at.head]


def plain(token: Token | None) -> str:
    """The word in lower case, without a quotation mark that the parser left on it."""
    return token.text.lower().strip("“”\"'‘’") if token is not None else ""


def spans(reading: Reading, top: Token) -> Spans:
    """The words of the clause that `top` governs, inside the content: without clauses joined to
    it that have a subject of their own, without "that", and without marks at the edges. The whole
    sentence where no subject is found."""
    parsed = reading.parsed
    inside = {t.i for t in _words(parsed, top)} & reading.inside
    shared = subject(parsed, top)
    if shared is None:
        sentence = parsed.sentence_of(top.i)
        inside = set(range(sentence.first, sentence.last)) & reading.inside
    else:
        inside |= {t.i for t in parsed.subtree(shared.i)} & reading.inside
    return tuple(_runs(parsed, sorted(inside)))


def joined(parsed: Parse, spans: Spans) -> Spans:
    """The words of all spans in their order, those side by side in one."""
    return tuple(_runs(parsed, sorted({t.i for span in spans for t in parsed.within(*span)})))


def with_words(reading: Reading, spans: Spans, tokens: Iterable[int]) -> Spans:
    """The spans, from these words and their subject on where the words stand before them."""
    parsed = reading.parsed
    words = [parsed.tokens[i] for i in tokens]
    subjects = [who for word in words if (who := subject(parsed, word)) is not None]
    heads = [t.start for who in subjects for t in parsed.subtree(who.i)]
    first = min(word.start for word in words)
    if first >= spans[0][0]:
        return spans
    return merge([(min([first, *heads]), spans[0][1]), *spans[1:]])


def around(reading: Reading, top: Token, deed: Token | None) -> list[Token]:
    """What says how sure the clause is: its own words but the `deed` itself and those of inner
    clauses, what governs it ("I think that", "it is likely that"), and the cue."""
    parsed = reading.parsed
    own = [t for t in (top, *_light(parsed, top)) if t is not deed]
    above, at = [], top
    while at.dep in GOVERNED | {"conj"} and at.head in reading.inside:
        governor = parsed.tokens[at.head]
        if at.dep in GOVERNED:
            above += [governor, *_light(parsed, governor)]
        at = governor
    cue = [parsed.tokens[i] for i in reading.ground.cue]
    told = {t.i: t for t in (*own, *above, *cue)}
    return [told[i] for i in sorted(told)]


def _light(parsed: Parse, at: Token) -> list[Token]:
    """What colours a verb or noun: its helpers, adverbs, predicate; "in all likelihood"."""
    found: list[Token] = []
    for child in parsed.children(at.i):
        if child.dep in LIGHT or (child.dep == "prep" and child.text.lower() in HEDGING):
            found += _outer(parsed, child)
        elif child.dep == "xcomp":  # of what is likely "to rise" only the "to"
            found += [t for t in parsed.children(child.i) if t.tag == "TO"]
    return found


def _outer(parsed: Parse, at: Token) -> Iterable[Token]:
    yield at
    for child in parsed.children(at.i):
        if child.dep == "xcomp":
            yield from (t for t in parsed.children(child.i) if t.tag == "TO")
        elif child.dep not in INNER:
            yield from _outer(parsed, child)


def _words(parsed: Parse, top: Token) -> Iterable[Token]:
    yield top
    joined = any(t.dep in ("conj", "parataxis") and _own(parsed, t) for t in parsed.children(top.i))
    for child in parsed.children(top.i):
        if child.dep == "mark" and child.text.lower() == "that":
            continue
        if child.dep in JOINED and (joined if child.dep == "cc" else _own(parsed, child)):
            continue
        yield from parsed.subtree(child.i)


def _own(parsed: Parse, verb: Token) -> bool:
    """Whether a joined clause stands on its own: with a subject or another auxiliary."""
    own = {t.dep for t in parsed.children(verb.i)}
    if verb.dep == "ccomp":  # "he will not resign: he will lose", which is joined, not told
        return bool(own & SUBJECT) and not own & {"mark"} and verb.i < verb.head
    return bool(own & (SUBJECT | {"aux"})) or verb.dep == "parataxis"


def _runs(parsed: Parse, inside: list[int]) -> Iterable[tuple[int, int]]:
    """Tokens that stand side by side as spans, without marks at their edges."""
    runs: list[list[Token]] = []
    for i in inside:
        if runs and runs[-1][-1].i == i - 1:
            runs[-1].append(parsed.tokens[i])
        else:
            runs.append([parsed.tokens[i]])
    for run in runs:
        while run and set(run[0].text) <= EDGES:
            run.pop(0)
        while run and set(run[-1].text) <= EDGES:
            run.pop()
        if run:
            yield run[0].start, run[-1].end
