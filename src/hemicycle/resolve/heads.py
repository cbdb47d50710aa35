"""Find what a noun phrase turns on.

"A spokesman for Angela Merkel" turns on the spokesman, "Merkel and Hollande" on both, "Trump
supporters" on the supporters, "a number of countries" on the countries. A name counts unless it
is a complement, an owner or a modifier.
"""

from __future__ import annotations

from hemicycle.lexicon import words
from hemicycle.parse import Parse, Token
from hemicycle.resolve.cast import Cast
from hemicycle.resolve.countries import nationality
from hemicycle.resolve.mentions import Mention
from hemicycle.resolve.names import fold
from hemicycle.resolve.offices import is_role_noun, plural_of_role

RELATIVE = frozenset({"WP", "WDT", "WP$", "WRB"})
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_QUOTES = frozenset("“”‘’\"'`") | {"``", "''"}
_VERBAL = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN", "VBG"})


def head_mentions(parse: Parse, cast: Cast, own: tuple[Token, ...], numbers: range) -> list[int]:
    """The mentions that the phrase turns on: no complement, no owner, no modifier."""
    found: list[int] = []
    reached, last_end, last_counts = own[0].i, -1, True
    for n in numbers:
        mention = cast.mentions[n]
        if mention.first < reached or _describes_next(cast, n, numbers):
            continue
        listed = last_end >= 0 and _only_list(parse, last_end, mention.left)
        counts = last_counts if listed else _stands_free(parse, mention.left, own[0].i)
        counts = counts or _behind_body(parse, mention, own[0].i)
        counts = counts and not _modifies(parse, mention.last, own[-1].i + 1)
        counts = counts and mention.kind != "people"
        counts = counts and (not found or listed)
        if counts:
            found.append(n)
        last_end, last_counts = mention.last, counts
        reached = max(reached, mention.right)
        last_end = max(last_end, mention.right)
    return found


def _describes_next(cast: Cast, n: int, numbers: range) -> bool:
    """Whether a name stands in the description before a later one: "the Bishop of X, Jane Doe"."""
    first = cast.mentions[n].first
    ahead = (cast.mentions[m] for m in range(n + 1, min(numbers.stop, n + 4)))
    return any(mention.left <= first < mention.first for mention in ahead)


def and_others(own: tuple[Token, ...], end: int) -> bool:
    """Whether unnamed people follow the last name: "Doe and other officials"."""
    rest = [t for t in own if t.i >= end]
    if not rest or rest[0].pos != "CCONJ":
        return False
    noun, _ = head_noun(tuple(rest[1:]))
    return noun is not None and noun.tag == "NNS"


def _behind_body(parse: Parse, mention: Mention, floor: int) -> bool:
    """Whether a name follows the body of its office: "Secretary to the Treasury Jane Doe"."""
    before = parse.tokens[mention.first - 1] if mention.first > floor else None
    proper = before is not None and before.pos == "PROPN" and not is_role_noun(before.text)
    return proper and mention.kind == "person" and mention.left < mention.first


def _only_list(parse: Parse, start: int, end: int) -> bool:
    """Whether only commas, "and", articles stand between two names."""
    gap = parse.tokens[start:end]
    linked = any(t.text in (",", "and", "or", "&", "as", "well") for t in gap)
    return linked and all(t.pos in ("PUNCT", "CCONJ", "DET") for t in gap)


def _stands_free(parse: Parse, left: int, floor: int) -> bool:
    before = left - 1
    while before >= floor and _is_light(parse.tokens[before]):
        before -= 1
    if before < floor:
        return True
    token = parse.tokens[before]
    if token.pos == "NOUN" and token.dep != "compound":
        return False  # "the people Doe has named"
    first = before == floor and token.pos == "ADP"
    participle = token.tag == "VBN" or token.text[0].isupper()
    return first or participle or token.pos not in ("ADP", "VERB", "SCONJ", "AUX")


def _is_light(token: Token) -> bool:
    """An article or a quotation mark, which tell nothing of how a name hangs on what is before."""
    return token.text.lower() in ARTICLES or token.text in _QUOTES


def _modifies(parse: Parse, last: int, ceiling: int) -> bool:
    """Whether the name is followed by what it only describes: "Trump supporters", "Macron's"."""
    while last < ceiling and parse.tokens[last].pos == "ADJ":
        last += 1  # "Sanders senior adviser Winnie Wong"
    if last >= ceiling:
        return False
    token = parse.tokens[last]
    possessive = token.tag == "POS" or token.text in ("'s", "’s", "'", "’")
    noun = token.pos in ("NOUN", "PROPN") or (token.text.islower() and _can_head(token))
    return possessive or noun or token.text == "-"


def head_noun(own: tuple[Token, ...]) -> tuple[Token | None, bool]:
    """The noun the phrase turns on, and whether a word of number stood before it."""
    head: Token | None = None
    counted = False
    for token in own:
        if head is None and _counts(token, own):
            counted = counted or fold(token.text) not in ("one", "any", "each", "kind", "sort")
        elif head is not None and _ends_noun(token):
            if token.text != "of" or fold(head.text) not in words("groups", "quantity"):
                break
            head = None
        elif token.tag == "POS":
            head = None
        elif _can_head(token):
            head = token
    if head is None and own and fold(own[-1].text) in words("organisations", "common"):
        return own[-1], False
    return head, counted


def _counts(token: Token, own: tuple[Token, ...]) -> bool:
    """Whether a word only tells how many: "a list of names" does, "a list" is a text."""
    word = fold(token.text)
    if word in words("organisations", "documents"):
        behind = next((t.text for t in own if t.i == token.i + 1), "")
        return behind == "of" and word in words("groups", "quantity")
    return word in words("groups", "quantity", "indefinite")


def whole_word(own: tuple[Token, ...], head: Token) -> str:
    """The folded head with what hyphens join to it: "president-elect", "57-year-old"."""
    at = end = next(n for n, token in enumerate(own) if token is head)
    while at >= 2 and own[at - 1].text == "-":
        at -= 2
    while end + 2 < len(own) and own[end + 1].text == "-":
        end += 2
    return fold("".join(token.text for token in own[at : end + 1]))


def _can_head(token: Token) -> bool:
    role = is_role_noun(token.text) or plural_of_role(token.text) is not None
    return role or token.pos in ("NOUN", "PROPN") or is_people(token)


def _ends_noun(token: Token) -> bool:
    if token.text in ("-", "–", "'", "’", "“", "”", '"') or token.tag == "POS":
        return False
    return token.pos in ("ADP", "SCONJ", "PUNCT", "CCONJ", "AUX", "PART") or (
        token.tag in _VERBAL or token.tag in RELATIVE
    )


def is_people(token: Token) -> bool:
    return token.text[0].isupper() and nationality(token.text) is not None
