"""What XML can hold."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text with every character that no XML file can hold replaced by \ufffd."""
    return _NOT_XML.sub("\ufffd", text)
