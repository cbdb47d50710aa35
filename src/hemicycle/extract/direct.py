"""Who speaks a quotation: the verb of saying that stands beside it.

A parser is at its worst around quotation marks, so a quotation finds its verb by position: the
nearest verb of saying outside the marks, in the same sentence as the closing mark ("...," said X)
or as the opening one (X said: "..."). Quotations that share a verb are one attribution; a full
sentence quoted right after one belongs to it as well. Quotations of a few words that no verb
claims are scare quotes or titles, and left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from hemicycle import lexicon
from hemicycle.extract.frames import agent, cue_of, subject
from hemicycle.extract.quotes import Quotation, Quotations
from hemicycle.extract.tags import speaker_and_verb
from hemicycle.parse import Parse, Token

NEARBY = 120  # code points around a verb in which its speaker is looked for
REACH = 40  # tokens between a quotation and its verb
SHORT = 12  # tokens of a sentence that only names the speaker: ". . .", the expert believes.
ENDS = frozenset(".;?!")
LEADS = frozenset(":,—–―-")
CLOSERS = frozenset({"”", '"', "’", "»", "''", ")"})
DASHES = frozenset("—–―-")
FRAGMENT = 3  # words


@dataclass(frozen=True, slots=True)
class Spoken:
    """Quotations that one verb (or none) attributes to one source."""

    quotations: list[Quotation]
    verb: Token | None
    cue: tuple[Token, ...]
    source: tuple[Token, ...]
    why: str


def spoken(parse: Parse, text: str, marks: Quotations) -> list[Spoken]:
    """The attributions of all outer quotations that are somebody's words."""
    outer = marks.outer
    found: list[Spoken] = []
    for n, quotation in enumerate(outer):
        ahead = outer[n + 1].start if n + 1 < len(outer) else len(text)
        behind = outer[n - 1].end if n else 0
        claim = (
            _signed(parse, text, quotation)
            or _before(parse, text, quotation, behind)
            or _after(parse, text, quotation, ahead)
        )
        if claim is None:
            _follow(parse, text, quotation, found)
        elif found and found[-1].verb is not None and found[-1].verb == claim.verb:
            found[-1].quotations.append(quotation)
        else:
            found.append(claim)
    return found


def _after(parse: Parse, text: str, quotation: Quotation, limit: int) -> Spoken | None:
    """ "...," said X: in the paragraph of the closing mark, and not in a new sentence."""
    line_end = text.find("\n", quotation.end, limit)
    limit = line_end if line_end >= 0 else limit
    rest = text[quotation.end : limit].lstrip(" \xa0")
    inner, first = text[quotation.end - 2], rest[:1]
    if inner not in ",.?!…—–'’”" and first != ",":
        return None
    if _ends_a_sentence(parse, text, quotation):
        return None  # 'a quota was "thinkable," the ministry said': the syntax has it
    clause = _until_end(parse.within(quotation.end, limit)[:REACH])
    if inner == "." and first.isupper() and len(clause) > SHORT:
        return None
    return _claim(parse, quotation, clause, "verb of saying after the quotation")


def _before(parse: Parse, text: str, quotation: Quotation, limit: int) -> Spoken | None:
    """X said: "...": the verb must lead up to the opening mark."""
    limit = max(limit, text.rfind("\n", limit, max(limit, quotation.start - 3)) + 1)
    window = parse.within(limit, quotation.start)[-REACH:]
    if not window:
        return None
    last = window[-1]
    if _is_fragment(parse, text, quotation):
        return None
    if last.text in LEADS:
        window = window[:-1]
    elif last.lemma not in lexicon.words("cues", "direct") and last.text != "that":
        return None
    clause = _until_end(list(reversed(window)))
    return _claim(parse, quotation, clause, "verb of saying before the quotation")


def _ends_a_sentence(parse: Parse, text: str, quotation: Quotation) -> bool:
    """Whether the reporter's own words lead into the quotation: only its end is quoted."""
    near = max(0, quotation.start - 200)
    before = parse.within(near, quotation.start)
    if not before or before[-1].text in LEADS or before[-1].text in ENDS | CLOSERS:
        return False
    line = text[near : quotation.start].rpartition("\n")[2]
    return len(line.split()) >= 2 and text[quotation.start + 1].islower()


def _is_fragment(parse: Parse, text: str, quotation: Quotation) -> bool:
    """A few quoted words in the middle of a sentence belong to the sentence around them."""
    words = [t for t in parse.within(quotation.start, quotation.end) if t.pos != "PUNCT"]
    goes_on = text[quotation.end : quotation.end + 2].strip()[:1].islower()
    return goes_on and len(words) <= FRAGMENT and text[quotation.end - 2] not in ",.?!"


