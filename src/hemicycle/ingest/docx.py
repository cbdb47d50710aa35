"""Read the paragraphs of a Word file with nothing but `zipfile` and a streaming XML reader.

python-docx builds the whole tree: 514 KB of zip took it to 2.8 GB. We need only the text runs, so
the part is read as a stream, up to a stated size, and forgotten as it goes. Deleted text of
tracked changes, field codes and the second copy of a text box are left out.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree

from hemicycle.errors import DocumentError

_PART = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOST_RATIO = 200  # text squeezes about 5 to 20 times; real Word XML up to about 60
_SMALL = 10_000_000  # bytes of XML below which any ratio is harmless


def read_docx(data: bytes, name: str, characters: int) -> dict[str, str]:
    """{"text": paragraphs separated by blank lines, "title": the Title-styled one or ""}.

    Raises DocumentError for a bomb, a broken or encrypted file, or one with no text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = _checked(archive, name, characters)
            with archive.open(info) as part:
                return _collect(part, name, characters)
    except (zipfile.BadZipFile, ElementTree.ParseError, zlib.error, EOFError, KeyError) as error:
        raise DocumentError(
            name,
            f"this DOCX is broken or cut short ({error}); open it in a word processor "
            "and save it again",
        ) from error
    except (RuntimeError, NotImplementedError) as error:  # zipfile's word for "encrypted"
        raise DocumentError(name, f"this DOCX cannot be opened ({error})") from error


def _checked(archive: zipfile.ZipFile, name: str, characters: int) -> zipfile.ZipInfo:
    info = archive.getinfo(_PART)
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > 20 * characters or (info.file_size > _SMALL and ratio > _MOST_RATIO):
        raise DocumentError(
            name,
            f"this DOCX unpacks to {info.file_size >> 20} MB ({ratio:.0f} times its size), as a "
            "zip bomb does; it was not read",
        )
    return info


def _collect(part: IO[bytes], name: str, characters: int) -> dict[str, str]:
    paragraphs: list[str] = []
    title, total = "", 0
    for style, text in _paragraphs(part):
        paragraphs.append(text)
        title = title or (text if style == "Title" else "")
        total += len(text) + 2
        if total > characters:
            raise DocumentError(name, f"its text is longer than {characters:,} characters")
    if not paragraphs:
        raise DocumentError(name, "this DOCX holds no text")
    return {"text": "\n\n".join(paragraphs), "title": " ".join(title.split())}


def _paragraphs(part: IO[bytes]) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph; one inside another (a text box) comes first."""
    stack: list[tuple[list[str], list[str]]] = []  # (styles, texts) of the open paragraphs
    unseen = 0
    for event, element in ElementTree.iterparse(part, ("start", "end")):
        if element.tag in (_FALLBACK, _WORD + "del"):
            unseen += 1 if event == "start" else -1
        elif element.tag == _WORD + "p" and event == "start":
            stack.append(([], []))
        elif event == "end":
            if stack and not unseen:
                _take(element, *stack[-1])
            if element.tag == _WORD + "p":
                styles, texts = stack.pop()
                if text := "".join(texts).strip():
                    yield "".join(styles[:1]), text
            element.clear()


def _take(element: ElementTree.Element, styles: list[str], texts: list[str]) -> None:
    tag = element.tag.removeprefix(_WORD)
    if tag == "t":
        texts.append(element.text or "")
    elif tag in ("br", "cr"):
        texts.append("\n")
    elif tag == "tab":
        texts.append("\t")
    elif tag == "noBreakHyphen":
        texts.append("-")
    elif tag == "pStyle":
        styles.append(element.get(_WORD + "val", ""))
