"""What went wrong, beside its text."""

from __future__ import annotations

from hemicycle.errors import DocumentError
from hemicycle.evaluate.evaluation import evaluate
from hemicycle.evaluate.misses import Miss, Shown, instructive, misses, render, render_all

TEXT = (
    "The council met.\n"
    "Ann Varn claimed it would rain. Bob Tessel said it would snow.\n"
    "Cleo Ard claimed nobody knew. The river rose by a metre."
)


def coded(*found):
    """Attributions given as (source, cue, content) words."""

    def span(words):
        assert TEXT.count(words) == 1 or not words, words
        return [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []

    marked = [dict(zip(("source", "cue", "content"), map(span, one), strict=True)) for one in found]
    return {"id": "d", "text": TEXT, "attributions": marked}


GOLD = coded(
    ("Ann Varn", "Varn claimed", "it would rain"),
    ("Bob Tessel", "Tessel said", "it would snow"),
    ("Cleo Ard", "Ard claimed", "nobody knew"),
)
PREDICTED = coded(
    ("Bob Tessel", "Tessel said", "snow"),
    ("Ann Varn", "Ard claimed", "nobody knew"),
    ("", "rose", "The river"),
)


def test_each_kind_with_what_was_read_near_by():
    found = misses(GOLD, PREDICTED)
    brief = [(m.kind, m.gold and m.gold.content, [p.content for p in m.predicted]) for m in found]
    assert brief == [
        ("missed", "it would rain", []),
        ("missed", "it would snow", ["snow"]),
        ("wrong source", "nobody knew", ["nobody knew"]),
        ("spurious", None, ["The river"]),
    ]  # fmt: skip
    assert [TEXT[m.start :].split()[0] for m in found] == ["Ann", "Bob", "Cleo", "The"]
    assert {m.passage for m in found} == {TEXT.split("\n")[1], TEXT.split("\n")[2]}


def test_nothing_wrong_nothing_shown():
    assert misses(GOLD, GOLD) == []
    assert render_all([], 5) == ""


def test_a_block_reads_without_the_article():
    wrong = next(m for m in misses(GOLD, PREDICTED) if m.kind == "wrong source")
    assert render(wrong, 3).split("\n") == [
        "wrong source · d · at 80 · one of 3 with “ard claimed”",
        "  text       Cleo Ard claimed nobody knew. The river rose by a metre.",
        "  gold       [Cleo Ard] <Ard claimed> nobody knew",
        "  predicted  [Ann Varn] <Ard claimed> nobody knew",
    ]


def test_long_passages_are_cut_in_the_middle():
    text = "Ann said " + "very " * 500 + "late."
    gold = {"id": "d", "text": text, "attributions": [{"content": [[9, len(text)]]}]}
    (miss,) = misses(gold, {**gold, "attributions": []})
    assert len(miss.passage) < 420
    assert miss.passage.startswith("Ann said very")
    assert " […] " in miss.passage
    assert miss.passage.endswith("late.")


def test_the_commonest_cue_comes_first_and_kinds_take_turns():
    def miss(kind, cue, n):
        return Miss(kind, "d", n, "", Shown("", cue, ""), ())

    found = [miss("missed", "vow", 0), *(miss("missed", "Say", n) for n in (1, 2, 3))]
    found.append(miss("spurious", "see", 4))
    chosen = instructive(found, 4)
    assert [(m.kind, m.cue, m.start) for m in chosen] == [
        ("missed", "say", 1),
        ("spurious", "see", 4),
        ("missed", "vow", 0),
        ("missed", "say", 2),
    ]


def test_evaluation_goes_on_when_a_document_cannot_be_read():
    other = {**GOLD, "id": "broken"}

    def read(document):
        if document["id"] == "broken":
            raise DocumentError("broken", "cannot be parsed")
        return PREDICTED["attributions"]

    result = evaluate([GOLD, other], read)
    assert (result.scores.documents, result.scores.missing) == (2, 1)
    assert [(i.document, i.message) for i in result.issues] == [("broken", "cannot be parsed")]
    assert list(result.misses) == misses(GOLD, PREDICTED)
