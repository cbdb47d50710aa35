"""Dates that stand beside a statement, in the sentence after or before it.

"He stated this on March 9 at a meeting." says nothing but when the statement before it was made.
And "He added: ..." carries the occasion of the sentence before on. Both are read here, and only
where a word points back: "this", "the remarks", a pronoun, a cue that continues.
"""

from __future__ import annotations

from hemicycle import lexicon
from hemicycle.dating.attachment import Act, climb, is_utterance
from hemicycle.dating.mentions import Mention
from hemicycle.offsets import text_of
from hemicycle.parse import Parse, Token


def points_back(tree: Parse, mention: Mention) -> bool:
    """Whether the clause of the date speaks of an act of saying that was reported before."""
    if mention.expression.rule == "span_back":
        return False
    for token in climb(tree, mention.head):
        if _is_definite_utterance(tree, token):
            return token.dep in ("nsubj", "nsubjpass", "dobj", "ROOT")
        if token.dep == "acl":
            continue
        if token.pos in ("VERB", "AUX") and token.lemma in _words("act_verbs"):
            if token.dep not in ("ROOT", "conj"):
                return False
            pointing = any(_points(tree, child) for child in tree.children(token.i))
            return pointing or _progressive(tree, token)
    return False


def _words(group: str) -> frozenset[str]:
    return lexicon.words("dating", group)


def _points(tree: Parse, token: Token) -> bool:
    if token.dep not in ("nsubj", "nsubjpass", "dobj", "advmod", "attr"):
        return False
    pointing = token.lemma in _words("pointing") and token.pos in ("PRON", "DET", "ADV")
    return pointing or _is_definite_utterance(tree, token)


def _is_definite_utterance(tree: Parse, token: Token) -> bool:
    """ "the remarks", "his speech" """
    words = {child.text.lower() for child in tree.children(token.i)}
    definite = bool(words & _words("definite")) and not words & _words("onward")
    return is_utterance(token) and definite


def _progressive(tree: Parse, token: Token) -> bool:
    """ "She was speaking on Monday at ..." """
    speaking = token.lemma in ("speak", "talk") and token.tag == "VBG"
    return speaking and any(child.dep == "aux" for child in tree.children(token.i))


def announces(tree: Parse, mention: Mention) -> bool:
    """Whether the date hangs on a noun of saying: "the February statement by ..."."""
    noun = next((t for t in climb(tree, mention.head) if t.pos != "ADP"), None)
    return noun is not None and is_utterance(noun)


def carries_on(tree: Parse, text: str, act: Act, before: Act) -> str | None:
    """Why `act` is of the same occasion as the act just before it, in words, or None."""
    if breaks(tree, act) or not _same_speaker(tree, act, before):
        return None
    if any(tree.tokens[i].lemma in _words("continuing") for i in act.cue):
        return f"“{text_of(act.attribution.cue, text)}” carries on the statement before"
    if _is_pronoun(tree, act.source) or (not act.source and _is_quoted(text, act)):
        return "the same speaker goes on in the next sentence"
    return None


def refers_back(tree: Parse, act: Act) -> bool:
    """Whether the source is a pronoun or a role ("the minister"), not a name or a body."""
    if _is_pronoun(tree, act.source):
        return True
    head = _head(tree, act.source)
    definite = head is not None and tree.tokens[min(act.source)].text.lower() == "the"
    return definite and head is not None and _is_role(head)


def _head(tree: Parse, tokens: frozenset[int]) -> Token | None:
    words = [tree.tokens[i] for i in sorted(tokens)]
    return next((word for word in words if word.head not in tokens or word.dep == "ROOT"), None)


def _is_role(head: Token) -> bool:
    return head.tag in ("NN", "NNP") and head.lemma in _words("roles")


def _same_speaker(tree: Parse, act: Act, before: Act) -> bool:
    if not act.source or act.source == before.source or _is_pronoun(tree, act.source):
        return True
    head, other = _head(tree, act.source), _head(tree, before.source)
    if head is None or other is None or head.pos != "PROPN":
        return refers_back(tree, act)
    return head.text == other.text


def _is_pronoun(tree: Parse, tokens: frozenset[int]) -> bool:
    return len(tokens) == 1 and tree.tokens[min(tokens)].text.lower() in _words("persons")


def _is_quoted(text: str, act: Act) -> bool:
    start = min((start for start, _ in act.attribution.content), default=0)
    return act.attribution.form == "direct" or any(
        q in '“"‘«„' for q in text[start - 1 : start + 1]
    )


def is_printed(tree: Parse, act: Act) -> bool:
    """Whether the act is a publication, which "the material" of the next sentence names again."""
    return any(tree.tokens[i].lemma in _words("printing") for i in act.cue)


def breaks(tree: Parse, act: Act) -> bool:
    """Whether a word of the clause itself begins another occasion ("later", "separately")."""
    clause = [child for i in act.cue for child in tree.children(i)]
    return any(token.lemma in _words("breaking") for token in clause)
