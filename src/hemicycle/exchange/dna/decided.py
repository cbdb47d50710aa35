"""What people decided in a project, and what of it a DNA database cannot say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from hemicycle.exchange.report import Notes

TRACED = ("via", "said_on", "forecast", "form")


class Decided(Protocol):
    """A verdict on a field of a statement, as `review.decisions.Decision` is one."""

    @property
    def subject(self) -> str:
        """Id of the statement."""

    @property
    def field(self) -> str:
        """What was decided on."""

    @property
    def verdict(self) -> str:
        """accept, reject, replace or undo."""

    @property
    def by(self) -> str:
        """Who decided."""


def note(decisions: Iterable[Decided], notes: Notes) -> None:
    """Name every verdict that does not stand in DNA as one: a side somebody put in place stands
    there under their name; of all else DNA has the outcome at most."""
    for each in decisions:
        if not (each.field.startswith("position:") and each.verdict == "replace"):
            notes.add(_lost(each), f"{each.field} of {each.subject}, {each.verdict} by {each.by}")


def _lost(each: Decided) -> str:
    if each.verdict in ("accept", "undo"):
        return "confirmed or withdrawn by a person, for which DNA has no mark"
    if each.field in TRACED:
        return "decided by a person, and kept in the trace alone"
    return "decided by a person: DNA has the outcome, not who decided"
