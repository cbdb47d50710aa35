"""The trained reader: the table in tests/cases/learned.toml, and what holds for any text."""

import tomllib
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.test_extract_rules import WORDS, cleaned, told
from hemicycle.clean.page import clean
from hemicycle.extract import introduced, learned, link, tagger
from hemicycle.extract.drafts import Draft
from hemicycle.extract.paths import likeliest
from hemicycle.extract.quotes import quotations
from hemicycle.extract.windows import OVERLAP, SIZE, SLACK, Window, windows
from hemicycle.extract.wordpieces import CLOSING, INSIDE, OPENING, OUTSIDE, Pieces, pieces
from hemicycle.ingest.files import read

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "learned.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["tries"])
def test_finds_what_the_table_says(case):
    document = cleaned(case["text"])
    assert [told(document, found) for found in learned.read(document)] == case["expect"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.md",
            "It was put off.\n\nVarn wrote:\n\n> It was late.\n>\n> Nobody came.\n\nIt rained.",
        ),
        (
            "a.html",
            "<article><p>It was put off.<p>Varn wrote:<blockquote><p>It was late.<p>Nobody came."
            "</blockquote><p>It rained.</article>",
        ),
    ],
)
def test_what_the_markup_quotes_behind_a_colon_is_one_quotation(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    (raw,) = read(tmp_path / name)
    document = clean(raw)
    assert [block.kind for block in document.blocks][-3:] == ["quotation", "quotation", "body"]
    assert [told(document, found) for found in learned.read(document)] == [
        ["Varn", "wrote", "It was late. … Nobody came.", "direct"]
    ]


def test_a_paragraph_that_introduces_another_is_no_block_quotation():
    document = cleaned("Varn wrote:\n\nTo this I wrote:\n\nWe shall see.")
    draft = Draft(((16, 20),), ((5, 11),), ((0, 4),), "indirect", "cue 'wrote:'", 0.5)
    assert introduced.wholes(document, [draft], quotations(document)) == [draft]


@given(st.lists(WORDS, min_size=1, max_size=60).map(" ".join))
@example("’")
@settings(max_examples=40, deadline=None)
def test_any_text_gives_spans_inside_it(text):
    if not text.strip():
        return
    document = cleaned(text)
    found = learned.read(document)
    assert len({a.id for a in found}) == len(found)
    for attribution in found:
        assert attribution.content
        assert 0 <= attribution.score <= 1
        for spans in (attribution.content, attribution.cue, attribution.source):
            assert list(spans) == sorted(spans)
            assert all(0 <= start < end <= len(document.text) for start, end in spans)


def test_a_neighbour_changes_nothing_far_away():
    """The same paragraph at the end of two long texts is read alike, and twice the same."""
    filler = "The ferry left the harbour at noon and arrived two hours later. " * 8
    said = "“We will wait,” said Odile Varn, the mayor of Skerrow."
    text = "\n\n".join([filler] * 12 + [said])
    found = learned.read(cleaned(text))
    assert [a.id for a in found] == [a.id for a in learned.read(cleaned(text))]
    assert [told(cleaned(text), a)[:2] for a in found] == [
        ["Odile Varn, the mayor of Skerrow", "said"]
    ]


# -------------------------------------------------------------------- pieces and windows


def test_pieces_say_where_quotations_open_go_on_and_close():
    document = cleaned("He said: ‘We will wait\n\n‘until noon.’ Then he left.")
    found = pieces(document, quotations(document))
    state = {
        document.text[slice(*span)]: s for span, s in zip(found.spans, found.quote, strict=True)
    }
    assert state["He"] == state["Then"] == OUTSIDE
    document = cleaned("“Wait,” he said.")
    assert pieces(document, quotations(document)).quote[1:5] == [OPENING, INSIDE, INSIDE, CLOSING]


@given(st.text(alphabet="aZ é“”‘’'\"\n.😀", max_size=400))
@settings(max_examples=100, deadline=None)
def test_pieces_are_slices_in_order(text):
    if not text.strip():
        return
    document = cleaned(text)
    found = pieces(document, quotations(document))
    starts = [start for start, _ in found.spans]
    assert starts == sorted(starts)
    assert all(0 <= start <= end <= len(document.text) for start, end in found.spans)
    lengths = {len(found.ids), len(found.spans), len(found.quote), len(found.case)}
    assert lengths == {len(found)}


SHAPES = [(SIZE, OVERLAP, SLACK), (126, 40, 25), (138, 40, 48)]  # size, overlap, slack


@given(st.integers(1, 4000), st.sets(st.integers(1, 3999)), st.sampled_from(SHAPES))
@example(327, {188, 248, 287}, (138, 40, 48))
def test_every_piece_is_in_one_core_and_windows_share_enough(length, starts, shape):
    size, overlap, slack = shape
    cut = list(windows(length, sorted({0, *(s for s in starts if s < length)}), *shape))
    assert [w.core_first for w in cut] == [0, *(w.core_last for w in cut[:-1])]
    assert cut[-1].core_last == cut[-1].last == length
    for window in cut:
        assert window.first <= window.core_first < window.core_last <= window.last
        assert window.last - window.first <= size
    for one, other in pairwise(cut):
        assert overlap <= one.last - other.first <= overlap + slack


def test_windows_that_might_not_get_on_are_refused():
    with pytest.raises(ValueError, match="126 cannot share 40"):
        list(windows(1000, range(0, 1000, 10), 126, 40, 48))


# -------------------------------------------------------------------- links


def tagged(*roles):
    """One anchor at piece 0 whose pieces have these likeliest roles, more or less surely."""
    table = np.full((len(roles), 4), 0.02, dtype=np.float32)
    for n, (role, sure) in enumerate(roles):
        table[n] = (1 - sure) / 3
        table[n, role] = sure
    return link.Tagged(0, 0.9, table, np.full(5, 0.2, dtype=np.float32))


def test_a_doubtful_piece_among_sure_ones_takes_their_role():
    one = tagged((2, 0.9), (3, 0.9), (0, 0.4), (3, 0.9), (3, 0.9))
    assert likeliest([one.roles], [[False] * 5])[0].tolist() == [2, 3, 3, 3, 3]


def test_a_role_does_not_change_inside_a_word():
    one = tagged((2, 0.9), (3, 0.8), (1, 0.6), (0, 0.9))
    assert likeliest([one.roles], [[False, False, True, False]])[0].tolist() == [2, 3, 3, 0]


@given(st.lists(st.integers(1, 12), min_size=2, max_size=5), st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_windows_of_unlike_length_do_not_touch_each_other(lengths, seed):
    rng = np.random.default_rng(seed)
    roles = [rng.dirichlet(np.ones(4), length).astype(np.float32) for length in lengths]
    within = [[False, *(rng.random(length - 1) < 0.3)] for length in lengths]
    together = likeliest(roles, within)
    for one, inside, path in zip(roles, within, together, strict=True):
        assert path.tolist() == likeliest([one], [inside])[0].tolist()


def test_what_opens_a_paragraph_is_no_cue():
    found = Pieces(ids=[1, 5, 6], spans=[(0, 0), (0, 3), (4, 7)], starts=[0])
    one = tagged((2, 0.9), (3, 0.9), (3, 0.9))
    assert list(link.linked(found, [(Window(0, 3, 0, 3), [one])])) == []


def test_of_two_that_tell_the_same_the_surer_stays():
    weak = link.Linked(1, (0,), (1,), (3, 4, 5, 6), 0.5, 0.9, ())
    sure = link.Linked(2, (0,), (2,), (3, 4, 5), 0.8, 0.9, ())
    other = link.Linked(9, (8,), (9,), (10, 11), 0.4, 0.9, ())
    assert link.without_repeats([weak, other, sure]) == [sure, other]


def test_spans_of_neighbours_are_one():
    found = Pieces(ids=[5, 6, 7], spans=[(0, 3), (4, 7), (7, 8)])
    assert link.spans(found, (0, 1, 2)) == ((0, 8),)
    assert link.spans(found, (0, 2)) == ((0, 3), (7, 8))


def test_no_span_runs_over_what_opens_a_paragraph():
    found = Pieces(ids=[5, 1, 6], spans=[(0, 3), (5, 5), (5, 8)])
    assert link.spans(found, (0, 1, 2)) == ((0, 3), (5, 8))


def test_no_cue_begins_at_the_signs_that_open_and_close_a_window(monkeypatch):
    class Session:
        def run(self, _outputs, feed):
            length = feed["ids"].shape[1]
            at = np.array([[0, 0], [0, 1], [0, length - 1]])
            roles, acts = np.full((3, length, 4), 0.25), np.full((3, 5), 0.2)
            return at, np.full(3, 0.9), roles, acts

    monkeypatch.setattr(tagger.weights, "session", lambda _: Session())
    found = Pieces(ids=[5, 6], spans=[(0, 3), (4, 7)], quote=[0, 0], case=[0, 0])
    (one,) = tagger.tag(found, Window(0, 2, 0, 2), 0.5, "reader")
    assert (one.anchor, len(one.roles)) == (0, 2)


# -------------------------------------------------------------------- quotations


@pytest.mark.parametrize(
    ("content", "cue", "whole"),
    [
        ((1, 12), 30, (0, 20)),  # half of the quotation: all of it
        ((15, 28), 30, (15, 28)),  # a little of it, and more besides: left as it is
        ((1, 12), 14, (1, 12)),  # the cue stands inside: somebody else's words
    ],
)
def test_a_quotation_is_never_cut_in_half(content, cue, whole):
    text = "“We will wait, yes!” and more was told by Varn"
    marks = quotations(cleaned(text))
    assert learned.whole_quotations((content,), cue, marks) == (whole,)
