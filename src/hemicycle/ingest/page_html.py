"""Pick the article out of an HTML page, keeping every letter's place in the source.

Which blocks are the article is trafilatura's judgement, made in the sandbox; where they are in the
source is ours. Its paragraphs are matched to our blocks by their letters. When it gives nothing or
runs into a limit (tags nested deeper than its parser goes, 14 MB), all paragraphs outside
navigation, footer and asides are taken instead, and the document says so.
"""

from __future__ import annotations

from hemicycle.building import TextBuilder
from hemicycle.errors import DocumentError
from hemicycle.ingest import sandbox
from hemicycle.ingest.html_blocks import (
    HtmlBlock,
    Page,
    fingerprint,
    pieces_without_tail,
    walk,
)
from hemicycle.ingest.html_metadata import metadata_of
from hemicycle.ingest.sandbox import Limits
from hemicycle.lexicon import words
from hemicycle.offsets import OffsetMap
from hemicycle.records import Metadata

_EDGE = 40  # letters at either end that suffice to recognise a paragraph
_MUCH = 2_000  # characters from which it matters that most was left out
_LARGEST = 3_000_000  # code points of source given to trafilatura; beyond, it takes too long


def read_html(source: str, name: str, limits: Limits) -> tuple[str, OffsetMap, Metadata, list[str]]:
    """The article's text, its map into `source`, what the page states, and warnings.

    Raises DocumentError when the page shows no text at all.
    """
    page = walk(source)
    metadata, unread_date = metadata_of(page)
    main, trouble = _main_text(source, name, limits)
    chosen = _matching(page.blocks, main) or _all_running_text(page.blocks)
    if not chosen:
        raise DocumentError(name, "this page holds no readable text (it may need a browser)")
    text, offsets = _build(source, chosen)
    doubts = (unread_date, trouble, _left_out(page, chosen))
    warnings = [message for message in doubts if message]
    return text, offsets, metadata, warnings


def main_text(source: str) -> str:
    """What trafilatura takes for the article, as plain text; runs inside the sandbox.

    Raises DocumentError when its parser dropped a part of the page, which it does without a word.
    """
    import trafilatura
    from trafilatura.utils import HTML_PARSER, load_html

    page = load_html(source)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in HTML_PARSER.error_log):
        raise DocumentError("page", "its tags are nested too deeply")
    if page is None:
        return ""
    found = trafilatura.extract(page, include_comments=False, include_tables=False)
    return found or ""


def _main_text(source: str, name: str, limits: Limits) -> tuple[str, str]:
    fallback = "; all paragraphs outside menus and asides were taken"
    if len(source) > _LARGEST:
        return "", f"the page is too large to look for its main text{fallback}"
    try:
        main = sandbox.shared(limits).run("hemicycle.ingest.page_html:main_text", name, source)
    except DocumentError as error:
        return "", f"looking for the main text failed ({error.message}){fallback}"
    return main, "" if main else f"no main text was recognised{fallback}"


def _matching(blocks: list[HtmlBlock], main: str) -> list[HtmlBlock]:
    """The blocks whose letters stand in `main`, and the headline above the first of them."""
    lines = {fingerprint(line) for line in main.splitlines()} - {""}
    heads = {line[:_EDGE] for line in lines if len(line) >= _EDGE}
    tails = {line[-_EDGE:] for line in lines if len(line) >= _EDGE}
    asides = words("html_tags", "aside")

    def is_main(block: HtmlBlock) -> bool:
        if block.inside & asides:
            return False
        marks = [fingerprint(line) for line in block.text.split("\n")]
        marks.append("".join(marks))
        return any(
            mark in lines
            or (len(mark) >= _EDGE and (mark[:_EDGE] in heads or mark[-_EDGE:] in tails))
            for mark in marks
        )

    at = [n for n, block in enumerate(blocks) if is_main(block)]
    if not at:
        return []
    headlines = [n for n in range(at[0]) if blocks[n].tag == "h1"]
    between = [n for n in range(at[0], at[-1]) if not blocks[n].inside & asides]
    captions = [n for n in between if blocks[n].tag == "figcaption"]
    return [blocks[n] for n in sorted({*headlines[-1:], *captions, *at})]


def _all_running_text(blocks: list[HtmlBlock]) -> list[HtmlBlock]:
    asides, paragraphs = words("html_tags", "aside"), words("html_tags", "paragraph")
    outside = [block for block in blocks if not block.inside & asides]
    marked_up = [block for block in outside if block.tag in paragraphs]
    if 2 * _size(marked_up) < _size(outside):  # a page that writes its paragraphs as <div>
        return outside
    return marked_up or blocks


def _left_out(page: Page, chosen: list[HtmlBlock]) -> str:
    """What to say when most of the running text, or nearly all of the page, was not taken.

    Menus, teasers and comments can well be four fifths of a page; a `<nav>` or a comment without
    an end can swallow the rest of the article.
    """
    taken, running = _size(chosen), _size(_all_running_text(page.blocks))
    shown = _size(page.blocks) + page.unseen
    for kind, whole, part in (("running text", running, 2), ("this page", shown, 10)):
        if whole >= _MUCH and taken * part < whole:
            return (
                f"only {taken:,} of {whole:,} characters of {kind} were taken for the article; "
                "save it as plain text if the rest belongs to it"
            )
    return ""


def _size(blocks: list[HtmlBlock]) -> int:
    return sum(len(block.text) for block in blocks)


def _build(source: str, blocks: list[HtmlBlock]) -> tuple[str, OffsetMap]:
    builder = TextBuilder(source)
    for n, block in enumerate(blocks):
        if n:
            builder.insert("\n\n")
        for piece in pieces_without_tail(block):
            if piece.start < 0:
                builder.insert(piece.text)
            elif piece.text == source[piece.start : piece.end]:
                builder.copy(piece.start, piece.end)
            else:
                builder.replace(piece.start, piece.end, piece.text)
    return builder.finish()
