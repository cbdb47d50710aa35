from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hemicycle.offsets import OffsetMap
from hemicycle.paragraph import LONGEST, MARGIN, around
from hemicycle.records import Block, Document, Metadata


def document(*pieces: tuple[str, str]) -> Document:
    """Blocks of (kind, text), an empty line between them."""
    blocks, at = [], 0
    for kind, text in pieces:
        blocks.append(Block(at, at + len(text), kind))
        at += len(text) + 2
    text = "\n\n".join(text for _, text in pieces)
    return Document(
        "d", "d", "d", text, text, tuple(blocks), OffsetMap.identity(len(text)), Metadata()
    )


THREE = document(("body", "One two."), ("caption", "Photo"), ("body", "Three."), ("body", "Four."))


def test_only_blocks_that_hold_something_and_no_furniture():
    shown = around(THREE, ((0, 3), (10, 22)))  # from the caption into the third block
    assert shown.text == "One two.\n\nThree."
    assert shown.locate(((0, 3), (10, 22))) == ((0, 3), (10, 15))


def test_no_spans_no_paragraph():
    assert around(THREE, ()).text == ""
    assert around(THREE, ()).locate(((0, 3),)) == ()


class Counted(tuple[Block, ...]):
    """Blocks that count how often one of them is looked at."""

    looks = 0

    def __getitem__(self, n):
        Counted.looks += 1
        return super().__getitem__(n)

    def __iter__(self):
        Counted.looks += len(self)
        return super().__iter__()


def test_a_paragraph_among_thousands_is_found_by_halving():
    made = document(*[("body", f"It rained {n:05} days.") for n in range(20_000)])
    counted = replace(made, blocks=Counted(made.blocks))
    assert around(counted, ((230_000, 230_005),)).text == "It rained 10000 days."
    assert Counted.looks < 100


def test_of_an_endless_paragraph_the_part_around_is_shown():
    made = document(("body", "a" * LONGEST + "One two." + "b" * LONGEST))
    shown = around(made, ((LONGEST, LONGEST + 3),))
    assert len(shown.text) == 2 * MARGIN + 3
    assert [shown.text[a:b] for a, b in shown.locate(((LONGEST, LONGEST + 3),))] == ["One"]


kinds = st.sampled_from(["body", "body", "title", "caption", "credit"])
pieces = st.lists(
    st.tuples(kinds, st.text("ab 😀é", min_size=1, max_size=8)), min_size=1, max_size=6
)


@given(pieces, st.data())
def test_located_spans_hold_the_same_characters(parts, data):
    """Character by character, but for what lies in furniture or between blocks."""
    made = document(*parts)
    end = len(made.text)
    numbers = data.draw(st.lists(st.integers(0, end), min_size=2, max_size=6, unique=True))
    numbers = sorted(numbers[: len(numbers) // 2 * 2])
    spans = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    shown = around(made, spans)
    coded = {i for b in made.blocks if not b.is_furniture for i in range(b.start, b.end)}
    expected = [made.text[i] for a, b in spans for i in range(a, b) if i in coded]
    assert [c for a, b in shown.locate(spans) for c in shown.text[a:b]] == expected