def _signed(parse: Parse, text: str, quotation: Quotation) -> Spoken | None:
    """ "..." — Jane Doe: a dash and a name to the end of the line."""
    near = parse.following(quotation.end, SHORT + 1)
    line_end = text.find("\n", quotation.end, near[-1].end) if near else -1
    rest = [t for t in near if line_end < 0 or t.end <= line_end]
    if not 2 <= len(rest) <= SHORT or rest[0].text not in DASHES:
        return None
    if rest[1].pos != "PROPN":
        return None
    name = rest[1:-1] if rest[-1].text == "." else rest[1:]
    return Spoken([quotation], None, tuple(rest[:1]), tuple(name), "signed with a dash")


def _until_end(tokens: Sequence[Token]) -> list[Token]:
    out: list[Token] = []
    for token in tokens:
        if token.text in ENDS:
            break
        out.append(token)
    return out


def _claim(parse: Parse, quotation: Quotation, near: Sequence[Token], why: str) -> Spoken | None:
    words = lexicon.words("cues", "direct")
    for token in near:
        if token.pos in ("VERB", "AUX") and token.lemma in words:
            if _says_something_else(parse, token, quotation):
                return None
            source = _speaker(parse, token, near, quotation)
            return Spoken([quotation], token, cue_of(parse, token), source, why)
    return _manner(quotation, near)


def _says_something_else(parse: Parse, verb: Token, quotation: Quotation) -> bool:
    """'On "Fox News Sunday," Pence said the tweet was a joke': the title is not what he said."""
    inside = parse.within(quotation.start, quotation.end)
    if any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in inside):
        return False
    return any(c.dep == "ccomp" and c.i > verb.i for c in parse.children(verb.i))


def _manner(quotation: Quotation, near: Sequence[Token]) -> Spoken | None:
    """ "..." he fumed: any verb will do where nothing but a name stands beside it."""
    beside = takewhile(lambda t: t.text != ",", near)
    part = sorted(beside, key=lambda t: t.i)  # `near` leads away from the quotation
    found = speaker_and_verb(part, any_verb=True)
    if found is None:
        return None
    verb, phrase = found
    return Spoken([quotation], verb, (verb,), phrase, "a verb and a name after the quotation")


def _speaker(
    parse: Parse, verb: Token, near: Sequence[Token], quotation: Quotation
) -> tuple[Token, ...]:
    """The verb's subject outside the quotation, else the noun phrase beside the verb."""
    found = subject(parse, verb) or agent(parse, verb)
    if found and not any(quotation.start <= t.start < quotation.end for t in found):
        return found
    allowed = {t.i for t in near}
    return _phrase_beside(parse, verb, allowed)


def _phrase_beside(parse: Parse, verb: Token, allowed: set[int]) -> tuple[Token, ...]:
    """The base noun phrase right behind the verb, else the last one before it."""
    low = bisect_left(parse.chunks, (verb.start - NEARBY, 0))
    high = bisect_left(parse.chunks, (verb.end + NEARBY, 0))
    chunks = [parse.within(*chunk) for chunk in parse.chunks[low:high]]
    usable = [c for c in chunks if c and all(t.i in allowed for t in c)]
    after = [c for c in usable if c[0].i == verb.i + 1]
    before = [c for c in usable if c[-1].i < verb.i]
    return after[0] if after else before[-1] if before else ()


def _follow(parse: Parse, text: str, quotation: Quotation, found: list[Spoken]) -> None:
    """A full sentence in marks right after a quotation goes on with it."""
    goes_on = bool(found) and _starts_sentence(text, quotation)
    if goes_on and "\n" not in text[found[-1].quotations[-1].end : quotation.start]:
        found[-1].quotations.append(quotation)
    elif _is_sentence(parse, text, quotation):
        found.append(Spoken([quotation], None, (), (), "quotation without a verb of saying"))


def _is_sentence(parse: Parse, text: str, quotation: Quotation) -> bool:
    inside = parse.within(quotation.start, quotation.end)
    words = [t for t in inside if t.pos != "PUNCT"]
    has_verb = any(t.pos in ("VERB", "AUX") for t in words)
    complete = len(words) >= 4 and has_verb and text[quotation.end - 2] in ".?!…,”’"
    return complete and _starts_sentence(text, quotation)


def _starts_sentence(text: str, quotation: Quotation) -> bool:
    lead = text[max(0, quotation.start - 2) : quotation.start].strip()
    capital = text[quotation.start + 1 : quotation.start + 2].isupper()
    return (not lead or lead[-1] in '.?!"”:—') and capital
