"""What kind of file this is: by its first bytes, then by its name, then by how its text begins."""

from __future__ import annotations

from pathlib import PurePath

from hemicycle.errors import DocumentError

_BY_NAME = {
    "txt": "text", "text": "text", "md": "markdown", "markdown": "markdown",
    "html": "html", "htm": "html", "xhtml": "html", "pdf": "pdf", "docx": "docx",
    "jsonl": "jsonl", "ndjson": "jsonl", "json": "json",
    "csv": "csv", "tsv": "tsv", "tab": "tsv", "parquet": "parquet",
}  # fmt: skip
_NO_DOCUMENTS = frozenset({
    "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "bmp", "tif", "tiff", "mp3", "mp4", "avi",
    "mov", "webm", "wav", "ogg", "css", "js", "mjs", "map", "woff", "woff2", "ttf", "otf", "eot",
    "py", "pyc", "toml", "yaml", "yml", "lock", "log", "db", "sqlite",
})  # fmt: skip
_UNREADABLE = {
    "doc": "an old Word file; save it as DOCX",
    "rtf": "RTF; save it as DOCX or as text",
    "odt": "an OpenDocument text; save it as DOCX",
    "xlsx": "an Excel file; save it as CSV",
    "xls": "an Excel file; save it as CSV",
    "epub": "an e-book; convert it to HTML",
    "zip": "a ZIP archive; unpack it first",
    "mbox": "a mailbox; export the mails as text",
}


def kind_of(head: bytes, name: str) -> str:
    """text, markdown, html, pdf, docx, or a kind of table. Raises DocumentError for others."""
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if head.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if head[:4] == b"PAR1":
        return "parquet"
    if suffix in _UNREADABLE:
        raise DocumentError(name, f"this is {_UNREADABLE[suffix]}")
    if head[:4] == b"PK\x03\x04":
        return "docx"  # whose reader says so if it is some other archive
    if head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise DocumentError(name, f"this is {_UNREADABLE['doc']}")
    return _BY_NAME.get(suffix) or _by_text(head.lstrip(b"\xef\xbb\xbf \t\r\n"))


def skipped_in_folders(name: str) -> bool:
    """Whether a file met in a folder is by its name no document (a picture of a saved page)."""
    return PurePath(name).suffix.lower().removeprefix(".") in _NO_DOCUMENTS


def _by_text(head: bytes) -> str:
    lowered = head[:1000].lower()
    if lowered.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if lowered.startswith(b"{") and b'"text"' in head:
        return "jsonl"
    return "text"
