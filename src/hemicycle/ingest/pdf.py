"""Read the text layer of a PDF with pypdf; runs in the sandbox, since a PDF can unpack to anything.

A scanned page has no text layer. That is a state of its own, not an empty article.
"""

from __future__ import annotations

import io
import logging
from typing import Any

from hemicycle.errors import DocumentError


def read_pdf(data: bytes, name: str, characters: int) -> dict[str, Any]:
    """{"text": pages separated by blank lines, "pages": count, "empty": pages without text}.

    Raises DocumentError for an encrypted, broken or scanned file, or one with too much text.
    """
    texts = _texts(data, name, characters)
    if not any(texts):
        raise DocumentError(
            name,
            f"this PDF has no text layer ({len(texts)} scanned or empty pages); "
            "run text recognition on it first (for instance with ocrmypdf)",
        )
    text = "\n\n".join(filter(None, texts))
    return {"text": text, "pages": len(texts), "empty": texts.count("")}


def _texts(data: bytes, name: str, characters: int) -> list[str]:
    from pypdf.errors import PyPdfError

    broken = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
    texts: list[str] = []
    total = 0
    try:
        for page in _open(data, name).pages:
            texts.append(page.extract_text().strip())
            total += len(texts[-1])
            if total > characters:
                raise DocumentError(name, f"its text is longer than {characters:,} characters")
    except broken as error:
        raise DocumentError(
            name,
            f"this PDF is broken, cut short or far too large inside ({error}); "
            "download or export it again",
        ) from error
    return texts


def _open(data: bytes, name: str) -> Any:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(data))
    try:
        locked = reader.is_encrypted and not reader.decrypt("")
    except (ImportError, pypdf.errors.DependencyError) as error:
        raise DocumentError(name, f"this PDF is encrypted and cannot be read ({error})") from error
    if locked:
        raise DocumentError(name, "this PDF is protected by a password; save it without one")
    return reader
