import html
import re
import time
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.clean.page import clean
from hemicycle.errors import DocumentError
from hemicycle.ingest import page_html
from hemicycle.ingest.html_blocks import walk
from hemicycle.ingest.html_metadata import metadata_of
from hemicycle.ingest.page_html import read_html
from hemicycle.ingest.sandbox import Limits
from hemicycle.records import RawDocument

PAGE = """<!doctype html><html lang="en"><head><title>Bridge vote - The Vale Post</title>
<meta property="og:site_name" content="The Vale Post">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Bridge vote",
"author": [{"name": "Jane Doe"}], "datePublished": "2024-03-11T08:00:00Z"}]}</script>
<style>p > b { color: red }</style></head><body>
<nav><ul><li><a href="/">Home</a><li>World</ul></nav>
<article><header><h1>Bridge vote</h1></header>
<p>The minister of transport, <b>Ada Brandt</b>, said on Monday that the&nbsp;bridge &ldquo;will be
built&rdquo; by the end of the decade, whatever the council of the valley decides about it.</p>
<figure><img alt="<p>not this</p>"><figcaption>Ada Brandt at the bridge</figcaption></figure>
<p>According to the opposition leader, Tom Keller, the plan is &#8220;a waste of money&#8221; that
the valley cannot afford in these times of rising prices and falling revenue.</p>
<h2>What comes next</h2>
<p>The council votes next week, and the minister told reporters that she was confident.</p>
</article>
<aside><p>Other things happened in the world of bridges, tunnels and streets last week.</p></aside>
<footer><p>Copyright 2024</p></footer></body></html>"""

ARTICLES = Path(page_html.__file__).parents[1] / "data" / "demo" / "articles"


def raw_of(source):
    text, offsets, metadata, _ = read_html(source, "a.html", Limits())
    return RawDocument("a.html", "a.html", "html", source, text, offsets, metadata)


def test_article_is_picked_out_and_classified():
    document = clean(raw_of(PAGE))
    found = [(b.kind, document.text[b.start : b.end]) for b in document.blocks]
    assert [kind for kind, _ in found] == [
        "title", "body", "caption", "body", "heading", "body",
    ]  # fmt: skip
    assert found[1][1].startswith("The minister of transport, Ada Brandt, said on Monday that the ")
    assert "“will be built” by" in found[1][1]
    assert "Copyright" not in document.text
    assert "Other things" not in document.text


def test_stated_metadata():
    stated = raw_of(PAGE).metadata
    assert (stated.title, stated.outlet, stated.byline) == (
        "Bridge vote", "The Vale Post", "Jane Doe",
    )  # fmt: skip
    assert str(stated.published) == "2024-03-11"


def test_slices_of_the_source_are_the_evidence():
    document = clean(raw_of(PAGE))
    at = document.text.index("“will be built”")
    (span,) = document.original_spans(((at, at + len("“will be built”")),))
    assert html.unescape(" ".join(PAGE[slice(*span)].split())) == "“will be built”"
    name = document.text.index(", Ada Brandt, said")
    pieces = document.original_spans(((name, name + len(", Ada Brandt, said")),))
    assert [PAGE[slice(*piece)] for piece in pieces] == [", ", "Ada Brandt", ", said"]


def test_what_the_parser_cannot_do_is_said_and_done_without_it():
    nested = "<div>" * 60_000 + "<p>The minister said no.</p>" + "</div>" * 60_000
    started = time.monotonic()
    text, _, _, warnings = read_html(nested, "deep.html", Limits())
    assert text == "The minister said no."
    assert any("main text" in warning for warning in warnings)
    assert time.monotonic() - started < 20


def test_a_page_with_nothing_to_read_is_refused():
    with pytest.raises(DocumentError, match=r"app\.html: .*no readable text"):
        read_html(
            "<html><body><script>var a = '<p>x</p>'</script></body></html>", "app.html", Limits()
        )


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ('<time datetime="2024-03-11">Monday</time>', "2024-03-11"),
        ('<time datetime="2024-03-11">a</time><time datetime="2024-03-12">b</time>', "None"),
        ('<time datetime="2024-03-10"><time pubdate datetime="2024-03-12">', "2024-03-12"),
    ],
)  # fmt: skip
def test_dates_in_time_elements(times, expected):
    metadata, _ = metadata_of(walk(times))
    assert str(metadata.published) == expected


