"""Walk an HTML source and pick out its visible blocks, each letter with its place in the source.

The evidence for a statement is a slice of the user's own file, so the source is read by its
positions, not through a tree that has forgotten them. The walk is one pass over the source and
takes linear time whatever the markup: 60,000 nested tags, a quotation mark that never closes, a
comment without an end. Nothing is ever rendered or run.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from hemicycle.lexicon import words

_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_TO_MARK = re.compile(r"[^>\"']*")
_ATTRIBUTE = re.compile(
    r"""([a-zA-Z_:][\w:.-]{0,60})\s{0,20}=\s{0,20}("[^"]*"|'[^']*'|[^\s"'>]+)"""
)
_PIECE = re.compile(r"\s\s+|[^\S ]|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_WORD_CHARACTERS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Piece:
    """`source[start:end]` is shown as `text`."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class HtmlBlock:
    """One visible block: the innermost block-level `tag` around it, and where in the page it is."""

    tag: str
    inside: frozenset[str]
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What a reader sees, `<br>` as a line break."""
        return "".join(piece.text for piece in self.pieces)

    def at_line_start(self) -> bool:
        """Whether nothing has been shown since the last `<br>`."""
        shown = next((piece.text for piece in reversed(self.pieces) if piece.text != " "), "")
        return shown == "\n"


@dataclass(slots=True)
class Page:
    """The blocks of a page and what its head states."""

    blocks: list[HtmlBlock] = field(default_factory=list)
    metas: list[dict[str, str]] = field(
        default_factory=list
    )  # attributes of meta, link, html, time
    linked_data: list[str] = field(default_factory=list)  # JSON-LD scripts, as written
    title: str = ""
    unseen: int = 0  # characters that no reader sees, or that follow `<!--` without an end


def fingerprint(text: str) -> str:
    """The letters and digits only: equal for the same words in other markup."""
    return "".join(_WORD_CHARACTERS.findall(text)).casefold()


def walk(source: str) -> Page:
    """All visible blocks of `source` in order, and its stated metadata, unread."""
    walker = _Walker(source)
    walker.walk()
    return walker.page


class _Walker:
    def __init__(self, source: str) -> None:
        self.source = source
        self.page = Page()
        self._open: list[str] = []
        self._count: Counter[str] = Counter()
        self._block: HtmlBlock | None = None
        self._last = {mark: source.rfind(mark) for mark in ">\"'"}
        self._block_tags = words("html_tags", "block")
        self._unseen = words("html_tags", "unseen")
        self._regions = words("html_tags", "region")
        self._raw = words("html_tags", "raw")

    def walk(self) -> None:
        at = 0
        while (tag_at := self.source.find("<", at)) >= 0:
            name = _NAME.match(self.source, tag_at + 1)
            if not name and self.source[tag_at + 1 : tag_at + 2] not in ("!", "?"):
                self._text(at, tag_at + 1)  # a bare "<" is text
                at = tag_at + 1
                continue
            self._text(at, tag_at)
            at = self._tag(tag_at, name) if name else self._comment(tag_at)
        self._text(at, len(self.source))
        self._flush()

    def _comment(self, at: int) -> int:
        close = "-->" if self.source.startswith("<!--", at) else ">"
        end = self.source.find(close, at + 2)
        return end + len(close) if end >= 0 else self._swallowed(at)

    def _swallowed(self, at: int) -> int:
        """The end of the source, which something without an end goes on to."""
        self.page.unseen += len(self.source) - at
        return len(self.source)

    def _tag(self, at: int, match: re.Match[str]) -> int:
        end = self._tag_end(match.end())
        name = match[1].lower()
        if self.source[at + 1] == "/":
            self._closed(name)
        elif name in self._raw:
            return self._raw_element(name, self.source[at:end], end)
        else:
            self._opened(name, self.source[at:end])
        return end

    def _tag_end(self, at: int) -> int:
        """Just after the ">" that ends the tag; quoted attribute values may hold ">"."""
        while True:
            at = _TO_MARK.match(self.source, at).end()  # type: ignore[union-attr]
            mark = self.source[at : at + 1]
            if mark in (">", ""):
                return min(at + 1, len(self.source))
            if self.source[at - 1] in "= \n\t" and self._last[mark] > at:
                at = self.source.find(mark, at + 1)
            at += 1

    def _raw_element(self, name: str, tag: str, at: int) -> int:
        """An element whose content is not markup: script, style, title."""
        close = re.compile(f"</{name}", re.IGNORECASE).search(self.source, at)
        end = close.start() if close else self._swallowed(at)
        content = self.source[at:end]
        if name == "title" and not self.page.title:
            self.page.title = " ".join(html.unescape(content[:1000]).split())
        if name == "script" and "ld+json" in tag.lower():
            self.page.linked_data.append(content)
        return self._tag_end(end) if close else end

    def _opened(self, name: str, tag: str) -> None:
        if name in ("meta", "link", "html", "time"):
            pairs = _ATTRIBUTE.findall(tag[:20_000])
            values = {key.lower(): html.unescape(value.strip("\"'")) for key, value in pairs}
            if " pubdate" in tag.lower():  # the one attribute here that needs no value
                values.setdefault("pubdate", "")
            self.page.metas.append({"": name, **values})
        if name == "br":
            self._break()
        elif name in self._block_tags:
            self._flush()
            if self._count["head"] and name not in self._unseen:
                self._closed("head")  # nobody has to write </head>
            self._open.append(name)
            self._count[name] += 1

    def _closed(self, name: str) -> None:
        if name not in self._block_tags:
            return
        self._flush()
        while self._count[name]:
            last = self._open.pop()
            self._count[last] -= 1
            if last == name:
                return

    def _break(self) -> None:
        if self._block is None:
            return
        if self._block.at_line_start():
            self._flush()
        else:
            self._block.pieces.append(Piece(-1, -1, "\n"))

    def _text(self, start: int, end: int) -> None:
        if start >= end:
            return
        if any(self._count[name] for name in self._unseen):
            self.page.unseen += len(self.source[start:end].strip())
            return
        at = start
        for match in _PIECE.finditer(self.source, start, end):
            self._show(at, match.start(), self.source[at : match.start()])
            blank = match[0].isspace()
            self._show(*match.span(), " " if blank else html.unescape(match[0]))
            at = match.end()
        self._show(at, end, self.source[at:end])

    def _show(self, start: int, end: int, text: str) -> None:
        if text.startswith(" ") and self._after_blank():
            start, text = start + 1, text[1:] if end - start == len(text) else ""
        if not text or (self._block is None and text.isspace()):
            return
        if self._block is None:
            tag = self._open[-1] if self._open else "body"
            inside = frozenset(name for name in self._regions if self._count[name])
            self._block = HtmlBlock(tag, inside)
        self._block.pieces.append(Piece(start, end, text))

    def _after_blank(self) -> bool:
        return self._block is None or self._block.pieces[-1].text.endswith((" ", "\n"))

    def _flush(self) -> None:
        if self._block and self._block.text.strip():
            self.page.blocks.append(self._block)
        self._block = None


def pieces_without_tail(block: HtmlBlock) -> Iterator[Piece]:
    """The pieces up to the last one that shows something."""
    last = max(n for n, piece in enumerate(block.pieces) if piece.text.strip())
    return iter(block.pieces[: last + 1])
