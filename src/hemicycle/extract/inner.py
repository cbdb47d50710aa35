"""What is found inside another statement: kept where it is sure, and somebody else's.

"I believe we must", said Lund: what she says to think or want is part of what she says, and no
second statement. PolNeAR marks nothing inside a statement, so scores there are of fewer examples,
and what is not surer than not is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from hemicycle.extract.drafts import Draft
from hemicycle.lexicon import words
from hemicycle.offsets import covered, merge, text_of

SURE = 0.5  # score from which it is kept


def weighed(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those inside another one that are unsure or the speaker's own."""
    told = merge([span for draft in drafts for span in draft.content])
    return [
        draft
        for draft in drafts
        if not (draft.cue and covered(told, draft.cue[0][0]))
        or (draft.score >= SURE and not _own(text, draft))
    ]


def _own(text: str, draft: Draft) -> bool:
    """Whether the source is "I", "we" and the like."""
    return text_of(draft.source, text, " ").lower() in words("pronouns", "speaker")