@pytest.mark.parametrize(
    "source",
    [
        "<a " * 100_000,
        '<a href="' * 100_000,
        "<!--" * 100_000,
        "<script>" * 100_000,
        "<div>" * 50_000 + "</p>" * 50_000,
        "<" * 200_000,
        "&amp" * 100_000,
        "<br> " * 100_000,
    ],
    ids=lambda source: source[:9],
)
def test_hostile_markup_takes_linear_time(source):
    started = time.monotonic()
    walk(source)
    assert time.monotonic() - started < 10


PARAGRAPH = st.lists(
    st.text("abcXYZ éß“”’&<>\"'5", min_size=1, max_size=12).filter(str.strip),
    min_size=1,
    max_size=6,
)


@given(st.lists(PARAGRAPH, min_size=1, max_size=5), st.data())
def test_every_visible_word_leads_back_to_the_source(paragraphs, data):
    wrap = st.sampled_from(["{}", "<b>{}</b>", "<a href='x>y'>{}</a>", "<!-- c -->{}", "\n  {}"])
    parts = [
        "<p>" + "".join(data.draw(wrap).format(html.escape(run)) for run in runs) + "</p>"
        for runs in paragraphs
    ]
    source = "<body>" + data.draw(st.sampled_from(["", "\n", " <hr> "])).join(parts) + "</body>"
    with patch.object(page_html, "_main_text", return_value=("", "")):
        raw = raw_of(source)
    words = [" ".join("".join(block.text).split()) for block in walk(source).blocks]
    assert [" ".join(part.split()) for part in raw.text.split("\n\n")] == words
    for match in re.finditer(r"\S+", raw.text):
        spans = raw.offsets.to_original(match.span(), source)
        assert html.unescape("".join(source[slice(*span)] for span in spans)) == match[0]


def test_a_page_that_writes_its_paragraphs_as_div():
    source = "<body><li>Home</li><div>The minister said no.</div><div>Keller said yes to it.</div>"
    with patch.object(page_html, "_main_text", return_value=("", "")):
        assert "The minister said no.\n\nKeller said yes to it." in raw_of(source).text


def paragraphs(count, before=""):
    said = "“It is day {},” said Odile Varn, the mayor of Skerrow, in the town hall."
    return "".join(f"{before}<p>{said.format(n)}</p>" for n in range(count))


@pytest.mark.parametrize("deep", [300, 900])
def test_what_a_parser_drops_from_a_page_is_read_all_the_same(deep):
    """It goes no deeper than some 250 tags and drops what lies below without a word."""
    text, *_, warnings = read_html(paragraphs(deep, "<div>"), "deep.html", Limits())
    assert text.count("It is day") == deep
    assert any("nested too deeply" in warning for warning in warnings)


def test_a_page_of_which_most_is_not_taken_says_so():
    with patch.object(page_html, "_main_text", return_value=("It is day 1.", "")):
        source = f"<p>It is day 1.</p>{paragraphs(100)}"
        assert left_out(source) == ["only 12 of 7,202 characters of running text"]


@pytest.mark.parametrize(
    "swallowing", ["<nav>", "<noscript>", "<button>", "<template>", "<!-- ", "<script>", "<xmp>"]
)
def test_what_something_without_an_end_swallows_is_not_lost_in_silence(swallowing):
    (warning,) = left_out(f"<body>{paragraphs(30)}{swallowing}{paragraphs(400)}</body>")
    assert re.fullmatch(r"only 2,\d+ of 3\d,\d+ characters of this page", warning)


def test_an_ordinary_page_says_nothing():
    for page in (PAGE, *(path.read_text("utf-8") for path in ARTICLES.glob("*.html"))):
        assert read_html(page, "a.html", Limits())[3] == []


def left_out(source):
    """What is said of how much of the page was taken."""
    warnings = read_html(source, "a.html", Limits())[3]
    return [warning.partition(" were taken")[0] for warning in warnings if "only" in warning]
