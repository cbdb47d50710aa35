"""Kinds of act beside those that people say."""

from __future__ import annotations

from hemicycle.evaluate.acts import compared, render
from hemicycle.evaluate.readings import Coded

TEXT = "Ada said it rained. Bo hopes it stops."


def coded(*acts: str | None) -> Coded:
    spans = [([[0, 3]], [[9, 18]]), ([[20, 22]], [[29, 37]])]
    marks = [
        {"source": source, "cue": [], "content": content, **({"act": act} if act else {})}
        for (source, content), act in zip(spans, acts, strict=True)
    ]
    return Coded(id="a", text=TEXT, attributions=marks)


def test_only_what_both_have_and_gold_names_is_compared() -> None:
    found = compared([coded("says", "feels")], [coded("says", "says")])
    assert dict(found) == {("says", "says"): 1, ("feels", "says"): 1}
    assert render(found) == "acts right: 1 of 2 (50.0%); feels taken for says 1"
    assert not compared([coded(None, None)], [coded("says", "says")])
    assert not compared([coded("says", "says")], [])


def test_nothing_is_said_where_gold_names_no_act() -> None:
    assert render({}) == ""
