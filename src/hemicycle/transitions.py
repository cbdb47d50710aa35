"""spaCy's parser and its finder of names, taken one step at a time.

Both decide word by word, and whenever spaCy asks whether a step may be taken it lets go of the
interpreter's lock and takes it again: half of the time that names take, a third of a parse. Asked
from Python, with the lock held, the same functions give the same answers without that.
`tests/test_parse.py` holds them against spaCy's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any


class Steps:
    """Takes the place of `whole`, a parser or finder of names that looks at one way only."""

    def __init__(self, whole: Any) -> None:
        self.whole = whole
        self.name, self.model = whole.name, whole.model  # spaCy asks for them, to pass vectors on

    def __call__(self, doc: Any) -> Any:
        """Annotate one text."""
        self._annotate([doc])
        return doc

    def pipe(self, docs: Iterable[Any], *, batch_size: int) -> Iterator[Any]:
        """Annotate many, so many at a time."""
        left = iter(docs)
        while some := list(islice(left, batch_size)):
            self._annotate(some)
            yield from some

    def _annotate(self, docs: Sequence[Any]) -> None:
        states = self.whole.moves.init_batch(docs)
        going = [state for state in states if not state.is_final()]
        if going:
            scored = self.model.predict(docs)
            while going:
                going = self.whole.transition_states(going, scored.predict(going))
            scored.clear_memory()
        self.whole.set_annotations(docs, states)
