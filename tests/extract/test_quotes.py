"""Where quotations open and close: text → the quotations in it, with depth."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.extract.quotes import Quotation, quotations
from hemicycle.offsets import OffsetMap
from hemicycle.records import Block, Document, Metadata


def paragraphs(*texts: str) -> Document:
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(at, at + len(text), "body"))
        at += len(text) + 2
    whole = "\n\n".join(texts)
    identity = OffsetMap.identity(len(whole))
    return Document("id", "name", "uri", whole, whole, tuple(blocks), identity, Metadata())


def everything(document: Document) -> list[Quotation]:
    return sorted(
        quotations(document).overlapping(0, len(document.text)), key=lambda q: (q.start, q.depth)
    )


def told(document: Document) -> list[tuple[int, str]]:
    return [
        (q.depth, " | ".join(document.text[start:end] for start, end in q.spans))
        for q in everything(document)
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["“A,” he said. “B.”"], [(0, "“A,”"), (0, "“B.”")], id="two quotations"),
        pytest.param(["“a “b” c”"], [(0, "“a “b” c”"), (1, "“b”")], id="same marks nested"),
        pytest.param(["“a ‘b’ c”"], [(0, "“a ‘b’ c”"), (1, "‘b’")], id="single inside double"),
        pytest.param(["‘don’t,’ he said"], [(0, "‘don’t,’")], id="apostrophe inside single"),
        pytest.param(["the ministers’ plan"], [], id="a plural's apostrophe is no quotation"),
        pytest.param(["the ‘90s were long"], [], id="a decade is no quotation"),
        pytest.param(["„Ja,“ he said"], [(0, "„Ja,“")], id="German marks"),
        pytest.param(["”A,” he said"], [(0, "”A,”")], id="opened with the wrong mark"),
        pytest.param(["“one.", "“two.”"], [(0, "“one. | “two.”")], id="opened anew"),
        pytest.param(["“1.", "2.", "3.”"], [(0, "“1. | 2. | 3.”")], id="opened once"),
        pytest.param(["“one.", "Two is “b” here."], [(0, "“one."), (0, "“b”")], id="never closed"),
        pytest.param(['"one.', '"two."'], [(0, '"one. | "two."')], id="straight, opened anew"),
        pytest.param(
            ['"one.', "Two.", 'three," b'],
            [(0, '"one. | Two. | three,"')],
            id="straight, opened once",
        ),
        pytest.param(
            ['"one.', 'a "b" c.', 'd."'], [(0, '"one.'), (0, '"b"')], id="straight, typing error"
        ),
        pytest.param(
            ["‘One’s.", "‘Two.", "‘three,’ b"],
            [(0, "‘One’s. | ‘Two. | ‘three,’")],
            id="single, opened anew",
        ),
        pytest.param(["a ‘b c", "‘D,’ e"], [(0, "‘D,’")], id="single, typing error"),
        pytest.param(
            ["rock ‘n’ roll", "‘D,’ e"], [(0, "‘n’"), (0, "‘D,’")], id="single, an elision"
        ),
        pytest.param(
            ["“a ‘b” c “d’ e “f”"],
            [(0, "“a ‘b”"), (1, "‘b” c “d’"), (0, "“d’ e “f”"), (1, "“f”")],
            id="crossing",
        ),
        pytest.param(["he is 6' 2\" tall"], [], id="feet and inches"),
    ],
)
def test_finds(texts, expected):
    assert told(paragraphs(*texts)) == expected


@given(st.lists(st.text(alphabet="“”\"‘’'„«»` ab.,\n", min_size=1, max_size=30), max_size=6))
def test_quotations_lie_inside_blocks_and_nest(texts):
    document = paragraphs(*[text.replace("\n", " ") for text in texts])
    found = everything(document)
    for quotation in found:
        for start, end in quotation.spans:
            assert any(b.start <= start < end <= b.end for b in document.blocks)
    outer = quotations(document).outer
    assert all(one.end <= two.start for one, two in pairwise(outer))


@pytest.mark.parametrize("text", ["“ ", '" a', "‘a ", "‘a’ ", "’ ", "«»", '"a.\n', "‘A\n"])
def test_is_fast_on_a_megabyte_of_marks(text):
    document = paragraphs(*(text * (1_000_000 // len(text))).splitlines())
    started = time.process_time()
    quotations(document)
    assert time.process_time() - started < 20
